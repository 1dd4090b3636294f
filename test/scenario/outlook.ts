// What people do in Outlook and what the weather does to us while a scenario plays. The memory twin and the sandbox are both such an
// Outlook, so that every scenario plays on either.
import type { FaultCode } from "../../src/core/fault.ts";
import type { CalendarEvent } from "../../src/core/model/event.ts";
import type { SharedFields } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";
import type { OrderedFault } from "../../src/gateways/memory/calendar.ts";

/** An event as its owner sees it. */
export type OutlookEvent = Pick<
  CalendarEvent,
  | "id"
  | "fields"
  | "furtherCategories"
  | "iCalUId"
  | "isOrganizer"
  | "otherAttendees"
  | "isCancelled"
  | "isDeclined"
>;

/** What a person fills in; the rest is as Outlook fills it in. */
export type OutlookDraft = Partial<SharedFields> & Pick<SharedFields, "time" | "subject">;

export interface Outlook {
  /** The same calendars as the engine reaches them. */
  readonly port: CalendarPort;
  /** Our writes so far, for tests that count them or want none. */
  readonly writes: readonly object[];

  open(email: string): void;
  /** Everything in the default calendar, cancelled meetings included. */
  events(email: string): readonly OutlookEvent[];
  add(email: string, draft: OutlookDraft): EventId;
  /** A series, every day for so many days; each occurrence is an event. */
  addDaily(email: string, draft: OutlookDraft, days: number): EventId;
  /** All occurrences but those that were changed or deleted on their own. */
  editSeries(email: string, master: EventId, change: Partial<SharedFields>): void;
  deleteSeries(email: string, master: EventId): void;
  /** A further event like this one, with our hidden mark if it has one: Outlook copies that too. */
  copy(email: string, id: EventId, change: Partial<SharedFields>): EventId;
  /** An organizer's edit reaches the copies of all guests, and asks those who declined again; a guest's stays in the own copy. */
  edit(email: string, id: EventId, change: Partial<SharedFields>): void;
  /** An organizer's deletion calls the meeting off: the guests' copies stay, cancelled. */
  delete(email: string, id: EventId): void;
  /** The complete list, of which the first is the synchronised one. */
  categorise(email: string, id: EventId, categories: readonly string[]): void;
  /** Every mailbox gets a copy with an id of its own; `outsiders` have none in this company. Returns the ids by mailbox. */
  meet(
    organizer: string,
    guests: readonly string[],
    draft: OutlookDraft,
    outsiders: number,
  ): ReadonlyMap<string, EventId>;
  /** So many people from outside are guests from now on; 0: nobody. */
  invite(email: string, id: EventId, outsiders: number): void;
  decline(email: string, id: EventId): void;
  moveToOtherCalendar(email: string, id: EventId): void;
  moveToDefaultCalendar(email: string, id: EventId): void;
  /** A second copy of a meeting in the same mailbox, as careless software on a phone leaves it. */
  double(email: string, id: EventId): EventId;
  /** Version and change log move although nobody edited anything. */
  touch(email: string, id: EventId): void;

  /** The mailbox answers nothing but this, until it is set to null. */
  trouble(email: string, code: FaultCode | null): void;
  /** The next call of this kind fails, however patiently the gateway repeats it. */
  failNext(fault: OrderedFault): void;
  clearFaults(): void;
  expireCursors(email: string): void;
  /** No mailbox is read to the end over more than so many days at a time. */
  readNoLongWindow(days: number): void;
  /** From now on what created an event is forgotten with it when it is deleted; otherwise it is remembered. Microsoft does not say. */
  forgetTransactions(): void;
  /** So many mails to guests whom people invited to planned events were caused by our writes; otherwise there must be none. */
  expectMails(count: number): void;

  /** The scenario is over: what must hold at the end of every one is checked. */
  close(): Promise<void>;
}
