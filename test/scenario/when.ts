// Times as planners write them in a scenario, in the company's zone, and back.
import type { Time } from "../../src/core/model/fields.ts";
import { instantOfWallTime, wallTimeOfInstant } from "../../src/core/time/zones.ts";

export const ZONE = "Europe/Berlin";

/** `2026-11-25 09:00-11:00` in the company's zone, `2026-11-25 22:00-2026-11-26 06:00`, `2026-11-25` or `2026-11-25..2026-11-28`. */
export function parseTime(when: string): Time {
  const known = parsed.get(when) ?? parse(when);
  parsed.set(when, known);
  return known;
}

/** Stories use the same few times over and over. */
const parsed = new Map<string, Time>();

function parse(when: string): Time {
  const timed = /^(\S+) (\d\d:\d\d)-(?:(\S+) )?(\d\d:\d\d)$/.exec(when);
  if (timed !== null) {
    const [, day, from, lastDay, until] = timed;
    const instant = (date: string | undefined, time: string | undefined) =>
      instantOfWallTime(`${date}T${time}:00`, ZONE);
    return { kind: "timed", start: instant(day, from), end: instant(lastDay ?? day, until) };
  }
  const [startDate = "", endDate] = when.split("..");
  const next = Temporal.PlainDate.from(startDate).add({ days: 1 }).toString();
  return { kind: "allDay", startDate, endDate: endDate ?? next };
}

export function whenOf(time: Time): string {
  return time.kind === "timed" ? spanOf(time.start, time.end) : `${time.startDate}..${time.endDate}`;
}

export function spanOf(start: string, end: string): string {
  const [day, from] = wallTimeOfInstant(start, ZONE).split("T");
  const [lastDay, until] = wallTimeOfInstant(end, ZONE).split("T");
  return `${day} ${from?.slice(0, 5)}-${lastDay === day ? "" : `${lastDay} `}${until?.slice(0, 5)}`;
}

export function timeColumns(time: Time): Record<string, string | number | null> {
  return time.kind === "timed"
    ? { all_day: 0, starts_at: time.start, ends_at: time.end, start_date: null, end_date: null }
    : { all_day: 1, starts_at: null, ends_at: null, start_date: time.startDate, end_date: time.endDate };
}
