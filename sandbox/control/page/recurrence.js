// A recurrence between Graph's form and the dialog's: the six patterns and the three kinds of an end
// (learn.microsoft.com/graph/outlook-schedule-recurring-events). Only data, no DOM.
import { addDays, addMonths, weekday } from "./times.js";

/** Monday first, as the week stands on the page. */
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const INDEXES = ["first", "second", "third", "fourth", "last"];

/** What the dialog has where nothing repeats, ready for a choice. */
function blank(startDate) {
  return {
    repeat: "none",
    interval: 1,
    days: [dayOf(startDate)],
    on: "date",
    ends: "never",
    until: addMonths(startDate, 3),
    count: 10,
  };
}

export function readRecurrence(recurrence, startDate) {
  const values = blank(startDate);
  if (!recurrence) return values;
  const { pattern, range } = recurrence;
  values.repeat = { daily: "daily", weekly: "weekly" }[pattern.type] ?? spanOf(pattern.type);
  values.interval = pattern.interval;
  if (pattern.type === "weekly") values.days = [...pattern.daysOfWeek];
  else values.on = placeOf(pattern, startDate);
  values.ends = { noEnd: "never", endDate: "date", numbered: "count" }[range.type];
  if (range.type === "endDate") values.until = range.endDate;
  if (range.type === "numbered") values.count = range.numberOfOccurrences;
  return values;
}

/** `kept`: the recurrence that is there; a pattern that the dialog has no words for stays as it is. */
export function writeRecurrence(values, startDate, timeZone, kept) {
  if (values.repeat === "none") return null;
  const pattern = { interval: values.interval, ...patternOf(values, startDate, kept?.pattern) };
  const range = { type: "noEnd", startDate, recurrenceTimeZone: timeZone };
  if (values.ends === "date") Object.assign(range, { type: "endDate", endDate: values.until });
  if (values.ends === "count") Object.assign(range, { type: "numbered", numberOfOccurrences: values.count });
  return { pattern, range };
}

function patternOf({ repeat, days, on }, startDate, kept) {
  const [, month, day] = startDate.split("-").map(Number);
  if (repeat === "daily") return { type: "daily" };
  if (repeat === "weekly") {
    return { type: "weekly", daysOfWeek: days, firstDayOfWeek: kept?.firstDayOfWeek ?? "monday" };
  }
  const { interval: _, ...rest } = kept ?? {};
  if (on === "kept") return rest;
  const isYearly = repeat === "yearly";
  const pattern = isYearly ? { month } : {};
  if (on === "date")
    return { ...pattern, type: isYearly ? "absoluteYearly" : "absoluteMonthly", dayOfMonth: day };
  return {
    ...pattern,
    type: isYearly ? "relativeYearly" : "relativeMonthly",
    daysOfWeek: [dayOf(startDate)],
    index: on === "last" ? "last" : indexOf(startDate),
  };
}

/** A series that moved by some days: its pattern goes along. */
export function movedRecurrence({ pattern, range }, startDate, days, timeZone) {
  const [, month, day] = startDate.split("-").map(Number);
  const moved = { ...pattern };
  if (days !== 0) {
    if (pattern.type === "weekly") moved.daysOfWeek = pattern.daysOfWeek.map((name) => dayAfter(name, days));
    if (pattern.type.startsWith("absolute")) moved.dayOfMonth = day;
    if (pattern.type.endsWith("Yearly")) moved.month = month;
    if (pattern.type.startsWith("relative") && pattern.daysOfWeek.length === 1) {
      moved.daysOfWeek = [dayOf(startDate)];
      if (pattern.index !== "last") moved.index = indexOf(startDate);
    }
  }
  const movedRange = { ...range, startDate, recurrenceTimeZone: timeZone };
  if (range.type === "endDate") movedRange.endDate = addDays(range.endDate, days);
  return { pattern: moved, range: movedRange };
}

/** "The fourth Tuesday": which one of its month a day is; a fifth one is the last. */
export function indexOf(date) {
  return INDEXES[Math.floor((Number(date.slice(8, 10)) - 1) / 7)];
}

export function isLastOfMonth(date) {
  return addDays(date, 7).slice(0, 7) !== date.slice(0, 7);
}

export function dayOf(date) {
  return DAYS[weekday(date)];
}

function dayAfter(name, days) {
  return DAYS[(((DAYS.indexOf(name) + days) % 7) + 7) % 7];
}

function spanOf(type) {
  return type.endsWith("Yearly") ? "yearly" : "monthly";
}

/** How the dialog says where in the month it falls; "kept" for what it has no words for. */
function placeOf(pattern, startDate) {
  const [, month, day] = startDate.split("-").map(Number);
  if (pattern.type === "daily") return "date";
  if (pattern.type.endsWith("Yearly") && pattern.month !== month) return "kept";
  if (pattern.type.startsWith("absolute")) return pattern.dayOfMonth === day ? "date" : "kept";
  if (pattern.daysOfWeek.length !== 1 || pattern.daysOfWeek[0] !== dayOf(startDate)) return "kept";
  if (pattern.index === "last") return isLastOfMonth(startDate) ? "last" : "kept";
  return pattern.index === indexOf(startDate) ? "nth" : "kept";
}
