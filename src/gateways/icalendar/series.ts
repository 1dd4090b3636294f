// One event with everything that belongs to it: the series, and the components that change single occurrences or all from one on.
import type { WindowSpan } from "../../core/time/window.ts";
import type { Entry } from "./entry.ts";
import { dateOf, firstMoment, instantMs, type Moment, wallOf } from "./moments.ts";
import { Unusable } from "./not-taken-over.ts";
import { recurrenceSet } from "./recurrence-set.ts";
import { isoInstant, type Span, spansOfPeriods, startAndSpan } from "./span.ts";
import type { Zone } from "./zone.ts";
import type { ZonesOfFile } from "./zones-of-file.ts";

/** One occurrence, or the only one: the component that describes it, and its own start. */
export interface Occurrence {
  readonly entry: Entry;
  /** The start by the rule, which identifies it whatever it was moved to; empty for an event that does not recur. */
  readonly key: string;
  readonly start: Moment;
  readonly span: Span;
}

export interface SeriesReading {
  readonly occurrences: readonly Occurrence[];
  readonly later: number;
  readonly endless: boolean;
  /** A first day that the rule does not give. */
  readonly strayStart: Moment | null;
}

/** A component with RECURRENCE-ID, read. */
export interface Override {
  readonly entry: Entry;
  readonly original: Moment;
  readonly start: Moment;
  readonly span: Span;
  readonly andFuture: boolean;
}

/** Throws Unusable. */
export function readOverride(entry: Entry, zones: ZonesOfFile): Override {
  const original = firstMoment(entry.component, "recurrence-id", zones);
  if (!original) throw new Unusable("noStart", "RECURRENCE-ID");
  const range = entry.component.getFirstProperty("recurrence-id")?.getFirstParameter("range") ?? "";
  const andFuture = /^THISANDFUTURE$/i.test(range);
  // A cancelled occurrence need not say when it would have been.
  if (entry.cancelled && !entry.component.hasProperty("dtstart")) {
    return { entry, original, start: original, span: { kind: "days", days: 1 }, andFuture };
  }
  return { entry, original, ...startAndSpan(entry.component, zones), andFuture };
}

/** All occurrences up to the end of the window, changes applied. Throws Unusable where the series itself cannot be read. */
export function readSeries(
  master: Entry,
  overrides: readonly Override[],
  zones: ZonesOfFile,
  window: WindowSpan,
): SeriesReading {
  const { start, span } = startAndSpan(master.component, zones);
  const recurs = master.rules.length > 0 || master.component.hasProperty("rdate");
  const set = recurrenceSet(master, start, zones, window);
  const floating = zones.floating;
  const periods = spansOfPeriods(master.component, zones);
  const single = overrides.filter((override) => !override.andFuture);
  const ranges = overrides
    .filter((override) => override.andFuture)
    .sort((a, b) => instantMs(b.original, floating) - instantMs(a.original, floating));
  const plain = set.starts
    .filter((each) => !single.some((override) => isSame(override.original, each, floating)))
    .map((each) => {
      const own = start.kind === "time" ? periods.get(instantMs(each, floating)) : undefined;
      const key = recurs ? keyOf(each, floating) : "";
      const occurrence = { entry: master, key, start: each, span: own ?? span };
      const range = ranges.find((override) => reaches(override.original, each, floating));
      return range ? shifted(occurrence, range) : occurrence;
    });
  return {
    occurrences: [...plain, ...single.map((override) => occurrenceOf(override, floating))],
    later: set.later,
    endless: set.endless,
    strayStart: set.startOutsideRule ? start : null,
  };
}

export function occurrenceOf(override: Override, floating: Zone): Occurrence {
  const { entry, original, start, span } = override;
  return { entry, key: keyOf(original, floating), start, span };
}

/** Dates for all-day occurrences, instants for the others: independent of how a program writes them. */
export function keyOf(original: Moment, floating: Zone): string {
  return original.kind === "date" ? original.date.toString() : isoInstant(instantMs(original, floating));
}

function isSame(id: Moment, start: Moment, floating: Zone): boolean {
  if (id.kind === "date" || start.kind === "date") return dateOf(id).equals(dateOf(start));
  if (id.zone === floating && id.wall.equals(start.wall)) return true;
  return instantMs(id, floating) === instantMs(start, floating);
}

function reaches(from: Moment, start: Moment, floating: Zone): boolean {
  return isSame(from, start, floating) || instantMs(from, floating) < instantMs(start, floating);
}

/** The change "this and all following" moves every later occurrence by as much as it moved its own. */
function shifted(occurrence: Occurrence, range: Override): Occurrence {
  const { entry, original, start, span } = range;
  const by = wallOf(original).until(wallOf(start));
  const wall = wallOf(occurrence.start).add(by);
  const moved: Moment =
    start.kind === "date" ? { kind: "date", date: wall.toPlainDate() } : { ...start, wall };
  return { entry, key: occurrence.key, start: moved, span };
}
