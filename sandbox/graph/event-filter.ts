// $filter and $orderby on events: which properties they reach, and how dates and extended properties compare.
import type { EventView } from "../mailbox/event.ts";
import { badRequest } from "./errors.ts";
import { propertyId } from "./extended-properties.ts";
import { checkFilter, type EdmType, type Filterable, typeOf } from "./filter-types.ts";
import { readInstant } from "./instants.ts";
import { type Filter, type Literal, matches, parseFilter, type Subject } from "./odata-filter.ts";

export function eventFilter(text: string | undefined): ((view: EventView) => boolean) | null {
  if (text === undefined) return null;
  const parsed = parseFilter(text);
  checkFilter(parsed, EVENT);
  const filter = withInstants(withPropertyIdsInAny(parsed));
  return (view) => matches(filter, eventSubject(view));
}

/** Only ids inside an any() over extended properties are property ids. */
function withPropertyIdsInAny(filter: Filter): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return {
        ...filter,
        left: withPropertyIdsInAny(filter.left),
        right: withPropertyIdsInAny(filter.right),
      };
    case "not":
      return { ...filter, inner: withPropertyIdsInAny(filter.inner) };
    case "any":
      return filter.collection === "singleValueExtendedProperties" ? withPropertyIds(filter) : filter;
    default:
      return filter;
  }
}

export function extendedSubject(item: { id: string; value: string }): Subject {
  return {
    property: (path) => (path === "id" ? item.id : item.value),
    members: () => [],
  };
}

/** Extended property ids in a filter get the one spelling that is stored. */
export function withPropertyIds(filter: Filter): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { ...filter, left: withPropertyIds(filter.left), right: withPropertyIds(filter.right) };
    case "not":
    case "any":
      return { ...filter, inner: withPropertyIds(filter.inner) };
    case "compare":
      return /(^|\/)id$/.test(filter.path) && typeof filter.value === "string"
        ? { ...filter, value: propertyId(filter.value) }
        : filter;
    case "call":
      return filter;
  }
}

/** The properties an event can be filtered and ordered by. */
function eventSubject(view: EventView): Subject {
  return {
    property: (path) => eventProperty(view, path),
    members: (collection) => {
      if (collection === "singleValueExtendedProperties") {
        return Object.entries(view.extended).map(([id, value]) => extendedSubject({ id, value }));
      }
      return view.fields.categories.map((name) => ({ property: () => name, members: () => [] }));
    },
  };
}

const PROPERTIES: Record<string, [type: EdmType, read: (view: EventView) => Literal]> = {
  // Of a DateTimeTimeZone, where it is a text.
  "start/dateTime": ["Edm.String", ({ fields }) => written(fields.start.ms)],
  "end/dateTime": ["Edm.String", ({ fields }) => written(fields.end.ms)],
  createdDateTime: ["Edm.DateTimeOffset", (view) => written(view.createdMs)],
  lastModifiedDateTime: ["Edm.DateTimeOffset", (view) => written(view.modifiedMs)],
  iCalUId: ["Edm.String", ({ event }) => event.iCalUId],
  uid: ["Edm.String", ({ event }) => event.iCalUId],
  isOrganizer: ["Edm.Boolean", ({ event }) => event.isOrganizer],
  isCancelled: ["Edm.Boolean", (view) => view.isCancelled],
  type: ["Edm.String", (view) => view.type],
  subject: ["Edm.String", ({ fields }) => fields.subject],
  isAllDay: ["Edm.Boolean", ({ fields }) => fields.isAllDay],
  showAs: ["Edm.String", ({ fields }) => fields.showAs],
  importance: ["Edm.String", ({ fields }) => fields.importance],
  sensitivity: ["Edm.String", ({ fields }) => fields.sensitivity],
  isOnlineMeeting: ["Edm.Boolean", ({ fields }) => fields.isOnlineMeeting],
  isReminderOn: ["Edm.Boolean", ({ fields }) => fields.isReminderOn],
  seriesMasterId: ["Edm.String", ({ date, event }) => (date === null ? null : event.id)],
};

export const EXTENDED_PROPERTY: Filterable = {
  of: "extended properties",
  properties: { id: "Edm.String", value: "Edm.String" },
};
const EVENT: Filterable = {
  of: "events",
  properties: Object.fromEntries(Object.entries(PROPERTIES).map(([path, [type]]) => [path, type])),
  collections: { singleValueExtendedProperties: EXTENDED_PROPERTY, categories: "Edm.String" },
};

function written(ms: number): string {
  return new Date(ms).toISOString();
}

function eventProperty(view: EventView, path: string): Literal {
  return PROPERTIES[path]?.[1](view) ?? null;
}

const DATES = ["start/dateTime", "end/dateTime", "createdDateTime", "lastModifiedDateTime"];

/** Date literals become full UTC instants, so that they compare as text with what events tell. */
function withInstants(filter: Filter): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { ...filter, left: withInstants(filter.left), right: withInstants(filter.right) };
    case "not":
      return { ...filter, inner: withInstants(filter.inner) };
    case "compare":
      return DATES.includes(filter.path) ? { ...filter, value: instant(filter.value) } : filter;
    default:
      return filter;
  }
}

function instant(value: Literal): string {
  // In quotes a space may stand for the T (microsoft-graph-docs#5033).
  const ms = readInstant(String(value).replace(" ", "T"));
  if (ms === null) throw badRequest(`Invalid filter clause: '${value}' is not a date and time.`);
  return written(ms);
}

/** `start/dateTime desc, subject`. */
export function orderBy(text: string | undefined): ((a: EventView, b: EventView) => number) | null {
  if (text === undefined) return null;
  const keys = text.split(",").map((part) => {
    const match = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (!match?.[1]) throw badRequest(`Invalid order by clause '${part}'.`);
    typeOf(match[1], EVENT);
    return { path: match[1], sign: match[2]?.toLowerCase() === "desc" ? -1 : 1 };
  });
  return (a, b) => {
    for (const { path, sign } of keys) {
      const [x, y] = [eventProperty(a, path) ?? "", eventProperty(b, path) ?? ""];
      if (x !== y) return x < y ? -sign : sign;
    }
    return 0;
  };
}
