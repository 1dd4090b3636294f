// From wall times to pixels and back. A day shows its hours; a week and a month show a column for each day, in which jobs stand one below
// the other, so that every one of them can be read.

import { addDays, DAY, MINUTE, wallOfDate } from "../parts/zone.ts";
import { type Extent, isWeekend, type Span, type View } from "./spans.ts";

export interface Scale {
  readonly kind: "hours" | "days";
  /** Wall time of the left edge. */
  readonly origin: number;
  readonly days: number;
  /** Pixels of all columns together. */
  readonly width: number;
  /** Pixels of an hour, or of a working day; days of the weekend are narrower. */
  readonly column: number;
  /** Left edges of the days, and the right edge of the last one; empty where hours are shown. */
  readonly edges: readonly number[];
  /** Of the working day: what the width of a day's column stands for while an end is dragged in it. */
  readonly workingMinutes: number;
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  /** It began before what is shown. */
  readonly isContinued: boolean;
}

/** Narrower, and "07:30 Wartung" is cut. */
const LEAST_DAY = { day: 0, week: 132, month: 156 } as const;
/** Little is planned there. */
const WEEKEND = 0.6;
/** Narrower, and "08:00" is cut. */
const LEAST_HOUR = 56;
/** Short jobs stay wide enough to be read and to be taken hold of. */
const LEAST_BAR = 64;
const GAP = 2;
const SNAP = 15 * MINUTE;

/** `visible`: pixels that are there for columns. `working`: `HH:MM` from and to. */
export function scaleOf(
  view: View,
  { first, days }: Span,
  visible: number,
  working: { readonly from: string; readonly to: string },
): Scale {
  const workingMinutes = Math.max(60, minutesOf(working.to) - minutesOf(working.from));
  const origin = wallOfDate(first);
  if (view === "day") {
    // Half an hour before work and an hour after it are in view.
    const column = Math.max(LEAST_HOUR, Math.floor(visible / (workingMinutes / 60 + 1.5)));
    return { kind: "hours", origin, days: 1, width: 24 * column, column, workingMinutes, edges: [] };
  }
  const shares = Array.from({ length: days }, (_, index) => (isWeekend(addDays(first, index)) ? WEEKEND : 1));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const column = Math.max(LEAST_DAY[view], Math.floor(visible / all));
  const edges = [0];
  for (const share of shares) edges.push((edges.at(-1) ?? 0) + Math.round(share * column));
  return { kind: "days", origin, days, width: edges.at(-1) ?? 0, column, workingMinutes, edges };
}

/** `HH:MM` */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Null where it lies outside. */
export function barOf({ from, to }: Extent, { kind, origin, days, width, column, edges }: Scale): Bar | null {
  const end = origin + days * DAY;
  const last = Math.max(to, from + 1);
  if (last <= origin || from >= end) return null;
  const isContinued = from < origin;
  if (kind === "days") {
    const firstDay = Math.max(0, Math.floor((from - origin) / DAY));
    const lastDay = Math.min(days - 1, Math.floor((last - 1 - origin) / DAY));
    const left = edges[firstDay] ?? 0;
    return { x: left + GAP, width: (edges[lastDay + 1] ?? left) - left - 2 * GAP, isContinued };
  }
  const left = (Math.max(from, origin) - origin) * (column / (60 * MINUTE));
  const right = (Math.min(last, end) - origin) * (column / (60 * MINUTE));
  const bar = Math.max(LEAST_BAR, right - left) - GAP;
  return { x: Math.max(0, Math.min(left, width - bar)) + 1, width: bar, isContinued };
}

/** Wall time at a place, to the quarter of an hour or the day. */
export function wallAt(x: number, { kind, origin, days, column, edges }: Scale): number {
  const inside = Math.max(0, x);
  if (kind === "days")
    return (
      origin +
      Math.max(
        0,
        edges.findLastIndex((edge, day) => edge <= inside && day < days),
      ) *
        DAY
    );
  const exact = (inside / column) * 60 * MINUTE;
  return origin + Math.min(days * DAY - SNAP, Math.round(exact / SNAP) * SNAP);
}

/** How much later something is that was moved so far to the right. In a day's column only whole days count, unless it stays in its own. */
export function shiftOf(fromX: number, toX: number, scale: Scale, staysInRow: boolean): number {
  if (scale.kind === "hours") return snap(((toX - fromX) / scale.column) * 60 * MINUTE);
  const days = Math.round((wallAt(toX, scale) - wallAt(fromX, scale)) / DAY);
  return days !== 0 || !staysInRow ? days * DAY : stretchOf(fromX, toX, scale);
}

/** A hand is not still: only a clear pull within a day's column is one. */
const STILL = 16;

/** How much later an end is that was drawn so far: a day's column stands for the working day. */
export function stretchOf(fromX: number, toX: number, scale: Scale): number {
  if (scale.kind === "hours") return snap(((toX - fromX) / scale.column) * 60 * MINUTE);
  const pull = toX - fromX;
  const clear = Math.sign(pull) * Math.max(0, Math.abs(pull) - STILL);
  return snap((clear / scale.column) * scale.workingMinutes * MINUTE);
}

function snap(milliseconds: number): number {
  return Math.round(milliseconds / SNAP) * SNAP;
}
