// Pieces of work that want to go on beside each other, and may not all at once. Writing to planning goes one at a time: what one pass reads of
// rows and links is whole, whatever the other passes do.

export interface Turns {
  /** Runs the work when it has its turn, in the order in which pieces were handed in. */
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** For work within a turn: it has its turn already. */
export const TURN_TAKEN: Turns = { take: (work) => work() };

export class Lanes implements Turns {
  #free: number;
  readonly #queue: (() => void)[] = [];

  /** @param count of pieces at a time */
  constructor(count: number) {
    this.#free = count;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  /** All of these; throws what the first of them threw, while those in a lane go on. */
  async each<Piece, Result>(
    pieces: readonly Piece[],
    work: (piece: Piece) => Promise<Result>,
  ): Promise<Result[]> {
    return Promise.all(pieces.map((piece) => this.take(() => work(piece))));
  }
}
