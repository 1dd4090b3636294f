// Tells how far a pass is and how long it will still take, from what was done lately: a pass that stood in line at first, or began while the
// limits were still being learned, is not slow for ever.
import type { Clock } from "./ports/clock.ts";
import type { OnProgress } from "./progress.ts";

/** Before a tenth is done (or so many writes are), a remaining time would be a guess. */
const SAMPLE = 10;

export class ProgressMeter {
  readonly #login: string;
  readonly #total: number;
  readonly #clock: Pick<Clock, "now">;
  readonly #onProgress: OnProgress;
  /** When the pass began to write, and when each write was done. */
  readonly #moments: number[];

  /** @param total how many writes lie ahead */
  constructor(login: string, total: number, clock: Pick<Clock, "now">, onProgress: OnProgress) {
    this.#login = login;
    this.#total = total;
    this.#clock = clock;
    this.#onProgress = onProgress;
    this.#moments = [clock.now()];
    this.#tell();
  }

  advance(): void {
    this.#moments.push(this.#clock.now());
    this.#tell();
  }

  #tell(): void {
    const done = this.#moments.length - 1;
    const isKnown = done > 0 && done >= Math.min(SAMPLE, this.#total / 10);
    this.#onProgress({
      kind: "advanced",
      login: this.#login,
      done,
      total: this.#total,
      remainingSeconds: this.#total === 0 ? 0 : isKnown ? this.#remainingSeconds(done) : null,
    });
  }

  /** By the pace of the later half of what is done. */
  #remainingSeconds(done: number): number {
    const half = Math.floor(done / 2);
    const elapsedMs = (this.#moments[done] ?? 0) - (this.#moments[half] ?? 0);
    return Math.ceil(((elapsedMs / (done - half)) * (this.#total - done)) / 1000);
  }
}
