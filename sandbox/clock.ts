// The sandbox's idea of the present. Everything reads time here, so that a test can run on virtual time
// and a person can set another day through the control side.

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** A clock that runs with another one, shifted by what `set` and `advance` asked for. */
export class ShiftedClock implements Clock {
  readonly #base: Clock;
  #shift = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  get shift(): number {
    return this.#shift;
  }

  now(): number {
    return this.#base.now() + this.#shift;
  }

  /** The time without the shift: what clients on this machine take for the present. */
  baseNow(): number {
    return this.#base.now();
  }

  sleep(ms: number): Promise<void> {
    return this.#base.sleep(ms);
  }

  set(epochMs: number): void {
    this.#shift = epochMs - this.#base.now();
  }

  advance(ms: number): void {
    this.#shift += ms;
  }
}
