// An event between Graph's form and what the dialog edits. Only what was changed is sent. No DOM.
import { readRecurrence, writeRecurrence } from "./recurrence.js";
import { addDays } from "./times.js";

/** Graph's own line above the block of a Teams meeting, as it stands in the body's HTML, and in its text. */
const TEAMS_HTML = /<div style="width:100%"><span[^>]*>_{20,}[\s\S]*?(?=\s*<\/body>|$)/;
const TEAMS_TEXT = /\s*_{20,}[\s\S]*$/;

/** An all-day event ends on its last day for people, and on the day after for Graph. */
export function valuesOf(event) {
  const { isAllDay, from, to } = event;
  return {
    subject: event.subject ?? "",
    startDate: from.slice(0, 10),
    startTime: isAllDay ? "08:00" : from.slice(11),
    endDate: isAllDay ? addDays(to, -1) : to.slice(0, 10),
    endTime: isAllDay ? "09:00" : to.slice(11),
    isAllDay,
    recurrence: readRecurrence(event.recurrence, from.slice(0, 10)),
    location: event.location?.displayName ?? "",
    attendees: (event.attendees ?? []).filter((each) => !isOrganizer(event, each)).map(attendeeOf),
    isOnlineMeeting: event.isOnlineMeeting ?? false,
    showAs: event.showAs ?? "busy",
    reminder: event.isReminderOn === false ? "none" : String(event.reminderMinutesBeforeStart ?? 15),
    categories: [...(event.categories ?? [])],
    isPrivate: event.sensitivity === "private",
    notes: notesOf(event),
  };
}

/** On an attendee's copy the organizer stands among the attendees. */
function isOrganizer({ organizer }, { emailAddress }) {
  return organizer?.emailAddress.address.toLowerCase() === emailAddress.address.toLowerCase();
}

function attendeeOf({ emailAddress: { name, address }, type, status }) {
  return { name, address, type, response: status.response };
}

function notesOf({ body, isOnlineMeeting }) {
  // A text area knows no CR; unlike texts would count as a change.
  const notes = (body?.content ?? "").replaceAll("\r\n", "\n");
  return isOnlineMeeting ? notes.replace(TEAMS_TEXT, "") : notes;
}

/** The body of a POST (for an event without an id) or of a PATCH. */
export function bodyOf(event, before, values, client) {
  const changed = (...names) => !event.id || names.some((name) => !isSame(values[name], before[name]));
  const body = {};
  if (changed("subject")) body.subject = values.subject;
  const hasNewTimes = changed("startDate", "startTime", "endDate", "endTime", "isAllDay");
  if (hasNewTimes) Object.assign(body, timesOf(values, client));
  if (changed("recurrence") || (hasNewTimes && values.recurrence.repeat !== "none")) {
    const { timeZone } = client.user;
    const recurrence = writeRecurrence(values.recurrence, values.startDate, timeZone, event.recurrence);
    if (recurrence || event.recurrence) body.recurrence = recurrence;
  }
  if (changed("location")) body.location = { displayName: values.location };
  if (changed("attendees")) body.attendees = values.attendees.map(writeAttendee);
  if (changed("isOnlineMeeting") && values.isOnlineMeeting) {
    Object.assign(body, { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" });
  }
  if (changed("showAs")) body.showAs = values.showAs;
  if (changed("reminder")) Object.assign(body, reminderOf(values.reminder));
  if (changed("categories")) body.categories = values.categories;
  if (changed("isPrivate")) body.sensitivity = values.isPrivate ? "private" : "normal";
  if (changed("notes")) body.body = writeNotes(values.notes, event);
  return body;
}

export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function timesOf(values, client) {
  const { isAllDay, startDate, startTime, endDate, endTime } = values;
  const start = isAllDay ? `${startDate}T00:00` : `${startDate}T${startTime}`;
  const end = isAllDay ? `${addDays(endDate, 1)}T00:00` : `${endDate}T${endTime}`;
  return { isAllDay, start: client.moment(start), end: client.moment(end) };
}

function writeAttendee({ name, address, type }) {
  return { type, emailAddress: name === address ? { address } : { name, address } };
}

function reminderOf(reminder) {
  if (reminder === "none") return { isReminderOn: false };
  return { isReminderOn: true, reminderMinutesBeforeStart: Number(reminder) };
}

/** A body without the block of its Teams meeting would switch the meeting off (event-update). */
function writeNotes(notes, { isOnlineMeeting, html = "" }) {
  const block = isOnlineMeeting ? TEAMS_HTML.exec(html)?.[0] : undefined;
  if (!block) return { contentType: "text", content: notes };
  const lines = notes.split("\n").map(escapeHtml).join("<br>\n");
  return { contentType: "html", content: `<div>${lines}</div>\n<br>\n${block}` };
}

function escapeHtml(line) {
  return line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
