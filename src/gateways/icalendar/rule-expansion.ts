// The occurrences of a rule in wall time, by the table of RFC 5545 section 3.3.10. Written anew because ical.js 2.2.1 puts
// a yearly 29 February on 1 March, misreads BYWEEKNO, and never returns from a rule that no date fulfils.
import type { RecurrenceRule } from "./recurrence-rule.ts";

type PlainDate = Temporal.PlainDate;
type PlainDateTime = Temporal.PlainDateTime;

/**
 * Yields the rule's occurrences in ascending order from `start` on, COUNT observed, UNTIL not (it needs the zone). Ends with
 * `lastDate` at the latest, so that endless rules and rules without any occurrence end too.
 */
export function* expandRule(
  rule: RecurrenceRule,
  start: PlainDateTime,
  lastDate: PlainDate,
): Generator<PlainDateTime> {
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  for (const period of periods(rule, start, lastDate)) {
    for (const occurrence of pick(period, rule.positions)) {
      if (Temporal.PlainDateTime.compare(occurrence, start) < 0) continue;
      if (left-- <= 0 || Temporal.PlainDate.compare(occurrence.toPlainDate(), lastDate) > 0) return;
      yield occurrence;
    }
  }
}

function* periods(
  rule: RecurrenceRule,
  start: PlainDateTime,
  lastDate: PlainDate,
): Generator<PlainDateTime[]> {
  if (rule.frequency === "HOURLY") {
    yield* hours(rule, start, lastDate);
    return;
  }
  const first = start.toPlainDate();
  for (let step = 0; ; step += rule.interval) {
    const { from, dates } = datesOfPeriod(rule, first, step);
    if (Temporal.PlainDate.compare(from, lastDate) > 0) return;
    yield dates.flatMap((date) => timesOf(rule, start).map((time) => date.toPlainDateTime(time)));
  }
}

function* hours(rule: RecurrenceRule, start: PlainDateTime, lastDate: PlainDate): Generator<PlainDateTime[]> {
  const limits = limitsOf(rule);
  for (let step = 0; ; step += rule.interval) {
    const hour = start.add({ hours: step });
    const date = hour.toPlainDate();
    if (Temporal.PlainDate.compare(date, lastDate) > 0) return;
    if (rule.hours.length > 0 && !rule.hours.includes(hour.hour)) continue;
    if (!limits.every((fits) => fits(date))) continue;
    const minutes = ascending(rule.minutes, start.minute);
    const seconds = ascending(rule.seconds, start.second);
    yield minutes.flatMap((minute) => seconds.map((second) => hour.with({ minute, second })));
  }
}

/** The dates of one year, month, week or day, `step` periods after the first; `from` is no later than any that follow. */
function datesOfPeriod(
  rule: RecurrenceRule,
  first: PlainDate,
  step: number,
): { from: PlainDate; dates: PlainDate[] } {
  switch (rule.frequency) {
    case "YEARLY": {
      const from = first.with({ month: 1, day: 1 }).add({ years: step });
      // Week 1 may begin in December.
      return { from: from.subtract({ days: 7 }), dates: datesOfYear(rule, from, first) };
    }
    case "MONTHLY": {
      const from = first.with({ day: 1 }).add({ months: step });
      const fallback = rule.monthDays.length === 0 && rule.weekdays.length === 0 ? [first.day] : [];
      return { from, dates: filtered(days(from, from.daysInMonth), rule, fallback, "month") };
    }
    case "WEEKLY": {
      const monday = first.subtract({ days: (first.dayOfWeek - rule.weekStart + 7) % 7 });
      const from = monday.add({ weeks: step });
      const weekdays = rule.weekdays.map((each) => each.weekday);
      const wanted = weekdays.length > 0 ? weekdays : [first.dayOfWeek];
      const dates = days(from, 7).filter((date) => wanted.includes(date.dayOfWeek));
      return { from, dates: dates.filter((date) => inList(rule.months, date.month)) };
    }
    default: {
      const from = first.add({ days: step });
      return { from, dates: limitsOf(rule).every((fits) => fits(from)) ? [from] : [] };
    }
  }
}

function datesOfYear(rule: RecurrenceRule, from: PlainDate, first: PlainDate): PlainDate[] {
  if (rule.weekNumbers.length > 0) {
    const weekdays = rule.weekdays.map((each) => each.weekday);
    const wanted = weekdays.length > 0 ? weekdays : [first.dayOfWeek];
    const weeks = datesOfWeeks(from, rule).filter((date) => wanted.includes(date.dayOfWeek));
    return weeks.filter(
      (date) => inList(rule.months, date.month) && inDays(rule.monthDays, date.day, date.daysInMonth),
    );
  }
  const free = rule.yearDays.length === 0 && rule.monthDays.length === 0 && rule.weekdays.length === 0;
  const months = free && rule.months.length === 0 ? [first.month] : rule.months;
  const candidates =
    months.length > 0
      ? ascending(months, 1).flatMap((month) => daysOfMonth(from, month))
      : days(from, from.daysInYear);
  return filtered(candidates, rule, free ? [first.day] : [], rule.months.length > 0 ? "month" : "year");
}

/** The days of the numbered weeks; week 1 is the first with at least four days in the year. */
function datesOfWeeks(from: PlainDate, rule: RecurrenceRule): PlainDate[] {
  const firstWeek = startOfFirstWeek(from, rule.weekStart);
  const weeks = firstWeek.until(startOfFirstWeek(from.add({ years: 1 }), rule.weekStart)).days / 7;
  const numbers = rule.weekNumbers.map((number) => (number < 0 ? weeks + 1 + number : number));
  const sorted = [...new Set(numbers)]
    .filter((number) => number >= 1 && number <= weeks)
    .sort((a, b) => a - b);
  return sorted.flatMap((number) => days(firstWeek.add({ weeks: number - 1 }), 7));
}

function startOfFirstWeek(newYear: PlainDate, weekStart: number): PlainDate {
  const fourth = newYear.with({ day: 4 });
  return fourth.subtract({ days: (fourth.dayOfWeek - weekStart + 7) % 7 });
}

function filtered(
  candidates: PlainDate[],
  rule: RecurrenceRule,
  fallbackDays: readonly number[],
  nthWithin: "month" | "year",
): PlainDate[] {
  const monthDays = rule.monthDays.length > 0 ? rule.monthDays : fallbackDays;
  return candidates.filter(
    (date) =>
      inList(rule.months, date.month) &&
      inDays(monthDays, date.day, date.daysInMonth) &&
      inDays(rule.yearDays, date.dayOfYear, date.daysInYear) &&
      (rule.weekdays.length === 0 || rule.weekdays.some((each) => isNth(date, each, nthWithin))),
  );
}

function isNth(date: PlainDate, wanted: { weekday: number; nth: number }, within: "month" | "year"): boolean {
  if (date.dayOfWeek !== wanted.weekday) return false;
  if (wanted.nth === 0) return true;
  const [day, length] = within === "month" ? [date.day, date.daysInMonth] : [date.dayOfYear, date.daysInYear];
  return wanted.nth > 0
    ? Math.ceil(day / 7) === wanted.nth
    : Math.ceil((length - day + 1) / 7) === -wanted.nth;
}

/** What narrows a daily or hourly rule. */
function limitsOf(rule: RecurrenceRule): ((date: PlainDate) => boolean)[] {
  return [
    (date) => inList(rule.months, date.month),
    (date) => inDays(rule.monthDays, date.day, date.daysInMonth),
    (date) => inDays(rule.yearDays, date.dayOfYear, date.daysInYear),
    (date) => rule.weekdays.length === 0 || rule.weekdays.some((each) => each.weekday === date.dayOfWeek),
  ];
}

function timesOf(rule: RecurrenceRule, start: PlainDateTime): Temporal.PlainTime[] {
  return ascending(rule.hours, start.hour).flatMap((hour) =>
    ascending(rule.minutes, start.minute).flatMap((minute) =>
      ascending(rule.seconds, start.second).map((second) =>
        Temporal.PlainTime.from({ hour, minute, second }),
      ),
    ),
  );
}

function pick(set: PlainDateTime[], positions: readonly number[]): PlainDateTime[] {
  if (positions.length === 0) return set;
  const indexes = positions.map((position) => (position > 0 ? position - 1 : set.length + position));
  return set.filter((_, index) => indexes.includes(index));
}

function daysOfMonth(year: PlainDate, month: number): PlainDate[] {
  const first = year.with({ month, day: 1 });
  return days(first, first.daysInMonth);
}

function days(from: PlainDate, count: number): PlainDate[] {
  return Array.from({ length: count }, (_, index) => from.add({ days: index }));
}

function ascending(values: readonly number[], fallback: number): number[] {
  return values.length > 0 ? [...new Set(values)].sort((a, b) => a - b) : [fallback];
}

function inList(list: readonly number[], value: number): boolean {
  return list.length === 0 || list.includes(value);
}

function inDays(list: readonly number[], day: number, length: number): boolean {
  return list.length === 0 || list.includes(day) || list.includes(day - length - 1);
}
