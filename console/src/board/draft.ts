// An appointment while it is edited: as a form holds it, and back to what is stored.
import type { AppointmentFields, BoardTime } from "../../../src/contract/console/appointments.ts";
import { addDays, clockOf, dateOf, MINUTE, wallOfDate } from "../parts/zone.ts";
import { minutesOf } from "./scale.ts";
import { extentOf, timeOf } from "./spans.ts";

export interface Draft {
  subject: string;
  isAllDay: boolean;
  beginDay: string;
  beginClock: string;
  /** The last day, not the one behind it. */
  endDay: string;
  endClock: string;
  location: string;
  notes: string;
  category: string;
  showAs: AppointmentFields["showAs"];
  private: boolean;
  /** Empty: none. */
  reminder: string;
  orderNumber: string;
  customerName: string;
  customerPhone: string;
  address: string;
  employees: string[];
}

export function draftOf(fields: AppointmentFields, zone: string): Draft {
  const { from, to } = extentOf(fields, zone);
  const isAllDay = fields.time.kind === "allDay";
  return {
    subject: fields.subject,
    isAllDay,
    beginDay: dateOf(from),
    beginClock: isAllDay ? "08:00" : clockOf(from),
    endDay: isAllDay ? addDays(dateOf(to), -1) : dateOf(to),
    endClock: isAllDay ? "09:00" : clockOf(to),
    location: fields.location,
    notes: fields.notes,
    category: fields.category ?? "",
    showAs: fields.showAs,
    private: fields.private,
    reminder: fields.reminderMinutes === null ? "" : String(fields.reminderMinutes),
    orderNumber: fields.orderNumber ?? "",
    customerName: fields.customerName ?? "",
    customerPhone: fields.customerPhone ?? "",
    address: fields.address ?? "",
    employees: [...fields.employees],
  };
}

/** Null where the end lies before the start, or a date is missing. */
export function fieldsOf(draft: Draft, zone: string): AppointmentFields | null {
  const time = draftTime(draft, zone);
  if (time === null) return null;
  const orNull = (value: string) => (value.trim() === "" ? null : value.trim());
  return {
    time,
    subject: draft.subject.trim(),
    location: draft.location.trim(),
    notes: draft.notes,
    category: orNull(draft.category),
    showAs: draft.showAs,
    private: draft.private,
    reminderMinutes: draft.reminder === "" ? null : Number(draft.reminder),
    orderNumber: orNull(draft.orderNumber),
    customerName: orNull(draft.customerName),
    customerPhone: orNull(draft.customerPhone),
    address: orNull(draft.address),
    employees: [...draft.employees],
  };
}

function draftTime(draft: Draft, zone: string): BoardTime | null {
  const { isAllDay, beginDay, beginClock, endDay, endClock } = draft;
  if (beginDay === "" || endDay === "" || (!isAllDay && (beginClock === "" || endClock === ""))) return null;
  if (isAllDay)
    return endDay < beginDay ? null : { kind: "allDay", startDate: beginDay, endDate: addDays(endDay, 1) };
  const wall = (day: string, clock: string) => wallOfDate(day) + minutesOf(clock) * MINUTE;
  const [from, to] = [wall(beginDay, beginClock), wall(endDay, endClock)];
  return to < from ? null : timeOf({ from, to }, "timed", zone);
}

export function newFields(time: BoardTime, employees: readonly string[]): AppointmentFields {
  return {
    time,
    subject: "",
    location: "",
    notes: "",
    category: null,
    showAs: "busy",
    private: false,
    reminderMinutes: null,
    orderNumber: null,
    customerName: null,
    customerPhone: null,
    address: null,
    employees: [...employees],
  };
}
