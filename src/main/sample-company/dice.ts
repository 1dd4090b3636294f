// Chance that comes out the same for the same seed and label, so that one new kind of appointment does not reshuffle all others.
import { createHash } from "node:crypto";

export class Dice {
  readonly #seed: number;
  #state: number;

  constructor(seed: number, label: string) {
    this.#seed = seed;
    this.#state = createHash("sha256").update(`${seed}/${label}`).digest().readUInt32LE(0);
  }

  /** A die of its own for one purpose. */
  of(label: string): Dice {
    return new Dice(this.#seed, `${this.#state}/${label}`);
  }

  /** In [0, 1): mulberry32. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  /** A whole number whose average is `mean`: 1.3 gives 1 in most cases and 2 in the others. */
  around(mean: number): number {
    return Math.floor(mean) + (this.chance(mean % 1) ? 1 : 0);
  }
}

/** A UUID (version 8, RFC 9562) that belongs to the seed and the label. */
export function uuidOf(seed: number, label: string): string {
  const hex = createHash("sha256").update(`uuid/${seed}/${label}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
