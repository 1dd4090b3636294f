// `admin add`: an account from the service's own machine, also while the service runs; the way in for whoever forgot the only password.
import { userInfo } from "node:os";
import type { Role } from "../contract/console/roles.ts";
import { AccountStore } from "../gateways/accounts/open-accounts.ts";
import { DeedBook } from "../gateways/deeds/open-deeds.ts";
import type { AccountAdded } from "../inbound/cli/actions.ts";
import { type Instance, makeDataFolder } from "./instance.ts";

/** Faults: `accountExists`, `accountNameInvalid`, `passwordWeak`. */
export async function addAccount(
  instance: Instance,
  { name, role, password }: { readonly name: string; readonly role: Role; readonly password: string },
): Promise<AccountAdded> {
  makeDataFolder(instance);
  const accounts = new AccountStore({ file: instance.accountsFile, now: Date.now });
  const deeds = new DeedBook({ file: instance.deedsFile, now: Date.now });
  try {
    const added = await accounts.add(name, password, role);
    deeds.record({
      who: userInfo().username,
      by: "terminal",
      what: "addAccount",
      detail: { name: added.name, role },
    });
    return { name: added.name, role: added.role, console: instance.settings.Console.Url };
  } finally {
    accounts.close();
    deeds.close();
  }
}
