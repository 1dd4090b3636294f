// Which properties of an event a reply shows: $select and $expand.
import type { EventView } from "../mailbox/event.ts";
import { badRequest, notModelled } from "./errors.ts";
import { EXTENDED_PROPERTY, extendedSubject, withPropertyIds } from "./event-filter.ts";
import { eventJson, type Json, SELECT_ONLY } from "./event-json.ts";
import { checkFilter } from "./filter-types.ts";
import { type Filter, matches, parseFilter } from "./odata-filter.ts";
import type { Preferences } from "./preferences.ts";

const NAVIGATION = ["attachments", "calendar", "extensions", "instances", "multiValueExtendedProperties"];

/** How to show events: which properties, and what to expand. */
export interface Shape {
  select: Set<string> | null;
  extended: Filter | null;
  exceptions: boolean;
  /** One event that was asked for by its id, not one of a list. */
  alone: boolean;
}

export function eventShape(query: Map<string, string>, alone = false): Shape {
  const shape: Shape = { select: readSelect(query.get("$select")), extended: null, exceptions: false, alone };
  for (const part of splitExpand(query.get("$expand") ?? "")) {
    const match = /^(\w+)(?:\((.*)\))?$/s.exec(part);
    const name = match?.[1] ?? part;
    if (name === "exceptionOccurrences" && alone) shape.exceptions = true;
    else if (name === "singleValueExtendedProperties") {
      // Without the inner filter nothing comes back and no error either (microsoft-graph-docs#21314).
      const inner = match?.[2];
      if (inner === undefined) continue;
      const filter = /^\s*\$filter\s*=\s*(.*)$/s.exec(inner);
      if (!filter?.[1]) throw notModelled(`'${inner}' inside $expand`);
      const parsed = parseFilter(filter[1]);
      checkFilter(parsed, EXTENDED_PROPERTY);
      shape.extended = withPropertyIds(parsed);
    } else throw notModelled(`expanding '${name}'`);
  }
  return shape;
}

export function readSelect(text: string | undefined): Set<string> | null {
  if (text === undefined) return null;
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) {
    if (NAVIGATION.includes(name)) throw notModelled(`selecting '${name}'`);
    if (!EVENT_PROPERTIES.has(name)) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.event'.`,
      );
    }
  }
  return new Set(names);
}

function splitExpand(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = "";
  for (const char of text) {
    if (char === "'") quoted = !quoted;
    if (!quoted) depth += char === "(" ? 1 : char === ")" ? -1 : 0;
    if (char === "," && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = "";
    } else part += char;
  }
  if (part.trim() !== "") parts.push(part.trim());
  return parts;
}

export const EVENT_PROPERTIES = new Set([
  ..."id createdDateTime lastModifiedDateTime changeKey categories transactionId originalStartTimeZone".split(
    " ",
  ),
  ..."originalEndTimeZone iCalUId uid reminderMinutesBeforeStart isReminderOn hasAttachments subject".split(
    " ",
  ),
  ..."bodyPreview importance sensitivity isAllDay isCancelled isOrganizer responseRequested seriesMasterId".split(
    " ",
  ),
  ..."showAs type webLink onlineMeetingUrl isOnlineMeeting onlineMeetingProvider allowNewTimeProposals".split(
    " ",
  ),
  ..."occurrenceId isDraft hideAttendees responseStatus body start end location locations recurrence".split(
    " ",
  ),
  ..."attendees organizer onlineMeeting originalStart cancelledOccurrences exceptionOccurrences".split(" "),
]);

export function shapeEvent(view: EventView, preferences: Preferences, shape: Shape): Json {
  const full = eventJson(view, preferences);
  const json = shape.select ? pick(view, full, preferences, shape.select) : full;
  // Only the master itself tells them, never a list or delta (event resource; observed live).
  if (!shape.alone || view.type !== "seriesMaster") delete json.cancelledOccurrences;
  if (shape.extended) {
    const filter = shape.extended;
    const values = Object.entries(view.extended)
      .map(([id, value]) => ({ id, value }))
      .filter((each) => matches(filter, extendedSubject(each)));
    if (values.length > 0) json.singleValueExtendedProperties = values;
  }
  return json;
}

function pick(view: EventView, full: Json, preferences: Preferences, select: Set<string>): Json {
  // The etag and the id come along whatever is selected (samples on learn.microsoft.com).
  const json: Json = { "@odata.etag": full["@odata.etag"], id: full.id };
  for (const name of select) {
    if (SELECT_ONLY[name]) json[name] = SELECT_ONLY[name](view, preferences);
    else if (name in full) json[name] = full[name];
  }
  // The meeting's object is filled only if isOnlineMeeting was selected too (observed live).
  if (select.has("onlineMeeting") && !select.has("isOnlineMeeting")) json.onlineMeeting = null;
  return json;
}
