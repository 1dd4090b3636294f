// Seeded randomness: the same seed and the same calls give the same ids, keys and tokens.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64 = `${LETTERS}+/`;
const HEX = "0123456789abcdef";

export class Entropy {
  /** The whole state: a number that can be stored and given back. */
  state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 32 random bits; Mulberry32, public domain. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** Four characters from each draw: ids are made by the hundred thousand. */
  #pick(alphabet: string, length: number): string {
    let text = "";
    for (let bits = 0; text.length < length; bits >>>= 8) {
      if (text.length % 4 === 0) bits = this.next();
      text += alphabet[(bits & 0xff) % alphabet.length];
    }
    return text;
  }

  letters(length: number): string {
    return this.#pick(LETTERS, length);
  }

  base64(length: number): string {
    return this.#pick(BASE64, length);
  }

  hex(length: number): string {
    return this.#pick(HEX, length);
  }

  /** In place, by Fisher and Yates. */
  shuffle(list: unknown[]): void {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.next() % (i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
  }

  uuid(): string {
    const variant = "89ab"[this.next() & 3];
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }
}
