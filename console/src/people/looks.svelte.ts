// Looks that were asked for here and have not ended yet: a row says so until the service tells of a later look.
import type { ConsoleUser } from "../../../src/contract/console/people.ts";
import { ask } from "../api/client.ts";
import { sayWhatWentWrong } from "../parts/errors.svelte.ts";

/** Where the service cannot look so soon, the button comes back. */
const LONGEST_MS = 30_000;

export class Looks {
  /** By user: the moment of the last look before. */
  readonly #begun = $state<Record<string, string | null>>({});

  isUnderWay({ id, participation }: ConsoleUser): boolean {
    return id in this.#begun && this.#begun[id] === participation.lastPassAt;
  }

  async begin({ id, participation }: ConsoleUser): Promise<void> {
    this.#begun[id] = participation.lastPassAt;
    setTimeout(() => delete this.#begun[id], LONGEST_MS);
    try {
      await ask("lookNow", { params: { id } });
    } catch (thrown) {
      delete this.#begun[id];
      sayWhatWentWrong(thrown);
    }
  }
}
