// What the routes of accounts, sessions and programs take.
import { Type } from "typebox";
import { ROLES } from "../../../contract/console/roles.ts";
import { matching } from "./matching.ts";
import { ById, closed, Id, text } from "./parts.ts";

const RoleName = Type.Enum([...ROLES]);
const Name = Type.String({ minLength: 1, maxLength: 100 });
/** Longer ones are refused with a sentence; these are no passwords. */
const Password = Type.String({ minLength: 1, maxLength: 1_000 });

const OfRole = Type.Object({ role: RoleName }, closed);
const NamedRole = Type.Object({ name: Name, role: RoleName }, closed);

export const ACCOUNT_SCHEMAS = matching({
  listAccounts: {},
  addAccount: {
    body: Type.Object({ name: Name, role: RoleName, password: Type.Union([Password, Type.Null()]) }, closed),
  },
  changeAccount: { params: ById, body: OfRole },
  setAccountPassword: { params: ById, body: Type.Object({ password: Password }, closed) },
  removeAccount: { params: ById },
  listAccountSessions: { params: ById },
  endAccountSession: { params: Type.Object({ id: Id, session: text(100) }, closed) },
  listPrograms: {},
  addProgram: { body: NamedRole },
  removeProgram: { params: ById },
  getOwnAccount: {},
  changeOwnPassword: { body: Type.Object({ current: Password, next: Password }, closed) },
  endOwnSession: { params: ById },
  endOtherSessions: {},
});
