// Brings a database to contract version 1 in one transaction, and adopts tables that an ERP made by the contract: what is missing is
// added, what is there stays as it is, no row is lost.
import type { DatabaseSync } from "node:sqlite";
import { PLANNING_CONTRACT_VERSION } from "../../../contract/planning.ts";
import { ADDABLE, type Inspection, inspect, isComplete } from "./inspect.ts";
import { ADOPTED_INDEXES, FEED_TABLE, INDEXES, NOW_TO_THE_MILLISECOND, TABLES } from "./tables.ts";
import { createTriggerSql } from "./triggers.ts";

export interface Company {
  /** `01` to `99`. */
  readonly number: string;
  readonly name: string;
  readonly timeZone: string;
}

/** Faults as `inspect`; then nothing was written. A database that is complete is not written to. */
export function migrate(database: DatabaseSync, file: string): void {
  if (isComplete(inspect(database, file))) return;
  inTransaction(database, () => {
    // Somebody else may have done it while we waited for the lock.
    const found = inspect(database, file);
    if (!isComplete(found)) complete(database, found);
  });
}

/** Keeps the row of our company equal to the settings; rows of other companies are not ours. */
export function keepCompany(database: DatabaseSync, company: Company): void {
  const { number, name, timeZone } = company;
  const row = database.prepare("select name, time_zone from company where number = ?").get(number);
  if (row !== undefined && row.name === name && row.time_zone === timeZone) return;
  inTransaction(database, () => {
    const changed = database.prepare("update company set name = ?, time_zone = ? where number = ?");
    if (changed.run(name, timeZone, number).changes === 0)
      database
        .prepare("insert into company (number, name, time_zone) values (?, ?, ?)")
        .run(number, name, timeZone);
  });
}

function complete(database: DatabaseSync, found: Inspection): void {
  const isNew = found.missingTables.includes("appointment");
  for (const table of found.missingTables) database.exec(TABLES[table] ?? "");
  if (!isNew && !found.hasFeed) adopt(database, found);
  database.exec(FEED_TABLE);
  database.exec(INDEXES);
  for (const name of found.missingTriggers) {
    database.exec(`drop trigger if exists ${name}`);
    database.exec(createTriggerSql(name));
  }
  database.exec("delete from schema_version");
  database.prepare("insert into schema_version (version) values (?)").run(PLANNING_CONTRACT_VERSION);
  if (!isNew) restartFeed(database);
}

function adopt(database: DatabaseSync, found: Inspection): void {
  for (const column of found.missingColumns)
    database.exec(`alter table appointment add column ${column} ${ADDABLE[column]}`);
  database.exec(ADOPTED_INDEXES);
  // Without AUTOINCREMENT the sequence would go back when the feed is trimmed.
  if (!found.missingTables.includes("appointment_change")) {
    database.exec(`
      alter table appointment_change rename to appointment_change_adopted;
      ${TABLES.appointment_change};
      insert into appointment_change (seq, appointment_id, kind, changed_at)
        select seq, lower(appointment_id), kind, coalesce(changed_at, ${NOW_TO_THE_MILLISECOND})
          from appointment_change_adopted where appointment_id is not null;
      drop table appointment_change_adopted`);
  }
}

/**
 * Triggers were missing, so changes may have gone unnoticed: every cursor is made to read everything once. The rows stay until they
 * are trimmed: they still tell whose position was taken in this feed.
 */
function restartFeed(database: DatabaseSync): void {
  database.exec(`
    insert into appointment_change (appointment_id, kind, changed_at) values ('', 'update', ${NOW_TO_THE_MILLISECOND});
    update appointment_change_feed set trimmed_through = (select max(seq) from appointment_change)`);
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("begin immediate");
  try {
    work();
    database.exec("commit");
  } catch (thrown) {
    if (database.isTransaction) database.exec("rollback");
    throw thrown;
  }
}
