// When the board reads again what it was told of. Changes at once; how far the sync is only now and then, since that is told every second;
// and nothing while nobody looks.
import type { BoardData } from "./board-data.svelte.ts";

/** While something is on its way one waits for it; otherwise a mark that changes can come a little later. */
const SOON_MS = 2_500;
const LATER_MS = 20_000;

export class Listening {
  readonly #data: BoardData;
  readonly #onFault: (thrown: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isMissed = false;

  constructor(data: BoardData, onFault: (thrown: unknown) => void) {
    this.#data = data;
    this.#onFault = onFault;
    document.addEventListener("visibilitychange", this.#seen);
  }

  hear(topic: "appointments" | "status"): void {
    if (document.hidden) {
      this.#isMissed = true;
      return;
    }
    if (topic === "appointments") this.#read();
    else this.#timer ??= setTimeout(() => this.#read(), this.#data.hasUnsettledMarks ? SOON_MS : LATER_MS);
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#seen);
  }

  readonly #seen = () => {
    if (!document.hidden && this.#isMissed) this.#read();
  };

  #read(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isMissed = false;
    this.#data.readChanges().catch(this.#onFault);
  }
}
