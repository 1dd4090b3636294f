// The file of accounts as the rest of this room uses it: one row, many rows, a change, several changes as one.
import { chmodSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { migrateAccounts } from "./schema.ts";

export type Row = Record<string, unknown>;

export class AccountsDatabase {
  readonly #database: DatabaseSync;

  /** Absolute file name, or `:memory:`. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    if (file !== ":memory:") chmodSync(file, 0o600);
    migrateAccounts(this.#database);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#database.prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#database.prepare(sql).all(...values);
  }

  /** How many rows it concerned. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes);
  }

  /** All or nothing; no other process writes in between. */
  atOnce<T>(work: () => T): T {
    this.#database.exec("begin immediate");
    try {
      const result = work();
      this.#database.exec("commit");
      return result;
    } catch (thrown) {
      this.#database.exec("rollback");
      throw thrown;
    }
  }

  close(): void {
    this.#database.close();
  }
}
