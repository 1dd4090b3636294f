// Which of a list's items are ticked. What is no longer in the list counts no more.
import { SvelteSet } from "svelte/reactivity";

export class Choice<Item> {
  readonly #ticked = new SvelteSet<string>();
  readonly #items: () => readonly Item[];
  readonly #nameOf: (item: Item) => string;

  constructor(items: () => readonly Item[], nameOf: (item: Item) => string) {
    this.#items = items;
    this.#nameOf = nameOf;
  }

  get chosen(): readonly Item[] {
    return this.#items().filter((item) => this.has(item));
  }

  get isAll(): boolean {
    return this.#items().length > 0 && this.chosen.length === this.#items().length;
  }

  has(item: Item): boolean {
    return this.#ticked.has(this.#nameOf(item));
  }

  tick(item: Item, isTicked: boolean): void {
    if (isTicked) this.#ticked.add(this.#nameOf(item));
    else this.#ticked.delete(this.#nameOf(item));
  }

  tickAll(isTicked: boolean): void {
    for (const item of this.#items()) this.tick(item, isTicked);
  }
}
