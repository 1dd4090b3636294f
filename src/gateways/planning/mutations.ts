// Writing: every function runs inside one transaction that has the write lock, so what it checks still holds when it writes.
import type { PlanningImport } from "../../contract/planning.ts";
import { Fault } from "../../core/fault.ts";
import type { AppointmentId, Version } from "../../core/model/ids.ts";
import type { NewRow, RowPatch } from "../../core/model/writes.ts";
import type { Queries } from "./queries.ts";
import { readVersion } from "./read-row.ts";
import { idOf } from "./sqlite/conditions.ts";
import { columnsOfImport, columnsOfNewRow, columnsOfPatch } from "./write-row.ts";

export async function insertRow(db: Queries, row: NewRow): Promise<Version> {
  const existing = await versionOf(db, row.id);
  if (existing !== null) return existing;
  await db
    .insertInto("appointment")
    .values(columnsOfNewRow(row) as never)
    .execute();
  await assign(db, row.id, row.employees);
  return requireVersion(db, row.id);
}

export async function updateRow(
  db: Queries,
  id: AppointmentId,
  expected: Version,
  patch: RowPatch,
): Promise<Version> {
  await expectVersion(db, id, expected);
  const columns = columnsOfPatch(patch);
  if (Object.keys(columns).length > 0)
    await db.updateTable("appointment").set(columns).where(idOf("id"), "=", id).execute();
  for (const employee of patch.unassign ?? [])
    await db
      .deleteFrom("appointment_employee")
      .where(idOf("appointment_id"), "=", id)
      .where(idOf("employee_id"), "=", employee)
      .execute();
  await assign(db, id, patch.assign ?? []);
  return requireVersion(db, id);
}

export async function removeRow(db: Queries, id: AppointmentId, expected: Version): Promise<void> {
  await expectVersion(db, id, expected);
  await db.deleteFrom("appointment").where(idOf("id"), "=", id).execute();
}

/** People and planning databases are overwritten by id; appointments that exist are left alone. */
export async function importInto(db: Queries, rows: PlanningImport): Promise<void> {
  for (const { active, ...employee } of rows.employees ?? [])
    await store(db, "employee", { ...employee, active: active ? 1 : 0 });
  for (const database of rows.planningDatabases ?? []) await store(db, "planning_database", { ...database });
  for (const { planning_databases, active, without_password, ...user } of rows.users ?? []) {
    await store(db, "app_user", {
      ...user,
      active: active ? 1 : 0,
      without_password: without_password ? 1 : 0,
    });
    if (planning_databases === undefined) continue;
    await db.deleteFrom("app_user_planning_database").where(idOf("app_user_id"), "=", user.id).execute();
    for (const id of planning_databases)
      await db
        .insertInto("app_user_planning_database")
        .values({ app_user_id: user.id, planning_database_id: id })
        .execute();
  }
  for (const appointment of rows.appointments ?? []) {
    if ((await versionOf(db, appointment.id)) !== null) continue;
    await db
      .insertInto("appointment")
      .values(columnsOfImport(appointment) as never)
      .execute();
    await assign(db, appointment.id, appointment.employees);
  }
}

/** UPDATE, then INSERT: the one form of an upsert that all three databases share. */
async function store(
  db: Queries,
  table: "employee" | "planning_database" | "app_user",
  row: { readonly id: string } & Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const { id, ...columns } = row;
  const updated = await db
    .updateTable(table)
    .set(columns as never)
    .where(idOf("id"), "=", id)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n)
    await db
      .insertInto(table)
      .values(row as never)
      .execute();
}

async function assign(db: Queries, id: string, employees: readonly string[]): Promise<void> {
  if (employees.length === 0) return;
  const present = await db
    .selectFrom("appointment_employee")
    .select("employee_id")
    .where(idOf("appointment_id"), "=", id)
    .execute();
  const assigned = new Set(present.map((row) => String(row.employee_id).toLowerCase()));
  for (const employee of new Set(employees)) {
    if (assigned.has(employee.toLowerCase())) continue;
    await db
      .insertInto("appointment_employee")
      .values({ appointment_id: id, employee_id: employee })
      .execute();
  }
}

async function versionOf(db: Queries, id: string): Promise<Version | null> {
  const row = await db
    .selectFrom("appointment")
    .select("row_version")
    .where(idOf("id"), "=", id)
    .executeTakeFirst();
  return row === undefined ? null : readVersion(row.row_version);
}

/** Read again rather than returned by the write: triggers stamp it afterwards. */
async function requireVersion(db: Queries, id: AppointmentId): Promise<Version> {
  const version = await versionOf(db, id);
  if (version === null) throw new Fault("stale", "appointmentChanged", { appointment: id });
  return version;
}

async function expectVersion(db: Queries, id: AppointmentId, expected: Version): Promise<void> {
  if ((await versionOf(db, id)) !== expected)
    throw new Fault("stale", "appointmentChanged", { appointment: id });
}
