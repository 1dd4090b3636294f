// "Sign in with Microsoft": a person is sent there, and comes back to a new session or to the sign-in page, which then says why not. The way
// back is fixed: nothing in a request decides where anybody is sent.
import type { FastifyReply, FastifyRequest } from "fastify";
import { MICROSOFT_BACK } from "../../contract/console/session.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { MicrosoftPerson } from "../../core/id-token.ts";
import type { Backend } from "./backend.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import { KEPT_MS, type MicrosoftAttempts } from "./microsoft-attempts.ts";
import { MICROSOFT, noteStranger } from "./note-deed.ts";
import { type Answering, sessionBeginning } from "./session-work.ts";

type MicrosoftRoute = "beginMicrosoftSignIn" | "endMicrosoftSignIn";

export function microsoftWork(
  backend: Backend,
  doorkeeper: Doorkeeper,
  attempts: MicrosoftAttempts,
  /** `http://127.0.0.1:8365`: where this console is. */
  origin: () => string,
): Pick<Answering, MicrosoftRoute> {
  const { accounts, microsoft } = backend;
  const beginSession = sessionBeginning(backend, doorkeeper);
  /** Where it is not switched on, there are no such routes. */
  const required = (request: FastifyRequest) => {
    if (microsoft === null) throw new Fault("refused", "routeUnknown");
    refuseEmbedded(request);
    return microsoft;
  };
  const hold = (reply: FastifyReply, held: string) => doorkeeper.hold(reply, held, KEPT_MS / 1_000);
  /** Leads on, whatever happens: who comes here has no page of ours that could show a problem. */
  const lead = async (reply: FastifyReply, work: () => Promise<string>): Promise<null> => {
    const to = await work().catch((thrown: unknown) => {
      const fault = asFault(thrown);
      if (fault.kind === "broken") backend.onBroken(fault);
      hold(reply, attempts.refuse(fault));
      return "/";
    });
    await reply.redirect(to);
    return null;
  };
  const accountOf = (person: MicrosoftPerson, address: string) => {
    try {
      return accounts.ofMicrosoft(person, address);
    } catch (thrown) {
      noteStranger(backend, person, address);
      throw thrown;
    }
  };
  return {
    async beginMicrosoftSignIn({ request, reply }) {
      const port = required(request);
      // The cookie has to be of the name under which Microsoft leads back.
      const { host } = new URL(origin());
      if (request.headers.host !== host) {
        await reply.redirect(`${origin()}${request.url.split("?")[0]}`);
        return null;
      }
      return lead(reply, async () => {
        accounts.beginMicrosoft(request.ip);
        const { address, attempt } = await port.begin(`${origin()}${MICROSOFT_BACK}`);
        hold(reply, attempts.begin(attempt));
        return address;
      });
    },
    async endMicrosoftSignIn({ query, request, reply }) {
      const port = required(request);
      return lead(reply, async () => {
        const attempt = attempts.take(doorkeeper.held(request), query.state);
        const person = await port.complete(query, attempt);
        const account = accountOf(person, request.ip);
        backend.record({ who: account.name, what: "signIn", detail: { address: request.ip, at: MICROSOFT } });
        beginSession(account, { request, reply });
        doorkeeper.letGo(reply);
        return "/";
      });
    },
  };
}

/** A page elsewhere may lead a person here. As a picture or a frame in it, this would only use up what is kept of others. */
function refuseEmbedded({ headers }: FastifyRequest): void {
  const { "sec-fetch-dest": destination = "document" } = headers;
  if (destination !== "document") throw new Fault("refused", "requestForeign");
}
