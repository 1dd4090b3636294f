// The present of a scenario: it stands still until somebody lets time pass, or waits for something.
import type { Clock } from "../../src/engine/ports/clock.ts";

export class PlayedClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Whoever sleeps wakes up later; several who sleep at a time do not wait for one another. */
  async sleep(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await Promise.resolve();
    this.#now = Math.max(this.#now, until);
  }
}
