// Signing in, signing out, and the first account: the routes that hand out and take back the cookie.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RouteName } from "../../contract/console/routes.ts";
import type { SessionAnswer } from "../../contract/console/session.ts";
import type { Account, Session } from "./accounts.ts";
import type { AnswerOf, Asked, Backend } from "./backend.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import { noteRefused } from "./note-deed.ts";

export interface Carrier {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Answering = {
  readonly [Name in RouteName]: (asked: Asked<Name> & Carrier) => Promise<AnswerOf<Name>>;
};

export function sessionWork(
  backend: Backend,
  doorkeeper: Doorkeeper,
): Pick<Answering, "getSession" | "signIn" | "signOut" | "setUp"> {
  const { accounts } = backend;
  const { cookieName, isSecure } = doorkeeper;
  const cookie = { path: "/", httpOnly: true, sameSite: "strict", secure: isSecure } as const;
  const answer = (session: Session | null): SessionAnswer => ({
    company: backend.company.Name,
    timeZone: backend.company.TimeZone,
    account: session === null ? null : { name: session.name, role: session.role, csrf: session.csrf },
    needsSetUp: accounts.needsSetUp(),
    sandboxUrl: backend.sandboxUrl,
  });
  /** Always a new session: one that somebody else may know of is never carried on. */
  const begin = (account: Account, { request, reply }: Carrier) => {
    const former = doorkeeper.sessionSecret(request);
    if (former !== null) accounts.closeSession(former);
    const browser = request.headers["user-agent"] ?? "";
    const secret = accounts.openSession(account, { browser, address: request.ip });
    reply.setCookie(cookieName, secret, cookie);
    return answer(accounts.session(secret, true));
  };
  return {
    async getSession({ request }) {
      return answer(doorkeeper.session(request));
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
      reply.clearCookie(cookieName, cookie);
      return null;
    },
  };
}
