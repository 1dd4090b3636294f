// Tries, one step after the other, whether Microsoft can be reached, lets us in, and shows a calendar. Nothing is written, and nothing is kept.
import { Fault } from "../../core/fault.ts";
import { NETWORK_BUDGET } from "../../core/pacing/patience.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Office365Access } from "./create-calendar.ts";
import type { Surroundings } from "./exchange.ts";
import { findMailbox } from "./find-mailbox.ts";
import { GraphClient, userPath } from "./graph-client.ts";
import { isOk, refusedByMailbox } from "./mailbox-fault.ts";
import { SignIn } from "./sign-in.ts";
import { causeOf } from "./sign-in-fault.ts";

export interface Probe {
  /** Sign-in and Graph answer. `skewMs`: how far our clock is ahead of theirs; null where they do not tell the time. Faults: `signInUnavailable`, `graphUnreachable`, `tenantUnknown`. */
  reach(): Promise<{ readonly skewMs: number | null }>;
  /** Application permissions as the token names them; those that Exchange alone grants are not among them. Faults: those of signing in. */
  signIn(): Promise<{ readonly roles: readonly string[] }>;
  /** Faults: `mailboxNotFound`, `mailboxUnavailable`, `mailboxForbidden`, and those of every call. */
  readCalendar(addresses: readonly string[]): Promise<Mailbox>;
}

export interface ProbeOptions extends Surroundings {
  readonly office365: Office365Access;
}

const REACH_MS = 6_000;
/** What answers later is of no use to the person who waits for it. */
const PATIENCE_MS = 20_000;

export function openProbe({ office365, ...around }: ProbeOptions): Probe {
  const { authorityHost, graphUrl, tenantId } = office365;
  const scope = `${new URL(graphUrl).origin}/.default`;
  const signIn = new SignIn({ ...office365, scope, log: around.log });
  const client = new GraphClient(graphUrl, signIn, around, fetch);
  return {
    async reach() {
      const place = new URL(
        `${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`,
        `${authorityHost}/`,
      );
      const answer = await knock(place, "signInUnavailable");
      if (answer.status === 400 || answer.status === 404)
        throw new Fault("refused", "tenantUnknown", { tenant: tenantId });
      await knock(new URL("/v1.0/", graphUrl), "graphUnreachable");
      return { skewMs: skewOf(answer.headers.get("date"), answer.beganAt) };
    },
    signIn: async () => ({ roles: rolesIn(await signIn.token()) }),
    readCalendar: (addresses) =>
      inTime(graphUrl, async () => {
        const mailbox = await findMailbox(client, addresses);
        const answer = await client.call({
          mailboxKey: mailbox.id,
          purpose: "probe",
          method: "GET",
          url: `${userPath(mailbox)}/calendar/events?$top=1&$select=id`,
          patience: NETWORK_BUDGET,
        });
        if (!isOk(answer)) throw refusedByMailbox(answer, mailbox.email);
        return mailbox;
      }),
  };
}

async function knock(
  place: URL,
  code: "signInUnavailable" | "graphUnreachable",
): Promise<{ status: number; headers: Headers; beganAt: number }> {
  const beganAt = Date.now();
  try {
    const answer = await fetch(place, { redirect: "manual", signal: AbortSignal.timeout(REACH_MS) });
    await answer.body?.cancel();
    return { status: answer.status, headers: answer.headers, beganAt };
  } catch (thrown) {
    throw new Fault("unavailable", code, { host: place.host, cause: causeOf(thrown) }, { cause: thrown });
  }
}

/** The header tells whole seconds: half a second is nobody's fault. */
function skewOf(date: string | null, beganAt: number): number | null {
  const theirs = Date.parse(date ?? "");
  return Number.isNaN(theirs) ? null : (beganAt + Date.now()) / 2 - (theirs + 500);
}

/** From the claims in its middle part; a token that is none of ours to read names nothing. */
function rolesIn(token: string): readonly string[] {
  try {
    const { roles } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as {
      roles?: unknown;
    };
    return Array.isArray(roles) ? roles.map(String) : [];
  } catch {
    return [];
  }
}

async function inTime<Result>(graphUrl: string, work: () => Promise<Result>): Promise<Result> {
  const timer = Promise.withResolvers<never>();
  const alarm = setTimeout(() => {
    const detail = { host: new URL(graphUrl).host, cause: "ETIMEDOUT" };
    timer.reject(new Fault("unavailable", "graphUnreachable", detail));
  }, PATIENCE_MS);
  try {
    return await Promise.race([work(), timer.promise]);
  } finally {
    clearTimeout(alarm);
  }
}
