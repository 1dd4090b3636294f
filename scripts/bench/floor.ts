// The least time in which anybody could send these requests to one mailbox: a lower bound, not a schedule. It knows four requests at a time, ten
// thousand in ten minutes, and that nothing may be sent before a Retry-After has passed. It knows nothing of a client's order, of reading before
// writing, or of how many requests beyond the needed ones a client sends; mailboxes have nothing to do with each other.
import { type Met, SHORTEST_MS } from "./trace.ts";

/** learn.microsoft.com/graph/throttling-limits */
export const AT_A_TIME = 4;
export const IN_TEN_MINUTES = 10_000;
const TEN_MINUTES_MS = 600_000;

/**
 * For `served` answers from a mailbox whose requests meet `trace` in this order. Whoever wants so many answers has sent all of the trace up to
 * the last of them; what is sent beyond that only takes longer.
 */
export function floorMs(
  trace: (index: number) => Met,
  served: number,
  { atATime = AT_A_TIME, inTenMinutes = IN_TEN_MINUTES } = {},
): number {
  const needed = neededOf(trace, served);
  const latencies = needed.map(({ latencyMs }) => latencyMs);
  return Math.max(
    machinesMs(latencies, atATime),
    needed.some(({ retryAfterMs }) => retryAfterMs !== null) ? pausedMs(needed, atATime) : 0,
    budgetMs(latencies, atATime, inTenMinutes),
  );
}

/** The requests up to the last one that is needed, refused ones included. */
export function neededOf(trace: (index: number) => Met, served: number): readonly Met[] {
  const needed: Met[] = [];
  for (let left = served; left > 0; ) {
    const met = trace(needed.length);
    needed.push(met);
    if (met.retryAfterMs === null) left -= 1;
  }
  return needed;
}

/**
 * For pieces of work of these lengths on so many machines: no shorter than their sum divided by the machines, and, because pieces are whole,
 * no shorter than the k + 1 shortest of the k × machines + 1 longest: one machine has to do k + 1 of those.
 */
export function machinesMs(lengths: readonly number[], machines: number): number {
  const falling = lengths.toSorted((a, b) => b - a);
  const sums = [0];
  for (const length of falling) sums.push((sums.at(-1) ?? 0) + length);
  let least = (sums.at(-1) ?? 0) / machines;
  for (let most = 1, each = 1; most <= falling.length; most += machines, each += 1)
    least = Math.max(least, (sums[most] ?? 0) - (sums[most - each] ?? 0));
  return least;
}

/**
 * While a mailbox asks to wait, nothing is sent; only what was under way before goes on, one less than are allowed at a time. Refusals that
 * could be under way at the same time are waited for once.
 */
export function pausedMs(needed: readonly Met[], atATime: number): number {
  const pauses = pausesOf(needed, atATime);
  const work = sumOf(needed.map(({ latencyMs }) => latencyMs));
  // One request can go on during several pauses: cut to their length, the longest pieces are the most that fits.
  const pieces = needed.flatMap(({ latencyMs }) => cut(latencyMs, Math.max(1, ...pauses)));
  const goesOn = sumOf(pieces.sort((a, b) => b - a).slice(0, (atATime - 1) * pauses.length));
  return (work + atATime * sumOf(pauses) - goesOn) / atATime;
}

function cut(length: number, most: number): number[] {
  const whole = Array<number>(Math.floor(length / most)).fill(most);
  return length % most === 0 ? whole : [...whole, length % most];
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0);
}

/** One request's refusal is known to all who are sent after it but for those that were sent before it was told: fewer than are allowed at a time. */
function pausesOf(needed: readonly Met[], atATime: number): readonly number[] {
  const pauses: number[] = [];
  let last = -atATime;
  for (const [index, { latencyMs, retryAfterMs }] of needed.entries()) {
    if (retryAfterMs === null || index - last < atATime) continue;
    if (latencyMs >= SHORTEST_MS) throw new RangeError("A refusal has to be quicker than any answer.");
    pauses.push(retryAfterMs);
    last = index;
  }
  return pauses;
}

/** What the budget of the first ten minutes does not hold cannot begin within them, and so on; at best the quickest are left for the end. */
export function budgetMs(latencies: readonly number[], machines: number, inTenMinutes: number): number {
  const windows = Math.ceil(latencies.length / inTenMinutes) - 1;
  if (windows < 1) return 0;
  const left = latencies.length - windows * inTenMinutes;
  const quickest = latencies.toSorted((a, b) => a - b).slice(0, left);
  return windows * TEN_MINUTES_MS + machinesMs(quickest, machines);
}
