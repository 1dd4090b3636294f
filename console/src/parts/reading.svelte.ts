// Something the page shows and keeps current: read at once, again whenever one of its topics is told, and kept while the service is away.
// `const users = new Reading(() => ask("listUsers"), ["directory"]);` in a component's script; shown by `<Shown of={users}>`.
import type { Topic } from "../../../src/contract/console/routes.ts";
import { watch } from "../api/live.svelte.ts";

export class Reading<Value> {
  value = $state.raw<Value | null>(null);
  /** What the last attempt threw; null after a good one. */
  thrown = $state.raw<unknown>(null);
  readonly #ask: () => Promise<Value>;
  #attempt = 0;

  /** Where `ask` depends on filters, call `again` in an $effect that reads them. */
  constructor(ask: () => Promise<Value>, topics: readonly Topic[] = []) {
    this.#ask = ask;
    $effect(() => {
      const ends = topics.map((topic) => watch(topic, () => this.again()));
      return () => {
        for (const end of ends) end();
      };
    });
    void this.again();
  }

  /** Of several attempts under way the last one counts. */
  async again(): Promise<void> {
    const attempt = ++this.#attempt;
    try {
      const value = await this.#ask();
      if (attempt !== this.#attempt) return;
      this.value = value;
      this.thrown = null;
    } catch (thrown) {
      if (attempt === this.#attempt) this.thrown = thrown;
    }
  }
}
