// One benchmark in played time, in a process of its own: node scripts/bench/job.ts NAME ORDER, the order as JSON; prints the run as JSON. Apart from
// each other, two of them use two cores, and one's rubbish is not in another's memory.
import { playDelays } from "./delays.ts";
import { playIdle } from "./idle.ts";
import { playInitialSync } from "./initial-sync.ts";
import { playLoweredLimits } from "./lowered-limits.ts";

export const JOBS = {
  delays: playDelays,
  idle: playIdle,
  initialSync: playInitialSync,
  loweredLimits: playLoweredLimits,
} as const;

if (import.meta.main) {
  const [name = "", order = ""] = process.argv.slice(2);
  const play = JOBS[name as keyof typeof JOBS] as (order: unknown) => Promise<unknown>;
  console.log(JSON.stringify(await play(JSON.parse(order))));
}
