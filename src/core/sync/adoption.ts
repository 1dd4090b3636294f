// Finds what both sides have already: appointments and events of equal time and subject that no link pairs yet.

import type { PrivateEvents } from "../../contract/settings.ts";
import { projectToEvent } from "../mapping/event-limits.ts";
import { plainText } from "../mapping/same-text.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { SharedFields, Time } from "../model/fields.ts";
import { ownershipOfEvent, visibleEvent } from "./ownership.ts";

export interface Adoption {
  readonly pairs: readonly { readonly row: Appointment; readonly event: CalendarEvent }[];
  /** Several on one side could belong to one on the other: a person has to look. */
  readonly ambiguous: readonly {
    readonly rows: readonly Appointment[];
    readonly events: readonly CalendarEvent[];
  }[];
}

/**
 * Pairs what is equal; as many on one side as on the other are paired in order, since they cannot be told apart. A private event whose
 * text planning may not see is found by what planning shows of it.
 */
export function pairEquals(
  rows: readonly Appointment[],
  events: readonly CalendarEvent[],
  privateEvents: PrivateEvents,
): Adoption {
  const open = pairBySubject(rows, events, (event) => event.fields.subject);
  const doubtful = open.ambiguous.flatMap((group) => [...group.rows, ...group.events]);
  const done = new Set<object>([...open.pairs.flatMap(({ row, event }) => [row, event]), ...doubtful]);
  const masked = pairBySubject(
    rows.filter((row) => row.origin === "office365" && row.fields.private && !done.has(row)),
    events.filter((event) => event.fields.private && !done.has(event)),
    (event) => visibleEvent(event, ownershipOfEvent(event), privateEvents).fields.subject,
  );
  return { pairs: [...open.pairs, ...masked.pairs], ambiguous: [...open.ambiguous, ...masked.ambiguous] };
}

function pairBySubject(
  rows: readonly Appointment[],
  events: readonly CalendarEvent[],
  subjectOf: (event: CalendarEvent) => string,
): Adoption {
  const rowsByKey = Map.groupBy(rows, (row) => keyOf(row.fields.time, projectToEvent(row.fields).subject));
  const eventsByKey = Map.groupBy(events, (event) => keyOf(event.fields.time, subjectOf(event)));
  const pairs: { row: Appointment; event: CalendarEvent }[] = [];
  const ambiguous: { rows: Appointment[]; events: CalendarEvent[] }[] = [];
  for (const [key, candidates] of rowsByKey) {
    const equalEvents = eventsByKey.get(key);
    if (equalEvents === undefined) continue;
    const hasMeeting = equalEvents.some((event) => ownershipOfEvent(event) === "meeting");
    // A colleague's meeting is not what this person entered for the same time.
    const equalRows = candidates.filter(({ locked }) => hasMeeting || !locked);
    if (equalRows.length === 0) continue;
    // A planned job linked to a meeting would do to the meeting whatever happens to the job, and its guests would be told.
    if (equalEvents.length !== equalRows.length || (hasMeeting && equalRows.some(isPlanned))) {
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

/** Equal time and subject: what could be the same appointment. */
export function looksAlike(a: SharedFields, b: SharedFields): boolean {
  return likenessOf(a) === likenessOf(b);
}

/** The same text for all that look alike. */
export function likenessOf({ time, subject }: Pick<SharedFields, "time" | "subject">): string {
  return keyOf(time, subject);
}

function keyOf(time: Time, subject: string): string {
  const span = time.kind === "timed" ? [time.start, time.end] : [time.startDate, time.endDate];
  return JSON.stringify([...span, plainText(subject)]);
}

/** Also what the board gave to a second employee: it counts as planned as soon as that one's own event is linked. */
function isPlanned({ origin, locked, employees }: Appointment): boolean {
  return origin === "planning" || (!locked && employees.length > 1);
}
