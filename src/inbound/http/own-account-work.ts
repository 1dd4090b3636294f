// One's own account: its password and sessions. These routes are for people, since a program has neither.

import { Fault } from "../../core/fault.ts";
import type { Account } from "./accounts.ts";
import type { Backend } from "./backend.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import type { Answering } from "./session-work.ts";

type OwnRoute = "getOwnAccount" | "changeOwnPassword" | "endOwnSession" | "endOtherSessions";

export function ownAccountWork({ accounts }: Backend, doorkeeper: Doorkeeper): Pick<Answering, OwnRoute> {
  return {
    async getOwnAccount({ account, request }) {
      const { name, role, hasPassword } = accounts.entry(personOf(account));
      return {
        name,
        role,
        hasPassword,
        sessions: accounts.sessions(name, doorkeeper.sessionSecret(request)),
      };
    },
    async changeOwnPassword({ account, body: { current, next }, request }) {
      const from = { address: request.ip, secret: doorkeeper.sessionSecret(request) };
      await accounts.changePassword(personOf(account), current, next, from);
      return null;
    },
    async endOwnSession({ account, params: { id } }) {
      accounts.endSession(personOf(account), id);
      return null;
    },
    async endOtherSessions({ account, request }) {
      accounts.endOtherSessions(personOf(account), doorkeeper.sessionSecret(request));
      return null;
    },
  };
}

/** Faults: `personNeeded`. */
export function personOf({ kind, name }: Account): string {
  if (kind !== "person") throw new Fault("refused", "personNeeded");
  return name;
}
