// Signing in, signing out, and the first account: the routes that hand out and take back the cookie.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RouteName } from "../../contract/console/routes.ts";
import type { SessionAnswer } from "../../contract/console/session.ts";
import type { Told } from "../../contract/console/told.ts";
import type { Fault } from "../../core/fault.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Account, Session } from "./accounts.ts";
import type { AnswerOf, Asked, Backend } from "./backend.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import type { MicrosoftAttempts } from "./microsoft-attempts.ts";
import { noteRefused } from "./note-deed.ts";

export interface Carrier {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Answering = {
  readonly [Name in RouteName]: (asked: Asked<Name> & Carrier) => Promise<AnswerOf<Name>>;
};

/** Always a new session: one that somebody else may know of is never carried on. */
export function sessionBeginning({ accounts }: Backend, doorkeeper: Doorkeeper) {
  return (account: Account, { request, reply }: Carrier): Session | null => {
    const former = doorkeeper.sessionSecret(request);
    if (former !== null) accounts.closeSession(former);
    const browser = request.headers["user-agent"] ?? "";
    const secret = accounts.openSession(account, { browser, address: request.ip });
    reply.setCookie(doorkeeper.cookieName, secret, cookieOf(doorkeeper));
    return accounts.session(secret, true);
  };
}

export function sessionWork(
  backend: Backend,
  doorkeeper: Doorkeeper,
  attempts: MicrosoftAttempts,
): Pick<Answering, "getSession" | "signIn" | "signOut" | "setUp"> {
  const { accounts } = backend;
  const beginSession = sessionBeginning(backend, doorkeeper);
  const answer = (session: Session | null, refusal: SessionAnswer["refusal"] = null): SessionAnswer => ({
    company: backend.company.Name,
    timeZone: backend.company.TimeZone,
    account: session === null ? null : { name: session.name, role: session.role, csrf: session.csrf },
    needsSetUp: accounts.needsSetUp(),
    microsoftSignIn: backend.microsoft !== null,
    refusal,
    sandboxUrl: backend.sandboxUrl,
  });
  const begin = (account: Account, carrier: Carrier) => answer(beginSession(account, carrier));
  return {
    async getSession({ request, reply, lang }) {
      const refusal = attempts.takeRefusal(doorkeeper.held(request));
      if (refusal !== null) doorkeeper.letGo(reply);
      return answer(doorkeeper.session(request), refusal === null ? null : told(refusal, lang));
    },
    async signIn({ body: { name, password }, ...carrier }) {
      const address = carrier.request.ip;
      const account = await accounts.checkPassword(name, password, address).catch((thrown: unknown) => {
        noteRefused(backend, name, address, thrown);
        throw thrown;
      });
      backend.record({ who: account.name, what: "signIn", detail: { address } });
      return begin(account, carrier);
    },
    async setUp({ body: { link, name, password }, ...carrier }) {
      const account = await accounts.setUp(link, name, password);
      backend.record({ who: account.name, what: "setUp", detail: { address: carrier.request.ip } });
      return begin(account, carrier);
    },
    async signOut({ request, reply }) {
      const secret = doorkeeper.sessionSecret(request);
      if (secret !== null) accounts.closeSession(secret);
      reply.clearCookie(doorkeeper.cookieName, cookieOf(doorkeeper));
      return null;
    },
  };
}

function cookieOf({ isSecure }: Doorkeeper) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure: isSecure } as const;
}

function told(fault: Fault, lang: Lang): Told {
  return { code: fault.code, ...adviceOnFault(fault, lang) };
}
