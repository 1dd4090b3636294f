// A zone as a file defines it (VTIMEZONE), for names that nobody knows: wall time to instant by the rules written there.
import ICAL from "ical.js";
import { parseRule } from "./recurrence-rule.ts";
import { expandRule } from "./rule-expansion.ts";
import type { Zone } from "./zone.ts";

/** At `utcMs` the offset turns from `beforeMs` to `afterMs`. */
interface Turn {
  readonly utcMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Years that rules are followed into; further than any window reaches. */
const LAST_DATE = Temporal.PlainDate.from("2100-12-31");
const DAY_MS = 86_400_000;

/** Reads the lines of a VTIMEZONE. Null where they define nothing that can be understood. */
export function definedZone(name: string, lines: readonly string[]): Zone | null {
  try {
    const text = ["BEGIN:VTIMEZONE", ...lines, "END:VTIMEZONE"].join("\r\n");
    const component = new ICAL.Component(ICAL.parse(text));
    const turns = component.getAllSubcomponents().flatMap(turnsOf);
    if (turns.length === 0) return null;
    turns.sort((a, b) => a.utcMs - b.utcMs);
    return {
      name,
      toInstant: (wall) => instantsOf(wall, turns)[0] ?? asUtcMs(wall) - offsetBefore(wall, turns),
      isSkipped: (wall) => instantsOf(wall, turns).length === 0,
    };
  } catch {
    return null;
  }
}

function turnsOf(part: ICAL.Component): Turn[] {
  const beforeMs = offsetMs(part, "tzoffsetfrom");
  const afterMs = offsetMs(part, "tzoffsetto");
  const start = part.getFirstProperty("dtstart");
  if (!start) return [];
  const first = Temporal.PlainDateTime.from(String(start.getFirstValue()));
  const onsets = [first];
  for (const property of part.getAllProperties("rdate")) {
    for (const value of property.getValues()) onsets.push(Temporal.PlainDateTime.from(String(value)));
  }
  const rule = part.getFirstProperty("rrule");
  if (rule) onsets.push(...followed(String(rule.getFirstValue()), first, beforeMs));
  return onsets.map((onset) => ({ utcMs: asUtcMs(onset) - beforeMs, beforeMs, afterMs }));
}

function* followed(
  text: string,
  first: Temporal.PlainDateTime,
  beforeMs: number,
): Generator<Temporal.PlainDateTime> {
  const rule = parseRule(text);
  const until = rule.until?.endsWith("Z")
    ? Temporal.Instant.from(rule.until).epochMilliseconds + beforeMs
    : rule.until && asUtcMs(Temporal.PlainDateTime.from(rule.until));
  for (const onset of expandRule(rule, first, LAST_DATE)) {
    if (until && asUtcMs(onset) > until) return;
    yield onset;
  }
}

/** None for an hour that the clocks jump over, two for one that happens twice; in ascending order. */
function instantsOf(wall: Temporal.PlainDateTime, turns: readonly Turn[]): number[] {
  const local = asUtcMs(wall);
  const offsets = new Set([offsetBefore(wall, turns), offsetAt(local + DAY_MS, turns)]);
  const candidates = [...offsets].map((offset) => local - offset);
  return candidates.filter((utc) => offsetAt(utc, turns) === local - utc).sort((a, b) => a - b);
}

function offsetBefore(wall: Temporal.PlainDateTime, turns: readonly Turn[]): number {
  return offsetAt(asUtcMs(wall) - DAY_MS, turns);
}

function offsetAt(utcMs: number, turns: readonly Turn[]): number {
  const later = turns.findIndex((turn) => turn.utcMs > utcMs);
  if (later === 0) return turns[0]?.beforeMs ?? 0;
  return turns.at(later < 0 ? -1 : later - 1)?.afterMs ?? 0;
}

function offsetMs(part: ICAL.Component, name: string): number {
  const match = /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(String(part.getFirstPropertyValue(name)));
  if (!match) throw new RangeError(name);
  const [, sign, hours, minutes, seconds] = match;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === "-" ? -ms : ms;
}

function asUtcMs(wall: Temporal.PlainDateTime): number {
  return wall.toZonedDateTime("UTC").epochMilliseconds;
}
