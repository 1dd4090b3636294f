// Between a scenario's words and what the sandbox keeps of an event: what Outlook sends for a person, and what it shows.
// Read and written without the product's own translation into Graph's shapes, so that neither can hide the other's mistake.
import { htmlToText } from "../../sandbox/mailbox/body.ts";
import type { EventView } from "../../sandbox/mailbox/event.ts";
import { composeBody, splitBody } from "../../src/core/mapping/body.ts";
import { NO_HEADER, type SharedFields, type ShowAs, type Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { wallTimeOfInstant } from "../../src/core/time/zones.ts";
import type { OutlookEvent } from "./outlook.ts";
import { ZONE } from "./when.ts";

/** Outlook writes Windows names; this is ZONE's. */
const OUTLOOKS_ZONE = "W. Europe Standard Time";

/** The event's JSON; `categories` are those it has. */
export function bodyOf(change: Partial<SharedFields>, categories: readonly string[] = []): object {
  const { time, subject, location, notes, category, showAs, reminderMinutes } = change;
  return {
    ...(time !== undefined && timeOf(time)),
    ...(subject !== undefined && { subject }),
    ...(location !== undefined && { location: { displayName: location } }),
    ...(notes !== undefined && { body: { contentType: "text", content: composeBody(NO_HEADER, notes) } }),
    ...(category !== undefined && {
      categories: [...(category === null ? [] : [category]), ...categories.slice(1)],
    }),
    ...(showAs !== undefined && { showAs }),
    ...(change.private !== undefined && { sensitivity: change.private ? "private" : "normal" }),
    ...(reminderMinutes !== undefined && { isReminderOn: reminderMinutes !== null }),
    ...(typeof reminderMinutes === "number" && { reminderMinutesBeforeStart: reminderMinutes }),
  };
}

function timeOf(time: Time): object {
  const at = (dateTime: string) => ({ dateTime, timeZone: OUTLOOKS_ZONE });
  if (time.kind === "allDay") {
    const [start, end] = [time.startDate, time.endDate].map((date) => at(`${date}T00:00:00`));
    return { isAllDay: true, start, end };
  }
  const [start, end] = [time.start, time.end].map((instant) => at(wallTimeOfInstant(instant, ZONE)));
  return { isAllDay: false, start, end };
}

export function attendeesOf(addresses: readonly string[]): object[] {
  return addresses.map((address) => ({ type: "required", emailAddress: { name: address, address } }));
}

/** `owner` is the mailbox's address. */
export function shownTo(owner: string, view: EventView): OutlookEvent {
  const { fields, event } = view;
  const [category = null, ...furtherCategories] = fields.categories;
  return {
    id: view.immutableId as EventId,
    iCalUId: event.iCalUId,
    isOrganizer: event.isOrganizer,
    isCancelled: view.isCancelled,
    isDeclined: view.status.response === "declined",
    otherAttendees: fields.attendees.filter(({ address }) => address.toLowerCase() !== owner).length,
    furtherCategories,
    fields: {
      time: shownTime(view),
      subject: fields.subject,
      location: fields.location.displayName ?? "",
      notes: splitBody(htmlToText(fields.html)),
      category,
      showAs: fields.showAs as ShowAs,
      private: fields.sensitivity !== "normal",
      reminderMinutes: fields.isReminderOn ? fields.reminderMinutesBeforeStart : null,
    },
  };
}

function shownTime({ fields: { start, end, isAllDay } }: EventView): Time {
  const [from, until] = [start, end].map(({ ms }) => Temporal.Instant.fromEpochMilliseconds(ms).toString());
  return isAllDay
    ? { kind: "allDay", startDate: String(from).slice(0, 10), endDate: String(until).slice(0, 10) }
    : { kind: "timed", start: String(from), end: String(until) };
}
