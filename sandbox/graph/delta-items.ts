// What one change of a mailbox looks like to a delta round: an event, a whole series, a removal, or nothing.
// learn.microsoft.com/graph/api/event-delta; microsoft-graph-docs for what users see instead.
import { type EventView, overlaps, type StoredEvent, type Tombstone, viewOf } from "../mailbox/event.ts";
import { isEvent } from "../mailbox/mailbox.ts";
import { parseDay } from "../recurrence/civil.ts";
import { occurrenceId, occurrencesIn } from "../recurrence/occurrences.ts";
import type { Call } from "./call.ts";
import type { DeltaToken } from "./delta-token.ts";
import { idOf, type Json, occurrenceStub } from "./event-json.ts";
import { eventShape, shapeEvent } from "./event-shape.ts";

const DAY_MS = 86_400_000;

export function deltaItems(call: Call, token: DeltaToken, item: StoredEvent | Tombstone): Json[] {
  const known = token.since > 0 && item.createdSeq <= token.since;
  const hasLeft = known && (item.leftCalendars?.[token.calendar] ?? 0) > token.since;
  if (item.calendarId !== token.calendar) return hasLeft ? [removed(call, item)] : [];
  // Out and back within one round is told as removed, and the return never (microsoft-graph-docs#21752).
  if (hasLeft && call.world.settings.deltaMissesReturns) return [removed(call, item)];
  if (!isEvent(item)) return known ? [removed(call, item)] : [];
  if (item.series) return seriesItems(call, token, item, known);
  if (overlaps(item.fields, token.from, token.to)) return [wholeEvent(call, token, viewOf(item))];
  // Left the window, or was never in it: both come as removed (microsoft-graph-docs#6599, #10687, #6324).
  return known ? [removed(call, item)] : [];
}

/** Any change delivers the whole expansion anew (microsoft-graph-docs#6353). */
function seriesItems(call: Call, token: DeltaToken, event: StoredEvent, known: boolean): Json[] {
  const { deltaMasterAlways, deltaOccurrenceStubs, deltaRemovesOccurrences } = call.world.settings;
  const views = occurrencesIn(event, token.from, token.to);
  if (views.length === 0) return known ? [removed(call, event)] : [];
  const items: Json[] = [];
  if (deltaMasterAlways || overlaps(event.fields, token.from, token.to)) {
    items.push(wholeEvent(call, token, viewOf(event)));
  }
  for (const view of views) {
    const isStub = view.type === "occurrence" && deltaOccurrenceStubs;
    items.push(isStub ? occurrenceStub(view, call.preferences) : wholeEvent(call, token, view));
  }
  if (known && deltaRemovesOccurrences) items.push(...removedOccurrences(call, token, event));
  return items;
}

function removedOccurrences(call: Call, token: DeltaToken, event: StoredEvent): Json[] {
  const days = (event.series?.cancelled ?? []).map(parseDay);
  return days
    .filter((day) => day * DAY_MS >= token.from && day * DAY_MS < token.to)
    .map((day) =>
      removed(call, {
        id: occurrenceId(event.id, day),
        immutableId: occurrenceId(event.immutableId, day),
      }),
    );
}

function wholeEvent(call: Call, token: DeltaToken, view: EventView): Json {
  const select = call.world.settings.deltaHonoursSelect ? token.select : null;
  const shape = eventShape(new Map(select ? [["$select", `${select},type,start,end`]] : []));
  return { "@odata.type": "#microsoft.graph.event", ...shapeEvent(view, call.preferences, shape) };
}

function removed(call: Call, item: { id: string; immutableId: string }): Json {
  return {
    "@odata.type": "#microsoft.graph.event",
    id: idOf(item, call.preferences),
    "@removed": { reason: "deleted" },
  };
}
