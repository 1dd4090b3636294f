// The span of days that is kept in step, and whether something lies in it. Pure: the present comes in as a number.
import type { Time } from "../model/fields.ts";
import { epochMsOf, isBefore } from "./instant.ts";

/** Dates `YYYY-MM-DD` in the company's zone and their instants: [start, end). */
export interface WindowSpan {
  readonly startDate: string;
  readonly endDate: string;
  /** ISO 8601 UTC. */
  readonly start: string;
  readonly end: string;
}

/**
 * The window around the present: from today minus `monthsPast` to today plus `monthsFuture`, both days included, so
 * `endDate` is the day after the last one. Today is the date in `timeZone` (IANA). A month that is too short gives its
 * last day: 31 March minus one month is 28 or 29 February. Throws RangeError for a zone that does not exist.
 */
export function windowAt(
  nowEpochMs: number,
  timeZone: string,
  monthsPast: number,
  monthsFuture: number,
): WindowSpan {
  const key = `${timeZone} ${monthsPast} ${monthsFuture}`;
  const known = latest.get(key);
  if (known !== undefined && known.fromMs <= nowEpochMs && nowEpochMs < known.untilMs) return known.window;
  const today = Temporal.Instant.fromEpochMilliseconds(nowEpochMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = today.subtract({ months: monthsPast });
  const behindLast = today.add({ months: monthsFuture }).add({ days: 1 });
  const window = {
    startDate: first.toString(),
    endDate: behindLast.toString(),
    start: startOfDay(first, timeZone),
    end: startOfDay(behindLast, timeZone),
  };
  const fromMs = epochMsOf(startOfDay(today, timeZone));
  const untilMs = epochMsOf(startOfDay(today.add({ days: 1 }), timeZone));
  latest.set(key, { fromMs, untilMs, window });
  return window;
}

/** The window moves once a day and is asked for by every pass: the latest answer is kept, with the span of time it holds for. */
const latest = new Map<string, { fromMs: number; untilMs: number; window: WindowSpan }>();

/**
 * True if the time touches the window. An all-day range is held against the dates, a timed one against the instants;
 * something without length counts where it starts.
 */
export function overlapsWindow(time: Time, window: WindowSpan): boolean {
  if (time.kind === "allDay")
    return overlaps(time.startDate, time.endDate, window.startDate, window.endDate, (a, b) => a < b);
  return overlaps(time.start, time.end, window.start, window.end, isBefore);
}

function overlaps(
  start: string,
  end: string,
  from: string,
  to: string,
  before: (a: string, b: string) => boolean,
): boolean {
  if (!before(start, to)) return false;
  return before(from, end) || (!before(start, end) && !before(end, start) && !before(start, from));
}

/** The day's first instant; where midnight is skipped by a clock change, the day begins later. */
function startOfDay(date: Temporal.PlainDate, timeZone: string): string {
  return date.toZonedDateTime(timeZone).startOfDay().toInstant().toString();
}
