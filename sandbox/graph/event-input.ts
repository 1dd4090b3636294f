// Reads an event body of a POST or PATCH: every property is known and checked, or refused.
// The list of what may be written: learn.microsoft.com/graph/api/event-update.
import type { Location, PatternedRecurrence } from "@microsoft/microsoft-graph-types";
import { storeHtml, storeText } from "../mailbox/body.ts";
import type { Attendee } from "../mailbox/event.ts";
import type { EventChange, LocalMoment } from "../mailbox/event-change.ts";
import { resolveZone } from "../mailbox/zones.ts";
import { GraphError, invalidProperty, notDeserialisable, notModelled } from "./errors.ts";
import { readExtendedProperties } from "./extended-properties.ts";
import { unknownZone } from "./preferences.ts";

type Json = Record<string, unknown>;
type Reader = (value: unknown, name: string, change: EventChange) => void;

const READERS: Record<string, Reader> = {
  subject: (value, name, change) => {
    const subject = text(value ?? "", name);
    if (subject.length > 255) throw invalidProperty("The subject is longer than 255 characters.");
    change.fields.subject = subject;
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
    const location = readLocation(object(value ?? {}, name));
    change.fields.location = location;
    change.fields.locations = location.displayName ? [location] : [];
  },
  locations: (value, name, change) => {
    const locations = list(value, name).map((each) => readLocation(object(each, name)));
    change.fields.locations = locations;
    // Several locations show as one joined name (the event resource).
    const joined = locations.map((each) => each.displayName).join("; ");
    change.fields.location =
      locations.length === 1 && locations[0] ? locations[0] : readLocation({ displayName: joined });
  },
  attendees: (value, name, change) => {
    const attendees = list(value ?? [], name).map((each) => readAttendee(object(each, name)));
    // 500 attendees at most (event-update).
    if (attendees.length > 500) throw invalidProperty("An event has at most 500 attendees.");
    change.fields.attendees = attendees;
  },
  categories: (value, name, change) => {
    change.fields.categories = list(value, name).map((each) => text(each, name));
  },
  importance: oneOf("importance", ["low", "normal", "high"]),
  sensitivity: oneOf("sensitivity", ["normal", "personal", "private", "confidential"]),
  showAs: oneOf("showAs", ["free", "tentative", "busy", "oof", "workingElsewhere", "unknown"]),
  isReminderOn: flag("isReminderOn"),
  reminderMinutesBeforeStart: (value, name, change) => {
    if (typeof value !== "number" || !Number.isInteger(value)) throw notDeserialisable(name);
    change.fields.reminderMinutesBeforeStart = value;
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
    change.recurrence = value === null ? null : (object(value, name) as PatternedRecurrence);
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
    if (name.startsWith("@odata.")) continue;
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (!read) throw notModelled(`writing the event property '${name}'`);
    read(value, name, change);
  }
  return change;
}

function readBody(value: unknown, name: string): string {
  const { contentType = "text", content = "" } = object(value ?? {}, name);
  const kind = text(contentType, `${name}.contentType`).toLowerCase();
  const written = text(content ?? "", `${name}.content`);
  if (kind !== "html" && kind !== "text") throw notDeserialisable(`${name}.contentType`);
  return kind === "html" ? storeHtml(written) : storeText(written);
}

function readMoment(value: unknown, name: string): LocalMoment {
  const moment = object(value, name);
  if (typeof moment.dateTime !== "string") {
    // `{ "date": … }` is another API's idea of an all-day event.
    throw new GraphError(
      400,
      "UnableToDeserializePostBody",
      `were unable to deserialize the property '${name}'.`,
    );
  }
  const zone = text(moment.timeZone ?? "UTC", `${name}.timeZone`);
  const iana = resolveZone(zone);
  if (!iana) throw unknownZone(zone);
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d{1,7})?)?(Z)?$/.exec(moment.dateTime);
  if (!match || Number.isNaN(Date.parse(`${match[1]}T${match[2] ?? "00:00"}Z`))) {
    throw new GraphError(
      400,
      "ErrorInvalidRequest",
      `The value '${moment.dateTime}' of '${name}' is not a date and time without an offset.`,
    );
  }
  if (match[5] && iana !== "UTC") throw notModelled(`a 'Z' in ${name}.dateTime beside another zone than UTC`);
  const fraction = (match[4] ?? ".").slice(1, 4).padEnd(3, "0");
  return { local: `${match[1]}T${match[2] ?? "00:00"}${match[3] ?? ":00"}.${fraction}`, zone, iana };
}

const LOCATION_KEYS = [
  "displayName",
  "locationType",
  "uniqueId",
  "uniqueIdType",
  "address",
  "coordinates",
  "locationUri",
  "locationEmailAddress",
];

export function readLocation(value: Json): Location {
  for (const name of Object.keys(value)) {
    if (!LOCATION_KEYS.includes(name) && !name.startsWith("@odata."))
      throw notModelled(`the location property '${name}'`);
  }
  const displayName = text(value.displayName ?? "", "location.displayName");
  const empty = {
    displayName: "",
    locationType: "default",
    uniqueIdType: "unknown",
    address: {},
    coordinates: {},
  };
  const filled = { displayName, locationType: "default", uniqueId: displayName, uniqueIdType: "private" };
  return { ...(displayName ? filled : empty), ...value, displayName } as Location;
}

function readAttendee(value: Json): Attendee {
  for (const name of Object.keys(value)) {
    if (
      !["emailAddress", "type", "status", "proposedNewTime"].includes(name) &&
      !name.startsWith("@odata.")
    ) {
      throw notModelled(`the attendee property '${name}'`);
    }
  }
  const email = object(value.emailAddress, "attendees.emailAddress");
  const address = text(email.address ?? "", "attendees.emailAddress.address");
  if (!address.includes("@"))
    throw new GraphError(400, "ErrorInvalidRecipients", `'${address}' is no mail address.`);
  const type = text(value.type ?? "required", "attendees.type");
  if (type !== "required" && type !== "optional" && type !== "resource")
    throw notDeserialisable("attendees.type");
  const name = text(email.name ?? address, "attendees.emailAddress.name");
  return { name, address, type, status: { response: "none", time: null } };
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

function text(value: unknown, name: string): string {
  if (typeof value !== "string") throw notDeserialisable(name);
  return value;
}

function boolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw notDeserialisable(name);
  return value;
}

function list(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw notDeserialisable(name);
  return value;
}

function object(value: unknown, name: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notDeserialisable(name);
  return value as Json;
}
