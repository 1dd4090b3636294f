// Writes an event as Graph does: the default properties in Graph's order, times by preference.
// learn.microsoft.com/graph/api/resources/event
import { htmlToText, previewOf } from "../mailbox/body.ts";
import type { AnswerStatus, Attendee, EventView, Moment, Person } from "../mailbox/event.ts";
import { graphDateTime, graphInstant } from "../mailbox/zones.ts";
import { formatDay } from "../recurrence/civil.ts";
import { occurrenceOn } from "../recurrence/occurrences.ts";
import type { Preferences } from "./preferences.ts";

export type Json = Record<string, unknown>;

const NEVER = "0001-01-01T00:00:00Z";

export function idOf(ids: { id: string; immutableId: string }, preferences: Preferences): string {
  return preferences.immutableIds ? ids.immutableId : ids.id;
}

export function etagOf({ changeKey }: { changeKey: string }): string {
  return `W/"${changeKey}"`;
}

export function eventJson(view: EventView, preferences: Preferences): Json {
  const { fields, event } = view;
  const occurrence = view.date !== null;
  const json: Json = {
    "@odata.etag": etagOf(view),
    id: idOf(view, preferences),
    createdDateTime: graphInstant(view.createdMs),
    lastModifiedDateTime: graphInstant(view.modifiedMs),
    changeKey: view.changeKey,
    categories: fields.categories,
  };
  // Returned only if it was set (the event resource).
  if (event.transactionId !== null && !occurrence) json.transactionId = event.transactionId;
  Object.assign(json, {
    originalStartTimeZone: fields.start.zone,
    originalEndTimeZone: fields.end.zone,
    iCalUId: event.iCalUId,
    uid: event.iCalUId,
    reminderMinutesBeforeStart: fields.reminderMinutesBeforeStart,
    isReminderOn: fields.isReminderOn,
    hasAttachments: false,
    subject: fields.subject,
    bodyPreview: previewOf(fields.html),
    importance: fields.importance,
    sensitivity: fields.sensitivity,
    isAllDay: fields.isAllDay,
    isCancelled: view.isCancelled,
    isOrganizer: event.isOrganizer,
    responseRequested: fields.responseRequested,
    seriesMasterId: occurrence ? idOf(event, preferences) : null,
    showAs: fields.showAs,
    type: view.type,
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(view.id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: fields.isOnlineMeeting,
    onlineMeetingProvider: fields.onlineMeetingProvider,
    allowNewTimeProposals: fields.allowNewTimeProposals,
    occurrenceId: occurrence ? `OID.${idOf(event, preferences)}.${view.date}` : null,
    isDraft: false,
    hideAttendees: fields.hideAttendees,
    responseStatus: statusJson(view.status),
    body: bodyJson(fields.html, preferences),
    start: momentJson(fields.start, fields.isAllDay, preferences),
    end: momentJson(fields.end, fields.isAllDay, preferences),
    location: fields.location,
    locations: fields.locations,
    recurrence: fields.recurrence,
    attendees: fields.attendees.map((each) => attendeeJson(each, preferences)),
    organizer: { emailAddress: personJson(event.organizer) },
    onlineMeeting: fields.joinUrl ? { joinUrl: fields.joinUrl } : null,
  });
  return json;
}

/** Properties that come only when they are selected by name. */
export const SELECT_ONLY: Record<string, (view: EventView, preferences: Preferences) => unknown> = {
  originalStart: (view) => {
    if (view.date === null) return null;
    const exceptions = view.event.series?.exceptions ?? {};
    if (!exceptions[view.date]) return graphInstant(view.fields.start.ms);
    const rest = { ...exceptions };
    delete rest[view.date];
    const cancelled = view.event.series?.cancelled ?? [];
    const plain = occurrenceOn({ ...view.event, series: { exceptions: rest, cancelled } }, view.date);
    return plain ? graphInstant(plain.fields.start.ms) : null;
  },
  cancelledOccurrences: (view, preferences) =>
    (view.event.series?.cancelled ?? []).map((date) => `OID.${idOf(view.event, preferences)}.${date}`),
};

/** What delta says of an occurrence: no subject, no iCalUId (microsoft-graph-docs#7632, #1716, #22197). */
export function occurrenceStub(view: EventView, preferences: Preferences): Json {
  return {
    "@odata.type": "#microsoft.graph.event",
    "@odata.etag": etagOf(view),
    id: idOf(view, preferences),
    seriesMasterId: idOf(view.event, preferences),
    type: "occurrence",
    start: momentJson(view.fields.start, view.fields.isAllDay, preferences),
    end: momentJson(view.fields.end, view.fields.isAllDay, preferences),
  };
}

export function momentJson(moment: Moment, allDay: boolean, preferences: Preferences): Json {
  const timeZone = preferences.timeZone ?? "UTC";
  // An all-day event floats: midnight, in whatever zone was asked for (microsoft-graph-docs#1802, #6003).
  if (allDay) return { dateTime: `${formatDay(moment.ms / 86_400_000)}T00:00:00.0000000`, timeZone };
  return { dateTime: graphDateTime(moment.ms, preferences.iana), timeZone };
}

function bodyJson(html: string, preferences: Preferences): Json {
  return preferences.textBody
    ? { contentType: "text", content: htmlToText(html) }
    : { contentType: "html", content: html };
}

function statusJson(status: AnswerStatus): Json {
  return { response: status.response, time: status.time === null ? NEVER : graphInstant(status.time) };
}

function attendeeJson(attendee: Attendee, preferences: Preferences): Json {
  const { type, status, proposedNewTime: slot } = attendee;
  const json: Json = { type, status: statusJson(status), emailAddress: personJson(attendee) };
  if (slot) {
    const [start, end] = [slot.start, slot.end].map((moment) => momentJson(moment, false, preferences));
    json.proposedNewTime = { start, end };
  }
  return json;
}

function personJson({ name, address }: Person): Json {
  return { name, address };
}
