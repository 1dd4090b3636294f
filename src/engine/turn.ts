// Writing to planning goes one at a time: what one pass reads of rows and links is whole, whatever the other passes do.

/** Runs pieces of work one after the other, in the order in which they were handed in. */
export interface Turns {
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** For work within a turn: it has its turn already. */
export const TURN_TAKEN: Turns = { take: (work) => work() };

export class Turn implements Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
