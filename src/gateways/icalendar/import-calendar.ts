// Writes a calendar file into the planning database as appointments of one employee. A second import of the same file finds
// everything already there and changes nothing.
import { createHash } from "node:crypto";
import type { ImportedAppointment as ImportedRow, PlanningImport } from "../../contract/planning.ts";
import { Fault } from "../../core/fault.ts";
import type { AppointmentId, EmployeeId } from "../../core/model/ids.ts";
import type { WindowSpan } from "../../core/time/window.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import type { NotTakenOver } from "./not-taken-over.ts";
import { type ImportedAppointment, readCalendarFile } from "./read-calendar-file.ts";

/** What the import needs of planning. `importRows` leaves rows alone whose id is there already. */
export interface ImportTarget extends Pick<PlanningPort, "directory" | "rows"> {
  importRows(rows: PlanningImport): unknown;
}

export interface ImportOrder {
  readonly planning: ImportTarget;
  /** The file's bytes; text too, where it is known to be Unicode. */
  readonly file: Uint8Array | string;
  /** For the fault's sentence. */
  readonly fileName: string;
  /** `employee.id` of planning. */
  readonly employeeId: string;
  /** What lies outside is listed and not written. */
  readonly window: WindowSpan;
  /** IANA; for times that name no zone. */
  readonly companyTimeZone: string;
}

export interface ImportOutcome {
  readonly employee: { readonly id: string; readonly displayName: string };
  /** Entries in the file: events, tasks and everything else but zones. */
  readonly components: number;
  readonly imported: readonly ImportedItem[];
  /** By an earlier import; left as they are, whatever happened to them since. */
  readonly alreadyThere: readonly ImportedItem[];
  readonly notTakenOver: readonly NotTakenOver[];
}

export interface ImportedItem {
  /** Which entry of the file, counted from 1. */
  readonly component: number;
  readonly appointment: string;
  readonly subject: string;
  /** Instant or date of its start. */
  readonly start: string;
}

/**
 * Faults: `employeeUnknown` (refused), `fileUnreadable` (refused, with `file` and `problem`), and those of planning.
 * All is written in one piece, or nothing.
 */
export async function importCalendar(order: ImportOrder): Promise<ImportOutcome> {
  const employee = await findEmployee(order);
  const { components, appointments, notTakenOver } = read(order);
  const items = appointments.map((appointment) => ({
    appointment,
    id: appointmentIdOf(appointment, employee.id),
  }));
  const known = await order.planning.rows(items.map((item) => item.id));
  const fresh = items.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) {
    await order.planning.importRows({ appointments: fresh.map((item) => rowOf(item, employee.id)) });
  }
  return {
    employee: { id: employee.id, displayName: employee.displayName },
    components,
    imported: fresh.map(itemOf),
    alreadyThere: items.filter(({ id }) => known.has(id)).map(itemOf),
    notTakenOver,
  };
}

async function findEmployee(order: ImportOrder) {
  const { employees } = await order.planning.directory();
  const found = employees.find((each) => each.id === order.employeeId.trim().toLowerCase());
  if (!found) throw new Fault("refused", "employeeUnknown", { employee: order.employeeId });
  return found;
}

function read(order: ImportOrder) {
  try {
    return readCalendarFile(order.file, order);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    throw new Fault(thrown.kind, thrown.code, { ...thrown.detail, file: order.fileName }, { cause: thrown });
  }
}

interface Identified {
  readonly id: AppointmentId;
  readonly appointment: ImportedAppointment;
}

function rowOf({ id, appointment: { fields } }: Identified, employee: EmployeeId): ImportedRow {
  const { time } = fields;
  const allDay = time.kind === "allDay";
  return {
    id,
    subject: fields.subject,
    location: fields.location,
    notes: fields.notes,
    all_day: allDay,
    starts_at: allDay ? null : time.start,
    ends_at: allDay ? null : time.end,
    start_date: allDay ? time.startDate : null,
    end_date: allDay ? time.endDate : null,
    category: fields.category,
    show_as: fields.showAs,
    private: fields.private,
    reminder_minutes: fields.reminderMinutes,
    employees: [employee],
  };
}

function itemOf({ id, appointment: { component, fields } }: Identified): ImportedItem {
  const { time, subject } = fields;
  return { component, appointment: id, subject, start: time.kind === "allDay" ? time.startDate : time.start };
}

/** Any fixed UUID serves as name space. */
const NAME_SPACE = Buffer.from("b7d1f0a2c1e54a0e9a3f6d2c8e4b5a17", "hex");

/** The same occurrence of the same event for the same employee always has the same id: UUID version 5, RFC 9562. */
export function appointmentIdOf(
  { uid, occurrence }: Pick<ImportedAppointment, "uid" | "occurrence">,
  employee: EmployeeId,
): AppointmentId {
  const name = JSON.stringify([uid, occurrence, employee]);
  const bytes = createHash("sha1").update(NAME_SPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join("-") as AppointmentId;
}
