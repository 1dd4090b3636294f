// The span of days that is kept in step, and whether something lies in it. Pure: the present comes in as a number.
import type { Time } from "../model/fields.ts";

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
  const today = Temporal.Instant.fromEpochMilliseconds(nowEpochMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = today.subtract({ months: monthsPast });
  const behindLast = today.add({ months: monthsFuture }).add({ days: 1 });
  return {
    startDate: first.toString(),
    endDate: behindLast.toString(),
    start: startOfDay(first, timeZone),
    end: startOfDay(behindLast, timeZone),
  };
}

/**
 * True if the time touches the window. An all-day range is held against the dates, a timed one against the instants;
 * something without length counts where it starts.
 */
export function overlapsWindow(time: Time, window: WindowSpan): boolean {
  if (time.kind === "allDay") {
    // Dates of one form sort as text.
    return overlaps(time.startDate, time.endDate, window.startDate, window.endDate);
  }
  // Instants do not: `…:00.5Z` sorts before `…:00Z`.
  return overlaps(epochMs(time.start), epochMs(time.end), epochMs(window.start), epochMs(window.end));
}

function overlaps<T extends string | number>(start: T, end: T, from: T, to: T): boolean {
  return start < to && (end > from || (end === start && start >= from));
}

/** The day's first instant; where midnight is skipped by a clock change, the day begins later. */
function startOfDay(date: Temporal.PlainDate, timeZone: string): string {
  return date.toZonedDateTime(timeZone).startOfDay().toInstant().toString();
}

function epochMs(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
