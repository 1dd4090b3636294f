// Tells how far a pass is and how long it will still take, from what was done so far.
import type { Decided } from "./plan.ts";
import type { Clock } from "./ports/clock.ts";
import type { OnProgress } from "./progress.ts";

/** Before a tenth is done (or so many writes are), a remaining time would be a guess. */
const SAMPLE = 10;

export class ProgressMeter {
  readonly #login: string;
  readonly #total: number;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #onProgress: OnProgress;
  #done = 0;

  constructor(login: string, decided: readonly Decided[], clock: Clock, onProgress: OnProgress) {
    this.#login = login;
    this.#total = decided.filter(({ verdict }) => verdict.kind === "write").length;
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#onProgress = onProgress;
    this.#tell();
  }

  advance({ verdict }: Decided): void {
    if (verdict.kind !== "write") return;
    this.#done += 1;
    this.#tell();
  }

  #tell(): void {
    const elapsed = this.#clock.now() - this.#startedAt;
    const isKnown = this.#done >= Math.min(SAMPLE, this.#total / 10) && this.#done > 0;
    const remainingSeconds = isKnown
      ? Math.ceil(((elapsed / this.#done) * (this.#total - this.#done)) / 1000)
      : null;
    this.#onProgress({
      kind: "advanced",
      login: this.#login,
      done: this.#done,
      total: this.#total,
      remainingSeconds: this.#total === 0 ? 0 : remainingSeconds,
    });
  }
}
