// The gate before one mailbox: so many requests at a time, in order of arrival, and none before a Retry-After has passed.
import { Fault } from "../../core/fault.ts";
import {
  FULL_PACE,
  type Pace,
  paceAfterAnswer,
  paceAfterThrottle,
  SERVICE_BUDGET,
} from "../../core/pacing.ts";
import type { Clock } from "../../engine/ports/clock.ts";

interface Waiting {
  readonly slots: number;
  readonly enter: () => void;
}

export class MailboxGate {
  readonly #clock: Clock;
  readonly #queue: Waiting[] = [];
  #pace: Pace = FULL_PACE;
  #inFlight = 0;
  /** Epoch milliseconds; 0: now. */
  #notBefore = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `work` as soon as `slots` are free. Throws `graphThrottled` where the wait asked for is longer than our patience. */
  async pass<Result>(slots: number, work: () => Promise<Result>): Promise<Result> {
    await this.#pauseOver();
    const taken = await this.#enter(slots);
    try {
      // The pause may have begun while this one stood in the queue.
      await this.#pauseOver();
      return await work();
    } finally {
      this.#inFlight -= taken;
      this.#admit();
    }
  }

  answered(): void {
    this.#pace = paceAfterAnswer(this.#pace);
  }

  throttled(): void {
    this.#pace = paceAfterThrottle(this.#pace);
  }

  /** No request before so many milliseconds have passed. */
  holdOff(milliseconds: number): void {
    this.#notBefore = Math.max(this.#notBefore, this.#clock.now() + milliseconds);
  }

  async #pauseOver(): Promise<void> {
    while (this.#notBefore > 0) {
      const until = this.#notBefore;
      const remainingMs = until - this.#clock.now();
      if (remainingMs > SERVICE_BUDGET.waitMs)
        throw new Fault("unavailable", "graphThrottled", {}, { retryAfterMs: remainingMs });
      if (remainingMs > 0) await this.#clock.sleep(remainingMs);
      // Whoever slept has waited long enough, whatever a played clock tells.
      if (this.#notBefore === until) this.#notBefore = 0;
    }
  }

  /** Resolves with the slots that were taken: never more than there are. */
  #enter(slots: number): Promise<number> {
    return new Promise((resolve) => {
      const enter = () => {
        const taken = Math.min(slots, this.#pace.limit);
        this.#inFlight += taken;
        resolve(taken);
      };
      this.#queue.push({ slots, enter });
      this.#admit();
    });
  }

  #admit(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (this.#inFlight + Math.min(next.slots, this.#pace.limit) > this.#pace.limit) return;
      this.#queue.shift();
      next.enter();
    }
  }
}
