// From a stored row to an appointment: its time is checked, everything else is taken for the nearest sense.
import type { PlanningRow } from "../../core/model/appointment.ts";
import { SHOW_AS, type Time } from "../../core/model/fields.ts";
import type { AppointmentId, EmployeeId, Version } from "../../core/model/ids.ts";
import { canonicalInstant, epochMsOf, isDate } from "../../core/time/instant.ts";
import type { RawAppointment, SqlValue } from "./tables.ts";
import {
  readAttendees,
  readBoolean,
  readId,
  readLines,
  readMinutes,
  readOptional,
  readText,
  readWord,
} from "./values.ts";

/** A row and its employees (in any order) as the engine knows it. */
export function readRow(raw: RawAppointment, employees: readonly EmployeeId[]): PlanningRow {
  const identity = {
    id: readId<AppointmentId>(raw.id),
    version: readVersion(raw.row_version),
    trashed: readOptional(raw.trashed_at) !== null,
    employees: [...employees].sort(),
  };
  const time = readTime(raw);
  if (time === null) return { kind: "unreadable", appointment: { ...identity, problem: "invalidTime" } };
  const locked = readBoolean(raw.locked, false);
  return {
    kind: "readable",
    appointment: {
      ...identity,
      origin: readWord(raw.origin, ["planning", "office365"], "planning"),
      fields: {
        time,
        subject: readText(raw.subject),
        location: readText(raw.location),
        notes: readLines(raw.notes),
        category: readOptional(raw.category),
        showAs: readWord(raw.show_as, SHOW_AS, "busy"),
        private: readBoolean(raw.private, false),
        reminderMinutes: readMinutes(raw.reminder_minutes),
      },
      header: {
        orderNumber: readOptional(raw.order_number),
        customerName: readOptional(raw.customer_name),
        customerPhone: readOptional(raw.customer_phone),
        address: readOptional(raw.address),
      },
      facts: {
        organizer: readOptional(raw.organizer),
        attendees: readAttendees(raw.attendees),
        joinUrl: readOptional(raw.join_url),
        webUrl: readOptional(raw.web_url),
      },
      locked,
      lockedReason: locked ? readOptional(raw.locked_reason) : null,
      seriesId: readOptional(raw.series_id),
      modifiedAt: readMoment(raw.modified_at),
    },
  };
}

function readMoment(value: SqlValue): number | null {
  const instant = canonicalInstant(readText(value));
  return instant === null ? null : epochMsOf(instant);
}

/** The row's version as an opaque mark. */
export function readVersion(value: SqlValue): Version {
  return readText(value) as Version;
}

/**
 * Null where the time makes no sense: a half is missing, is no instant (or has no offset) or no date, the end lies before the
 * start, or an all-day range has no length. The columns of the other kind of time are not looked at.
 */
export function readTime(
  raw: Pick<RawAppointment, "all_day" | "starts_at" | "ends_at" | "start_date" | "end_date">,
): Time | null {
  if (readBoolean(raw.all_day, false)) {
    const [startDate, endDate] = [readText(raw.start_date).trim(), readText(raw.end_date).trim()];
    const makesSense = isDate(startDate) && isDate(endDate) && startDate < endDate;
    return makesSense ? { kind: "allDay", startDate, endDate } : null;
  }
  const [start, end] = [canonicalInstant(readText(raw.starts_at)), canonicalInstant(readText(raw.ends_at))];
  if (start === null || end === null || epochMsOf(start) > epochMsOf(end)) return null;
  return { kind: "timed", start, end };
}
