// What a run of the benchmarks leaves behind: docs/performance.json, from which the page and its picture are written, so that text and
// numbers cannot differ. Times in milliseconds, memory in bytes, work in seconds of one core.
import type { Direction, Notices, When } from "./delays.ts";
import type { IdleRun } from "./idle.ts";
import type { InitialRun } from "./initial-sync.ts";
import type { KillsRun } from "./kills.ts";
import type { LimitsRun } from "./lowered-limits.ts";
import type { RealInitialRun } from "./real-initial-sync.ts";
import type { ServiceRun } from "./real-service.ts";
import type { WeatherName } from "./trace.ts";

export interface Machine {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
  /** Of the minute before the start: real times are worth something where it is low. */
  readonly load: number;
  readonly seed: number;
}

/** Medians over several seeds. */
export interface InitialRow
  extends Pick<
    InitialRun,
    "people" | "appointments" | "floor" | "ours" | "naive" | "fourWorkers" | "soon" | "calls"
  > {
  readonly weather: WeatherName;
  readonly runs: number;
  /** Floor divided by ours: of the median run, and of the worst. */
  readonly efficiency: number;
  readonly worst: number;
  /** The naive client's time divided by ours. */
  readonly speedUp: number;
  /** Of all runs together. */
  readonly violations: number;
  readonly refusals: number;
  readonly peak: number;
}

export interface DelayRow {
  readonly when: When;
  readonly direction: Direction;
  readonly notices: Notices;
  readonly edits: number;
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
  /** How many arrived within each of these, in ascending order, and not within the one before. */
  readonly histogram: readonly { readonly within: number; readonly edits: number }[];
}

/** A part that was left out is empty. */
export interface Results {
  readonly machine: Machine;
  readonly initialSync: readonly InitialRow[];
  readonly real: readonly (RealInitialRun & { readonly played: number })[];
  readonly delays: readonly DelayRow[];
  readonly idle: readonly IdleRun[];
  readonly service: readonly ServiceRun[];
  readonly limits: readonly LimitsRun[];
  readonly kills: readonly KillsRun[];
  /** Calls before a Retry-After had passed, over all parts. */
  readonly violations: number;
}
