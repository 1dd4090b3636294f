// Writing: every function runs inside one transaction that has the write lock, so what it checks still holds when it writes.
import type { PlanningImport } from "../../contract/planning.ts";
import { Fault } from "../../core/fault.ts";
import type { AppointmentId, Version } from "../../core/model/ids.ts";
import type { NewRow, RowPatch } from "../../core/model/writes.ts";
import { readVersion } from "./read-row.ts";
import { idOf } from "./sqlite/conditions.ts";
import { type Given, once, statement, type Transaction, writer } from "./statements.ts";
import { columnsOfImport, columnsOfNewRow, columnsOfPatch } from "./write-row.ts";

type OfAppointment = Given<{ id: string }>;
type Assignment = Given<{ id: string; employee: string }>;

const VERSION = statement((db, { id }: OfAppointment) =>
  db.selectFrom("appointment").select("row_version").where(idOf("id"), "=", id),
);
const REMOVE = statement((db, { id }: OfAppointment) =>
  db.deleteFrom("appointment").where(idOf("id"), "=", id),
);
const EMPLOYEES = statement((db, { id }: OfAppointment) =>
  db.selectFrom("appointment_employee").select("employee_id").where(idOf("appointment_id"), "=", id),
);
const ASSIGN = statement((db, { id, employee }: Assignment) =>
  db.insertInto("appointment_employee").values({ appointment_id: id, employee_id: employee }),
);
const UNASSIGN = statement((db, { id, employee }: Assignment) =>
  db
    .deleteFrom("appointment_employee")
    .where(idOf("appointment_id"), "=", id)
    .where(idOf("employee_id"), "=", employee),
);
const LEAVE_DATABASES = statement((db, { user }: Given<{ user: string }>) =>
  db.deleteFrom("app_user_planning_database").where(idOf("app_user_id"), "=", user),
);
const JOIN_DATABASE = statement((db, { user, database }: Given<{ user: string; database: string }>) =>
  db.insertInto("app_user_planning_database").values({ app_user_id: user, planning_database_id: database }),
);

export async function insertRow(tx: Transaction, row: NewRow): Promise<Version> {
  const existing = await versionOf(tx, row.id);
  if (existing !== null) return existing;
  await once(tx, writer.insertInto("appointment").values(columnsOfNewRow(row) as never));
  await assign(tx, row.id, row.employees);
  return requireVersion(tx, row.id);
}

export async function updateRow(
  tx: Transaction,
  id: AppointmentId,
  expected: Version,
  patch: RowPatch,
): Promise<Version> {
  await expectVersion(tx, id, expected);
  const columns = columnsOfPatch(patch);
  if (Object.keys(columns).length > 0)
    await once(tx, writer.updateTable("appointment").set(columns).where(idOf("id"), "=", id));
  await unassign(tx, id, patch.unassign ?? []);
  await assign(tx, id, patch.assign ?? []);
  return requireVersion(tx, id);
}

export async function removeRow(tx: Transaction, id: AppointmentId, expected: Version): Promise<void> {
  await expectVersion(tx, id, expected);
  await REMOVE(tx, { id });
}

/** People and planning databases are overwritten by id; appointments that exist are left alone. */
export async function importInto(tx: Transaction, rows: PlanningImport): Promise<void> {
  for (const { active, ...employee } of rows.employees ?? [])
    await store(tx, "employee", { ...employee, active: active ? 1 : 0 });
  for (const database of rows.planningDatabases ?? []) await store(tx, "planning_database", { ...database });
  for (const { planning_databases, active, without_password, ...user } of rows.users ?? []) {
    await store(tx, "app_user", {
      ...user,
      active: active ? 1 : 0,
      without_password: without_password ? 1 : 0,
    });
    if (planning_databases === undefined) continue;
    await joinDatabases(tx, user.id, planning_databases);
  }
  for (const appointment of rows.appointments ?? []) {
    if ((await versionOf(tx, appointment.id)) !== null) continue;
    await once(tx, writer.insertInto("appointment").values(columnsOfImport(appointment) as never));
    await assign(tx, appointment.id, appointment.employees);
  }
}

/** These, and no others. */
export async function joinDatabases(
  tx: Transaction,
  user: string,
  databases: readonly string[],
): Promise<void> {
  await LEAVE_DATABASES(tx, { user });
  for (const database of databases) await JOIN_DATABASE(tx, { user, database });
}

/** UPDATE, then INSERT: the one form of an upsert that all three databases share. */
async function store(
  tx: Transaction,
  table: "employee" | "planning_database" | "app_user",
  row: { readonly id: string } & Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const { id, ...columns } = row;
  const updated = await once(
    tx,
    writer
      .updateTable(table)
      .set(columns as never)
      .where(idOf("id"), "=", id),
  );
  if (updated.changed === 0) await once(tx, writer.insertInto(table).values(row as never));
}

export async function unassign(tx: Transaction, id: string, employees: readonly string[]): Promise<void> {
  for (const employee of employees) await UNASSIGN(tx, { id, employee });
}

export async function assign(tx: Transaction, id: string, employees: readonly string[]): Promise<void> {
  if (employees.length === 0) return;
  const present = await EMPLOYEES(tx, { id });
  const assigned = new Set(present.map((row) => String(row.employee_id).toLowerCase()));
  for (const employee of new Set(employees)) {
    if (assigned.has(employee.toLowerCase())) continue;
    await ASSIGN(tx, { id, employee });
  }
}

async function versionOf(tx: Transaction, id: string): Promise<Version | null> {
  const [row] = await VERSION(tx, { id });
  return row === undefined ? null : readVersion(row.row_version);
}

/** Read again rather than returned by the write: triggers stamp it afterwards. */
async function requireVersion(tx: Transaction, id: AppointmentId): Promise<Version> {
  const version = await versionOf(tx, id);
  if (version === null) throw new Fault("stale", "appointmentChanged", { appointment: id });
  return version;
}

/** Faults: `appointmentChanged`. */
export async function expectVersion(tx: Transaction, id: AppointmentId, expected: Version): Promise<void> {
  if ((await versionOf(tx, id)) !== expected)
    throw new Fault("stale", "appointmentChanged", { appointment: id });
}
