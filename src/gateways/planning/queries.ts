// Reading: the directory, the change feed, and rows by id or by employee. Every read that needs two statements is one transaction.
import type { PlanningRow } from "../../core/model/appointment.ts";
import { type FeedPosition, isOtherFeed } from "../../core/model/feed-position.ts";
import type { AppointmentId, EmployeeId, PlanningDatabaseId, UserId } from "../../core/model/ids.ts";
import type { Directory, User } from "../../core/model/participant.ts";
import { epochMsOf } from "../../core/time/instant.ts";
import { overlapsWindow, type WindowSpan } from "../../core/time/window.ts";
import type { PlanningChanges } from "../../engine/ports/planning.ts";
import { readRow } from "./read-row.ts";
import {
  type ComparedWindow,
  changedAfter,
  FINGERPRINT,
  idOf,
  isAmong,
  isListed,
  surelyOutside,
} from "./sqlite/conditions.ts";
import { type Given, statement, type Transaction } from "./statements.ts";
import type { RawAppointment } from "./tables.ts";
import { readBoolean, readId, readOptional, readOptionalId, readText, readWord } from "./values.ts";

const EMPLOYEES = statement((db) => db.selectFrom("employee").select(["id", "display_name", "active"]));
const PLANNING_DATABASES = statement((db) => db.selectFrom("planning_database").select("id"));
const USERS = statement((db) => db.selectFrom("app_user").selectAll());
const DATABASES_OF_USERS = statement((db) => db.selectFrom("app_user_planning_database").selectAll());

export async function readDirectory(tx: Transaction): Promise<Directory> {
  const employees = await EMPLOYEES(tx, {});
  const databases = await PLANNING_DATABASES(tx, {});
  const users = await USERS(tx, {});
  const belongs = await DATABASES_OF_USERS(tx, {});
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

/** Both ends of the feed, what stands at a position, and what came after it. */
const FEED = statement((db, { after }: Given<{ after: number | null }>) =>
  db.selectNoFrom((eb) => {
    const newest = eb.selectFrom("appointment_change").select(({ fn }) => fn.max("seq").as("seq"));
    const fingerprint = eb.selectFrom("appointment_change").select(FINGERPRINT.as("fingerprint"));
    return [
      eb.selectFrom("appointment_change_feed").select("trimmed_through").as("trimmed"),
      newest.as("newest"),
      fingerprint.where("seq", "=", newest).as("newestFingerprint"),
      fingerprint.where("seq", "=", after).as("fingerprint"),
      changedAfter(after).as("ids"),
    ];
  }),
);

interface Feed {
  /** Nothing before it is known any more. */
  readonly trimmed: number;
  readonly latest: FeedPosition;
  /** Of what stands at the position that was asked about. */
  readonly fingerprint: string | null;
  readonly ids: string;
}

async function readFeed(tx: Transaction, after: number | null): Promise<Feed> {
  const [row] = await FEED(tx, { after });
  const trimmed = Number(row?.trimmed ?? 0);
  const newest = Number(row?.newest ?? 0);
  // The row at its end may be gone: an earlier release trimmed it too.
  const latest =
    newest >= trimmed
      ? { sequence: newest, fingerprint: row?.newestFingerprint ?? null }
      : { sequence: trimmed, fingerprint: null };
  return { trimmed, latest, fingerprint: row?.fingerprint ?? null, ids: row?.ids ?? "[]" };
}

export async function readLatestChange(tx: Transaction): Promise<FeedPosition> {
  return (await readFeed(tx, null)).latest;
}

/** A position in another feed is as bad as one in the trimmed part: what happened since nobody tells. */
export async function readChangesAfter(
  tx: Transaction,
  position: FeedPosition | null,
): Promise<PlanningChanges> {
  const { trimmed, latest, fingerprint, ids } = await readFeed(tx, position?.sequence ?? null);
  const restored = position !== null && isOtherFeed(position, latest.sequence, fingerprint);
  const incomplete = position === null || restored || position.sequence < trimmed;
  const changed: readonly string[] = incomplete ? [] : JSON.parse(ids);
  const appointmentIds = new Set(changed.map((id) => readId<AppointmentId>(id)));
  return { through: latest, appointmentIds: [...appointmentIds], incomplete, restored };
}

const FORGET_CHANGES = statement((db, { through, kept }: Given<{ through: number; kept: string }>) =>
  db
    .deleteFrom("appointment_change")
    .where("seq", "<", through)
    .where((eb) => eb.not(isListed("seq", kept))),
);
const REMEMBER_TRIMMED = statement((db, given: Given<{ through: number }>) =>
  db.updateTable("appointment_change_feed").set({ trimmed_through: given.through }),
);

export async function trimFeed(tx: Transaction, sequence: number, kept: readonly number[]): Promise<void> {
  const { trimmed, latest } = await readFeed(tx, null);
  const through = Math.min(sequence, latest.sequence);
  if (through <= trimmed) return;
  await FORGET_CHANGES(tx, { through, kept: JSON.stringify(kept) });
  await REMEMBER_TRIMMED(tx, { through });
}

/** Read in about five milliseconds. */
const PIECE = 250;

const ROWS = statement((db, given: Given<{ ids: string }>) =>
  db.selectFrom("appointment").selectAll().where(isAmong("id", given.ids)),
);

export async function readRows(
  tx: Transaction,
  ids: readonly AppointmentId[],
): Promise<ReadonlyMap<AppointmentId, PlanningRow>> {
  if (ids.length === 0) return new Map();
  const rows = new Map<AppointmentId, PlanningRow>();
  for await (const some of inPieces([...new Set(ids)])) {
    const raws = await ROWS(tx, { ids: JSON.stringify(some) });
    for (const row of await withEmployees(tx, raws)) rows.set(row.appointment.id, row);
  }
  return rows;
}

type WindowValues = Readonly<Record<keyof ComparedWindow, string>>;

const ASSIGNED = statement((db, given: Given<WindowValues & { employee: string }>) =>
  db
    .selectFrom("appointment_employee as e")
    .innerJoin("appointment as a", (join) => join.on(idOf("a.id"), "=", idOf("e.appointment_id")))
    .selectAll("a")
    .where(idOf("e.employee_id"), "=", given.employee)
    .where((eb) => eb.not(surelyOutside(given))),
);

export async function readAssigned(
  tx: Transaction,
  employee: EmployeeId,
  window: WindowSpan,
): Promise<readonly PlanningRow[]> {
  const { start, end, startDate, endDate } = window;
  const ends = { from: start.slice(0, 19), to: end.slice(0, 19), startDate, endDate };
  const rows: PlanningRow[] = [];
  for await (const some of inPieces(await ASSIGNED(tx, { employee, ...ends })))
    rows.push(...(await withEmployees(tx, some)));
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

const EMPLOYEES_OF = statement((db, given: Given<{ ids: string }>) =>
  db
    .selectFrom("appointment_employee")
    .select(["appointment_id", "employee_id"])
    .where(isAmong("appointment_id", given.ids)),
);

/** Thousands of rows would hold up everything else in this process: between the pieces others have their turn. */
async function* inPieces<Whole>(whole: readonly Whole[]): AsyncGenerator<readonly Whole[]> {
  for (let at = 0; at < whole.length; at += PIECE) {
    if (at > 0) await new Promise((resolve) => setImmediate(resolve));
    yield whole.slice(at, at + PIECE);
  }
}

export async function withEmployees(
  tx: Transaction,
  raws: readonly RawAppointment[],
): Promise<readonly PlanningRow[]> {
  if (raws.length === 0) return [];
  const ids = JSON.stringify(raws.map((raw) => readId<AppointmentId>(raw.id)));
  const employees = new Map<AppointmentId, EmployeeId[]>();
  for (const row of await EMPLOYEES_OF(tx, { ids })) {
    const id = readId<AppointmentId>(row.appointment_id);
    const employee = readId<EmployeeId>(row.employee_id);
    const known = employees.get(id);
    if (known === undefined) employees.set(id, [employee]);
    else known.push(employee);
  }
  return raws.map((raw) => readRow(raw, employees.get(readId<AppointmentId>(raw.id)) ?? []));
}
