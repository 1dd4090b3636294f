// Users and employees as an administrator reads and changes them. Their rows carry no version: the row itself, as it was read, is held
// against the one that stands when it is to be changed.
import { createHash } from "node:crypto";
import type { EmployeeFields, UserFields } from "../../contract/console/people.ts";
import type { AppUserRow, EmployeeRow } from "../../contract/planning.ts";
import { Fault } from "../../core/fault.ts";
import { joinDatabases } from "./mutations.ts";
import { readDirectory } from "./queries.ts";
import { idOf } from "./sqlite/conditions.ts";
import { once, statement, type Transaction, writer } from "./statements.ts";
import { readBoolean, readId, readOptional, readText } from "./values.ts";

export interface UserRecord extends UserFields {
  readonly id: string;
  /** Another one means that the row is another one. */
  readonly version: string;
}

export interface EmployeeRecord extends EmployeeFields {
  readonly id: string;
  readonly version: string;
}

export interface DatabaseRecord {
  readonly id: string;
  readonly name: string;
}

const EMPLOYEES = statement((db) => db.selectFrom("employee").selectAll());
const DATABASES = statement((db) => db.selectFrom("planning_database").selectAll());

export async function readEmployees(tx: Transaction): Promise<readonly EmployeeRecord[]> {
  const rows = await EMPLOYEES(tx, {});
  return rows.map((row) => {
    const fields: EmployeeFields = {
      name: readText(row.display_name),
      personnelNumber: readOptional(row.personnel_number),
      colour: readOptional(row.colour),
      active: readBoolean(row.active, true),
    };
    return { id: readId(row.id), ...fields, version: versionOf(fields) };
  });
}

export async function readDatabases(tx: Transaction): Promise<readonly DatabaseRecord[]> {
  return (await DATABASES(tx, {})).map(({ id, name }) => ({ id: readId(id), name: readText(name) }));
}

export async function readUsers(tx: Transaction): Promise<readonly UserRecord[]> {
  const { users } = await readDirectory(tx);
  return users.map(({ id, planningDatabases, ...others }) => {
    const fields: UserFields = { ...others, planningDatabases: [...planningDatabases] };
    return { id, ...fields, version: versionOf(fields) };
  });
}

/** Faults: `userUnknown`, `userChanged`, `loginTaken`, `employeeUnknown`, `planningDatabaseUnknown`. */
export async function changeUser(
  tx: Transaction,
  id: string,
  expected: string,
  patch: Partial<UserFields>,
): Promise<UserRecord> {
  const users = await readUsers(tx);
  const before = users.find((one) => one.id === id);
  if (before === undefined) throw new Fault("refused", "userUnknown", { user: id });
  if (before.version !== expected) throw new Fault("stale", "userChanged", { user: before.login });
  await requireSense(tx, users, id, patch);
  const columns = columnsOfUser(patch);
  if (Object.keys(columns).length > 0)
    await once(
      tx,
      writer
        .updateTable("app_user")
        .set(columns as never)
        .where(idOf("id"), "=", id),
    );
  if (patch.planningDatabases !== undefined) await joinDatabases(tx, id, patch.planningDatabases);
  return readOne(await readUsers(tx), id);
}

/** Where the id exists already, nothing happens: the same request twice makes one user. Faults: as of a change. */
export async function addUser(tx: Transaction, id: string, fields: UserFields): Promise<UserRecord> {
  const users = await readUsers(tx);
  const existing = users.find((one) => one.id === id);
  if (existing !== undefined) return existing;
  await requireSense(tx, users, id, fields);
  await once(tx, writer.insertInto("app_user").values({ id, ...columnsOfUser(fields) } as never));
  await joinDatabases(tx, id, fields.planningDatabases);
  return readOne(await readUsers(tx), id);
}

/** Faults: `employeeUnknown`, `employeeChanged`. */
export async function changeEmployee(
  tx: Transaction,
  id: string,
  expected: string,
  patch: Partial<EmployeeFields>,
): Promise<EmployeeRecord> {
  const before = (await readEmployees(tx)).find((one) => one.id === id);
  if (before === undefined) throw new Fault("refused", "employeeUnknown", { employee: id });
  if (before.version !== expected) throw new Fault("stale", "employeeChanged", { employee: before.name });
  const columns = columnsOfEmployee(patch);
  if (Object.keys(columns).length > 0)
    await once(
      tx,
      writer
        .updateTable("employee")
        .set(columns as never)
        .where(idOf("id"), "=", id),
    );
  return readOne(await readEmployees(tx), id);
}

export async function addEmployee(
  tx: Transaction,
  id: string,
  fields: EmployeeFields,
): Promise<EmployeeRecord> {
  const existing = (await readEmployees(tx)).find((one) => one.id === id);
  if (existing !== undefined) return existing;
  await once(tx, writer.insertInto("employee").values({ id, ...columnsOfEmployee(fields) } as never));
  return readOne(await readEmployees(tx), id);
}

function readOne<One extends { readonly id: string }>(all: readonly One[], id: string): One {
  const one = all.find((each) => each.id === id);
  if (one === undefined)
    throw new Fault("broken", "internal", { message: "A row that was written is not there." });
  return one;
}

/** Logins differ in more than their case: a person who types one does not mind it. */
async function requireSense(
  tx: Transaction,
  users: readonly UserRecord[],
  id: string,
  { login, employeeId, planningDatabases = [] }: Partial<UserFields>,
): Promise<void> {
  const taken = users.find((one) => one.id !== id && one.login.toLowerCase() === login?.toLowerCase());
  if (taken !== undefined) throw new Fault("refused", "loginTaken", { user: taken.login });
  if (employeeId !== undefined && employeeId !== null) {
    const isKnown = (await readEmployees(tx)).some((one) => one.id === employeeId);
    if (!isKnown) throw new Fault("refused", "employeeUnknown", { employee: employeeId });
  }
  const known = new Set((await readDatabases(tx)).map((one) => one.id));
  const unknown = planningDatabases.find((one) => !known.has(one));
  if (unknown !== undefined) throw new Fault("refused", "planningDatabaseUnknown", { id: unknown });
}

type Columns<Row> = { [Column in keyof Row]?: Row[Column] extends boolean ? 0 | 1 : Row[Column] };

function columnsOfUser(patch: Partial<UserFields>): Columns<AppUserRow> {
  const { login, displayName, employeeId, syncKind } = patch;
  const { office365UserName, office365Email, withoutPassword, active } = patch;
  return given({
    login,
    display_name: displayName,
    employee_id: employeeId,
    sync_kind: syncKind,
    office365_user_name: office365UserName,
    office365_email: office365Email,
    without_password: bit(withoutPassword),
    active: bit(active),
  });
}

function columnsOfEmployee(patch: Partial<EmployeeFields>): Columns<EmployeeRow> {
  const { name, personnelNumber, colour, active } = patch;
  return given({ display_name: name, personnel_number: personnelNumber, colour, active: bit(active) });
}

function bit(value: boolean | undefined): 0 | 1 | undefined {
  return value === undefined ? undefined : value ? 1 : 0;
}

/** Without what is undefined: an absent key leaves its column alone. */
function given<Row extends object>(
  columns: Row,
): { [Column in keyof Row]?: Exclude<Row[Column], undefined> } {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as never;
}

function versionOf(fields: object): string {
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url").slice(0, 22);
}
