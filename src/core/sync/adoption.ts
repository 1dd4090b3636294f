// Finds what both sides have already: appointments and events of equal time and subject that no link pairs yet.

import { projectToEvent } from "../mapping/event-limits.ts";
import { plainText } from "../mapping/same-text.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { Time } from "../model/fields.ts";

export interface Adoption {
  readonly pairs: readonly { readonly row: Appointment; readonly event: CalendarEvent }[];
  /** Several on one side could belong to one on the other: a person has to look. */
  readonly ambiguous: readonly {
    readonly rows: readonly Appointment[];
    readonly events: readonly CalendarEvent[];
  }[];
}

/** Pairs what is equal; as many on one side as on the other are paired in order, since they cannot be told apart. */
export function pairEquals(rows: readonly Appointment[], events: readonly CalendarEvent[]): Adoption {
  const rowsByKey = Map.groupBy(rows, (row) => keyOf(row.fields.time, projectToEvent(row.fields).subject));
  const eventsByKey = Map.groupBy(events, (event) => keyOf(event.fields.time, event.fields.subject));
  const pairs: { row: Appointment; event: CalendarEvent }[] = [];
  const ambiguous: { rows: Appointment[]; events: CalendarEvent[] }[] = [];
  for (const [key, equalRows] of rowsByKey) {
    const equalEvents = eventsByKey.get(key);
    if (equalEvents === undefined) continue;
    if (equalEvents.length !== equalRows.length) {
      ambiguous.push({ rows: equalRows, events: equalEvents });
      continue;
    }
    equalRows.forEach((row, index) => {
      const event = equalEvents[index];
      if (event !== undefined) pairs.push({ row, event });
    });
  }
  return { pairs, ambiguous };
}

function keyOf(time: Time, subject: string): string {
  const span = time.kind === "timed" ? [time.start, time.end] : [time.startDate, time.endDate];
  return JSON.stringify([...span, plainText(subject)]);
}
