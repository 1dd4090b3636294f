// What a mailbox keeps of an event. Plain data, so that it can be written to disk and copied to attendees.
import type { Location, PatternedRecurrence } from "@microsoft/microsoft-graph-types";
import type { OwnChanges, Stretch } from "./history.ts";

export interface Person {
  name: string;
  address: string;
}

export type Answer = "none" | "organizer" | "tentativelyAccepted" | "accepted" | "declined" | "notResponded";

export interface AnswerStatus {
  response: Answer;
  /** Epoch milliseconds; null stands for Graph's 0001-01-01. */
  time: number | null;
}

/** An instant with the zone its author named. All-day events keep UTC midnight of their floating date. */
export interface Moment {
  ms: number;
  zone: string;
}

/** Epoch milliseconds. */
export interface Span {
  start: { ms: number };
  end: { ms: number };
}

export interface TimeSlot {
  start: Moment;
  end: Moment;
}

export interface Attendee extends Person {
  type: "required" | "optional" | "resource";
  status: AnswerStatus;
  proposedNewTime?: TimeSlot;
}

/** What a person or a client can set. */
export interface Fields {
  subject: string;
  html: string;
  isAllDay: boolean;
  start: Moment;
  end: Moment;
  location: Location;
  locations: Location[];
  attendees: Attendee[];
  categories: string[];
  importance: string;
  sensitivity: string;
  showAs: string;
  isReminderOn: boolean;
  reminderMinutesBeforeStart: number;
  responseRequested: boolean;
  allowNewTimeProposals: boolean;
  hideAttendees: boolean;
  isOnlineMeeting: boolean;
  onlineMeetingProvider: string;
  joinUrl: string | null;
  recurrence: PatternedRecurrence | null;
}

export interface Version {
  changeKey: string;
  createdMs: number;
  modifiedMs: number;
}

/** An occurrence that differs from its series: only what differs is kept, the rest follows the master. */
export interface Exception extends Version {
  fields: Partial<Fields>;
  status?: AnswerStatus;
  isCancelled?: boolean;
  extended: Record<string, string>;
}

/** Keys are the dates (YYYY-MM-DD, in the zone of the series) that the pattern gave. */
export interface Series {
  exceptions: Record<string, Exception>;
  cancelled: string[];
}

export interface StoredEvent extends Version {
  id: string;
  immutableId: string;
  calendarId: string;
  iCalUId: string;
  organizer: Person;
  isOrganizer: boolean;
  status: AnswerStatus;
  isCancelled: boolean;
  transactionId: string | null;
  /** Position in the mailbox's history: of the last change, and of the creation. */
  seq: number;
  createdSeq: number;
  fields: Fields;
  extended: Record<string, string>;
  series: Series | null;
  /** Calendars that it was moved out of, each with the position in the mailbox's history when it last was. */
  leftCalendars?: Record<string, number>;
  /** Oldest first, the last one current. */
  stretches: Stretch[];
  ownChanges: OwnChanges | null;
}

/** What remains of a deleted event: delta has to name it. */
export interface Tombstone {
  id: string;
  immutableId: string;
  calendarId: string;
  seq: number;
  createdSeq: number;
  /** When it was deleted. */
  modifiedMs: number;
  leftCalendars?: Record<string, number>;
  stretches: Stretch[];
}

export type EventType = "singleInstance" | "occurrence" | "exception" | "seriesMaster";

/** An event as it is read: a single event, a master, or one occurrence with the master behind it. */
export interface EventView extends Version {
  type: EventType;
  id: string;
  immutableId: string;
  event: StoredEvent;
  /** The date by pattern; null unless this is an occurrence or an exception. */
  date: string | null;
  fields: Fields;
  status: AnswerStatus;
  isCancelled: boolean;
  extended: Record<string, string>;
}

export function viewOf(event: StoredEvent): EventView {
  return {
    type: event.fields.recurrence ? "seriesMaster" : "singleInstance",
    id: event.id,
    immutableId: event.immutableId,
    event,
    date: null,
    fields: event.fields,
    changeKey: event.changeKey,
    createdMs: event.createdMs,
    modifiedMs: event.modifiedMs,
    status: event.status,
    isCancelled: event.isCancelled,
    extended: event.extended,
  };
}

/** Whether an event touches the window [from, to). An event without length counts at its start. */
export function overlaps({ start, end }: Span, from: number, to: number): boolean {
  return start.ms < to && (end.ms > from || (end.ms === start.ms && start.ms >= from));
}
