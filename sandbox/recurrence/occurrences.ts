// The occurrences of a series: expanded in the series' own zone, so that ten o'clock stays ten o'clock
// over both clock changes; with its exceptions put in and its deleted occurrences left out.
import type { EventView, Exception, Fields, StoredEvent } from "../mailbox/event.ts";
import { overlaps } from "../mailbox/event.ts";
import { localToMs, msToLocal, resolveZone } from "../mailbox/zones.ts";
import { formatDay, LAST_DAY, parseDay } from "./civil.ts";
import { patternDays } from "./pattern.ts";

const DAY_MS = 86_400_000;
/** An id of an occurrence is its master's with the day put in before the common tail. */
const TAIL = "AAA=";
const MARK = "FRAA";

/** How the times of one occurrence follow from its day. */
interface Shape {
  iana: string;
  allDay: boolean;
  startTime: string;
  endTime: string;
  endAfterDays: number;
}

function shapeOf({ fields }: StoredEvent): Shape {
  const iana = fields.isAllDay ? "UTC" : (resolveZone(fields.start.zone) ?? "UTC");
  const start = msToLocal(fields.start.ms, iana);
  const end = msToLocal(fields.end.ms, iana);
  return {
    iana,
    allDay: fields.isAllDay,
    startTime: start.slice(10),
    endTime: end.slice(10),
    endAfterDays: parseDay(end) - parseDay(start),
  };
}

function timesOn(day: number, shape: Shape): { start: number; end: number } {
  if (shape.allDay) return { start: day * DAY_MS, end: (day + shape.endAfterDays) * DAY_MS };
  return {
    start: localToMs(`${formatDay(day)}${shape.startTime}`, shape.iana),
    end: localToMs(`${formatDay(day + shape.endAfterDays)}${shape.endTime}`, shape.iana),
  };
}

/** Every day of the series within its range, deleted and changed ones included. */
export function* seriesDays(event: StoredEvent): Generator<number> {
  const recurrence = event.fields.recurrence;
  const { pattern, range } = recurrence ?? {};
  if (!pattern || !range?.startDate) return;
  const last =
    range.type === "endDate" && range.endDate ? Math.min(parseDay(range.endDate), LAST_DAY) : LAST_DAY;
  let left = range.type === "numbered" ? (range.numberOfOccurrences ?? 0) : Infinity;
  for (const day of patternDays(pattern, parseDay(range.startDate))) {
    if (day > last || left-- <= 0) return;
    yield day;
  }
}

/** Occurrences and exceptions that touch the window [from, to), by start. */
export function occurrencesIn(event: StoredEvent, from: number, to: number): EventView[] {
  const series = event.series;
  if (!series || from > (LAST_DAY + 1) * DAY_MS) return [];
  const shape = shapeOf(event);
  const cancelled = new Set(series.cancelled);
  const found: EventView[] = [];
  // A day in some zone begins at most 14 hours before or after the same day in UTC.
  const tooEarly = from - (shape.endAfterDays + 2) * DAY_MS;
  for (const day of seriesDays(event)) {
    if (day * DAY_MS < tooEarly) continue;
    if (day * DAY_MS - DAY_MS > to) break;
    const date = formatDay(day);
    if (cancelled.has(date) || series.exceptions[date]) continue;
    const view = plainView(event, day, date, shape);
    if (overlaps(view.fields, from, to)) found.push(view);
  }
  for (const [date, exception] of Object.entries(series.exceptions)) {
    const view = exceptionView(event, date, exception, shape);
    if (overlaps(view.fields, from, to)) found.push(view);
  }
  return found.sort((a, b) => a.fields.start.ms - b.fields.start.ms);
}

/** One occurrence by its date in the pattern; undefined where the series has none (or it was deleted). */
export function occurrenceOn(event: StoredEvent, date: string): EventView | undefined {
  const series = event.series;
  if (!series || series.cancelled.includes(date)) return undefined;
  const shape = shapeOf(event);
  const exception = series.exceptions[date];
  if (exception) return exceptionView(event, date, exception, shape);
  const wanted = parseDay(date);
  for (const day of seriesDays(event)) {
    if (day === wanted) return plainView(event, day, date, shape);
    if (day > wanted) return undefined;
  }
  return undefined;
}

function plainView(event: StoredEvent, day: number, date: string, shape: Shape): EventView {
  const { start, end } = timesOn(day, shape);
  const { fields } = event;
  return {
    ...event,
    type: "occurrence",
    id: occurrenceId(event.id, day),
    immutableId: occurrenceId(event.immutableId, day),
    event,
    date,
    fields: {
      ...fields,
      start: { ms: start, zone: fields.start.zone },
      end: { ms: end, zone: fields.end.zone },
      recurrence: null,
    },
  };
}

function exceptionView(event: StoredEvent, date: string, exception: Exception, shape: Shape): EventView {
  const plain = plainView(event, parseDay(date), date, shape);
  const fields: Fields = { ...plain.fields, ...exception.fields, recurrence: null };
  return {
    ...plain,
    type: "exception",
    fields,
    changeKey: exception.changeKey,
    createdMs: exception.createdMs,
    modifiedMs: exception.modifiedMs,
    status: exception.status ?? event.status,
    isCancelled: exception.isCancelled ?? event.isCancelled,
    extended: exception.extended,
  };
}

export function occurrenceId(masterId: string, day: number): string {
  return `${masterId.slice(0, -TAIL.length)}${MARK}${day.toString(36).padStart(5, "0")}${TAIL}`;
}

/** The master's id and the date inside an occurrence's id. */
export function splitOccurrenceId(id: string): { masterId: string; date: string } | undefined {
  const match = /^(.+)FRAA([0-9a-z]{5})AAA=$/.exec(id);
  const day = match?.[2] ? Number.parseInt(match[2], 36) : Number.NaN;
  if (!match?.[1] || !(day <= LAST_DAY)) return undefined;
  return { masterId: `${match[1]}${TAIL}`, date: formatDay(day) };
}
