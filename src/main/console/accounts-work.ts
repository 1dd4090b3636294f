// The routes of accounts and programs, and of who did what.

import { Fault } from "../../core/fault.ts";
import type { AccountStore } from "../../gateways/accounts/open-accounts.ts";
import type { DeedBook } from "../../gateways/deeds/open-deeds.ts";
import type { Work } from "../../inbound/http/backend.ts";

export interface AccountParts {
  readonly accounts: AccountStore;
  readonly deeds: DeedBook;
}

type AccountRoute =
  | "listAccounts"
  | "addAccount"
  | "changeAccount"
  | "setAccountPassword"
  | "removeAccount"
  | "listAccountSessions"
  | "endAccountSession"
  | "listPrograms"
  | "addProgram"
  | "removeProgram"
  | "listDeeds";

export function accountsWork({ accounts, deeds }: AccountParts): Pick<Work, AccountRoute> {
  return {
    listAccounts: async () => ({ accounts: accounts.list() }),
    async addAccount({ body: { name, role, password } }) {
      const added = await accounts.add(name, password, role);
      return accounts.entry(added.name);
    },
    changeAccount: async ({ params: { id }, body: { role } }) => accounts.changeRole(id, role),
    async setAccountPassword({ params: { id }, body: { password }, account }) {
      // Whoever finds an open console must not be able to take the account along.
      const { name } = accounts.entry(id);
      if (account.kind === "person" && account.name === name) throw new Fault("refused", "ownPassword");
      await accounts.setPassword(name, password);
      return null;
    },
    async removeAccount({ params: { id } }) {
      accounts.remove(id);
      return null;
    },
    listAccountSessions: async ({ params: { id } }) => ({ sessions: accounts.sessions(id) }),
    async endAccountSession({ params: { id, session } }) {
      accounts.endSession(id, session);
      return null;
    },
    listPrograms: async () => ({ programs: accounts.programs() }),
    addProgram: async ({ body: { name, role } }) => accounts.addProgram(name, role),
    async removeProgram({ params: { id } }) {
      accounts.removeProgram(id);
      return null;
    },
    listDeeds: async ({ query }) => deeds.list(query),
  };
}
