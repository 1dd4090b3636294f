// Translates an event out of Graph's JSON. Composes the occurrences that delta sends as mere stubs from their master. Pure.

import type { GraphAttendee, GraphEvent, GraphRecipient } from "../../contract/graph.ts";
import type { CalendarEvent } from "../model/event.ts";
import { type Attendee, SHOW_AS, type SharedFields, type ShowAs, type Time } from "../model/fields.ts";
import type { EventId, Version } from "../model/ids.ts";
import { canonicalInstant, epochMsOf } from "../time/instant.ts";
import { readHeader, splitBody } from "./body.ts";
import { dateInZone, timeOfEvent, type ZoneKnowledge } from "./event-time.ts";
import { cutJoinPart } from "./join-part.ts";

export interface EventContext extends ZoneKnowledge {
  /** All addresses of the mailbox owner, lower-case. */
  readonly ownAddresses: ReadonlySet<string>;
  /** For servers that ignore the wish for plain text. */
  readonly htmlToText: (html: string) => string;
}

export type GraphEventKind = "single" | "occurrence" | "exception" | "master";

/** What `type` tells, or what gives it away where it is missing. */
export function kindOfEvent(event: GraphEvent): GraphEventKind {
  switch (event.type?.toLowerCase()) {
    case "singleinstance":
      return "single";
    case "occurrence":
      return "occurrence";
    case "exception":
      return "exception";
    case "seriesmaster":
      return "master";
    default:
      if (event.recurrence) return "master";
      return event.seriesMasterId ? "occurrence" : "single";
  }
}

/** Delta tells an occurrence's times only: no subject, no body, no attendees (microsoft-graph-docs#7632). */
export function isStub(event: GraphEvent): boolean {
  return event.subject === undefined && event.body === undefined;
}

/** An occurrence in full: what its series has in common, under what it says itself. */
export function composeOccurrence(stub: GraphEvent, master: GraphEvent): GraphEvent {
  const { recurrence: _, "@odata.etag": __, changeKey: ___, ...common } = master;
  const own = Object.fromEntries(Object.entries(stub).filter(([, value]) => value !== undefined));
  return {
    ...common,
    ...own,
    type: "occurrence",
    seriesMasterId: stub.seriesMasterId ?? master.id ?? null,
    originalStartTimeZone: seriesZone(master),
  };
}

/** Null where the event has no id or no readable time. */
export function eventFromGraph(event: GraphEvent, context: EventContext): CalendarEvent | null {
  const time = timeOfEvent(event, context);
  if (event.id === undefined || event.id === "" || time === null) return null;
  const kind = kindOfEvent(event);
  const isInSeries = kind === "occurrence" || kind === "exception";
  const attendees = (event.attendees ?? []).filter((one) => !isOwn(one, context));
  const joinUrl = event.onlineMeeting?.joinUrl || event.onlineMeetingUrl || null;
  const isOnlineMeeting = event.isOnlineMeeting === true || joinUrl !== null;
  const [category = null, ...furtherCategories] = (event.categories ?? []).filter(isName);
  const text = textOf(event, context);
  return {
    id: event.id as EventId,
    version: versionOf(event),
    fields: {
      ...fieldsOf(event),
      time,
      category,
      notes: notesIn(isOnlineMeeting ? cutJoinPart(text, joinUrl) : text),
    },
    header: readHeader(text),
    facts: {
      organizer: personOf(event.organizer),
      attendees: attendees.map(attendeeOf),
      joinUrl,
      // An occurrence's own link is not in its stub, and it has to tell the same once a move of ours makes it an exception.
      webUrl: isInSeries ? null : (event.webLink ?? null),
    },
    furtherCategories,
    // `uid` is what all occurrences of a series have in common; `iCalUId` may differ among them (microsoft-graph-docs#4447).
    iCalUId: (isInSeries ? event.uid || event.iCalUId : event.iCalUId || event.uid) || null,
    seriesMasterId: isInSeries ? ((event.seriesMasterId || null) as EventId | null) : null,
    occurrenceDate: isInSeries ? occurrenceDateOf(event, time, context) : null,
    isOrganizer: isOrganizedByOwner(event, context),
    otherAttendees: attendees.length,
    isCancelled: event.isCancelled === true,
    isDeclined: event.responseStatus?.response?.toLowerCase() === "declined",
    isOnlineMeeting,
    modifiedAt: modifiedAtOf(event),
  };
}

function modifiedAtOf({ lastModifiedDateTime }: GraphEvent): number | null {
  const instant = canonicalInstant(lastModifiedDateTime ?? "");
  return instant === null ? null : epochMsOf(instant);
}

/** The etag; `W/"<changeKey>"` where it is missing (fact of captured replies). Empty: the server tells no version. */
export function versionOf(event: GraphEvent): Version {
  const etag = event["@odata.etag"] || (event.changeKey ? `W/"${event.changeKey}"` : "");
  return etag as Version;
}

function fieldsOf(event: GraphEvent): Omit<SharedFields, "time" | "category" | "notes"> {
  return {
    subject: event.subject ?? "",
    location: event.location?.displayName ?? "",
    showAs: showAsOf(event.showAs),
    private:
      event.sensitivity !== undefined && event.sensitivity !== null && !/^normal$/i.test(event.sensitivity),
    reminderMinutes: event.isReminderOn === true ? (event.reminderMinutesBeforeStart ?? 0) : null,
  };
}

/** `unknown` and whatever Graph may add one day block the time. */
function showAsOf(value: string | null | undefined): ShowAs {
  return SHOW_AS.find((one) => one.toLowerCase() === value?.toLowerCase()) ?? "busy";
}

function textOf({ body }: GraphEvent, context: EventContext): string {
  const content = body?.content ?? "";
  return /^html$/i.test(body?.contentType ?? "") ? context.htmlToText(content) : content;
}

/** Without the header, line ends as ours, and without the blank lines around it that Exchange adds. */
function notesIn(text: string): string {
  return splitBody(text)
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();
}

/**
 * The date by the pattern: from `occurrenceId`, else from `originalStart`, else the date of its start, which is right for all
 * but exceptions that were moved to another day.
 */
function occurrenceDateOf(event: GraphEvent, time: Time, zones: ZoneKnowledge): string {
  const told = /\.(\d{4}-\d\d-\d\d)$/.exec(event.occurrenceId ?? "")?.[1];
  if (told !== undefined) return told;
  const zone = seriesZone(event);
  if (event.originalStart) {
    const original = timeOfEvent(
      {
        start: { dateTime: event.originalStart, timeZone: "UTC" },
        end: { dateTime: event.originalStart, timeZone: "UTC" },
      },
      zones,
    );
    if (original?.kind === "timed") return dateInZone(original.start, zone, zones);
  }
  return time.kind === "allDay" ? time.startDate : dateInZone(time.start, zone, zones);
}

function seriesZone(event: GraphEvent): string | null {
  return event.recurrence?.range?.recurrenceTimeZone || event.originalStartTimeZone || null;
}

function isOrganizedByOwner(event: GraphEvent, context: EventContext): boolean {
  if (typeof event.isOrganizer === "boolean") return event.isOrganizer;
  const address = event.organizer?.emailAddress?.address;
  return !address || context.ownAddresses.has(address.toLowerCase());
}

function isOwn(recipient: GraphRecipient, { ownAddresses }: EventContext): boolean {
  const address = recipient.emailAddress?.address;
  return typeof address === "string" && ownAddresses.has(address.trim().toLowerCase());
}

function attendeeOf(attendee: GraphAttendee): Attendee {
  const address = attendee.emailAddress?.address ?? "";
  return {
    name: attendee.emailAddress?.name || address,
    address,
    response: attendee.status?.response ?? "none",
  };
}

function personOf(recipient: GraphRecipient | null | undefined): string | null {
  const { name, address } = recipient?.emailAddress ?? {};
  if (!address) return name || null;
  return `${name || address} <${address}>`;
}

function isName(category: string | null): category is string {
  return typeof category === "string" && category !== "";
}
