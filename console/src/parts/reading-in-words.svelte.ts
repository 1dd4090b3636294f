// A reading whose answer holds sentences in the reader's language, and may depend on filters: read again when either changes.
import { untrack } from "svelte";
import type { Topic } from "../../../src/contract/console/routes.ts";
import { language } from "../texts/texts.svelte.ts";
import { Reading } from "./reading.svelte.ts";

export class ReadingInWords<Value> extends Reading<Value> {
  /** `filters` reads whatever `ask` depends on. */
  constructor(ask: () => Promise<Value>, topics: readonly Topic[] = [], filters: () => unknown = () => null) {
    super(() => untrack(ask), topics);
    let before = JSON.stringify([language.current, filters()]);
    $effect(() => {
      const now = JSON.stringify([language.current, filters()]);
      if (now === before) return;
      before = now;
      untrack(() => void this.again());
    });
  }
}
