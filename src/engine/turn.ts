// Writing to planning goes one at a time: what one pass reads of rows and links is whole, whatever the other passes do.

/** Runs pieces of work one after the other, in the order in which they were handed in. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
