// The machine's clock, and a clock that plays another present for trying old data.
import type { Clock } from "../../engine/ports/clock.ts";

/** The longest delay that a timer takes; longer sleeps are several timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    let left = milliseconds;
    do {
      const part = Math.min(Math.max(left, 0), LONGEST_TIMER_MS);
      await sleepOnce(part, signal);
      left -= part;
    } while (left > 0 && signal?.aborted !== true);
  },
};

function sleepOnce(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener("abort", finish, { once: true });
  });
}

/** `base`, seen `offsetMs` later (earlier where negative); it goes on at the same pace. */
export function shiftedClock(base: Clock, offsetMs: number): Clock {
  return {
    now: () => base.now() + offsetMs,
    sleep: (milliseconds, signal) => base.sleep(milliseconds, signal),
  };
}
