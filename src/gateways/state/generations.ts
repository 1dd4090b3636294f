// Names for the events that are made. Each tells which memory made it and in which stretch, from one start to the next, as the how manieth: so a
// memory that is put back from a backup recognises what was made after it was kept, without a clock.
import type { Entropy } from "../../engine/ports/entropy.ts";
import type { Generations } from "../../engine/ports/state.ts";
import type { StateDatabase } from "./database.ts";

const FORM = /^([0-9a-f]{12})\.([0-9a-f]{12})\.([1-9]\d{0,14})$/;

export class GenerationBook implements Generations {
  readonly #database: StateDatabase;
  /** Of this memory, whatever file it lies in. */
  readonly #lineage: string;
  readonly #stretch: string;
  #made = 0;

  /** A memory that begins is told from all others from its first moment on. A stretch in which nothing is made leaves no trace. */
  constructor(database: StateDatabase, entropy: Pick<Entropy, "uuid">, mayWrite: boolean) {
    this.#database = database;
    const lineage = database.get("select lineage from stretch limit 1")?.lineage;
    this.#lineage = String(lineage ?? nameBy(entropy));
    this.#stretch = nameBy(entropy);
    if (mayWrite && lineage === undefined) this.#store(0);
  }

  next(): string {
    this.#made += 1;
    return `${this.#lineage}.${this.#stretch}.${this.#made}`;
  }

  isUnheardOf(generation: string): boolean {
    const [, lineage, stretch, made] = FORM.exec(generation) ?? [];
    if (lineage !== this.#lineage) return false;
    if (stretch === this.#stretch) return Number(made) > this.#made;
    const known = this.#database.get("select made from stretch where id = ?", stretch as string);
    return known === undefined || Number(made) > Number(known.made);
  }

  /** As a part of the transaction that announces it: an event is made only of a generation that is kept. */
  keep(generation: string): void {
    const [, lineage, stretch, made] = FORM.exec(generation) ?? [];
    if (lineage !== this.#lineage || stretch !== this.#stretch) return;
    this.#store(Number(made));
  }

  #store(made: number): void {
    this.#database.run(
      "insert into stretch (id, lineage, made) values (?, ?, ?) on conflict (id) do update set made = max(made, excluded.made)",
      this.#stretch,
      this.#lineage,
      made,
    );
  }
}

/** 48 bits: two stretches of one company's memory never meet. */
function nameBy(entropy: Pick<Entropy, "uuid">): string {
  return entropy.uuid().slice(-12);
}
