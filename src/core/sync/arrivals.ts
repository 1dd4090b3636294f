// Finds the rows of events that no link pairs yet. A row that was made from an event has an id that the event's own id leads to, and
// our mark on an event names its row, and a row shows the event's address: so a lost memory, or one older than both sides, is made anew
// without doubling anything.
import type { PrivateEvents } from "../../contract/settings.ts";
import { projectToEvent } from "../mapping/event-limits.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { AppointmentId, UserId } from "../model/ids.ts";
import type { Link } from "../model/link.ts";
import type { Mark } from "../model/mark.ts";
import { type Adoption, looksAlike, pairEquals } from "./adoption.ts";
import { copyKeyOf, meetingKeyOf } from "./ownership.ts";

/** An event that no link pairs yet. */
export interface NewEventSeen {
  readonly event: CalendarEvent;
  readonly mark: Mark | null;
  /** Ids that a row made from this event may have; the first is the one for a new row. */
  readonly rowIds: readonly AppointmentId[];
}

/**
 * The names from which the ids of rows made from this event are derived; the first is for a new row. All copies of a meeting lead to
 * one row. An event of one person that was a meeting once, or the other way round, has its row under the other name.
 */
export function rowNamesOf(event: CalendarEvent, userId: UserId): readonly string[] {
  const key = copyKeyOf(event);
  const own = `event|${userId}|${event.id}`;
  if (key === null) return [own];
  return meetingKeyOf(event) === null ? [own, `meeting|${key}`] : [`meeting|${key}`, own];
}

/** @param rows assigned to this user, readable, and not linked for this user */
export function pairArrivals(
  rows: readonly Appointment[],
  events: readonly NewEventSeen[],
  userId: UserId,
  privateEvents: PrivateEvents,
): Adoption {
  const matching = new Matching(rows, events);
  // A copy bears the mark of its original, but has a row of its own: that one comes first.
  matching.pairOwnRows((row) => row.origin === "office365");
  matching.pairMarked(userId);
  matching.pairOwnRows(() => true);
  matching.pairShown();
  return matching.withEquals(privateEvents);
}

class Matching {
  readonly #rows: Map<AppointmentId, Appointment>;
  readonly #events: Set<NewEventSeen>;
  readonly #pairs: Adoption["pairs"][number][] = [];
  readonly #ambiguous: Adoption["ambiguous"][number][] = [];

  constructor(rows: readonly Appointment[], events: readonly NewEventSeen[]) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    this.#events = new Set(events);
  }

  pairOwnRows(isMeant: (row: Appointment) => boolean): void {
    for (const seen of this.#events) {
      const row = seen.rowIds.flatMap((id) => this.#rows.get(id) ?? []).find(isMeant);
      if (row !== undefined) this.#pair(row, seen);
    }
  }

  /** Of several bearers those made for this user come first, then those that look like the row. */
  pairMarked(userId: UserId): void {
    for (const row of [...this.#rows.values()]) {
      const bearers = [...this.#events].filter(({ mark }) => mark?.appointmentId === row.id);
      const own = bearers.filter(({ mark }) => mark?.userId === userId);
      const candidates = own.length > 0 ? own : bearers;
      const shown = projectToEvent(row.fields);
      const chosen =
        candidates.find(({ event }) => looksAlike(shown, event.fields)) ??
        (candidates.length === 1 ? candidates[0] : undefined);
      if (chosen !== undefined) this.#pair(row, chosen);
      else if (candidates.length > 1) this.#leaveOpen(row, candidates);
    }
  }

  /** Rows that show this event's address: one that was found by its looks has no id that would lead to it. */
  pairShown(): void {
    const rowsOf = Map.groupBy(this.#rows.values(), ({ facts }) => facts.webUrl);
    for (const seen of this.#events) {
      const { webUrl } = seen.event.facts;
      const [row, ...further] = webUrl === null ? [] : (rowsOf.get(webUrl) ?? []);
      if (row !== undefined && further.length === 0) this.#pair(row, seen);
    }
  }

  withEquals(privateEvents: PrivateEvents): Adoption {
    const events = [...this.#events].map(({ event }) => event);
    const equal = pairEquals([...this.#rows.values()], events, privateEvents);
    return {
      pairs: [...this.#pairs, ...equal.pairs],
      ambiguous: [...this.#ambiguous, ...equal.ambiguous],
    };
  }

  #pair(row: Appointment, seen: NewEventSeen): void {
    this.#rows.delete(row.id);
    this.#events.delete(seen);
    this.#pairs.push({ row, event: seen.event });
  }

  #leaveOpen(row: Appointment, seen: readonly NewEventSeen[]): void {
    this.#rows.delete(row.id);
    for (const one of seen) this.#events.delete(one);
    this.#ambiguous.push({ rows: [row], events: seen.map(({ event }) => event) });
  }
}

/**
 * The event that stands in the place of a link's own, which is gone. One that was made after what this memory knows bears the mark of
 * the same assignment; a copy that a person made bears the mark of the link's own event, generation and all. Of a meeting it is another
 * copy: whoever declined or deleted it and is asked again gets a new one.
 */
export function successorOf(link: Link, events: readonly NewEventSeen[]): NewEventSeen | undefined {
  if (link.ownership === "meeting")
    return events.find(({ event }) => link.meetingKey !== null && meetingKeyOf(event) === link.meetingKey);
  return events.find(
    ({ mark }) =>
      mark !== null &&
      mark.appointmentId === link.appointmentId &&
      mark.userId === link.userId &&
      mark.generation !== link.generation,
  );
}
