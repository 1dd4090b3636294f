// From single runs to rows: medians over seeds, and histograms of delays.
import type { DelayRun, Direction } from "./delays.ts";
import type { InitialRun } from "./initial-sync.ts";
import type { DelayRow, InitialRow } from "./results.ts";
import { median, quantile } from "./statistics.ts";

/** Runs of the same size and weather, under several seeds. */
export function initialRow(runs: readonly InitialRun[]): InitialRow {
  const [first] = runs;
  if (first === undefined) throw new RangeError("Nothing was measured.");
  const { people, appointments, weather } = first;
  const middle = (name: "floor" | "ours" | "naive" | "fourWorkers" | "soon" | "calls") =>
    median(runs.map((run) => run[name]));
  const efficiencies = runs.map(({ floor, ours }) => floor / ours);
  return {
    people,
    appointments,
    weather,
    runs: runs.length,
    floor: middle("floor"),
    ours: middle("ours"),
    naive: middle("naive"),
    fourWorkers: middle("fourWorkers"),
    soon: middle("soon"),
    calls: middle("calls"),
    efficiency: median(efficiencies),
    worst: Math.min(...efficiencies),
    speedUp: median(runs.map(({ naive, ours }) => naive / ours)),
    violations: runs.reduce((sum, run) => sum + run.violations, 0),
    refusals: runs.reduce((sum, run) => sum + run.refusals, 0),
    peak: Math.max(...runs.map(({ peak }) => peak)),
  };
}

/** The steps that people think in. */
const WITHIN_MS = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 1_800].map(
  (s) => s * 1000,
);

export function delayRows({ when, notices, delays }: DelayRun): readonly DelayRow[] {
  return (Object.keys(delays) as Direction[]).map((direction) => {
    const all = delays[direction];
    const longest = quantile(all, 1);
    return {
      when,
      direction,
      notices,
      edits: all.length,
      p50: quantile(all, 0.5),
      p95: quantile(all, 0.95),
      longest,
      histogram: WITHIN_MS.map((within, index) => ({
        within,
        edits: all.filter((one) => one <= within && one > (WITHIN_MS[index - 1] ?? 0)).length,
      })).filter((_, index) => (WITHIN_MS[index - 1] ?? 0) < longest),
    };
  });
}
