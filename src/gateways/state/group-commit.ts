// Commits together what arrives together: a commit waits for the disk, and while it waits further answers come in. Each piece of
// work is still all or nothing, and its promise resolves when it is durable.
import type { StateDatabase } from "./database.ts";

interface Queued {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

export class GroupCommit {
  readonly #database: StateDatabase;
  #queue: Queued[] = [];

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  /** Faults: those of the state store; other work of the same commit is not affected by this one's failure. */
  take(work: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ work, resolve, reject });
      if (this.#queue.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    const failed = new Map<Queued, unknown>();
    try {
      this.#database.transaction(() => {
        // One alone is all or nothing by the transaction itself.
        if (queue.length === 1) return queue[0]?.work();
        for (const one of queue) {
          try {
            this.#database.savepoint(one.work);
          } catch (thrown) {
            // After a full disk SQLite has rolled everything back on its own: that is everybody's failure.
            if (!this.#database.isInTransaction) throw thrown;
            failed.set(one, thrown);
          }
        }
      });
    } catch (thrown) {
      for (const one of queue) one.reject(failed.get(one) ?? thrown);
      return;
    }
    for (const one of queue) {
      if (failed.has(one)) one.reject(failed.get(one));
      else one.resolve();
    }
  }
}
