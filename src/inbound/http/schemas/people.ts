// What the routes of users and employees take.
import { Type } from "typebox";
import { SYNC_KINDS } from "../../../contract/planning.ts";
import { matching } from "./matching.ts";
import { ById, closed, Id, optionalText, text } from "./parts.ts";

const Name = Type.String({ minLength: 1, maxLength: 255, pattern: "\\S" });
const Version = Id;
const NewId = Type.Optional(Type.String({ format: "uuid" }));

const UserFields = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 100, pattern: "^\\S(.*\\S)?$" }),
  displayName: text(255),
  employeeId: Type.Union([Id, Type.Null()]),
  planningDatabases: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
  syncKind: Type.Enum([...SYNC_KINDS]),
  office365UserName: optionalText(255),
  office365Email: optionalText(255),
  withoutPassword: Type.Boolean(),
  active: Type.Boolean(),
});
const EmployeeFields = Type.Object({
  name: Name,
  personnelNumber: optionalText(50),
  colour: Type.Union([Type.String({ pattern: "^#[0-9a-fA-F]{6}$" }), Type.Null()]),
  active: Type.Boolean(),
});

const { properties: user } = UserFields;
const { properties: employee } = EmployeeFields;

export const PEOPLE_SCHEMAS = matching({
  listUsers: {},
  createUser: { body: Type.Object({ ...user, id: NewId }, closed) },
  changeUser: {
    params: ById,
    body: Type.Object({ ...Type.Partial(UserFields).properties, version: Version }, closed),
  },
  lookNow: { params: ById },
  pauseUser: { params: ById },
  resumeUser: { params: ById },
  pauseEverybody: {},
  resumeEverybody: {},
  previewSync: { body: Type.Object({ ...user, id: Type.Union([Id, Type.Null()]) }, closed) },
  createEmployee: { body: Type.Object({ ...employee, id: NewId }, closed) },
  changeEmployee: {
    params: ById,
    body: Type.Object({ ...Type.Partial(EmployeeFields).properties, version: Version }, closed),
  },
  searchDirectory: { query: Type.Object({ search: text(100) }, closed) },
  checkMailbox: { query: Type.Object({ address: Type.String({ minLength: 3, maxLength: 255 }) }, closed) },
});
