// Holds each side against the agreed base. Nothing else tells a change: no timestamp, no etag, no "last modified by".

import { projectToEvent } from "../mapping/event-limits.ts";
import { sameText } from "../mapping/same-text.ts";
import {
  type EventFacts,
  FIELD_NAMES,
  type FieldName,
  type JobHeader,
  type SharedFields,
  type Time,
} from "../model/fields.ts";

export function sameTime(a: Time, b: Time): boolean {
  if (a.kind === "timed") return b.kind === "timed" && a.start === b.start && a.end === b.end;
  return b.kind === "allDay" && a.startDate === b.startDate && a.endDate === b.endDate;
}

/** Equal in what a person reads: notes and single lines may be written differently. */
export function sameField(name: FieldName, a: SharedFields, b: SharedFields): boolean {
  switch (name) {
    case "time":
      return sameTime(a.time, b.time);
    case "notes":
      return sameText(a.notes, b.notes);
    case "subject":
      return sameText(a.subject, b.subject);
    case "location":
      return sameText(a.location, b.location);
    default:
      return a[name] === b[name];
  }
}

/** The fields in which two states differ. */
export function differingFields(a: SharedFields, b: SharedFields): readonly FieldName[] {
  return FIELD_NAMES.filter((name) => !sameField(name, a, b));
}

/** What changed in planning: the appointment's fields against the base. */
export function editedInPlanning(base: SharedFields, appointment: SharedFields): readonly FieldName[] {
  return differingFields(base, appointment);
}

/**
 * What changed in the calendar: the event's fields against what an event can show of the base. A subject that had to be
 * shortened on the way is therefore no change.
 */
export function editedInCalendar(base: SharedFields, event: SharedFields): readonly FieldName[] {
  return differingFields(projectToEvent(base), event);
}

export function sameHeader(a: JobHeader, b: JobHeader): boolean {
  return (
    a.orderNumber === b.orderNumber &&
    a.customerName === b.customerName &&
    a.customerPhone === b.customerPhone &&
    a.address === b.address
  );
}

/** `none` and `notResponded` are one answer: which of them Graph shows depends on whose copy is read. */
function answer(response: string): string {
  return response === "notResponded" ? "none" : response;
}

export function sameFacts(a: EventFacts, b: EventFacts): boolean {
  return (
    a.organizer === b.organizer &&
    a.joinUrl === b.joinUrl &&
    a.webUrl === b.webUrl &&
    a.attendees.length === b.attendees.length &&
    a.attendees.every((attendee, index) => {
      const other = b.attendees[index];
      return (
        other !== undefined &&
        attendee.name === other.name &&
        attendee.address === other.address &&
        answer(attendee.response) === answer(other.response)
      );
    })
  );
}

/** Copies the named fields of `source` into a patch. */
export function pickFields(source: SharedFields, names: readonly FieldName[]): Partial<SharedFields> {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}
