// One mailbox in memory: its events, the order in which they changed, and what Graph would tell about them since a cursor.
import { composeBody } from "../../core/mapping/body.ts";
import { type CalendarEvent, type EventLook, ownEvent } from "../../core/model/event.ts";
import type { SharedFields } from "../../core/model/fields.ts";
import type { CalendarCursor, EventId, MailboxId, Version } from "../../core/model/ids.ts";
import { type Mark, readMark } from "../../core/model/mark.ts";
import { overlapsWindow, type WindowSpan } from "../../core/time/window.ts";
import type { CalendarRound, Mailbox } from "../../engine/ports/calendar.ts";

/** What a person in Outlook gives; everything else is as Outlook fills it in. */
export type EventDraft = Partial<Omit<CalendarEvent, "id" | "version" | "fields">> & {
  readonly fields: Partial<SharedFields> & Pick<SharedFields, "time" | "subject">;
};

export interface Stored {
  readonly event: CalendarEvent;
  /** Ours, on events that we made and on copies of them. */
  readonly mark: string | null;
  readonly isInOtherCalendar: boolean;
}

interface Logged {
  readonly id: EventId;
  readonly master: EventId | null;
}

export class CalendarBox {
  readonly mailbox: Mailbox;
  readonly events = new Map<EventId, Stored>();
  /** What each create with a transaction id made, deleted events included. */
  readonly transactions = new Map<string, EventId>();
  /** In the order in which they changed; an index into it is a cursor. */
  readonly #log: Logged[] = [];
  /** Where each event, and each series, stands in it for the first time. */
  readonly #firstAt = new Map<EventId, number>();
  #cursorGeneration = 0;

  constructor(email: string) {
    this.mailbox = { id: `mailbox-${email}` as MailboxId, email, addresses: [email.toLowerCase()] };
  }

  store(stored: Stored): CalendarEvent {
    const { event } = stored;
    this.events.set(event.id, stored);
    this.#note(event.id, event.seriesMasterId);
    return event;
  }

  delete(id: EventId): void {
    this.#note(id, this.events.get(id)?.event.seriesMasterId ?? null);
    this.events.delete(id);
  }

  /** A whole series: Graph reports the removal of its master alone. */
  deleteSeries(master: EventId): void {
    for (const [id, { event }] of this.events) if (event.seriesMasterId === master) this.events.delete(id);
    this.#note(master, null);
  }

  #note(id: EventId, master: EventId | null): void {
    for (const one of [id, master])
      if (one !== null && !this.#firstAt.has(one)) this.#firstAt.set(one, this.#log.length);
    this.#log.push({ id, master });
  }

  expireCursors(): void {
    this.#cursorGeneration += 1;
  }

  look(id: EventId): EventLook {
    const stored = this.events.get(id);
    return stored === undefined || stored.isInOtherCalendar
      ? { kind: "gone" }
      : { kind: "present", event: stored.event };
  }

  marks(ids: readonly EventId[]): ReadonlyMap<EventId, Mark> {
    const marks = new Map<EventId, Mark>();
    for (const id of ids) {
      const mark = readMark(this.events.get(id)?.mark ?? "");
      if (mark !== null) marks.set(id, mark);
    }
    return marks;
  }

  bodyOf(id: EventId): string | undefined {
    const stored = this.events.get(id);
    return stored && composeBody(stored.event.header, stored.event.fields.notes);
  }

  list(window: WindowSpan): CalendarRound {
    const events = this.#shown(window);
    const masters = new Set(events.flatMap((event) => event.seriesMasterId ?? []));
    return {
      events,
      removed: [],
      series: this.#seriesIn(window, masters),
      cursor: this.#cursor(window),
      complete: true,
    };
  }

  /** Null where the cursor has expired. */
  changesSince(cursor: CalendarCursor): CalendarRound | null {
    const { position, generation, window } = JSON.parse(cursor);
    if (generation !== this.#cursorGeneration) return null;
    const logged: readonly Logged[] = this.#log.slice(position);
    if (logged.length === 0)
      return { events: [], removed: [], series: new Map(), cursor: this.#cursor(window), complete: false };
    const ids = new Set(logged.map((one) => one.id));
    const masters = new Set(logged.flatMap((one) => one.master ?? []));
    // Any change in a series delivers the whole expansion anew (microsoft-graph-docs#6353).
    const events = this.#shown(window).filter(
      (event) => ids.has(event.id) || (event.seriesMasterId !== null && masters.has(event.seriesMasterId)),
    );
    const shown = new Set(events.map((event) => event.id));
    // A deleted occurrence is not reported as removed: it is missing from its series (microsoft-graph-docs#5951).
    // What came and went since is told by nobody.
    const isKnown = (id: EventId) => (this.#firstAt.get(id) ?? position) < position;
    const removed = logged
      .filter((one) => one.master === null && !shown.has(one.id) && isKnown(one.id))
      .map((one) => one.id);
    return {
      events,
      removed: [...new Set(removed)],
      series: this.#seriesIn(window, new Set([...masters, ...removed])),
      cursor: this.#cursor(window),
      complete: false,
    };
  }

  #shown(window: WindowSpan): CalendarEvent[] {
    return [...this.events.values()]
      .filter((one) => !one.isInOtherCalendar && overlapsWindow(one.event.fields.time, window))
      .map((one) => one.event);
  }

  #seriesIn(window: WindowSpan, masters: ReadonlySet<EventId>): ReadonlyMap<EventId, ReadonlySet<EventId>> {
    const occurrences = Map.groupBy(this.#shown(window), (event) => event.seriesMasterId);
    return new Map(
      [...masters].map((master) => [master, new Set(occurrences.get(master)?.map((event) => event.id))]),
    );
  }

  #cursor(window: WindowSpan): CalendarCursor {
    const position = this.#log.length;
    return JSON.stringify({ position, generation: this.#cursorGeneration, window }) as CalendarCursor;
  }
}

export function completeFields(fields: EventDraft["fields"]): SharedFields {
  return {
    location: "",
    notes: "",
    category: null,
    showAs: "busy",
    private: false,
    reminderMinutes: 15,
    ...fields,
  };
}

/** An event of the mailbox owner alone, as Outlook makes it. */
export function blankEvent(id: EventId, fields: SharedFields): CalendarEvent {
  return { ...ownEvent(id, "" as Version, fields), iCalUId: `uid-${id}` };
}

export function inDefaultCalendar(event: CalendarEvent, mark: string | null = null): Stored {
  return { event, mark, isInOtherCalendar: false };
}
