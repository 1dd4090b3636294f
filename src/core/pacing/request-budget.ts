// Counts one mailbox's requests over the last ten minutes, in steps of five seconds.
import { REQUESTS_IN_TEN_MINUTES, type Urgency } from "./limits.ts";

const WINDOW_MS = 600_000;
const STEP_MS = 5_000;

interface Step {
  /** Epoch milliseconds. */
  readonly start: number;
  count: number;
}

export class RequestBudget {
  /** Oldest first. */
  readonly #steps: Step[] = [];
  #spent = 0;

  /** One request goes out, whatever becomes of it: those that are refused count as well (learn.microsoft.com/graph/throttling). */
  spend(now: number): void {
    this.#forget(now);
    const start = now - (now % STEP_MS);
    const last = this.#steps.at(-1);
    if (last?.start === start) last.count += 1;
    else this.#steps.push({ start, count: 1 });
    this.#spent += 1;
  }

  /** Milliseconds until a request of this urgency may go out; 0: now. */
  waitMs(urgency: Urgency, now: number): number {
    this.#forget(now);
    let over = this.#spent - REQUESTS_IN_TEN_MINUTES[urgency];
    for (const { start, count } of this.#steps) {
      if (over < 0) break;
      over -= count;
      if (over < 0) return start + STEP_MS + WINDOW_MS - now;
    }
    return 0;
  }

  /** A step counts in full until its last moment is ten minutes old. */
  #forget(now: number): void {
    for (let first = this.#steps[0]; first !== undefined; first = this.#steps[0]) {
      if (first.start + STEP_MS + WINDOW_MS > now) return;
      this.#spent -= first.count;
      this.#steps.shift();
    }
  }
}
