// Lists of events: /events, /calendarView and /instances, with paging by $top and $skip.
// learn.microsoft.com/graph/api/user-list-events, calendar-list-calendarview, event-list-instances
import { type EventView, overlaps, viewOf } from "../mailbox/event.ts";
import { occurrencesIn } from "../recurrence/occurrences.ts";
import { calendarOf } from "./calendars.ts";
import { type Call, contextOf, type GraphReply } from "./call.ts";
import { invalidRequest } from "./errors.ts";
import { eventFilter, orderBy } from "./event-filter.ts";
import type { Json } from "./event-json.ts";
import { eventShape, shapeEvent } from "./event-shape.ts";
import { findEvent } from "./events.ts";
import { readWindow, wantsCount, wholeNumber } from "./odata-query.ts";

/** Single events and masters of series. `/users/{id}/events` is about the default calendar. */
export function listEvents(call: Call): GraphReply {
  const calendar = calendarOf(call);
  const views: EventView[] = [];
  for (const event of call.mailbox.events()) if (event.calendarId === calendar.id) views.push(viewOf(event));
  return page(call, views);
}

/** Everything that touches the window, series expanded; singles first, then occurrences. */
export function calendarView(call: Call): GraphReply {
  const calendar = calendarOf(call);
  const { from, to } = readWindow(call.query);
  const singles: EventView[] = [];
  const occurrences: EventView[] = [];
  for (const event of call.mailbox.events()) {
    if (event.calendarId !== calendar.id) continue;
    if (event.series) occurrences.push(...occurrencesIn(event, from, to));
    else if (overlaps(event.fields, from, to)) singles.push(viewOf(event));
  }
  return page(call, [...singles, ...occurrences]);
}

export function listInstances(call: Call): GraphReply {
  const view = findEvent(call);
  if (view.type !== "seriesMaster") throw invalidRequest("Only the master of a series has instances.");
  const { from, to } = readWindow(call.query);
  return page(call, occurrencesIn(view.event, from, to));
}

function page(call: Call, all: EventView[]): GraphReply {
  const keep = eventFilter(call.query.get("$filter"));
  const order = orderBy(call.query.get("$orderby"));
  const views = keep ? all.filter(keep) : all;
  if (order) views.sort(order);
  const shape = eventShape(call.query);
  // 10 on a page unless asked for more; 1000 is the most that is commonly used.
  const top = wholeNumber(call.query, "$top", { least: 1, most: 1000 });
  const size = Math.min(top ?? call.preferences.maxPageSize ?? 10, 1000);
  const skip = wholeNumber(call.query, "$skip", { least: 0, most: 1e9 }) ?? 0;
  const json: Json = { "@odata.context": contextOf(call, `users('${call.mailbox.user.id}')/events`) };
  if (wantsCount(call.query)) json["@odata.count"] = views.length;
  json.value = views.slice(skip, skip + size).map((view) => shapeEvent(view, call.preferences, shape));
  if (skip + size < views.length) json["@odata.nextLink"] = nextLink(call, skip + size);
  return { status: 200, json };
}

function nextLink(call: Call, skip: number): string {
  const options = [...call.query].filter(([name]) => name !== "$skip");
  const query = options.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${call.baseUrl}${call.path}?${[...query, `%24skip=${skip}`].join("&")}`;
}
