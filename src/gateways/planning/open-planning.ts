// The planning port on SQLite. Kysely writes the statements, so that SQL Server and PostgreSQL can follow behind the same queries.
import type { DatabaseSync } from "node:sqlite";
import type { EmployeeFields, UserFields } from "../../contract/console/people.ts";
import type { PlanningImport } from "../../contract/planning.ts";
import { Fault } from "../../core/fault.ts";
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { AppointmentId, Version } from "../../core/model/ids.ts";
import type { Log } from "../../engine/log.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import {
  type BoardPatch,
  type BoardSpan,
  changeByHand,
  planByHand,
  readOne,
  readTrash,
  readUnplanned,
  readWithin,
} from "./board.ts";
import { importInto, insertRow, removeRow, updateRow } from "./mutations.ts";
import {
  addEmployee,
  addUser,
  changeEmployee,
  changeUser,
  type DatabaseRecord,
  type EmployeeRecord,
  readDatabases,
  readEmployees,
  readUsers,
  type UserRecord,
} from "./people.ts";
import {
  readAssigned,
  readChangesAfter,
  readDirectory,
  readLatestChange,
  readRows,
  trimFeed,
} from "./queries.ts";
import { type Access, type OnStatement, SqliteConnection } from "./sqlite/connection.ts";
import { asOpeningFault, asPlanningFault } from "./sqlite/faults.ts";
import type { Company } from "./sqlite/migrate.ts";
import { openDatabase, prepareDatabase } from "./sqlite/open-database.ts";
import type { Transaction } from "./statements.ts";

export interface PlanningOptions {
  /** Absolute file name, or `:memory:`. */
  readonly file: string;
  /** From the settings; the `company` row is kept equal to it. */
  readonly company: Company;
  /** Whether a missing file is made (it is unless this is false). Missing tables always are. */
  readonly create?: boolean;
  /** An open connection to use instead of `file`; it stays open. For tests that share a database in memory. */
  readonly database?: DatabaseSync;
  /** How long a writer of the ERP may keep ours waiting; 5000 unless given. */
  readonly busyTimeoutMs?: number;
  /** Statements go to category `Sql` as Verbose, without their values. */
  readonly log?: Log;
}

/** What a planner at the dispatch board sees and does. Faults of writing: `appointmentUnknown`, `appointmentLocked`, `appointmentChanged`. */
export interface Board {
  within(span: BoardSpan): Promise<readonly PlanningRow[]>;
  unplanned(most: number): Promise<readonly PlanningRow[]>;
  trash(most: number): Promise<readonly PlanningRow[]>;
  one(id: AppointmentId): Promise<PlanningRow>;
  plan(id: AppointmentId, fields: BoardPatch): Promise<PlanningRow>;
  change(id: AppointmentId, expected: Version, patch: BoardPatch): Promise<PlanningRow>;
}

/** What an administrator sees and does of users and employees; `people.ts` names the faults. */
export interface People {
  users(): Promise<readonly UserRecord[]>;
  employees(): Promise<readonly EmployeeRecord[]>;
  planningDatabases(): Promise<readonly DatabaseRecord[]>;
  addUser(id: string, fields: UserFields): Promise<UserRecord>;
  changeUser(id: string, expected: string, patch: Partial<UserFields>): Promise<UserRecord>;
  addEmployee(id: string, fields: EmployeeFields): Promise<EmployeeRecord>;
  changeEmployee(id: string, expected: string, patch: Partial<EmployeeFields>): Promise<EmployeeRecord>;
}

/** The port, and what our own tools (sample company, import, console) need beside it. */
export interface PlanningGateway extends PlanningPort {
  readonly board: Board;
  readonly people: People;
  /** Writes everything in one transaction; it is noticed by the change feed like an ERP's work. */
  importRows(rows: PlanningImport): Promise<void>;
}

/** Faults: `planningUnreachable`, `planningNewer`, `planningForeign` (all refused: nothing was written), `planningBusy`. */
export async function openPlanning(options: PlanningOptions): Promise<PlanningGateway> {
  const { file, company, create = true, busyTimeoutMs = 5000, log } = options;
  const database = options.database ?? openDatabase(file, company, create, busyTimeoutMs);
  if (options.database !== undefined) prepare(options.database, file, company);
  const connection = new SqliteConnection(database, log === undefined ? undefined : logTo(log));
  return {
    ...gateway(connection, file),
    async close() {
      await connection.settled();
      if (options.database === undefined && database.isOpen) database.close();
    },
  };
}

function gateway(connection: SqliteConnection, file: string): Omit<PlanningGateway, "close"> {
  const run = async <Result>(access: Access, work: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    try {
      return await connection.transaction(access, work);
    } catch (thrown) {
      throw asPlanningFault(thrown, file);
    }
  };
  return {
    directory: () => run("read", readDirectory),
    latestChange: () => run("statement", readLatestChange),
    changesAfter: (position) => run("statement", (tx) => readChangesAfter(tx, position)),
    rows: (ids) => run("read", (tx) => readRows(tx, ids)),
    assigned: (employee, window) => run("read", (tx) => readAssigned(tx, employee, window)),
    insert: (row) => run("write", (tx) => insertRow(tx, row)),
    update: (id, expected, patch) => run("write", (tx) => updateRow(tx, id, expected, patch)),
    remove: (id, expected) => run("write", (tx) => removeRow(tx, id, expected)),
    trimChanges: (through, kept = []) => run("write", (tx) => trimFeed(tx, through, kept)),
    importRows: (rows) => run("write", (tx) => importInto(tx, rows)),
    board: {
      within: (span) => run("read", (tx) => readWithin(tx, span)),
      unplanned: (most) => run("read", (tx) => readUnplanned(tx, most)),
      trash: (most) => run("read", (tx) => readTrash(tx, most)),
      one: (id) => run("read", (tx) => readOne(tx, id)),
      plan: (id, fields) => run("write", (tx) => planByHand(tx, id, fields)),
      change: (id, expected, patch) => run("write", (tx) => changeByHand(tx, id, expected, patch)),
    },
    people: {
      users: () => run("read", readUsers),
      employees: () => run("read", readEmployees),
      planningDatabases: () => run("read", readDatabases),
      addUser: (id, fields) => aboutPeople(run("write", (tx) => addUser(tx, id, fields))),
      changeUser: (id, expected, patch) =>
        aboutPeople(run("write", (tx) => changeUser(tx, id, expected, patch))),
      addEmployee: (id, fields) => aboutPeople(run("write", (tx) => addEmployee(tx, id, fields))),
      changeEmployee: (id, expected, patch) =>
        aboutPeople(run("write", (tx) => changeEmployee(tx, id, expected, patch))),
    },
  };
}

/** A constraint of the ERP is told of the person, not of an appointment. */
async function aboutPeople<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (thrown) {
    if (!(thrown instanceof Fault && thrown.code === "appointmentRefused")) throw thrown;
    throw new Fault("refused", "personRefused", thrown.detail, { cause: thrown });
  }
}

function prepare(database: DatabaseSync, file: string, company: Company): void {
  try {
    prepareDatabase(database, file, company);
  } catch (thrown) {
    throw asOpeningFault(thrown, file);
  }
}

function logTo(log: Log): OnStatement {
  return (sql, milliseconds, failed) => {
    const detail = { sql, milliseconds: Math.round(milliseconds) };
    if (failed) log.debug("Sql", "statement failed", detail);
    else log.verbose("Sql", "statement", detail);
  };
}
