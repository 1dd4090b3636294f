// Which days a view shows, and where an appointment lies on the company's wall clock.
import type { BoardAppointment, BoardTime } from "../../../src/contract/console/appointments.ts";
import { addDays, DAY, dateOf, instantOf, wallOf, wallOfDate } from "../parts/zone.ts";

export const VIEWS = ["day", "week", "month"] as const;
export type View = (typeof VIEWS)[number];

export interface Span {
  /** `YYYY-MM-DD` */
  readonly first: string;
  readonly days: number;
}

/** Wall times: [from, to). */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Weeks begin on Monday. */
export function spanOf(view: View, date: string): Span {
  if (view === "day") return { first: date, days: 1 };
  if (view === "week") return { first: addDays(date, -((weekdayOf(date) + 6) % 7)), days: 7 };
  const first = `${date.slice(0, 8)}01`;
  const next = addDays(first, 31).slice(0, 8);
  return { first, days: (wallOfDate(`${next}01`) - wallOfDate(first)) / DAY };
}

/** 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(wallOfDate(date)).getUTCDay();
}

export function isWeekend(date: string): boolean {
  return weekdayOf(date) % 6 === 0;
}

/** The same view before or after. */
export function step(view: View, date: string, by: 1 | -1): string {
  if (view !== "month") return addDays(date, view === "day" ? by : 7 * by);
  const { first, days } = spanOf("month", date);
  return by === 1 ? addDays(first, days) : spanOf("month", addDays(first, -1)).first;
}

export function instantsOf({ first, days }: Span, zone: string): { from: string; to: string } {
  return { from: instantOf(wallOfDate(first), zone), to: instantOf(wallOfDate(addDays(first, days)), zone) };
}

/** Appointments never change: another state is another object. */
const known = new WeakMap<BoardTime, { readonly zone: string; readonly extent: Extent }>();

export function extentOf({ time }: Pick<BoardAppointment, "time">, zone: string): Extent {
  const before = known.get(time);
  if (before?.zone === zone) return before.extent;
  const extent =
    time.kind === "allDay"
      ? { from: wallOfDate(time.startDate), to: wallOfDate(time.endDate) }
      : { from: wallOf(time.start, zone), to: wallOf(time.end, zone) };
  known.set(time, { zone, extent });
  return extent;
}

export function timeOf({ from, to }: Extent, kind: BoardTime["kind"], zone: string): BoardTime {
  return kind === "allDay"
    ? { kind, startDate: dateOf(from), endDate: dateOf(to) }
    : { kind, start: instantOf(from, zone), end: instantOf(to, zone) };
}

export function overlaps(a: Extent, b: Extent): boolean {
  return a.from < b.to && b.from < a.to;
}
