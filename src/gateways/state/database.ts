// One connection with its prepared statements, and transactions that nothing can interleave with.
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import { asStateFault } from "./faults.ts";

export type Row = Record<string, SQLOutputValue>;

export class StateDatabase {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#translated(() => this.#prepare(sql).all(...values));
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#translated(() => this.#prepare(sql).get(...values));
  }

  /** Returns how many rows were written. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return this.#translated(() => Number(this.#prepare(sql).run(...values).changes));
  }

  /** All of `work` or nothing; durable when it returns. */
  transaction<Result>(work: () => Result): Result {
    return this.#translated(() => {
      this.#prepare("begin immediate").run();
      try {
        const result = work();
        this.#prepare("commit").run();
        return result;
      } catch (thrown) {
        // After a full disk SQLite has rolled back on its own.
        if (this.#database.isTransaction) this.#prepare("rollback").run();
        throw thrown;
      }
    });
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #translated<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (thrown) {
      throw asStateFault(thrown, this.#file, "unavailable");
    }
  }
}
