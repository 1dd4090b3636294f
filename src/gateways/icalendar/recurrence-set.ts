// Where a series takes place: rules and further dates, less the excluded ones, bounded by the window.
import type { WindowSpan } from "../../core/time/window.ts";
import type { Entry } from "./entry.ts";
import { allMoments, dateOf, instantMs, type Moment, wallOf } from "./moments.ts";
import { Unusable } from "./not-taken-over.ts";
import { parseRule, type RecurrenceRule } from "./recurrence-rule.ts";
import { expandRule } from "./rule-expansion.ts";
import type { Zone } from "./zone.ts";
import type { ZonesOfFile } from "./zones-of-file.ts";

/** More than this in one window is no work of people: hourly rules of machines, mistakes. */
const MOST_OCCURRENCES = 5000;
/** How far behind the window the occurrences of rules with an end are counted. */
const YEARS_COUNTED = 20;

export interface RecurrenceSet {
  /** Up to the end of the window, in ascending order; those before the window too. */
  readonly starts: readonly Moment[];
  /** Behind the window, as far as they are counted. */
  readonly later: number;
  readonly endless: boolean;
  /** The rules do not give the first day. */
  readonly startOutsideRule: boolean;
}

/** Throws Unusable: `unsupportedRule`, `tooManyOccurrences` and what its dates bring. */
export function recurrenceSet(
  entry: Entry,
  start: Moment,
  zones: ZonesOfFile,
  window: WindowSpan,
): RecurrenceSet {
  const furtherDates = allMoments(entry.component, "rdate", zones).map((each) => alike(each, start));
  if (entry.rules.length === 0 && furtherDates.length === 0) {
    return { starts: [start], later: 0, endless: false, startOutsideRule: false };
  }
  const rules = entry.rules.map(ruleOf);
  const excluded = new Exclusions(entry, start, zones, window);
  const collected = new Collected(zones.floating, window);
  for (const date of [...(rules.length === 0 ? [start] : []), ...furtherDates]) {
    if (!excluded.has(date)) collected.add(date);
  }
  for (const rule of rules) {
    for (const occurrence of occurrences(rule, start, zones.floating, horizon(rule, window))) {
      if (!excluded.has(occurrence)) collected.add(occurrence);
    }
  }
  return {
    starts: collected.sorted(),
    later: collected.later,
    endless: rules.some((rule) => rule.count === null && rule.until === null),
    startOutsideRule: rules.length > 0 && !collected.has(start) && !excluded.has(start),
  };
}

/** All starts of a rule up to a date. */
function* occurrences(
  rule: RecurrenceRule,
  start: Moment,
  floating: Zone,
  last: Temporal.PlainDate,
): Generator<Moment> {
  for (const wall of expandRule(rule, wallOf(start), last)) {
    const occurrence: Moment =
      start.kind === "date" ? { kind: "date", date: wall.toPlainDate() } : { ...start, wall };
    if (rule.until !== null && isAfterUntil(occurrence, rule.until, floating)) return;
    yield occurrence;
  }
}

/** UNTIL ought to have the start's type, and often has not: a date means that whole day, a time without zone the wall. */
function isAfterUntil(occurrence: Moment, until: string, floating: Zone): boolean {
  if (!until.includes("T"))
    return Temporal.PlainDate.compare(dateOf(occurrence), Temporal.PlainDate.from(until)) > 0;
  if (!until.endsWith("Z")) {
    return Temporal.PlainDateTime.compare(wallOf(occurrence), Temporal.PlainDateTime.from(until)) > 0;
  }
  const last = Temporal.Instant.from(until);
  if (occurrence.kind === "time") return occurrence.zone.toInstant(occurrence.wall) > last.epochMilliseconds;
  const lastDate = last.toZonedDateTimeISO(floating.name).toPlainDate();
  return Temporal.PlainDate.compare(occurrence.date, lastDate) > 0;
}

function ruleOf(text: string): RecurrenceRule {
  try {
    const rule = parseRule(text);
    if (rule.until !== null) Temporal.PlainDate.from(rule.until.slice(0, 8));
    return rule;
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new Unusable("unsupportedRule", text);
    throw thrown;
  }
}

function horizon(rule: RecurrenceRule, window: WindowSpan): Temporal.PlainDate {
  const end = Temporal.PlainDate.from(window.endDate).add({ days: 1 });
  return rule.count === null && rule.until === null ? end : end.add({ years: YEARS_COUNTED });
}

/** A further date of an all-day series is a date, whatever it was written as. */
function alike(moment: Moment, start: Moment): Moment {
  if (start.kind === "date") return { kind: "date", date: dateOf(moment) };
  return moment.kind === "time"
    ? moment
    : { ...start, wall: moment.date.toPlainDateTime(start.wall.toPlainTime()) };
}

class Collected {
  later = 0;
  readonly #starts = new Map<number, Moment>();
  readonly #floating: Zone;
  readonly #windowEndMs: number;
  readonly #windowStartMs: number;
  #inWindow = 0;

  constructor(floating: Zone, window: WindowSpan) {
    this.#floating = floating;
    this.#windowStartMs = Temporal.Instant.from(window.start).epochMilliseconds;
    this.#windowEndMs = Temporal.Instant.from(window.end).epochMilliseconds;
  }

  add(moment: Moment): void {
    const ms = instantMs(moment, this.#floating);
    if (this.#starts.has(ms)) return;
    if (ms >= this.#windowEndMs) {
      this.later += 1;
      return;
    }
    this.#starts.set(ms, moment);
    if (ms >= this.#windowStartMs) this.#inWindow += 1;
    if (this.#inWindow > MOST_OCCURRENCES) throw new Unusable("tooManyOccurrences", `> ${MOST_OCCURRENCES}`);
  }

  has(moment: Moment): boolean {
    const ms = instantMs(moment, this.#floating);
    return this.#starts.has(ms) || ms >= this.#windowEndMs;
  }

  sorted(): Moment[] {
    return [...this.#starts].sort(([a], [b]) => a - b).map(([, moment]) => moment);
  }
}

/** EXDATE and EXRULE. A date excludes whatever starts on it, a time without zone whatever has that wall time. */
class Exclusions {
  readonly #instants = new Set<number>();
  readonly #dates = new Set<string>();
  readonly #walls = new Set<string>();
  readonly #floating: Zone;

  constructor(entry: Entry, start: Moment, zones: ZonesOfFile, window: WindowSpan) {
    this.#floating = zones.floating;
    for (const moment of allMoments(entry.component, "exdate", zones)) this.#exclude(moment, start);
    for (const rule of entry.exclusionRules.map(ruleOf)) {
      for (const moment of occurrences(rule, start, zones.floating, horizon(rule, window))) {
        this.#instants.add(instantMs(moment, zones.floating));
      }
    }
  }

  #exclude(moment: Moment, start: Moment): void {
    if (moment.kind === "date" || start.kind === "date") this.#dates.add(dateOf(moment).toString());
    else if (moment.zone === this.#floating) this.#walls.add(moment.wall.toString());
    else this.#instants.add(instantMs(moment, this.#floating));
  }

  has(moment: Moment): boolean {
    return (
      this.#instants.has(instantMs(moment, this.#floating)) ||
      this.#dates.has(dateOf(moment).toString()) ||
      this.#walls.has(wallOf(moment).toString())
    );
  }
}
