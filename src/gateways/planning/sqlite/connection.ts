// One connection with its prepared statements. Transactions take turns: one of several awaits is never interleaved with somebody else's
// statement.
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Outcome, Transaction } from "../statements.ts";
import type { SqlValue } from "../tables.ts";

/** Patches of every shape are statements of their own; beyond this many the oldest are let go. */
const KEPT_STATEMENTS = 100;

/** A single statement is a transaction of its own. */
export type Access = "statement" | "read" | "write";

/** Told of every statement; its values are nobody's business. */
export type OnStatement = (sql: string, milliseconds: number, failed: boolean) => void;

export class SqliteConnection implements Transaction {
  readonly #database: DatabaseSync;
  readonly #onStatement: OnStatement | undefined;
  readonly #statements = new Map<string, { statement: StatementSync; returnsRows: boolean }>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: DatabaseSync, onStatement?: OnStatement) {
    this.#database = database;
    this.#onStatement = onStatement;
  }

  /** Writers take their lock at once: a read that turns into a write can fail halfway, with the data already read. */
  transaction<Result>(access: Access, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const turn = async () => {
      if (access === "statement") return work(this);
      this.#run(access === "read" ? "begin" : "begin immediate");
      try {
        const result = await work(this);
        this.#run("commit");
        return result;
      } catch (thrown) {
        // SQLite has rolled back on its own after some errors (a full disk).
        if (this.#database.isTransaction) this.#run("rollback");
        throw thrown;
      }
    };
    const result = this.#last.then(turn, turn);
    this.#last = result;
    return result;
  }

  /** Resolves when the transactions that were asked for so far have ended. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  async execute(sql: string, values: readonly SqlValue[]): Promise<Outcome> {
    if (this.#onStatement === undefined) return this.#execute(sql, values);
    const startedAt = performance.now();
    let failed = true;
    try {
      const outcome = this.#execute(sql, values);
      failed = false;
      return outcome;
    } finally {
      this.#onStatement(sql, performance.now() - startedAt, failed);
    }
  }

  #execute(sql: string, values: readonly SqlValue[]): Outcome {
    const { statement, returnsRows } = this.#prepare(sql);
    if (returnsRows) return { rows: statement.all(...(values as SQLInputValue[])), changed: 0 };
    return { rows: [], changed: Number(statement.run(...(values as SQLInputValue[])).changes) };
  }

  #run(sql: string): void {
    this.#prepare(sql).statement.run();
  }

  #prepare(sql: string): { statement: StatementSync; returnsRows: boolean } {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    this.#statements.set(sql, prepared);
    if (this.#statements.size > KEPT_STATEMENTS) {
      const oldest = this.#statements.keys().next();
      if (oldest.done !== true) this.#statements.delete(oldest.value);
    }
    return prepared;
  }
}
