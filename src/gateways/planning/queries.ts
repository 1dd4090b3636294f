// Reading: the directory, the change feed, and rows by id or by employee. Every read that needs two statements is one transaction.
import type { Kysely } from "kysely";
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { AppointmentId, EmployeeId, PlanningDatabaseId, UserId } from "../../core/model/ids.ts";
import type { Directory, User } from "../../core/model/participant.ts";
import { epochMsOf } from "../../core/time/instant.ts";
import { overlapsWindow, type WindowSpan } from "../../core/time/window.ts";
import type { PlanningChanges } from "../../engine/ports/planning.ts";
import { readRow } from "./read-row.ts";
import { idOf, surelyOutside } from "./sqlite/conditions.ts";
import type { PlanningTables, RawAppointment } from "./tables.ts";
import { readBoolean, readId, readOptional, readOptionalId, readText, readWord } from "./values.ts";

export type Queries = Kysely<PlanningTables>;

/** SQL Server takes 2,100 parameters; few, equally long lists also keep the number of different statements small. */
const IDS_AT_ONCE = 400;

export async function readDirectory(db: Queries): Promise<Directory> {
  const employees = await db.selectFrom("employee").select(["id", "display_name", "active"]).execute();
  const databases = await db.selectFrom("planning_database").select("id").execute();
  const users = await db.selectFrom("app_user").selectAll().execute();
  const belongs = await db.selectFrom("app_user_planning_database").selectAll().execute();
  const planningDatabases = databases.map((row) => readId<PlanningDatabaseId>(row.id)).sort();
  const known = new Set(planningDatabases);
  const databasesOf = new Map<string, PlanningDatabaseId[]>();
  for (const row of belongs) {
    const [user, database] = [readId(row.app_user_id), readId<PlanningDatabaseId>(row.planning_database_id)];
    // A row that outlived its database says nothing.
    if (known.has(database)) databasesOf.set(user, [...(databasesOf.get(user) ?? []), database].sort());
  }
  return {
    planningDatabases,
    employees: employees.map((row) => ({
      id: readId<EmployeeId>(row.id),
      displayName: readText(row.display_name),
      active: readBoolean(row.active, true),
    })),
    users: users.map(
      (row): User => ({
        id: readId<UserId>(row.id),
        login: readText(row.login),
        displayName: readText(row.display_name),
        employeeId: readOptionalId<EmployeeId>(row.employee_id),
        syncKind: readWord(row.sync_kind, ["none", "office365", "exchange"], "none"),
        office365UserName: readOptional(row.office365_user_name)?.trim() ?? null,
        office365Email: readOptional(row.office365_email)?.trim() ?? null,
        withoutPassword: readBoolean(row.without_password, false),
        active: readBoolean(row.active, true),
        planningDatabases: databasesOf.get(readId(row.id)) ?? [],
      }),
    ),
  };
}

/** The feed's ends: nothing up to `trimmed` is known any more, nothing lies beyond `latest`. */
async function feedEnds(db: Queries): Promise<{ trimmed: number; latest: number }> {
  const feed = await db.selectFrom("appointment_change_feed").select("trimmed_through").executeTakeFirst();
  const newest = await db
    .selectFrom("appointment_change")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .executeTakeFirst();
  const trimmed = feed?.trimmed_through ?? 0;
  return { trimmed, latest: Math.max(trimmed, Number(newest?.seq ?? 0)) };
}

export async function readLatestChange(db: Queries): Promise<number> {
  return (await feedEnds(db)).latest;
}

/** A cursor ahead of the feed has seen changes that a restored backup no longer knows: as bad as one behind the trimmed part. */
export async function readChangesAfter(db: Queries, sequence: number): Promise<PlanningChanges> {
  const { trimmed, latest } = await feedEnds(db);
  const incomplete = sequence < trimmed || sequence > latest;
  if (incomplete || sequence === latest) return { through: latest, appointmentIds: [], incomplete };
  const rows = await db
    .selectFrom("appointment_change")
    .select("appointment_id")
    .where("seq", ">", sequence)
    .where("seq", "<=", latest)
    .orderBy("seq")
    .execute();
  const ids = new Set(rows.map((row) => readId<AppointmentId>(row.appointment_id)));
  return { through: latest, appointmentIds: [...ids], incomplete: false };
}

export async function trimFeed(db: Queries, through: number): Promise<void> {
  const { trimmed, latest } = await feedEnds(db);
  const upTo = Math.min(through, latest);
  if (upTo <= trimmed) return;
  await db.deleteFrom("appointment_change").where("seq", "<=", upTo).execute();
  await db.updateTable("appointment_change_feed").set({ trimmed_through: upTo }).execute();
}

export async function readRows(
  db: Queries,
  ids: readonly AppointmentId[],
): Promise<ReadonlyMap<AppointmentId, PlanningRow>> {
  const raws: RawAppointment[] = [];
  for (const some of chunks([...new Set(ids)]))
    raws.push(...(await db.selectFrom("appointment").selectAll().where(idOf("id"), "in", some).execute()));
  return new Map((await withEmployees(db, raws)).map((row) => [row.appointment.id, row]));
}

export async function readAssigned(
  db: Queries,
  employee: EmployeeId,
  window: WindowSpan,
): Promise<readonly PlanningRow[]> {
  const raws = await db
    .selectFrom("appointment_employee as e")
    .innerJoin("appointment as a", (join) => join.on(idOf("a.id"), "=", idOf("e.appointment_id")))
    .selectAll("a")
    .where(idOf("e.employee_id"), "=", employee)
    .where((eb) => eb.not(surelyOutside(window)))
    .execute();
  const rows = await withEmployees(db, raws);
  return rows.filter((row) => !row.appointment.trashed && isSeen(row, window)).sort(byStart);
}

function isSeen(row: PlanningRow, window: WindowSpan): boolean {
  return row.kind === "unreadable" || overlapsWindow(row.appointment.fields.time, window);
}

/** Unreadable rows have no start and come last. */
function byStart(a: PlanningRow, b: PlanningRow): number {
  const [startOfA, startOfB] = [startOf(a), startOf(b)];
  if (startOfA !== startOfB) return startOfA < startOfB ? -1 : 1;
  return a.appointment.id < b.appointment.id ? -1 : 1;
}

function startOf(row: PlanningRow): number {
  if (row.kind === "unreadable") return Number.POSITIVE_INFINITY;
  const { time } = row.appointment.fields;
  return epochMsOf(time.kind === "timed" ? time.start : `${time.startDate}T00:00:00Z`);
}

async function withEmployees(db: Queries, raws: readonly RawAppointment[]): Promise<readonly PlanningRow[]> {
  const employees = new Map<AppointmentId, EmployeeId[]>();
  for (const some of chunks(raws.map((raw) => readId<AppointmentId>(raw.id)))) {
    const rows = await db
      .selectFrom("appointment_employee")
      .select(["appointment_id", "employee_id"])
      .where(idOf("appointment_id"), "in", some)
      .execute();
    for (const row of rows) {
      const id = readId<AppointmentId>(row.appointment_id);
      employees.set(id, [...(employees.get(id) ?? []), readId<EmployeeId>(row.employee_id)]);
    }
  }
  return raws.map((raw) => readRow(raw, employees.get(readId<AppointmentId>(raw.id)) ?? []));
}

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += IDS_AT_ONCE)
    yield items.slice(start, start + IDS_AT_ONCE);
}
