// An RRULE as Graph's recurrence, where Graph can express it; else the reason why it can't.
// learn.microsoft.com/graph/outlook-schedule-recurring-events beside RFC 5545, 3.3.10

import type { RecurrencePattern } from "@microsoft/microsoft-graph-types";
import ICAL from "ical.js";
import { msToLocal, resolveZone } from "../mailbox/zones.ts";
import { formatDay, parseDay } from "../recurrence/civil.ts";
import { DAY_NAMES, patternDays } from "../recurrence/pattern.ts";
import type { FileMoment } from "./moments.ts";

const CODES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const INDEXES: Record<string, string> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "-1": "last",
};

/** `startsLater`: days from DTSTART to the first day of the rule; RFC 5545 asks for 0, Outlook writes otherwise. */
export type Translation = { recurrence: Record<string, unknown>; startsLater: number } | { reason: string };

export function translateRule(component: ICAL.Component, start: FileMoment): Translation {
  const rules = component.getAllProperties("rrule");
  if (rules.length > 1) return { reason: "it has several rules" };
  if (component.hasProperty("rdate")) return { reason: "it has single dates beside its rule (RDATE)" };
  if (component.hasProperty("exrule")) return { reason: "it has a rule of exceptions (EXRULE)" };
  const rule = rules[0]?.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) return { reason: "its rule can't be read" };
  const pattern = translatePattern(rule, start);
  if (typeof pattern === "string") return { reason: pattern };
  const first = firstDay(pattern as RecurrencePattern, parseDay(start.local));
  const moved = { ...start, local: `${formatDay(first)}${start.local.slice(10)}` };
  const range = translateRange(rule, moved);
  if (typeof range === "string") return { reason: range };
  return { recurrence: { pattern, range }, startsLater: first - parseDay(start.local) };
}

function firstDay(pattern: RecurrencePattern, from: number): number {
  for (const day of patternDays(pattern, from)) return day;
  return from;
}

function translatePattern(rule: ICAL.Recur, start: FileMoment): Record<string, unknown> | string {
  const parts = rule.parts as Record<string, (string | number)[] | undefined>;
  const used = Object.keys(parts).filter((name) => (parts[name]?.length ?? 0) > 0);
  const odd = used.find((name) => !["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"].includes(name));
  if (odd) return `Graph has no ${odd}`;
  const interval = rule.interval;
  const days = (parts.BYDAY ?? []).map(String);
  switch (rule.freq) {
    case "DAILY":
      if (days.length === 0)
        return used.length > 0 ? `Graph has no daily rule with ${used[0]}` : { type: "daily", interval };
      if (interval !== 1 || used.length > 1) return "Graph has no daily rule with days of the week";
      return weekly(days, 1, rule);
    case "WEEKLY":
      if (used.some((name) => name !== "BYDAY"))
        return `Graph has no weekly rule with ${used.find((each) => each !== "BYDAY")}`;
      return weekly(days.length > 0 ? days : [CODES[weekdayOf(start)] ?? "MO"], interval, rule);
    case "MONTHLY":
      if (parts.BYMONTH) return "Graph has no monthly rule limited to some months";
      return monthly(parts, days, interval, start, {});
    case "YEARLY": {
      const months = parts.BYMONTH ?? [];
      if (months.length > 1) return "Graph has no yearly rule with several months";
      if (months.length === 0 && days.length > 0)
        return "Graph has no yearly rule by week day without a month";
      const month = Number(months[0] ?? start.local.slice(5, 7));
      return monthly(parts, days, interval, start, { month });
    }
    default:
      return `Graph has no ${rule.freq.toLowerCase()} rule`;
  }
}

function weekly(days: string[], interval: number, rule: ICAL.Recur): Record<string, unknown> | string {
  if (days.some((day) => !CODES.includes(day))) return "Graph has no weekly rule with numbered days";
  // The week starts on Monday unless said otherwise (RFC 5545); ical.js counts from Sunday, 1.
  const firstDayOfWeek = DAY_NAMES[(rule.wkst ?? ICAL.Time.MONDAY) - 1] ?? "monday";
  return { type: "weekly", interval, daysOfWeek: days.map(dayName), firstDayOfWeek };
}

/** Also yearly, which is monthly with a month. */
function monthly(
  parts: Record<string, (string | number)[] | undefined>,
  days: string[],
  interval: number,
  start: FileMoment,
  month: { month?: number },
): Record<string, unknown> | string {
  const kind = month.month === undefined ? "Monthly" : "Yearly";
  const monthDays = parts.BYMONTHDAY ?? [];
  const positions = parts.BYSETPOS ?? [];
  if (days.length === 0) {
    if (monthDays.length > 1 || positions.length > 0)
      return "Graph has no rule with several days of the month";
    const dayOfMonth = Number(monthDays[0] ?? start.local.slice(8, 10));
    // Outlook takes the last day of a shorter month, RFC 5545 leaves the month out.
    const longest = month.month === undefined ? 28 : new Date(Date.UTC(2025, month.month, 0)).getUTCDate();
    if (dayOfMonth < 1 || dayOfMonth > longest)
      return `Graph has another idea of day ${dayOfMonth} in shorter months`;
    return { type: `absolute${kind}`, interval, dayOfMonth, ...month };
  }
  if (monthDays.length > 0) return "Graph has no rule with days of the week and of the month";
  if (positions.length > 1) return "Graph has no rule with several positions";
  const numbered = days.map((day) => /^([+-]?\d+)?(\w\w)$/.exec(day));
  const numbers = new Set(numbered.map((match) => String(Number(match?.[1] ?? 0))));
  const names = numbered.map((match) => dayName(match?.[2] ?? ""));
  const index = positions.length === 1 ? INDEXES[String(positions[0])] : INDEXES[[...numbers][0] ?? ""];
  const clear = positions.length === 1 ? numbers.size === 1 && numbers.has("0") : days.length === 1;
  if (!clear || !index) return "Graph has no rule with these days of the month";
  return { type: `relative${kind}`, interval, daysOfWeek: names, index, ...month };
}

function translateRange(rule: ICAL.Recur, start: FileMoment): Record<string, unknown> | string {
  const startDate = start.local.slice(0, 10);
  if (rule.count) {
    if (rule.count > 999) return "Graph counts up to 999 occurrences";
    return { type: "numbered", startDate, numberOfOccurrences: rule.count };
  }
  if (!rule.until) return { type: "noEnd", startDate };
  const endDate = lastDate(rule.until, start);
  return endDate < startDate ? "it ends before its first day" : { type: "endDate", startDate, endDate };
}

/** UNTIL is an instant; the last day counts only if its occurrence starts by then. */
function lastDate(until: ICAL.Time, start: FileMoment): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${until.year}-${two(until.month)}-${two(until.day)}`;
  if (until.isDate || start.isDate) return date;
  const wall = `${date}T${two(until.hour)}:${two(until.minute)}:${two(until.second)}`;
  const isUtc = until.zone === ICAL.Timezone.utcTimezone;
  const local = isUtc ? msToLocal(Date.parse(`${wall}Z`), resolveZone(start.zone) ?? "UTC") : wall;
  if (local.slice(11, 19) >= start.local.slice(11, 19)) return local.slice(0, 10);
  return Temporal.PlainDate.from(local.slice(0, 10)).subtract({ days: 1 }).toString();
}

function weekdayOf(start: FileMoment): number {
  return new Date(`${start.local.slice(0, 10)}T00:00:00Z`).getUTCDay();
}

function dayName(code: string): string {
  return DAY_NAMES[CODES.indexOf(code)] ?? "";
}
