// The dispatch board's reading and writing: what a planner sees and does, under the same versions and locks as the sync.
import type { AppointmentFields } from "../../contract/console/appointments.ts";
import { Fault } from "../../core/fault.ts";
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { AppointmentId, Version } from "../../core/model/ids.ts";
import { assign, expectVersion, unassign } from "./mutations.ts";
import { withEmployees } from "./queries.ts";
import { idOf, surelyOutside } from "./sqlite/conditions.ts";
import { type Given, once, statement, type Transaction, writer } from "./statements.ts";
import type { RawAppointment } from "./tables.ts";
import { columnsOfFields, columnsOfHeader } from "./write-row.ts";

/** A span of instants. */
export interface BoardSpan {
  readonly from: string;
  readonly to: string;
}

/** What a planner writes; an absent key leaves its columns alone. */
export type BoardPatch = Partial<AppointmentFields> & { readonly trashedAt?: string | null };

type Bounds = { from: string; to: string; startDate: string; endDate: string };

const WITHIN = statement((db, given: Given<Bounds>) =>
  db
    .selectFrom("appointment as a")
    .selectAll("a")
    .where("a.trashed_at", "is", null)
    .where((eb) => eb.not(surelyOutside(given))),
);
const UNPLANNED = statement((db, { most }: Given<{ most: number }>) =>
  db
    .selectFrom("appointment as a")
    .selectAll("a")
    .where("a.trashed_at", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("appointment_employee as e")
            .select("e.employee_id")
            .where(idOf("e.appointment_id"), "=", idOf("a.id")),
        ),
      ),
    )
    .orderBy("a.modified_at", "desc")
    .limit(most),
);
const TRASH = statement((db, { most }: Given<{ most: number }>) =>
  db
    .selectFrom("appointment as a")
    .selectAll("a")
    .where("a.trashed_at", "is not", null)
    .orderBy("a.trashed_at", "desc")
    .limit(most),
);

/** Whatever overlaps the span or may; the reader of a calendar page sorts out the rest. */
export async function readWithin(tx: Transaction, { from, to }: BoardSpan): Promise<readonly PlanningRow[]> {
  const bounds = {
    from: from.slice(0, 19),
    to: to.slice(0, 19),
    startDate: from.slice(0, 10),
    endDate: nextDay(to),
  };
  return withEmployees(tx, await WITHIN(tx, bounds));
}

export async function readUnplanned(tx: Transaction, most: number): Promise<readonly PlanningRow[]> {
  return withEmployees(tx, await UNPLANNED(tx, { most }));
}

export async function readTrash(tx: Transaction, most: number): Promise<readonly PlanningRow[]> {
  return withEmployees(tx, await TRASH(tx, { most }));
}

/** All-day appointments of the day on which the span ends belong to it. */
function nextDay(instant: string): string {
  return new Date(Date.parse(instant) + 86_400_000).toISOString().slice(0, 10);
}

const ROW = statement((db, { id }: Given<{ id: string }>) =>
  db.selectFrom("appointment").selectAll().where(idOf("id"), "=", id),
);

/** Faults: `appointmentUnknown`, `appointmentLocked`, `appointmentChanged`. */
export async function changeByHand(
  tx: Transaction,
  id: AppointmentId,
  expected: Version,
  patch: BoardPatch,
): Promise<PlanningRow> {
  const before = await readOne(tx, id);
  if (before.kind === "readable" && before.appointment.locked)
    throw new Fault("refused", "appointmentLocked", { appointment: id });
  await expectVersion(tx, id, expected);
  const columns = columnsOf(patch);
  if (Object.keys(columns).length > 0)
    await once(tx, writer.updateTable("appointment").set(columns).where(idOf("id"), "=", id));
  if (patch.employees !== undefined) {
    const wanted = new Set(patch.employees);
    await unassign(
      tx,
      id,
      before.appointment.employees.filter((one) => !wanted.has(one)),
    );
    await assign(tx, id, patch.employees);
  }
  return readOne(tx, id);
}

/** Where the id exists already, nothing happens: the same request twice makes one appointment. */
export async function planByHand(
  tx: Transaction,
  id: AppointmentId,
  fields: BoardPatch,
): Promise<PlanningRow> {
  const [existing] = await ROW(tx, { id });
  if (existing === undefined) {
    await once(tx, writer.insertInto("appointment").values({ id, ...columnsOf(fields) } as never));
    await assign(tx, id, fields.employees ?? []);
  }
  return readOne(tx, id);
}

/** Faults: `appointmentUnknown`. */
export async function readOne(tx: Transaction, id: AppointmentId): Promise<PlanningRow> {
  const [row] = await withEmployees(tx, await ROW(tx, { id }));
  if (row === undefined) throw new Fault("refused", "appointmentUnknown", { appointment: id });
  return row;
}

function columnsOf(patch: BoardPatch): Partial<RawAppointment> {
  const { orderNumber, customerName, customerPhone, address, employees: _, trashedAt, ...fields } = patch;
  const header = { orderNumber, customerName, customerPhone, address };
  const given = Object.fromEntries(Object.entries(header).filter(([, value]) => value !== undefined));
  return {
    ...columnsOfFields(fields),
    ...columnsOfHeader(given),
    ...(trashedAt !== undefined && { trashed_at: trashedAt }),
  };
}
