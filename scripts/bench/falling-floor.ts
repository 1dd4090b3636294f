// The least time for requests whose limit falls while they are sent: what all places together can do until then has to be as much as their work.
import type { Met } from "./trace.ts";

/** So many at a time, for so long; the last one lasts for ever. */
export interface Stretch {
  readonly atATime: number;
  readonly ms: number;
}

/**
 * A lower bound: nothing is lost to waiting or to refusals. What was under way when a limit fell may go on, which is at most the longest
 * requests on the places that fell away.
 */
export function fallingFloorMs(needed: readonly Met[], stretches: readonly Stretch[]): number {
  const latencies = needed.map(({ latencyMs }) => latencyMs);
  const longest = Math.max(0, ...latencies);
  let left = latencies.reduce((sum, one) => sum + one, 0);
  let passed = 0;
  let before = 0;
  for (const { atATime, ms } of stretches) {
    left -= Math.max(0, before - atATime) * longest;
    if (left <= atATime * ms) return passed + Math.max(0, left) / atATime;
    left -= atATime * ms;
    passed += ms;
    before = atATime;
  }
  throw new RangeError("The last stretch has an end.");
}
