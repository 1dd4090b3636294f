// The last 24 hours, hour by hour, out of what the journal measured.
import type { OverviewHour } from "../../contract/console/status.ts";
import type { DelayReport, Side } from "../../contract/report.ts";
import { summariseDelays } from "./delay.ts";

export interface WritesOfHour {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly side: Side;
  readonly writes: number;
}

export interface DelayMeasured {
  readonly login: string;
  readonly side: Side;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seconds: number;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Epoch milliseconds at which the first of the hours begins. */
export function dayBegins(now: number): number {
  return Math.floor(now / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS;
}

/** The hour that runs is the last one. */
export function hoursOfDay(
  now: number,
  writes: readonly WritesOfHour[],
  delays: readonly DelayMeasured[],
): OverviewHour[] {
  const first = dayBegins(now);
  return Array.from({ length: HOURS }, (_, index) => {
    const from = first + index * HOUR_MS;
    const of = (side: Side) => writes.find((one) => one.from === from && one.side === side)?.writes ?? 0;
    const within = delays.filter(({ at }) => at >= from && at < from + HOUR_MS);
    return {
      from: new Date(from).toISOString(),
      writes: { planning: of("planning"), office365: of("office365") },
      delaySeconds: summariseDelays(within.map(({ seconds }) => seconds))?.p50Seconds ?? null,
    };
  });
}

export function delaysBySide(delays: readonly DelayMeasured[]): Record<Side, DelayReport | null> {
  const of = (wanted: Side) =>
    summariseDelays(delays.flatMap(({ side, seconds }) => (side === wanted ? [seconds] : [])));
  return { planning: of("planning"), office365: of("office365") };
}
