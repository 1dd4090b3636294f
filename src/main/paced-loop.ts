// The pacemaker, with a way to have the state to oneself for a moment: a cycle that somebody asked for and the paced passes never
// run at the same time.
import { type ServeOptions, serve } from "../engine/pacemaker.ts";
import type { Ports } from "../engine/ports.ts";

export class PacedLoop {
  readonly #ports: Ports;
  readonly #options: ServeOptions;
  #round = new AbortController();
  /** Those who wait for the state, in the order in which they came. */
  readonly #waiting: (() => Promise<void>)[] = [];

  constructor(ports: Ports, options: ServeOptions) {
    this.#ports = ports;
    this.#options = options;
  }

  /** Until the options' signal is aborted. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      this.#round = new AbortController();
      if (this.#waiting.length === 0) {
        await serve(this.#ports, { ...this.#options, signal: AbortSignal.any([signal, this.#round.signal]) });
      }
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) await next();
    }
  }

  /** Ends the passes under way at their next safe point, does the work, and lets the pacemaker go on. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push(() => work().then(resolve, reject));
    this.#round.abort();
    return promise;
  }
}
