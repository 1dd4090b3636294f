// Reads the parts an event is made of: body, times, places, people, recurrence.
// learn.microsoft.com/graph/api/resources/itembody, datetimetimezone, location, attendee, patternedrecurrence
import type { Location, PatternedRecurrence } from "@microsoft/microsoft-graph-types";
import { storeHtml, storeText } from "../mailbox/body.ts";
import type { Attendee } from "../mailbox/event.ts";
import type { LocalMoment } from "../mailbox/event-change.ts";
import { resolveZone } from "../mailbox/zones.ts";
import { GraphError, invalidRequest, notDeserialisable, notModelled } from "./errors.ts";
import { int32, isAnnotation, type JsonObject, list, object, text } from "./json-values.ts";
import { unknownZone } from "./preferences.ts";

export function readBody(value: unknown, name: string): string {
  const { contentType = "text", content = "" } = object(value ?? {}, name, ["contentType", "content"]);
  const kind = text(contentType, `${name}.contentType`).toLowerCase();
  const written = text(content ?? "", `${name}.content`);
  if (kind !== "html" && kind !== "text") throw notDeserialisable(`${name}.contentType`);
  return kind === "html" ? storeHtml(written) : storeText(written);
}

export function readMoment(value: unknown, name: string): LocalMoment {
  if (typeof object(value, name).dateTime !== "string") {
    // `{ "date": … }` is another API's idea of an all-day event.
    throw new GraphError(
      400,
      "UnableToDeserializePostBody",
      `were unable to deserialize the property '${name}'.`,
    );
  }
  const moment = object(value, name, ["dateTime", "timeZone"]);
  const dateTime = text(moment.dateTime, name);
  const zone = text(moment.timeZone ?? "UTC", `${name}.timeZone`);
  const iana = resolveZone(zone);
  if (!iana) throw unknownZone(zone);
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d{1,7})?)?(Z)?$/.exec(dateTime);
  const fraction = (match?.[4] ?? ".").slice(1, 4).padEnd(3, "0");
  const local = match && `${match[1]}T${match[2] ?? "00:00"}${match[3] ?? ":00"}.${fraction}`;
  if (!local || !isDateTime(local)) {
    throw invalidRequest(`The value '${dateTime}' of '${name}' is not a date and time without an offset.`);
  }
  if (match[5] && iana !== "UTC") throw notModelled(`a 'Z' in ${name}.dateTime beside another zone than UTC`);
  // Exchange counts from 1601 ([MS-DTYP] FILETIME), and its calendar ends in 4500 (see LAST_DAY).
  if (local < "1601-01-02" || local >= "4500-08-31") throw notModelled(`the date of '${name}'`);
  return { local, zone, iana };
}

/** Date.parse takes 30 February for 2 March. */
function isDateTime(local: string): boolean {
  const ms = Date.parse(`${local}Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === `${local}Z`;
}

export function readTimeSlot(value: unknown, name: string): { start: LocalMoment; end: LocalMoment } {
  const { start, end } = object(value, name, ["start", "end"]);
  return { start: readMoment(start, `${name}.start`), end: readMoment(end, `${name}.end`) };
}

const LOCATION_TEXTS = [
  "displayName",
  "locationType",
  "uniqueId",
  "uniqueIdType",
  "locationUri",
  "locationEmailAddress",
];
const ADDRESS = ["street", "city", "state", "countryOrRegion", "postalCode", "type"];
const COORDINATES = ["altitude", "latitude", "longitude", "accuracy", "altitudeAccuracy"];

export function readLocation(value: unknown, name: string): Location {
  const location = object(value, name, [...LOCATION_TEXTS, "address", "coordinates"]);
  for (const key of LOCATION_TEXTS) text(location[key] ?? "", `${name}.${key}`);
  for (const [key, each] of Object.entries(object(location.address ?? {}, `${name}.address`, ADDRESS))) {
    text(each ?? "", `${name}.address.${key}`);
  }
  const coordinates = object(location.coordinates ?? {}, `${name}.coordinates`, COORDINATES);
  for (const [key, each] of Object.entries(coordinates)) {
    if (!isAnnotation(key) && typeof (each ?? 0) !== "number") {
      throw notDeserialisable(`${name}.coordinates.${key}`);
    }
  }
  const displayName = text(location.displayName ?? "", `${name}.displayName`);
  const empty = {
    displayName: "",
    locationType: "default",
    uniqueIdType: "unknown",
    address: {},
    coordinates: {},
  };
  const filled = { displayName, locationType: "default", uniqueId: displayName, uniqueIdType: "private" };
  return { ...(displayName ? filled : empty), ...location, displayName } as Location;
}

/** The answer that a client may send along is not the client's to give: `status` is read and forgotten. */
export function readAttendee(value: unknown, name: string): Attendee {
  const attendee = object(value, name, ["emailAddress", "type", "status"]);
  const email = object(attendee.emailAddress, `${name}.emailAddress`, ["name", "address"]);
  const address = text(email.address ?? "", `${name}.emailAddress.address`);
  if (!address.includes("@"))
    throw new GraphError(400, "ErrorInvalidRecipients", `'${address}' is no mail address.`);
  const type = text(attendee.type ?? "required", `${name}.type`);
  if (type !== "required" && type !== "optional" && type !== "resource") {
    throw notDeserialisable(`${name}.type`);
  }
  const called = text(email.name ?? address, `${name}.emailAddress.name`);
  return { name: called, address, type, status: { response: "none", time: null } };
}

const PATTERN_NUMBERS = ["interval", "dayOfMonth", "month"];
const PATTERN_TEXTS = ["type", "index", "firstDayOfWeek"];
const RANGE_TEXTS = ["type", "startDate", "endDate", "recurrenceTimeZone"];

/** Only the types; whether pattern and range make sense depends on the event they come to. */
export function readRecurrence(value: unknown, name: string): PatternedRecurrence {
  const { pattern, range } = object(value, name, ["pattern", "range"]);
  const [patternName, rangeName] = [`${name}.pattern`, `${name}.range`];
  const known = object(pattern, patternName, [...PATTERN_NUMBERS, ...PATTERN_TEXTS, "daysOfWeek"]);
  for (const day of list(known.daysOfWeek ?? [], `${patternName}.daysOfWeek`)) {
    text(day, `${patternName}.daysOfWeek`);
  }
  readAll(known, PATTERN_NUMBERS, patternName, int32);
  readAll(known, PATTERN_TEXTS, patternName, text);
  const given = object(range, rangeName, [...RANGE_TEXTS, "numberOfOccurrences"]);
  readAll(given, ["numberOfOccurrences"], rangeName, int32);
  readAll(given, RANGE_TEXTS, rangeName, text);
  return { pattern: known, range: given } as PatternedRecurrence;
}

function readAll(
  from: JsonObject,
  keys: readonly string[],
  name: string,
  read: (value: unknown, name: string) => unknown,
): void {
  for (const key of keys) {
    if (from[key] !== undefined && from[key] !== null) read(from[key], `${name}.${key}`);
  }
}
