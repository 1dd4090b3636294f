// Signing in, signing out, and the first account: the routes that hand out and take back the cookie.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RouteName } from "../../contract/console/routes.ts";
import type { SessionAnswer } from "../../contract/console/session.ts";
import type { Account, Session } from "./accounts.ts";
import type { AnswerOf, Asked, Backend, SessionRoute } from "./backend.ts";
import type { Doorkeeper } from "./doorkeeper.ts";

export interface Carrier {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Answering = {
  readonly [Name in RouteName]: (asked: Asked<Name> & Carrier) => Promise<AnswerOf<Name>>;
};

export function sessionWork(backend: Backend, doorkeeper: Doorkeeper): Pick<Answering, SessionRoute> {
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
    const secret = accounts.openSession(account);
    reply.setCookie(cookieName, secret, cookie);
    return answer(accounts.session(secret));
  };
  return {
    async getSession({ request }) {
      const secret = doorkeeper.sessionSecret(request);
      return answer(secret === null ? null : accounts.session(secret));
    },
    async signIn({ body: { name, password }, ...carrier }) {
      return begin(await accounts.checkPassword(name, password, carrier.request.ip), carrier);
    },
    async setUp({ body: { link, name, password }, ...carrier }) {
      return begin(await accounts.setUp(link, name, password), carrier);
    },
    async signOut({ request, reply }) {
      const secret = doorkeeper.sessionSecret(request);
      if (secret !== null) accounts.closeSession(secret);
      reply.clearCookie(cookieName, cookie);
      return null;
    },
  };
}
