// calendarView/delta: a first round that lists a window, then rounds of what changed in it.
// learn.microsoft.com/graph/api/event-delta, graph/delta-query-events. The window is baked into the tokens.

import { overlaps, type StoredEvent, type Tombstone, viewOf } from "../mailbox/event.ts";
import { isEvent } from "../mailbox/mailbox.ts";
import { occurrencesIn } from "../recurrence/occurrences.ts";
import { calendarOf } from "./calendars.ts";
import { type Call, contextOf, type GraphReply } from "./call.ts";
import { type DeltaToken, readToken, writeToken } from "./delta-token.ts";
import { GraphError, invalidRequest } from "./errors.ts";
import { idOf, type Json, occurrenceStub } from "./event-json.ts";
import { eventShape, readSelect, shapeEvent } from "./event-shape.ts";
import { readWindow } from "./odata-query.ts";

export function calendarViewDelta(call: Call): GraphReply {
  refuseUnsupported(call);
  const token = deltaToken(call);
  const size = call.preferences.maxPageSize ?? call.world.settings.deltaPageSize;
  const value: Json[] = [];
  let { cursor } = token;
  let more = false;
  for (const item of call.mailbox.changesAfter(token.cursor)) {
    if (value.length >= size) {
      more = true;
      break;
    }
    // A series is never split, however long it gets (msgraph-sdk-dotnet#3070, microsoft-graph-docs#7352).
    value.push(...deltaItems(call, token, item));
    cursor = item.seq;
  }
  if (!more) cursor = call.mailbox.seq;
  const json: Json = { "@odata.context": contextOf(call, "Collection(event)"), value };
  const next: DeltaToken = { ...token, cursor, generation: call.world.deltaGeneration };
  if (more) json["@odata.nextLink"] = link(call, "$skiptoken", next);
  else json["@odata.deltaLink"] = link(call, "$deltatoken", { ...next, since: cursor });
  return { status: 200, json };
}

/** Documented as unsupported; $expand is known to end in a 500 (microsoft-graph-docs#2270, msgraph-sdk-dotnet#2678). */
function refuseUnsupported(call: Call): void {
  if (call.query.has("$expand")) {
    throw new GraphError(500, "ErrorInternalServerError", "Value cannot be null. (Parameter 'initialState')");
  }
  for (const name of ["$filter", "$orderby", "$search", "$top", "$skip"]) {
    if (call.query.has(name)) {
      throw invalidRequest(
        `The following parameters are not supported with change tracking over the 'CalendarView' resource: '${name}'.`,
      );
    }
  }
}

function deltaToken(call: Call): DeltaToken {
  const text = call.query.get("$deltatoken") ?? call.query.get("$skiptoken");
  const calendar = calendarOf(call);
  if (text === undefined) {
    const { from, to } = readWindow(call.query);
    const select = readSelect(call.query.get("$select"));
    const { user } = call.mailbox;
    const generation = call.world.deltaGeneration;
    return {
      user: user.id,
      calendar: calendar.id,
      from,
      to,
      since: 0,
      cursor: 0,
      generation,
      select: select && [...select].join(","),
    };
  }
  const token = readToken(call.world.tenantId, text);
  if (!token || token.user !== call.mailbox.user.id) {
    throw new GraphError(400, "BadRequest", "Badly formed token.");
  }
  if (token.generation < call.world.deltaGeneration || token.cursor > call.mailbox.seq) {
    const { deltaGeneration: highest } = call.world;
    throw new GraphError(
      410,
      "SyncStateNotFound",
      `The sync state generation is not found; generation=${token.generation};[highest=${highest}][${highest}].`,
    );
  }
  return token;
}

/** What one changed item looks like from the window: itself, a whole series, its removal, or nothing. */
function deltaItems(call: Call, token: DeltaToken, item: StoredEvent | Tombstone): Json[] {
  if (item.calendarId !== token.calendar) return [];
  const first = token.since === 0;
  const known = item.createdSeq <= token.since;
  if (!isEvent(item)) return known ? [removed(call, item)] : [];
  if (item.series) return seriesItems(call, token, item, known && !first);
  if (overlaps(item.fields, token.from, token.to)) return [deltaEvent(call, token, item)];
  // Left the window, or was never in it: both come as removed (microsoft-graph-docs#6599, #10687, #6324).
  return known && !first ? [removed(call, item)] : [];
}

/** Any change delivers the whole expansion anew (microsoft-graph-docs#6353); a deleted occurrence is simply absent. */
function seriesItems(call: Call, token: DeltaToken, event: StoredEvent, known: boolean): Json[] {
  const views = occurrencesIn(event, token.from, token.to);
  if (views.length === 0) return known ? [removed(call, event)] : [];
  const startsInside = overlaps(event.fields, token.from, token.to);
  const items = call.world.settings.deltaMasterAlways || startsInside ? [deltaEvent(call, token, event)] : [];
  for (const view of views) {
    items.push(
      view.type === "occurrence"
        ? occurrenceStub(view, call.preferences)
        : {
            "@odata.type": "#microsoft.graph.event",
            ...shapeEvent(view, call.preferences, shapeOf(call, token)),
          },
    );
  }
  return items;
}

function deltaEvent(call: Call, token: DeltaToken, event: StoredEvent): Json {
  return {
    "@odata.type": "#microsoft.graph.event",
    ...shapeEvent(viewOf(event), call.preferences, shapeOf(call, token)),
  };
}

function shapeOf(call: Call, token: DeltaToken) {
  const select = call.world.settings.deltaHonoursSelect ? token.select : null;
  return eventShape(new Map(select ? [["$select", `${select},type,start,end`]] : []));
}

function removed(call: Call, item: { id: string; immutableId: string }): Json {
  return {
    "@odata.type": "#microsoft.graph.event",
    id: idOf(item, call.preferences),
    "@removed": { reason: "deleted" },
  };
}

function link(call: Call, name: string, token: DeltaToken): string {
  const namespaced = call.world.settings.deltaLinkPath === "namespaced";
  const path = namespaced ? call.path.replace(/\/delta(\(\))?$/, "/microsoft.graph.delta()") : call.path;
  return `${call.baseUrl}${path}?${name}=${writeToken(call.world.tenantId, token)}`;
}
