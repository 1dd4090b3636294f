// Checks a recurrence that a client sends and fills it up as Graph's replies do: unused numbers are 0,
// an unused index is "first", an open end is 0001-01-01.
import type {
  PatternedRecurrence,
  RecurrencePattern,
  RecurrenceRange,
} from "@microsoft/microsoft-graph-types";
import { invalidProperty, notDeserialisable } from "../graph/errors.ts";
import type { Fields } from "../mailbox/event.ts";
import { msToLocal, resolveZone, sameZone } from "../mailbox/zones.ts";
import { DAY_NAMES } from "./pattern.ts";

const INDEXES = ["first", "second", "third", "fourth", "last"];
/** Which members a pattern needs: learn.microsoft.com/graph/outlook-schedule-recurring-events. */
const NEEDS: Record<string, readonly ("daysOfWeek" | "dayOfMonth" | "month")[]> = {
  daily: [],
  weekly: ["daysOfWeek"],
  absoluteMonthly: ["dayOfMonth"],
  relativeMonthly: ["daysOfWeek"],
  absoluteYearly: ["dayOfMonth", "month"],
  relativeYearly: ["daysOfWeek", "month"],
};

export function normaliseRecurrence(wanted: PatternedRecurrence, fields: Fields): PatternedRecurrence {
  return { pattern: normalisePattern(wanted.pattern), range: normaliseRange(wanted.range, fields) };
}

function normalisePattern(pattern: RecurrencePattern | null | undefined): RecurrencePattern {
  const type = pattern?.type ?? "";
  const needs = NEEDS[type];
  if (!pattern || !needs) throw notDeserialisable("recurrence.pattern.type");
  const { interval = 1, daysOfWeek = [], dayOfMonth = 0, month = 0 } = pattern;
  const index = pattern.index ?? "first";
  const firstDayOfWeek = pattern.firstDayOfWeek ?? "sunday";
  const days = daysOfWeek ?? [];
  // Members that the type does not use are validated all the same.
  if (!whole(interval, 1, 999)) throw invalidProperty("The interval of the recurrence has to be at least 1.");
  if (!whole(dayOfMonth, 0, 31)) throw invalidProperty("The dayOfMonth of the recurrence is out of range.");
  if (!whole(month, 0, 12)) throw invalidProperty("The month of the recurrence is out of range.");
  if (!INDEXES.includes(index)) throw notDeserialisable("recurrence.pattern.index");
  if (![firstDayOfWeek, ...days].every((name) => DAY_NAMES.includes(name))) {
    throw notDeserialisable("recurrence.pattern.daysOfWeek");
  }
  const given = { daysOfWeek: days.length > 0, dayOfMonth: dayOfMonth > 0, month: month > 0 };
  const missing = needs.find((name) => !given[name]);
  if (missing) throw invalidProperty(`A recurrence of the type ${type} needs ${missing}.`);
  const used = (name: "daysOfWeek" | "dayOfMonth" | "month") => needs.includes(name);
  const filled: RecurrencePattern = {
    type: type as NonNullable<RecurrencePattern["type"]>,
    interval,
    month: used("month") ? month : 0,
    dayOfMonth: used("dayOfMonth") ? dayOfMonth : 0,
    firstDayOfWeek,
    index: type.startsWith("relative") ? index : "first",
  };
  if (used("daysOfWeek")) filled.daysOfWeek = days;
  return filled;
}

function normaliseRange(range: RecurrenceRange | null | undefined, fields: Fields): RecurrenceRange {
  const type = range?.type ?? "";
  if (!range || !["endDate", "noEnd", "numbered"].includes(type))
    throw notDeserialisable("recurrence.range.type");
  const startDate = dateOfStart(fields);
  if (
    range.startDate !== undefined &&
    range.startDate !== null &&
    range.startDate.slice(0, 10) !== startDate
  ) {
    throw invalidProperty(
      `The range of the recurrence has to start on ${startDate}, the date of the event's start.`,
    );
  }
  const zone = range.recurrenceTimeZone || fields.start.zone;
  if (!resolveZone(zone) || !sameZone(zone, fields.start.zone)) {
    throw invalidProperty("The recurrenceTimeZone differs from the time zone of the event.");
  }
  const numbered = range.numberOfOccurrences ?? 0;
  if (type === "numbered" && !whole(numbered, 1, 999)) {
    throw invalidProperty("A numbered recurrence needs a numberOfOccurrences from 1 to 999.");
  }
  const endDate = range.endDate?.slice(0, 10) ?? "";
  if (type === "endDate" && !(/^\d{4}-\d\d-\d\d$/.test(endDate) && endDate >= startDate)) {
    throw invalidProperty("The recurrence ends before it starts.");
  }
  return {
    type: type as NonNullable<RecurrenceRange["type"]>,
    startDate,
    endDate: type === "endDate" ? endDate : "0001-01-01",
    recurrenceTimeZone: zone,
    numberOfOccurrences: type === "numbered" ? numbered : 0,
  };
}

function dateOfStart({ isAllDay, start }: Fields): string {
  return msToLocal(start.ms, isAllDay ? "UTC" : (resolveZone(start.zone) ?? "UTC")).slice(0, 10);
}

function whole(value: unknown, from: number, to: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= from && value <= to;
}
