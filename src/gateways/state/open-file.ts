// Opens the state file, and looks at it read-only before anything is written: a damaged, newer or foreign file stays as it is.
import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../core/fault.ts";
import { asStateFault } from "./faults.ts";
import { APPLICATION_ID, MIGRATIONS, STATE_VERSION } from "./schema.ts";

const BUSY_TIMEOUT = 5000;

/**
 * `look` never writes a byte: a missing file is an empty store in memory.
 * Faults: `stateUnreachable`, `stateCorrupt`, `stateNewer`, `stateOtherCompany`, all refused.
 */
export function openStateFile(
  file: string,
  companyNumber: string,
  nowEpochMs: number,
  access: "write" | "look",
): DatabaseSync {
  try {
    const isNew = file === ":memory:" || !existsSync(file) || statSync(file).size === 0;
    const version = isNew ? 0 : checkFile(file, companyNumber);
    if (access === "look" && version === 0)
      return prepareStore(new DatabaseSync(":memory:"), companyNumber, nowEpochMs);
    if (access === "look" && version === STATE_VERSION) return openLook(file);
    // Subjects and customers' names lie in it: for the service's account alone, -wal and -shm included.
    if (isNew && file !== ":memory:") closeSync(openSync(file, "a", 0o600));
    return openWriting(file, companyNumber, nowEpochMs);
  } catch (thrown) {
    throw asOpeningFault(thrown, file);
  }
}

function openLook(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT });
}

function openWriting(file: string, companyNumber: string, nowEpochMs: number): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
  try {
    return prepareStore(database, companyNumber, nowEpochMs);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/** Sets the connection up and migrates; `database` is empty or one of ours. */
export function prepareStore(
  database: DatabaseSync,
  companyNumber: string,
  nowEpochMs: number,
): DatabaseSync {
  database.exec("pragma journal_mode = wal");
  database.exec("pragma foreign_keys = on");
  if (readNumber(database, "user_version") !== STATE_VERSION) migrate(database, companyNumber, nowEpochMs);
  // From here on the file stays whole, but the last transactions may vanish in a power cut (sqlite.org/pragma.html): whoever commits
  // writes the log to the disk before anybody is told (log-to-disk.ts).
  database.exec("pragma synchronous = normal");
  return database;
}

function migrate(database: DatabaseSync, companyNumber: string, nowEpochMs: number): void {
  database.exec("pragma synchronous = full");
  database.exec("begin immediate");
  try {
    const version = readNumber(database, "user_version");
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    if (version === 0)
      database
        .prepare("insert into store (company_number, created_at) values (?, ?)")
        .run(companyNumber, nowEpochMs);
    database.exec(`pragma application_id = ${APPLICATION_ID}`);
    database.exec(`pragma user_version = ${STATE_VERSION}`);
    database.exec("commit");
  } catch (thrown) {
    if (database.isTransaction) database.exec("rollback");
    throw thrown;
  }
}

/** Returns the file's version, 0 for an empty database. */
function checkFile(file: string, companyNumber: string): number {
  const database = openLook(file);
  try {
    const version = readNumber(database, "user_version");
    const tables = database.prepare("select count(*) as n from sqlite_master").get()?.n;
    const applicationId = readNumber(database, "application_id");
    if (tables === 0 && applicationId === 0) return 0;
    if (applicationId !== APPLICATION_ID)
      throw new Fault("refused", "stateCorrupt", { file, reason: "foreign" });
    if (version > STATE_VERSION)
      throw new Fault("refused", "stateNewer", { file, version, known: STATE_VERSION });
    const found = database.prepare("pragma quick_check(1)").get()?.quick_check;
    if (found !== "ok") throw new Fault("refused", "stateCorrupt", { file, reason: "damaged" });
    const stored = String(database.prepare("select company_number from store").get()?.company_number ?? "");
    if (stored !== companyNumber)
      throw new Fault("refused", "stateOtherCompany", { file, company: stored, expected: companyNumber });
    return version;
  } finally {
    database.close();
  }
}

function readNumber(database: DatabaseSync, pragma: "user_version" | "application_id"): number {
  return Number(database.prepare(`pragma ${pragma}`).get()?.[pragma] ?? 0);
}

/** Any other error while reading what says that it is ours (a missing table) means that the file is damaged. */
function asOpeningFault(thrown: unknown, file: string): unknown {
  const fault = asStateFault(thrown, file, "refused");
  if (fault instanceof Fault) return fault;
  if (thrown instanceof Error && "errcode" in thrown)
    return new Fault("refused", "stateCorrupt", { file, reason: "damaged" }, { cause: thrown });
  if (thrown instanceof Error && "syscall" in thrown)
    return new Fault("refused", "stateUnreachable", { file }, { cause: thrown });
  return thrown;
}
