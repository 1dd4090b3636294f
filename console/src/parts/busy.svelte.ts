// What a click sets off: busy as long as it lasts, and what goes wrong is said.
// `const busy = new Busy();` with `disabled={busy.is}` and `onclick={() => busy.while(save)}`.
import { sayWhatWentWrong } from "./errors.svelte.ts";

export class Busy {
  is = $state(false);

  async while(work: () => unknown): Promise<void> {
    this.is = true;
    try {
      await work();
    } catch (thrown) {
      sayWhatWentWrong(thrown);
    } finally {
      this.is = false;
    }
  }
}
