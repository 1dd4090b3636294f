// The stage that the calendar suite plays on: the port under test, two people in Outlook, and what can go wrong around them.
import type { CalendarEvent } from "../../src/core/model/event.ts";
import type { SharedFields, Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";

export const ANNA = "anna@firma.example";
export const BERND = "bernd@firma.example";

/** A person in Outlook; ids are those of the port. */
export interface Outlook {
  add(fields: Partial<SharedFields> & Pick<SharedFields, "time" | "subject">): Promise<EventId>;
  /** Daily for `times.length` days; the first time is the pattern. */
  addSeries(subject: string, times: readonly Time[]): Promise<EventId>;
  edit(id: EventId, change: Partial<SharedFields>): Promise<void>;
  delete(id: EventId): Promise<void>;
  /** With everything in it. */
  deleteSeries(master: EventId): Promise<void>;
  moveToOtherCalendar(id: EventId): Promise<void>;
  /** Invites the other person and makes it a Teams meeting. */
  invite(subject: string, time: Time): Promise<EventId>;
  /** The body as plain text. */
  body(id: EventId): Promise<string>;
  /** All subjects in the calendar, ascending. */
  subjects(): Promise<readonly string[]>;
}

export interface Stage {
  readonly calendar: CalendarPort;
  /** What a look at a calendar costs in which nothing happens. */
  readonly requestsAtRest: number;
  readonly anna: Outlook;
  readonly bernd: Outlook;
  /** The next call of this kind is carried out, but its answer gets lost. */
  loseAnswer(call: "create" | "update" | "remove"): void;
  expireCursors(): void;
  /** Anna's mailbox has no licence any more. */
  takeLicence(): void;
  close(): Promise<void>;
}

export function fieldsOf(overrides: Partial<SharedFields> = {}): SharedFields {
  return {
    time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T10:00:00Z" },
    subject: "Wartung Gastherme Weber",
    location: "Landshut, Altstadt 12",
    notes: "Schlüssel beim Nachbarn.\nHund ist harmlos.",
    category: "Wartung",
    showAs: "busy",
    private: false,
    reminderMinutes: 30,
    ...overrides,
  };
}

export function bySubject(events: readonly CalendarEvent[], subject: string): readonly CalendarEvent[] {
  return events.filter((event) => event.fields.subject === subject);
}
