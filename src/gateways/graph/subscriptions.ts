// Subscriptions to change notifications: asked for, renewed, ended, listed. All of them pass one gate of their own, apart from the
// mailboxes': Microsoft counts them by application and tenant (500 in 20 seconds, learn.microsoft.com/graph/throttling-limits).
import type { GraphPage, GraphSubscription, GraphSubscriptionWrite } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import type { SubscriptionId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Clock } from "../../engine/ports/clock.ts";
import type { Granted, Listed, SubscriptionPort } from "../../engine/ports/subscriptions.ts";
import type { GraphAnswer, GraphCall, GraphClient } from "./graph-client.ts";
import { isOk, mailboxFault } from "./mailbox-fault.ts";

const GATE = "subscriptions";
const CHANGES = "created,updated,deleted";

/**
 * Minutes asked for. Documented are 10,080 for events, refusals have quoted 10,070, older text says 4,230
 * (learn.microsoft.com/graph/api/resources/subscription): where the long life is refused, the short one is asked for. With room for
 * two clocks that differ.
 */
const LIVES_MINUTES = [10_000, 4_170] as const;
const MINUTE_MS = 60_000;
/** Nobody has so many: a listing that goes on for ever is given up. */
const MOST_PAGES = 100;

export class Subscriptions implements SubscriptionPort {
  readonly #client: GraphClient;
  readonly #clock: Pick<Clock, "now">;
  /** What was refused once is not asked for again. */
  #isShort = false;

  constructor(client: GraphClient, clock: Pick<Clock, "now">) {
    this.#client = client;
    this.#clock = clock;
  }

  async create(
    mailbox: Mailbox,
    { url, clientState }: { url: string; clientState: string },
  ): Promise<Granted> {
    const answer = await this.#forLong("subscribe", "POST", "/subscriptions", {
      changeType: CHANGES,
      notificationUrl: url,
      // It can be given at creation only (learn.microsoft.com/graph/change-notifications-lifecycle-events).
      lifecycleNotificationUrl: url,
      resource: `users/${mailbox.id}/events`,
      clientState,
    });
    if (isOk(answer)) return granted(answer);
    const detail = { mailbox: mailbox.email, reason: answer.code };
    if (answer.status === 409) throw new Fault("stale", "subscriptionTaken", detail);
    const fault = answer.status === 404 ? mailboxFault(answer, mailbox.email) : null;
    throw fault ?? refusal(answer, detail);
  }

  async renew(id: SubscriptionId): Promise<Granted> {
    const answer = await this.#forLong("renewSubscription", "PATCH", pathOf(id), {});
    if (isOk(answer)) return granted(answer);
    if (answer.status === 404) throw new Fault("stale", "subscriptionGone");
    throw refusal(answer, { reason: answer.code });
  }

  async end(id: SubscriptionId): Promise<void> {
    const answer = await this.#call({ purpose: "unsubscribe", method: "DELETE", url: pathOf(id) });
    if (!isOk(answer) && answer.status !== 404) throw refusal(answer, { reason: answer.code });
  }

  async list(): Promise<readonly Listed[]> {
    const listed: Listed[] = [];
    let next: Pick<GraphCall, "url" | "isLink"> | null = { url: "/subscriptions" };
    for (let pages = 0; next !== null && pages < MOST_PAGES; pages++) {
      const answer: GraphAnswer = await this.#call({ purpose: "subscriptions", method: "GET", ...next });
      if (!isOk(answer)) throw refusal(answer, { reason: answer.code });
      const page = answer.json as GraphPage<GraphSubscription> | null;
      for (const { id, notificationUrl } of page?.value ?? [])
        if (id) listed.push({ id: id as SubscriptionId, url: notificationUrl ?? "" });
      const link = page?.["@odata.nextLink"];
      if (link) this.#client.refuseForeign(link);
      next = link ? { url: link, isLink: true } : null;
    }
    return listed;
  }

  /** With the longest life that is granted. */
  async #forLong(
    purpose: string,
    method: "POST" | "PATCH",
    url: string,
    wanted: Omit<GraphSubscriptionWrite, "expirationDateTime">,
  ): Promise<GraphAnswer> {
    const ask = (minutes: number) => {
      const expirationDateTime = new Date(this.#clock.now() + minutes * MINUTE_MS).toISOString();
      return this.#call({ purpose, method, url, body: { ...wanted, expirationDateTime } });
    };
    const [long, short] = LIVES_MINUTES;
    const answer = await ask(this.#isShort ? short : long);
    if (this.#isShort || !isTooLong(answer)) return answer;
    const again = await ask(short);
    this.#isShort = isOk(again);
    return again;
  }

  #call(call: Omit<GraphCall, "mailboxKey" | "headers">): Promise<GraphAnswer> {
    // The form of the ids is fixed at creation (learn.microsoft.com/graph/outlook-immutable-id).
    return this.#client.call({ ...call, mailboxKey: GATE, headers: { Prefer: 'IdType="ImmutableId"' } });
  }
}

function pathOf(id: SubscriptionId): string {
  return `/subscriptions/${encodeURIComponent(id)}`;
}

function isTooLong({ status, error }: GraphAnswer): boolean {
  return status === 400 && /\bexpiration\b.*\bminutes\b/i.test(error?.message ?? "");
}

/** A failed handshake has no code of its own: `ValidationError`, formerly `InvalidRequest`, is all that may be wrong with a subscription. */
function refusal({ status, error }: GraphAnswer, detail: Record<string, string>): Fault {
  const isHandshake = status === 400 && /\bvalidation request\b/i.test(error?.message ?? "");
  return new Fault("refused", isHandshake ? "webhookUnreachable" : "subscriptionRefused", detail);
}

function granted({ json }: GraphAnswer): Granted {
  const { id, expirationDateTime } = (json ?? {}) as GraphSubscription;
  const expiresAt = Date.parse(expirationDateTime ?? "");
  if (!id || Number.isNaN(expiresAt))
    throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "subscription" });
  return { id: id as SubscriptionId, expiresAt };
}
