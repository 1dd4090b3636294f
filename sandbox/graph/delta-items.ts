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
  const leftAt = isKnown(token, item) ? (item.leftCalendars?.[token.calendar] ?? 0) : 0;
  const hasLeft = leftAt > token.since;
  if (item.calendarId !== token.calendar) return hasLeft ? [removed(call, item)] : [];
  // Out and back within one round is told as removed, and the return never (microsoft-graph-docs#21752).
  if (hasLeft && call.world.settings.deltaMissesReturns) return [removed(call, item)];
  if (!isEvent(item)) return isKnown(token, item) ? outside(call, token, item) : [];
  if (item.series) return seriesItems(call, token, item);
  if (overlaps(item.fields, token.from, token.to)) return [wholeEvent(call, token, viewOf(item))];
  return outside(call, token, item);
}

/** Whether the event was there when the round before ended. */
function isKnown(token: DeltaToken, { createdSeq }: StoredEvent | Tombstone): boolean {
  return createdSeq <= token.since;
}

/** What left the window, and what was never in it: a first round names neither. */
function outside(call: Call, token: DeltaToken, item: StoredEvent | Tombstone): Json[] {
  if (token.since === 0) return [];
  const before = item.stretches.findLast(({ since }) => since <= token.since);
  const wasInside = before !== undefined && overlaps(before, token.from, token.to);
  return wasInside || call.world.settings.deltaRemovesOutside ? [removed(call, item)] : [];
}

function seriesItems(call: Call, token: DeltaToken, event: StoredEvent): Json[] {
  const { deltaMasterAlways, deltaRemovesOccurrences } = call.world.settings;
  const views = occurrencesIn(event, token.from, token.to);
  if (views.length === 0) return outside(call, token, event);
  const dates = ownChanges(call, token, event);
  if (dates) return changedOccurrences(call, token, event, views, dates);
  const items: Json[] = [];
  if (deltaMasterAlways || overlaps(event.fields, token.from, token.to)) {
    items.push(wholeEvent(call, token, viewOf(event)));
  }
  items.push(...views.map((view) => occurrence(call, token, view)));
  if (isKnown(token, event) && deltaRemovesOccurrences) {
    items.push(...removedOccurrences(call, token, event, event.series?.cancelled ?? []));
  }
  return items;
}

/** The dates of what changed by itself since the round before; null where the series is to be told as a whole. */
function ownChanges(call: Call, token: DeltaToken, { ownChanges: own }: StoredEvent): string[] | null {
  if (call.world.settings.deltaTellsSeriesWhole || !own || token.since < own.since) return null;
  return Object.keys(own.dates).filter((date) => (own.dates[date] ?? 0) > token.since);
}

/** Of a deletion nothing but the master can tell, so it comes even if it began before the window. */
function changedOccurrences(
  call: Call,
  token: DeltaToken,
  event: StoredEvent,
  views: EventView[],
  dates: string[],
): Json[] {
  const inWindow = views.filter(({ date }) => date !== null && dates.includes(date));
  const deleted = dates.filter((date) => event.series?.cancelled.includes(date));
  const elsewhere = dates.filter(
    (date) => !deleted.includes(date) && !inWindow.some((view) => view.date === date),
  );
  const tellsDeleted = call.world.settings.deltaRemovesOccurrences ? deleted : [];
  return [
    ...(deleted.length > 0 ? [wholeEvent(call, token, viewOf(event))] : []),
    ...inWindow.map((view) => occurrence(call, token, view)),
    ...removedOccurrences(call, token, event, [...elsewhere, ...tellsDeleted]),
  ];
}

/** Of those whose date by the pattern is in the window. */
function removedOccurrences(call: Call, token: DeltaToken, event: StoredEvent, dates: string[]): Json[] {
  const days = dates.map(parseDay);
  return days
    .filter((day) => day * DAY_MS >= token.from && day * DAY_MS < token.to)
    .map((day) =>
      removed(call, {
        id: occurrenceId(event.id, day),
        immutableId: occurrenceId(event.immutableId, day),
      }),
    );
}

function occurrence(call: Call, token: DeltaToken, view: EventView): Json {
  const isStub = view.type === "occurrence" && call.world.settings.deltaOccurrenceStubs;
  return isStub ? occurrenceStub(view, call.preferences) : wholeEvent(call, token, view);
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
