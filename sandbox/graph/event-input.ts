// Reads an event body of a POST or PATCH: every property is known and checked, or refused.
// The list of what may be written: learn.microsoft.com/graph/api/event-update.
import type { EventChange } from "../mailbox/event-change.ts";
import { invalidProperty, notDeserialisable, notModelled } from "./errors.ts";
import { readAttendee, readBody, readLocation, readMoment, readRecurrence } from "./event-parts.ts";
import { readExtendedProperties } from "./extended-properties.ts";
import { boolean, int32, isAnnotation, list, object, text } from "./json-values.ts";

type Reader = (value: unknown, name: string, change: EventChange) => void;

const READERS: Record<string, Reader> = {
  subject: (value, name, change) => {
    change.fields.subject = text(value ?? "", name);
  },
  body: (value, name, change) => {
    change.fields.html = readBody(value, name);
  },
  start: (value, name, change) => {
    change.start = readMoment(value, name);
  },
  end: (value, name, change) => {
    change.end = readMoment(value, name);
  },
  isAllDay: flag("isAllDay"),
  location: (value, name, change) => {
    const location = readLocation(value ?? {}, name);
    change.fields.location = location;
    change.fields.locations = location.displayName ? [location] : [];
  },
  locations: (value, name, change) => {
    const locations = list(value, name).map((each) => readLocation(each, name));
    change.fields.locations = locations;
    // Several locations show as one joined name (the event resource).
    const joined = locations.map((each) => each.displayName).join("; ");
    const alone = locations.length === 1 ? locations[0] : undefined;
    change.fields.location = alone ?? readLocation({ displayName: joined }, name);
  },
  attendees: (value, name, change) => {
    const attendees = list(value ?? [], name).map((each) => readAttendee(each, name));
    // 500 attendees at most (event-update).
    if (attendees.length > 500) throw invalidProperty("An event has at most 500 attendees.");
    change.fields.attendees = attendees;
  },
  categories: (value, name, change) => {
    const categories = list(value, name).map((each) => text(each, name));
    // Each shorter than 256 characters ([MS-OXCMSG] 2.2.1.17).
    if (categories.some((each) => each.length > 255)) {
      throw invalidProperty("A category is longer than 255 characters.");
    }
    change.fields.categories = categories;
  },
  importance: oneOf("importance", ["low", "normal", "high"]),
  sensitivity: oneOf("sensitivity", ["normal", "personal", "private", "confidential"]),
  showAs: oneOf("showAs", ["free", "tentative", "busy", "oof", "workingElsewhere", "unknown"]),
  isReminderOn: flag("isReminderOn"),
  reminderMinutesBeforeStart: (value, name, change) => {
    change.fields.reminderMinutesBeforeStart = int32(value, name);
  },
  responseRequested: flag("responseRequested"),
  allowNewTimeProposals: flag("allowNewTimeProposals"),
  hideAttendees: flag("hideAttendees"),
  isOnlineMeeting: (value, name, change) => {
    change.onlineMeeting = boolean(value, name);
  },
  onlineMeetingProvider: oneOf("onlineMeetingProvider", [
    "unknown",
    "skypeForBusiness",
    "skypeForConsumer",
    "teamsForBusiness",
  ]),
  recurrence: (value, name, change) => {
    change.recurrence = value === null ? null : readRecurrence(value, name);
  },
  singleValueExtendedProperties: (value, name, change) => {
    change.extended = readExtendedProperties(list(value, name).map((each) => object(each, name)));
  },
  transactionId: (value, name, change) => {
    if (value !== null) change.transactionId = text(value, name);
  },
  // For an event made in a mailbox the organizer is that mailbox, whatever is sent.
  organizer: () => {},
  // The service keeps the zone of start and end; these two are read-only in practice.
  originalStartTimeZone: () => {},
  originalEndTimeZone: () => {},
};

export function readEventChange(body: unknown): EventChange {
  const change: EventChange = { fields: {} };
  for (const [name, value] of Object.entries(object(body, "event"))) {
    if (isAnnotation(name)) continue;
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (!read) throw notModelled(`writing the event property '${name}'`);
    read(value, name, change);
  }
  return change;
}

function flag(
  field: "isAllDay" | "isReminderOn" | "responseRequested" | "allowNewTimeProposals" | "hideAttendees",
): Reader {
  return (value, name, change) => {
    change.fields[field] = boolean(value, name);
  };
}

function oneOf(
  field: "importance" | "sensitivity" | "showAs" | "onlineMeetingProvider",
  allowed: readonly string[],
): Reader {
  return (value, name, change) => {
    if (typeof value !== "string" || !allowed.includes(value)) throw notDeserialisable(name);
    change.fields[field] = value;
  };
}
