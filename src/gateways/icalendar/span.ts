// How long an event is, and what that makes of each of its occurrences.
import type ICAL from "ical.js";
import type { Time } from "../../core/model/fields.ts";
import {
  dateOf,
  firstMoment,
  instantMs,
  type Length,
  type Moment,
  momentOf,
  parseLength,
  rawValues,
  wallOf,
} from "./moments.ts";
import { Unusable } from "./not-taken-over.ts";
import type { Zone } from "./zone.ts";
import type { ZonesOfFile } from "./zones-of-file.ts";

/** How an occurrence's end follows from its start. */
export type Span =
  | { readonly kind: "days"; readonly days: number }
  /** The end by the clock on the wall: a night shift from 22:00 to 06:00 stays one on the night of the clock change. */
  | { readonly kind: "wall"; readonly length: Temporal.Duration }
  /** DURATION, or an end in another zone than the start. */
  | { readonly kind: "exact"; readonly length: Length };

/** Start and length of an event. Throws Unusable: `noStart`, `invalidTime`, `unknownTimeZone`. */
export function startAndSpan(component: ICAL.Component, zones: ZonesOfFile): { start: Moment; span: Span } {
  const written = firstMoment(component, "dtstart", zones);
  if (!written) throw new Unusable("noStart", "DTSTART");
  const end = firstMoment(component, "dtend", zones);
  const duration = component.getFirstProperty("duration");
  const length = duration && !end ? parseLength(String(rawValues(duration)[0])) : null;
  const start = asWholeDay(component, written, end);
  if (start.kind === "date") return { start, span: { kind: "days", days: wholeDays(start, end, length) } };
  return { start, span: timedSpan(start, end, length, zones.floating) };
}

/** Outlook marks all-day events that it writes from midnight to midnight. */
function asWholeDay(component: ICAL.Component, start: Moment, end: Moment | null): Moment {
  const marked = /^true$/i.test(String(component.getFirstPropertyValue("x-microsoft-cdo-alldayevent")));
  const midnights = [start, ...(end ? [end] : [])].every((each) =>
    wallOf(each).toPlainTime().equals(MIDNIGHT),
  );
  return marked && midnights ? { kind: "date", date: dateOf(start) } : start;
}

const MIDNIGHT = Temporal.PlainTime.from("00:00");

/** An all-day event without end, or one that ends on the day it starts (a common mistake), is one day long. */
function wholeDays(start: Moment, end: Moment | null, length: Length | null): number {
  let days = 1;
  if (end) {
    const begun = !wallOf(end).toPlainTime().equals(MIDNIGHT);
    days = dateOf(start).until(dateOf(end)).days + (begun ? 1 : 0);
  } else if (length) {
    days = length.days + Math.ceil(length.seconds / 86_400);
  }
  if (days < 0) throw new Unusable("invalidTime", `${dateOf(start)} – ${end ? dateOf(end) : "DURATION"}`);
  return Math.max(1, days);
}

function timedSpan(
  start: Moment & { kind: "time" },
  end: Moment | null,
  length: Length | null,
  floating: Zone,
): Span {
  if (!end) {
    const { days, seconds } = length ?? { days: 0, seconds: 0 };
    if (days < 0 || seconds < 0) throw new Unusable("invalidTime", `${start.wall} DURATION < 0`);
    return { kind: "exact", length: { days, seconds } };
  }
  const sameZone = end.kind === "date" || end.zone === start.zone;
  const endMs = end.kind === "date" ? start.zone.toInstant(wallOf(end)) : instantMs(end, floating);
  const startMs = start.zone.toInstant(start.wall);
  const wallLength = start.wall.until(wallOf(end));
  if (sameZone && wallLength.sign >= 0) return { kind: "wall", length: wallLength };
  if (endMs < startMs) throw new Unusable("invalidTime", `${start.wall} – ${wallOf(end)}`);
  return { kind: "exact", length: { days: 0, seconds: (endMs - startMs) / 1000 } };
}

/** Further dates that bring a length of their own (RDATE as a period), by the instant of their start. */
export function spansOfPeriods(component: ICAL.Component, zones: ZonesOfFile): Map<number, Span> {
  const spans = new Map<number, Span>();
  for (const property of component.getAllProperties("rdate")) {
    for (const period of rawValues(property).filter((value) => Array.isArray(value))) {
      const [from, to] = period.map(String);
      const start = momentOf(property, from ?? "", zones);
      const startMs = instantMs(start, zones.floating);
      spans.set(startMs, { kind: "exact", length: lengthOfPeriod(property, startMs, to ?? "", zones) });
    }
  }
  return spans;
}

function lengthOfPeriod(property: ICAL.Property, startMs: number, to: string, zones: ZonesOfFile): Length {
  if (/^[+-]?P/i.test(to)) return parseLength(to);
  const seconds = (instantMs(momentOf(property, to, zones), zones.floating) - startMs) / 1000;
  if (seconds < 0) throw new Unusable("invalidTime", `RDATE ${to}`);
  return { days: 0, seconds };
}

/** The time of the occurrence that starts at `start`. */
export function timeOf(start: Moment, span: Span): Time {
  if (start.kind === "date") {
    const days = span.kind === "days" ? span.days : 1;
    return { kind: "allDay", startDate: start.date.toString(), endDate: start.date.add({ days }).toString() };
  }
  const startMs = start.zone.toInstant(start.wall);
  const endMs = endOf(start.wall, start.zone, startMs, span);
  return { kind: "timed", start: isoInstant(startMs), end: isoInstant(endMs) };
}

function endOf(wall: Temporal.PlainDateTime, zone: Zone, startMs: number, span: Span): number {
  if (span.kind === "exact") {
    const { days, seconds } = span.length;
    const sameClock = days === 0 ? startMs : zone.toInstant(wall.add({ days }));
    return sameClock + seconds * 1000;
  }
  const length = span.kind === "wall" ? span.length : Temporal.Duration.from({ days: span.days });
  const endMs = zone.toInstant(wall.add(length));
  // Where the clock change moved the start on, the end by the wall could lie on it or before it: then the length counts.
  return zone.isSkipped(wall) ? startMs + length.total({ unit: "milliseconds" }) : endMs;
}

export function isoInstant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString();
}
