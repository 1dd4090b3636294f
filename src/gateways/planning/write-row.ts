// From fields and patches to columns. Booleans are 0 and 1, as SQLite and SQL Server take them.
import type { ImportedAppointment } from "../../contract/planning.ts";
import type { EventFacts, JobHeader, SharedFields, Time } from "../../core/model/fields.ts";
import type { NewRow, RowPatch } from "../../core/model/writes.ts";
import type { RawAppointment } from "./tables.ts";

type Columns = Partial<RawAppointment>;

const bit = (value: boolean) => (value ? 1 : 0);

export function columnsOfNewRow(row: NewRow): Columns & Pick<RawAppointment, "id"> {
  return {
    id: row.id,
    ...columnsOfFields(row.fields),
    ...columnsOfHeader(row.header),
    ...columnsOfFacts(row.facts),
    origin: row.origin,
    locked: bit(row.locked),
    locked_reason: row.lockedReason,
    series_id: row.seriesId,
  };
}

/** Only what was given, so that the table's defaults fill the rest. */
export function columnsOfImport(appointment: ImportedAppointment): Columns & Pick<RawAppointment, "id"> {
  const { employees: _, ...columns } = appointment;
  const values = Object.entries(columns).map(([name, value]) => [
    name,
    typeof value === "boolean" ? bit(value) : value,
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The columns of the appointment itself; assignments are rows of another table. */
export function columnsOfPatch(patch: RowPatch): Columns {
  return {
    ...(patch.fields === undefined ? {} : columnsOfFields(patch.fields)),
    ...(patch.facts === undefined ? {} : columnsOfFacts(patch.facts)),
    ...(patch.origin === undefined ? {} : { origin: patch.origin }),
    ...(patch.lock === undefined
      ? {}
      : { locked: bit(patch.lock.locked), locked_reason: patch.lock.lockedReason }),
    ...(patch.seriesId === undefined ? {} : { series_id: patch.seriesId }),
    ...(patch.trashedAt === undefined ? {} : { trashed_at: patch.trashedAt }),
  };
}

export function columnsOfFields(fields: Partial<SharedFields>): Columns {
  const columns: Columns = {};
  if (fields.time !== undefined) Object.assign(columns, columnsOfTime(fields.time));
  if (fields.subject !== undefined) columns.subject = fields.subject;
  if (fields.location !== undefined) columns.location = fields.location;
  if (fields.notes !== undefined) columns.notes = fields.notes;
  if (fields.category !== undefined) columns.category = fields.category;
  if (fields.showAs !== undefined) columns.show_as = fields.showAs;
  if (fields.private !== undefined) columns.private = bit(fields.private);
  if (fields.reminderMinutes !== undefined) columns.reminder_minutes = fields.reminderMinutes;
  return columns;
}

/** All five columns, so that no half of the other kind of time stays behind. */
function columnsOfTime(time: Time): Columns {
  return time.kind === "allDay"
    ? { all_day: 1, starts_at: null, ends_at: null, start_date: time.startDate, end_date: time.endDate }
    : { all_day: 0, starts_at: time.start, ends_at: time.end, start_date: null, end_date: null };
}

/** Only what was given. */
export function columnsOfHeader(header: Partial<JobHeader>): Columns {
  const { orderNumber, customerName, customerPhone, address } = header;
  return {
    ...(orderNumber !== undefined && { order_number: orderNumber }),
    ...(customerName !== undefined && { customer_name: customerName }),
    ...(customerPhone !== undefined && { customer_phone: customerPhone }),
    ...(address !== undefined && { address }),
  };
}

function columnsOfFacts(facts: EventFacts): Columns {
  return {
    organizer: facts.organizer,
    attendees: JSON.stringify(facts.attendees),
    join_url: facts.joinUrl,
    web_url: facts.webUrl,
  };
}
