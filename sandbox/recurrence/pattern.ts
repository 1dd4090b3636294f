// Which days a recurrence pattern hits, without its range: the six patterns of
// learn.microsoft.com/graph/outlook-schedule-recurring-events.
import type { RecurrencePattern } from "@microsoft/microsoft-graph-types";
import { daysInMonth, fromDay, toDay, weekday } from "./civil.ts";

export const DAY_NAMES = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const INDEXES = ["first", "second", "third", "fourth", "last"];

/** Days from `first` on, ascending, without end. */
export function* patternDays(pattern: RecurrencePattern, first: number): Generator<number> {
  const interval = Math.max(1, pattern.interval ?? 1);
  switch (pattern.type) {
    case "daily":
      yield* daily(first, interval);
      break;
    case "weekly":
      yield* weekly(pattern, first, interval);
      break;
    case "absoluteMonthly":
    case "relativeMonthly":
      yield* monthly(pattern, first, interval);
      break;
    default:
      yield* monthly(pattern, first, interval * 12);
  }
}

function* daily(first: number, interval: number): Generator<number> {
  for (let day = first; ; day += interval) yield day;
}

function* weekly(pattern: RecurrencePattern, first: number, interval: number): Generator<number> {
  const weekStart = Math.max(0, DAY_NAMES.indexOf(pattern.firstDayOfWeek ?? "sunday"));
  const named = new Set(pattern.daysOfWeek ?? []);
  const offsets = [...named]
    .map((name) => (DAY_NAMES.indexOf(name) - weekStart + 7) % 7)
    .sort((a, b) => a - b);
  if (offsets.length === 0) return;
  const startOfWeek = first - ((weekday(first) - weekStart + 7) % 7);
  for (let week = startOfWeek; ; week += interval * 7) {
    for (const offset of offsets) if (week + offset >= first) yield week + offset;
  }
}

/** Monthly patterns, and yearly ones as every twelfth month. */
function* monthly(pattern: RecurrencePattern, first: number, interval: number): Generator<number> {
  const begin = fromDay(first);
  const yearly = pattern.type === "absoluteYearly" || pattern.type === "relativeYearly";
  let { year } = begin;
  let month = yearly ? (pattern.month ?? begin.month) : begin.month;
  for (;;) {
    const day = dayInMonth(pattern, year, month);
    if (day !== null && day >= first) yield day;
    month += interval;
    year += Math.floor((month - 1) / 12);
    month = ((month - 1) % 12) + 1;
  }
}

function dayInMonth(pattern: RecurrencePattern, year: number, month: number): number | null {
  const last = daysInMonth(year, month);
  if (pattern.type === "absoluteMonthly" || pattern.type === "absoluteYearly") {
    // Outlook takes the last day where a month is too short.
    return toDay(year, month, Math.min(pattern.dayOfMonth ?? 1, last));
  }
  const wanted = new Set((pattern.daysOfWeek ?? []).map((name) => DAY_NAMES.indexOf(name)));
  const hits: number[] = [];
  for (let n = 1; n <= last; n++) {
    const day = toDay(year, month, n);
    if (wanted.has(weekday(day))) hits.push(day);
  }
  const index = INDEXES.indexOf(pattern.index ?? "first");
  return (index === 4 ? hits.at(-1) : hits[index]) ?? null;
}
