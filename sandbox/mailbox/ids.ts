// The ids of one mailbox: opaque, case-sensitive, and with the characters that break careless clients
// (`/ + =`: microsoft-graph-docs#3598, #7330).
import type { Entropy } from "../entropy.ts";

/** Two ids for one thing: the one by default, and the one for `IdType="ImmutableId"`. */
export interface Ids {
  id: string;
  immutableId: string;
}

interface Parts {
  short: string;
  long: string;
}

export class IdMaker {
  readonly #entropy: Entropy;
  readonly #stem: string;
  #previous: Parts | null = null;

  constructor(userId: string, entropy: Entropy) {
    this.#entropy = entropy;
    // Real ids share a long stem per mailbox, hence two ids often differ only near their end.
    this.#stem = `GQ3${Buffer.from(userId.replaceAll("-", "").slice(0, 24), "utf8").toString("base64").replaceAll("=", "")}`;
  }

  /** With `awkward` slash and plus are certain, and every other id differs from the one before by case alone. */
  next(awkward: boolean): Ids {
    const { short, long } = awkward ? this.#awkwardParts() : this.#parts();
    return { id: `AAMkA${this.#stem}BGAAA${long}AAA=`, immutableId: `AAkALg${this.#stem}EA${short}AAA=` };
  }

  #parts(): Parts {
    return { short: this.#entropy.base64(28), long: this.#entropy.base64(36) };
  }

  #awkwardParts(): Parts {
    const before = this.#previous;
    this.#previous = null;
    if (before) return { short: otherCase(before.short), long: otherCase(before.long) };
    const { short, long } = this.#parts();
    this.#previous = { short: `/+${short.slice(2)}`, long: `/+${long.slice(2)}` };
    return this.#previous;
  }

  changeKey(): string {
    return `${this.#entropy.base64(22)}AA${this.#entropy.base64(4)}Q==`;
  }
}

function otherCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
