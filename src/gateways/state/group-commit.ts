// Commits together what arrives together, and waits for the disk without keeping anybody else waiting: while one commit is made safe, the
// next one gathers. Each piece of work is still all or nothing, and its promise resolves when it is durable.
import { Fault } from "../../core/fault.ts";
import type { StateDatabase } from "./database.ts";

/** Resolves when everything that was committed before the call has reached the disk. */
export type MakeSafe = () => Promise<void>;

interface Queued {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

export class GroupCommit {
  readonly #database: StateDatabase;
  readonly #makeSafe: MakeSafe;
  #queue: Queued[] = [];
  #last: Promise<void> | null = null;

  constructor(database: StateDatabase, makeSafe: MakeSafe) {
    this.#database = database;
    this.#makeSafe = makeSafe;
  }

  /**
   * `work` does nothing but write to this database: where its company fails, it is done once more on its own. Faults: those of the
   * state store; other work of the same commit is not affected by this one's failure.
   */
  take<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result;
      this.#queue.push({
        work: () => {
          result = work();
        },
        resolve: () => resolve(result),
        reject,
      });
      this.#last ??= this.#commitAll();
    });
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #commitAll(): Promise<void> {
    // What arrives in the same turn comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const queue = this.#queue;
      this.#queue = [];
      const committed = this.#commit(queue);
      try {
        if (committed.length > 0) await this.#makeSafe();
        for (const { resolve } of committed) resolve();
      } catch (cause) {
        for (const { reject } of committed) reject(cause);
      }
    }
    this.#last = null;
  }

  /** Returns what is committed. A failure is rare: a savepoint for each would cost all others more than this repetition. */
  #commit(queue: readonly Queued[]): readonly Queued[] {
    try {
      this.#database.transaction(() => {
        for (const { work } of queue) work();
      });
      return queue;
    } catch (cause) {
      // What the disk refuses, it refuses everybody.
      const isOneOfThem = !(cause instanceof Fault) && queue.length > 1;
      if (isOneOfThem) return queue.flatMap((one) => this.#commit([one]));
      for (const { reject } of queue) reject(cause);
      return [];
    }
  }
}
