// Opens the file, and makes sure that it is a planning database of ours before anything is written to it.
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../../core/fault.ts";
import { asOpeningFault } from "./faults.ts";
import { inspect } from "./inspect.ts";
import { type Company, keepCompany, migrate } from "./migrate.ts";

/**
 * `:memory:` is a database of its own. Without `create` a missing file is a fault.
 * Faults: `planningUnreachable`, `planningNewer`, `planningForeign`, `planningBusy`.
 */
export function openDatabase(
  file: string,
  company: Company,
  create: boolean,
  busyTimeoutMs: number,
): DatabaseSync {
  if (file !== ":memory:" && !create && !existsSync(file))
    throw new Fault("refused", "planningUnreachable", { file });
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    prepareDatabase(database, file, company);
    return database;
  } catch (thrown) {
    database?.close();
    throw asOpeningFault(thrown, file);
  }
}

/** Checks, migrates and names the company; the caller closes the database. */
export function prepareDatabase(database: DatabaseSync, file: string, company: Company): void {
  // Before the first write, the change of the journal mode among them.
  inspect(database, file);
  enterWal(database);
  // What the state store remembers as written here must still be here after a power cut, or it would look like an edit.
  database.exec("pragma synchronous = full");
  database.exec("pragma foreign_keys = on");
  migrate(database, file);
  keepCompany(database, company);
}

/** Readers and the ERP's writers then do not wait for each other. It needs the file alone for a moment: next start, if not now. */
function enterWal(database: DatabaseSync): void {
  try {
    database.exec("pragma journal_mode = wal");
  } catch (thrown) {
    if (!isBusy(thrown)) throw thrown;
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && "errcode" in thrown && thrown.errcode === 5;
}
