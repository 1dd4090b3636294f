// What the routes of accounts, sessions and programs take and answer.
import { Type } from "typebox";
import { ROLES } from "../../../contract/console/roles.ts";
import { matching } from "./matching.ts";
import { ById, closed, Id, text } from "./parts.ts";

const RoleName = Type.Enum([...ROLES]);
const Name = Type.String({ minLength: 1, maxLength: 100 });
/** Longer ones are refused with a sentence; these are no passwords. */
const Password = Type.String({ minLength: 1, maxLength: 1_000 });
const OrNull = Type.Union([Type.String(), Type.Null()]);

const Account = Type.Object({
  name: Type.String(),
  role: RoleName,
  sessions: Type.Integer(),
  seenAt: OrNull,
});
const Session = Type.Object({
  id: Type.String(),
  beganAt: Type.String(),
  seenAt: Type.String(),
  browser: Type.String(),
  address: Type.String(),
  isThis: Type.Boolean(),
});
const Program = Type.Object({
  name: Type.String(),
  role: RoleName,
  madeAt: Type.String(),
  usedAt: OrNull,
});
const OfRole = Type.Object({ role: RoleName }, closed);
const NamedRole = Type.Object({ name: Name, role: RoleName }, closed);

export const ACCOUNT_SCHEMAS = matching({
  listAccounts: { answer: Type.Object({ accounts: Type.Array(Account) }) },
  addAccount: {
    body: Type.Object({ name: Name, role: RoleName, password: Password }, closed),
    answer: Account,
  },
  changeAccount: { params: ById, body: OfRole, answer: Account },
  setAccountPassword: { params: ById, body: Type.Object({ password: Password }, closed) },
  removeAccount: { params: ById },
  listAccountSessions: { params: ById, answer: Type.Object({ sessions: Type.Array(Session) }) },
  endAccountSession: { params: Type.Object({ id: Id, session: text(100) }, closed) },
  listPrograms: { answer: Type.Object({ programs: Type.Array(Program) }) },
  addProgram: { body: NamedRole, answer: Type.Object({ ...Program.properties, token: Type.String() }) },
  removeProgram: { params: ById },
  getOwnAccount: {
    answer: Type.Object({
      name: Type.String(),
      role: RoleName,
      sessions: Type.Array(Session),
    }),
  },
  changeOwnPassword: { body: Type.Object({ current: Password, next: Password }, closed) },
  endOwnSession: { params: ById },
  endOtherSessions: {},
});
