// Whose account a person of Microsoft's has: by what never changes about them, and until that is known by their user name. The name alone would
// let in whoever is given it later.
import { Fault } from "../../core/fault.ts";
import type { MicrosoftPerson } from "../../core/id-token.ts";
import type { AccountsDatabase, Row } from "./database.ts";

/** The first sign-in binds the account to the person. Faults: `microsoftAccountMissing`, `microsoftAccountTaken`. */
export function accountOf(
  database: AccountsDatabase,
  { tenantId, objectId, userName }: MicrosoftPerson,
): Row {
  return database.atOnce(() => {
    const own = "select name, role from account where microsoft_tenant = ? and microsoft_id = ?";
    const bound = database.get(own, tenantId, objectId);
    if (bound !== undefined) return bound;
    const named = database.get("select name, role, microsoft_id from account where name = ?", userName);
    if (named === undefined) throw new Fault("refused", "microsoftAccountMissing", { user: userName });
    if (named.microsoft_id !== null)
      throw new Fault("refused", "microsoftAccountTaken", { user: String(named.name) });
    const bind = "update account set microsoft_tenant = ?, microsoft_id = ? where name = ?";
    database.run(bind, tenantId, objectId, String(named.name));
    return named;
  });
}
