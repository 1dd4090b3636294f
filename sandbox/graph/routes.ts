// Every route the sandbox plays, with its permission and the query options it understands.
import { decoded } from "../exchange.ts";
import { answerEvent, cancelEvent } from "./answers.ts";
import { getCalendar, listCalendars, mailboxSettings, mailboxTimeZone } from "./calendars.ts";
import type { Call, GraphReply } from "./call.ts";
import { calendarViewDelta } from "./delta.ts";
import { calendarView, listEvents, listInstances } from "./event-lists.ts";
import {
  getCalendarOfEvent,
  getEvent,
  patchEvent,
  permanentlyDeleteEvent,
  postEvent,
  removeEvent,
} from "./events.ts";
import { forwardEvent } from "./forward.ts";
import { getSchedule } from "./schedule.ts";
import {
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  patchSubscription,
  postSubscription,
  reauthorizeSubscription,
} from "./subscriptions.ts";
import { supportedTimeZones } from "./time-zones.ts";
import { translateIds } from "./translate-ids.ts";
import { countUsers, getUser, listUsers } from "./users.ts";

export type Permission =
  | "Calendars"
  | "CalendarsToRead"
  | "Ids"
  | "MailboxSettings"
  | "Subscription"
  | "User";

export interface Route {
  method: string;
  /** Segments; `{name}` takes any one. */
  template: string;
  permission: Permission;
  query: readonly string[];
  run: Run;
}

type Run = (call: Call) => GraphReply | Promise<GraphReply>;

const LIST = ["$select", "$filter", "$orderby", "$top", "$skip", "$expand", "$count"];
const WINDOW = ["startDateTime", "endDateTime", ...LIST];
const DELTA = [
  "startDateTime",
  "endDateTime",
  "$deltatoken",
  "$skiptoken",
  "$select",
  "$expand",
  "$filter",
  "$orderby",
];
const USERS = ["$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken"];
const SHAPE = ["$select", "$expand"];

/** The default calendar by its three names, and any calendar by id. */
const CALENDARS = ["", "/calendar", "/calendars/{calendar}"];

const routes: Route[] = [];

function add(
  method: string,
  template: string,
  permission: Permission,
  query: readonly string[],
  run: Run,
): void {
  routes.push({ method, template, permission, query, run });
}

add("GET", "users", "User", USERS, listUsers);
add("GET", "users/$count", "User", ["$filter", "$search"], countUsers);
add("GET", "users/{user}", "User", ["$select"], getUser);
add("GET", "users/{user}/mailboxSettings", "MailboxSettings", ["$select"], mailboxSettings);
add("GET", "users/{user}/mailboxSettings/timeZone", "MailboxSettings", [], mailboxTimeZone);
add("GET", "users/{user}/outlook/supportedTimeZones", "MailboxSettings", [], supportedTimeZones);
for (const form of ["Iana", "Windows"]) {
  const argument = `TimeZoneStandard=microsoft.graph.timeZoneStandard'${form}'`;
  add(
    "GET",
    `users/{user}/outlook/supportedTimeZones(${argument})`,
    "MailboxSettings",
    [],
    supportedTimeZones,
  );
}
add("POST", "users/{user}/translateExchangeIds", "Ids", [], translateIds);
add("GET", "users/{user}/calendar", "Calendars", ["$select"], getCalendar);
add("POST", "users/{user}/calendar/getSchedule", "CalendarsToRead", [], getSchedule);
add("GET", "users/{user}/calendars", "Calendars", ["$select", "$top", "$skip"], listCalendars);
add("GET", "users/{user}/calendars/{calendar}", "Calendars", ["$select"], getCalendar);
for (const calendar of CALENDARS) {
  const base = `users/{user}${calendar}`;
  add("GET", `${base}/events`, "Calendars", LIST, listEvents);
  add("POST", `${base}/events`, "Calendars", SHAPE, postEvent);
  add("GET", `${base}/events/{event}`, "Calendars", SHAPE, getEvent);
  add("PATCH", `${base}/events/{event}`, "Calendars", SHAPE, patchEvent);
  add("DELETE", `${base}/events/{event}`, "Calendars", [], removeEvent);
  add("GET", `${base}/events/{event}/instances`, "Calendars", WINDOW, listInstances);
  add("GET", `${base}/events/{event}/calendar`, "Calendars", [], getCalendarOfEvent);
  for (const action of ["accept", "tentativelyAccept", "decline"] as const) {
    add("POST", `${base}/events/{event}/${action}`, "Calendars", [], (call) => answerEvent(call, action));
  }
  add("POST", `${base}/events/{event}/cancel`, "Calendars", [], cancelEvent);
  add("POST", `${base}/events/{event}/forward`, "CalendarsToRead", [], forwardEvent);
  add("POST", `${base}/events/{event}/permanentDelete`, "Calendars", [], permanentlyDeleteEvent);
  add("GET", `${base}/calendarView`, "Calendars", WINDOW, calendarView);
  for (const name of ["delta", "delta()", "microsoft.graph.delta", "microsoft.graph.delta()"]) {
    add("GET", `${base}/calendarView/${name}`, "Calendars", DELTA, calendarViewDelta);
  }
}

add("GET", "subscriptions", "Subscription", [], listSubscriptions);
add("POST", "subscriptions", "Subscription", [], postSubscription);
add("GET", "subscriptions/{subscription}", "Subscription", [], getSubscription);
add("PATCH", "subscriptions/{subscription}", "Subscription", [], patchSubscription);
add("DELETE", "subscriptions/{subscription}", "Subscription", [], deleteSubscription);
add("POST", "subscriptions/{subscription}/reauthorize", "Subscription", [], reauthorizeSubscription);

interface Node {
  literal: Map<string, Node>;
  wild: Node | null;
  wildName: string;
  routes: Map<string, Route>;
}

const newNode = (): Node => ({ literal: new Map(), wild: null, wildName: "", routes: new Map() });
const root = newNode();
for (const route of routes) {
  let node = root;
  for (const segment of route.template.split("/")) {
    if (segment.startsWith("{")) {
      node.wild ??= newNode();
      node.wildName = segment.slice(1, -1);
      node = node.wild;
      continue;
    }
    // OData names are taken without regard to case.
    const key = segment.toLowerCase();
    const next = node.literal.get(key) ?? newNode();
    node.literal.set(key, next);
    node = next;
  }
  node.routes.set(route.method, route);
}

export interface Match {
  route: Route | null;
  /** Whether the path exists, with another method. */
  known: boolean;
  parameters: Record<string, string>;
}

/** Segments still percent-encoded; encoded slashes belong to their segment. */
export function matchRoute(method: string, segments: string[]): Match {
  const parameters: Record<string, string> = {};
  let node: Node = root;
  for (const segment of segments) {
    const next = node.literal.get(decoded(segment).toLowerCase());
    if (next) {
      node = next;
      continue;
    }
    // `$count`, `$value` and the like are no ids: none begins so.
    if (!node.wild || segment.startsWith("$")) return { route: null, known: false, parameters };
    parameters[node.wildName] = decoded(segment);
    node = node.wild;
  }
  return { route: node.routes.get(method) ?? null, known: node.routes.size > 0, parameters };
}

export function allRoutes(): readonly Route[] {
  return routes;
}
