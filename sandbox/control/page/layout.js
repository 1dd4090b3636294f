// Where events stand: side by side where they overlap, and in lanes of the all-day row. Only numbers, no DOM.
import { addDays, daysBetween, minuteOfDay, minutesBetween } from "./times.js";

const DAY_MINUTES = 1440;
/** Shorter events are drawn, and kept free, as if they took so long. */
const LEAST_MINUTES = 25;

/** All-day events, and those over a day, stand in the row on top. */
export function isLong(event) {
  return event.isAllDay || minutesBetween(event.from, event.to) >= DAY_MINUTES;
}

/** The part of a span of time that lies on a day, in minutes of that day; null where there is none. */
export function pieceOn(day, from, to) {
  const [midnight, next] = [`${day}T00:00`, `${addDays(day, 1)}T00:00`];
  const touches = from < next && (to > midnight || (from === to && from >= midnight));
  if (!touches) return null;
  return {
    top: from < midnight ? 0 : minuteOfDay(from),
    bottom: to >= next ? DAY_MINUTES : minuteOfDay(to),
    isFirst: from >= midnight,
    isLast: to <= next,
  };
}

/** A day's events with their lanes: `lane` and `span` of `lanes`. */
export function columnPieces(day, events) {
  const pieces = [];
  for (const event of events) {
    const piece = pieceOn(day, event.from, event.to);
    if (piece) pieces.push({ ...piece, event, end: Math.max(piece.bottom, piece.top + LEAST_MINUTES) });
  }
  pieces.sort((a, b) => a.top - b.top || b.bottom - a.bottom);
  return clusters(pieces).flatMap(widen);
}

/** Groups of events that overlap, directly or through others; each event gets the first lane that is free. */
function clusters(pieces) {
  const all = [];
  let end = -1;
  for (const piece of pieces) {
    if (piece.top >= end) all.push([]);
    const cluster = all.at(-1);
    const taken = new Set(cluster.filter((each) => each.end > piece.top).map((each) => each.lane));
    piece.lane = 0;
    while (taken.has(piece.lane)) piece.lane++;
    cluster.push(piece);
    end = Math.max(cluster.length > 1 ? end : -1, piece.end);
  }
  return all;
}

/** An event takes the lanes on its right that nobody needs while it lasts. */
function widen(cluster) {
  const lanes = Math.max(...cluster.map(({ lane }) => lane)) + 1;
  return cluster.map((piece) => {
    const right = cluster
      .filter((each) => each.lane > piece.lane && each.top < piece.end && each.end > piece.top)
      .map(({ lane }) => lane);
    return { ...piece, lanes, span: Math.min(lanes, ...right) - piece.lane };
  });
}

/** Bars of the all-day row: first and last day (0 to 6), and the lane. */
export function allDayBars(monday, events) {
  const ends = [];
  const bars = [];
  const order = (a, b) => a.from.localeCompare(b.from) || b.to.localeCompare(a.to);
  for (const event of events.toSorted(order)) {
    const lastDate = event.to.endsWith("T00:00") ? addDays(event.to, -1) : event.to;
    const [first, last] = [daysBetween(monday, event.from), daysBetween(monday, lastDate)];
    if (last < 0 || first > 6) continue;
    let lane = ends.findIndex((end) => end < Math.max(first, 0));
    if (lane < 0) lane = ends.length;
    ends[lane] = last;
    bars.push({
      event,
      lane,
      first: Math.max(first, 0),
      last: Math.min(last, 6),
      isCut: first < 0 || last > 6,
    });
  }
  return bars;
}

/** Minutes of a day as a place in its column. */
export function percent(minutes) {
  return `${(minutes / 14.4).toFixed(4)}%`;
}
