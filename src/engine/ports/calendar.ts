// The participants' default calendars as the engine needs them.
import type { CalendarEvent, EventLook } from "../../core/model/event.ts";
import type { CalendarCursor, EventId, MailboxId, Version } from "../../core/model/ids.ts";
import type { Mark } from "../../core/model/mark.ts";
import type { EventPatch, NewEvent } from "../../core/model/writes.ts";
import type { Urgency } from "../../core/pacing/limits.ts";
import type { WindowSpan } from "./planning.ts";

/** A mailbox that answered. `addresses` are all its own, lower-case: whoever has one of them is the owner. */
export interface Mailbox {
  readonly id: MailboxId;
  readonly email: string;
  readonly addresses: readonly string[];
}

/** One complete turn of reading: every page, in memory. The last state of an id wins. */
export interface CalendarRound {
  readonly events: readonly CalendarEvent[];
  /** Reported as removed: deleted, moved out of the window, or become inaccessible. Ask before believing. */
  readonly removed: readonly EventId[];
  /**
   * For every series that this round mentions: the ids of all its occurrences in the window. A known occurrence that is
   * missing here may have been deleted (Graph sends no removal for it). Ask before believing.
   */
  readonly series: ReadonlyMap<EventId, ReadonlySet<EventId>>;
  /** The cursor for the next turn. */
  readonly cursor: CalendarCursor;
  /** True if the round listed everything in the window: what is known and absent may be gone. Ask before believing. */
  readonly complete: boolean;
}

/**
 * `urgency` says how a call stands in line where Microsoft's limits make it wait: what is `live`, as every call is unless it is said
 * otherwise, goes before work in `bulk`. Nothing else depends on it.
 *
 * Faults of every call: `credentialsRefused` and its relatives (refused), `graphUnreachable`, `graphUnavailable`, `graphThrottled`
 * (unavailable), `mailboxNotFound`, `mailboxUnavailable`, `mailboxForbidden` (refused), `foreignLink`, `graphAnswerUnreadable`.
 */
export interface CalendarPort {
  /** Finds the mailbox under the first address that the tenant knows. */
  findMailbox(addresses: readonly string[]): Promise<Mailbox>;
  /**
   * Reads what changed since `cursor`, or everything in `window` where it is null. A cursor keeps its own window.
   * Faults: `cursorExpired` (stale: start again with null), `pageLoop` (unavailable).
   */
  changes(
    mailbox: Mailbox,
    window: WindowSpan,
    cursor: CalendarCursor | null,
    urgency?: Urgency,
  ): Promise<CalendarRound>;
  /** Looks at single events directly. One in another calendar than the default one is `gone`; one without a readable time is left out. */
  look(
    mailbox: Mailbox,
    ids: readonly EventId[],
    urgency?: Urgency,
  ): Promise<ReadonlyMap<EventId, EventLook>>;
  /**
   * Our marks on these events. One without a mark is absent from the map, and so is every event of a server that cannot tell.
   */
  marks(mailbox: Mailbox, ids: readonly EventId[], urgency?: Urgency): Promise<ReadonlyMap<EventId, Mark>>;
  /**
   * Creates without attendees. Repeating with the same transaction id returns the event that the first call made. Faults:
   * `duplicateTransaction` (stale: that event is gone meanwhile), `eventRefused` (refused: Graph will not take it).
   */
  create(mailbox: Mailbox, event: NewEvent, urgency?: Urgency): Promise<CalendarEvent>;
  /** The event that an earlier `create` made, wherever in time it is by now; found by its mark. Null where there is none. */
  findMade(mailbox: Mailbox, event: NewEvent, urgency?: Urgency): Promise<CalendarEvent | null>;
  /** Faults: `eventChanged` (stale: the version differs), `eventGone` (stale), `eventRefused` (refused: Graph will not take it). */
  update(
    mailbox: Mailbox,
    id: EventId,
    expected: Version,
    patch: EventPatch,
    urgency?: Urgency,
  ): Promise<CalendarEvent>;
  /** Deletes only if it still has `expected`; an event that is gone already is no fault. Faults: `eventChanged`. */
  remove(mailbox: Mailbox, id: EventId, expected: Version, urgency?: Urgency): Promise<void>;
  /** Graph requests so far for this mailbox, each part of a batch counted. */
  requests(mailbox: Mailbox): number;
}
