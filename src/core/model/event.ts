// An event as the participant's default calendar has it, translated out of Graph's shapes.
import { type EventFacts, type JobHeader, NO_FACTS, NO_HEADER, type SharedFields } from "./fields.ts";
import type { EventId, Version } from "./ids.ts";

export interface CalendarEvent {
  readonly id: EventId;
  readonly version: Version;
  readonly fields: SharedFields;
  readonly facts: EventFacts;
  /** The job header that its body shows, each value on one line. */
  readonly header: JobHeader;
  /** Categories after the first; left alone, written back with the first. */
  readonly furtherCategories: readonly string[];
  /** Shared by all copies of a meeting; null where Graph does not tell. */
  readonly iCalUId: string | null;
  readonly seriesMasterId: EventId | null;
  /** Date (in the series' own zone) that an occurrence had by its pattern; null for single events. */
  readonly occurrenceDate: string | null;
  /** True if the mailbox owner organises it. */
  readonly isOrganizer: boolean;
  /** Attendees other than the mailbox owner, rooms included. */
  readonly otherAttendees: number;
  readonly isCancelled: boolean;
  /** The mailbox owner declined it. */
  readonly isDeclined: boolean;
  /** It carries the join text of an online meeting, which every body we write must keep. */
  readonly isOnlineMeeting: boolean;
  /** Epoch milliseconds by Microsoft's clock; null where it does not tell. */
  readonly modifiedAt: number | null;
}

/** What a direct look at an event answers. */
export type EventLook =
  | { readonly kind: "present"; readonly event: CalendarEvent }
  /** Definitely not there any more: a 404 in a mailbox that otherwise answers, or moved to another calendar. */
  | { readonly kind: "gone" };

/** A single event of the mailbox owner alone. */
export function ownEvent(id: EventId, version: Version, fields: SharedFields): CalendarEvent {
  return {
    id,
    version,
    fields,
    facts: NO_FACTS,
    header: NO_HEADER,
    furtherCategories: [],
    iCalUId: null,
    seriesMasterId: null,
    occurrenceDate: null,
    isOrganizer: true,
    otherAttendees: 0,
    isCancelled: false,
    isDeclined: false,
    isOnlineMeeting: false,
    modifiedAt: null,
  };
}
