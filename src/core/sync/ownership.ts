// Who owns an appointment, and what planning may see of it.
import type { PrivateEvents } from "../../contract/settings.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import { type EventFacts, type FieldName, NO_FACTS, type SharedFields } from "../model/fields.ts";
import type { Link, Ownership } from "../model/link.ts";

/** The class follows the event: a solo event that gains an attendee is a meeting from then on, and back. */
export function ownershipOfEvent(event: CalendarEvent): "solo" | "meeting" {
  return event.isOrganizer && event.otherAttendees === 0 ? "solo" : "meeting";
}

/**
 * What was created in planning stays planned, whoever is invited to its event later. A solo appointment that got a second
 * employee on the board has become planned too: planning says so in `origin`, or that employee's own event is linked to it.
 */
export function ownershipOf(
  link: Link,
  row: Appointment | null,
  event: CalendarEvent | null,
  others: readonly Link[],
): Ownership {
  if (link.ownership === "planned") return "planned";
  const isShared = others.some(({ ownership, status }) => ownership !== "meeting" && status === "active");
  if (link.ownership === "solo" && (row?.origin === "planning" || isShared)) return "planned";
  return event === null ? link.ownership : ownershipOfEvent(event);
}

/**
 * Identifies one meeting (one occurrence of it) in every mailbox that has a copy: null for an event of one person, and where
 * Graph tells no iCalUId.
 */
export function meetingKeyOf(event: CalendarEvent): string | null {
  return ownershipOfEvent(event) === "meeting" ? copyKeyOf(event) : null;
}

/** What all copies of one event (one occurrence of it) have in common, whether anybody else has a copy or not. */
export function copyKeyOf({ iCalUId, occurrenceDate }: CalendarEvent): string | null {
  if (iCalUId === null || occurrenceDate === null) return iCalUId;
  return `${iCalUId}|${occurrenceDate}`;
}

/** The copy whose shared fields planning shows: the organizer's, else that of the mailbox whose address sorts first. */
export function leads(link: Pick<Link, "isOrganizer" | "mailbox">, others: readonly Link[]): boolean {
  if (link.isOrganizer) return true;
  return !others.some((other) => other.isOrganizer || other.mailbox < link.mailbox);
}

/** Declined, cancelled and, if so wished, private events are not taken over: they count as deleted. */
export function isTakenOver(
  event: CalendarEvent,
  ownership: Ownership,
  privateEvents: PrivateEvents,
): boolean {
  if (event.isCancelled || event.isDeclined) return false;
  return !(isHidden(event, ownership) && privateEvents === "Skip");
}

function isHidden(event: CalendarEvent, ownership: Ownership, wasMasked = false): boolean {
  return event.fields.private && (ownership !== "planned" || wasMasked);
}

/** Fields of a private event that planning neither sees nor writes: all but the time. */
export const HIDDEN_FIELDS: readonly FieldName[] = [
  "subject",
  "location",
  "notes",
  "category",
  "showAs",
  "private",
  "reminderMinutes",
];

export interface VisibleEvent {
  readonly fields: SharedFields;
  readonly facts: EventFacts;
  /** Empty unless the event is private and only its time may be seen. */
  readonly hidden: readonly FieldName[];
}

/**
 * The event as planning may see it. A planned appointment that somebody marks private keeps its text in planning; one whose
 * text planning never saw (`wasMasked`) stays masked, even after it was given to a second employee and counts as planned.
 */
export function visibleEvent(
  event: CalendarEvent,
  ownership: Ownership,
  privateEvents: PrivateEvents,
  wasMasked = false,
): VisibleEvent {
  const facts = ownership === "planned" ? factsOfPlanned(event.facts) : event.facts;
  if (!isHidden(event, ownership, wasMasked) || privateEvents === "Full")
    return { fields: event.fields, facts, hidden: [] };
  const fields: SharedFields = {
    time: event.fields.time,
    subject: "Privat",
    location: "",
    notes: "",
    category: null,
    showAs: "busy",
    private: true,
    reminderMinutes: null,
  };
  return { fields, facts: NO_FACTS, hidden: HIDDEN_FIELDS };
}

/** Our own event in the technician's calendar tells planning nothing new, unless somebody was invited to it or it went online. */
export function factsOfPlanned(facts: EventFacts): EventFacts {
  return facts.attendees.length > 0 || facts.joinUrl !== null ? facts : NO_FACTS;
}
