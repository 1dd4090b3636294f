// Looks at a database before anything is written to it: is it ours, of which version, and what is missing?
import { DatabaseSync } from "node:sqlite";
import { PLANNING_CONTRACT_VERSION } from "../../../contract/planning.ts";
import { Fault } from "../../../core/fault.ts";
import { TABLES } from "./tables.ts";
import { createTriggerSql, TRIGGERS } from "./triggers.ts";

/** Columns that an ERP that made its tables itself may have left to us. */
export const ADDABLE: Readonly<Record<string, string>> = {
  trashed_at: "text",
  origin: "text default 'planning'",
  locked: "integer default 0",
  locked_reason: "text",
  organizer: "text",
  attendees: "text default '[]'",
  join_url: "text",
  web_url: "text",
  series_id: "text",
  created_at: "text",
  modified_at: "text",
  row_version: "integer default 0",
};

export interface Inspection {
  /** 0 where the tables are not ours yet: a new file, or tables that an ERP made by the contract. */
  readonly version: number;
  readonly missingTables: readonly string[];
  /** Of `appointment`. */
  readonly missingColumns: readonly string[];
  /** Absent, or of another release. */
  readonly missingTriggers: readonly string[];
  readonly hasFeed: boolean;
}

/** Faults: `planningNewer`, `planningForeign` (the tables of our names are another program's). */
export function inspect(database: DatabaseSync, file: string): Inspection {
  const schema = readSchema(database);
  const present = Object.keys(TABLES).filter((table) => schema.has(table));
  const stored = present.includes("schema_version") ? readVersion(database, file) : 0;
  if (stored > 0 && !schema.has("appointment")) throw foreign(file, "schema_version");
  if (stored > PLANNING_CONTRACT_VERSION) {
    throw new Fault("refused", "planningNewer", { file, version: stored, known: PLANNING_CONTRACT_VERSION });
  }
  const missingColumns: string[] = [];
  for (const table of present) {
    if (schema.get(table)?.type !== "table") throw foreign(file, table);
    for (const column of missingColumnsOf(database, table)) {
      if (table !== "appointment" || ADDABLE[column] === undefined) throw foreign(file, `${table}.${column}`);
      missingColumns.push(column);
    }
  }
  // Our own mark tells our tables from ones that an ERP made, schema_version included.
  const hasFeed = schema.has("appointment_change_feed");
  return {
    version: hasFeed ? stored : 0,
    missingTables: Object.keys(TABLES).filter((table) => !schema.has(table)),
    missingColumns,
    missingTriggers: Object.keys(TRIGGERS).filter((name) => schema.get(name)?.sql !== createTriggerSql(name)),
    hasFeed,
  };
}

export function isComplete(inspection: Inspection): boolean {
  return (
    inspection.version === PLANNING_CONTRACT_VERSION &&
    inspection.missingTables.length + inspection.missingColumns.length + inspection.missingTriggers.length ===
      0
  );
}

function readSchema(database: DatabaseSync): ReadonlyMap<string, { type: string; sql: string }> {
  const rows = database.prepare(
    "select lower(name) as name, type, coalesce(sql, '') as sql from sqlite_master",
  );
  return new Map(
    rows.all().map((row) => [String(row.name), { type: String(row.type), sql: String(row.sql) }]),
  );
}

function readVersion(database: DatabaseSync, file: string): number {
  if (!columnsOf(database, "schema_version").has("version")) throw foreign(file, "schema_version.version");
  const rows = database.prepare("select version from schema_version").all();
  if (rows.length === 0) return 0;
  const version = rows[0]?.version;
  if (rows.length > 1 || typeof version !== "number" || !Number.isInteger(version))
    throw foreign(file, "schema_version");
  return version;
}

function missingColumnsOf(database: DatabaseSync, table: string): readonly string[] {
  const columns = columnsOf(database, table);
  return contractColumns(table).filter((column) => !columns.has(column));
}

let contract: ReadonlyMap<string, readonly string[]> | null = null;

/** Asked of SQLite itself, so that the statements that make the tables are the only list of columns. */
function contractColumns(table: string): readonly string[] {
  if (contract === null) {
    const scratch = new DatabaseSync(":memory:");
    scratch.exec(Object.values(TABLES).join(";"));
    contract = new Map(Object.keys(TABLES).map((name) => [name, [...columnsOf(scratch, name)]]));
    scratch.close();
  }
  return contract.get(table) ?? [];
}

function columnsOf(database: DatabaseSync, table: string): ReadonlySet<string> {
  const rows = database.prepare("select lower(name) as name from pragma_table_info(?)").all(table);
  return new Set(rows.map((row) => String(row.name)));
}

function foreign(file: string, name: string): Fault {
  return new Fault("refused", "planningForeign", { file, table: name });
}
