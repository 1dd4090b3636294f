// $filter and $orderby on events: which properties they reach, and how dates and extended properties compare.
import type { EventView } from "../mailbox/event.ts";
import { badRequest, notModelled } from "./errors.ts";
import { propertyId } from "./extended-properties.ts";
import { type Filter, type Literal, matches, parseFilter, type Subject } from "./odata-filter.ts";

export function eventFilter(text: string | undefined): ((view: EventView) => boolean) | null {
  if (text === undefined || text.trim() === "") return null;
  const filter = withInstants(withPropertyIdsInAny(parseFilter(text)));
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
    property: (path) => {
      if (path === "id") return item.id;
      if (path === "value") return item.value;
      throw notModelled(`'${path}' in a filter on extended properties`);
    },
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
      if (collection === "categories") {
        return view.fields.categories.map((name) => ({ property: () => name, members: () => [] }));
      }
      throw notModelled(`a filter on '${collection}'`);
    },
  };
}

function eventProperty({ fields, event, ...view }: EventView, path: string): Literal {
  switch (path) {
    case "start/dateTime":
      return new Date(fields.start.ms).toISOString();
    case "end/dateTime":
      return new Date(fields.end.ms).toISOString();
    case "createdDateTime":
      return new Date(view.createdMs).toISOString();
    case "lastModifiedDateTime":
      return new Date(view.modifiedMs).toISOString();
    case "iCalUId":
    case "uid":
      return event.iCalUId;
    case "isOrganizer":
      return event.isOrganizer;
    case "isCancelled":
      return view.isCancelled;
    case "type":
      return view.type;
    case "subject":
    case "isAllDay":
    case "showAs":
    case "importance":
    case "sensitivity":
    case "isOnlineMeeting":
    case "isReminderOn":
      return fields[path];
    case "seriesMasterId":
      return view.date === null ? null : event.id;
    default:
      throw notModelled(`'${path}' in a filter or an order of events`);
  }
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
  const text = String(value).replace(/(\.\d{3})\d+/, "$1");
  const ms = Date.parse(/(Z|[+-]\d\d:\d\d)$/i.test(text) || !text.includes("T") ? text : `${text}Z`);
  if (Number.isNaN(ms)) throw badRequest(`Invalid filter clause: '${value}' is not a date and time.`);
  return new Date(ms).toISOString();
}

/** `start/dateTime desc, subject`. */
export function orderBy(text: string | undefined): ((a: EventView, b: EventView) => number) | null {
  if (text === undefined || text.trim() === "") return null;
  const keys = text.split(",").map((part) => {
    const match = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (!match?.[1]) throw badRequest(`Invalid order by clause '${part}'.`);
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
