// The state port on SQLite, in a private file or in memory. With node:sqlite itself rather than through a query builder: each
// reading is synchronous and each writing one transaction, so nothing can interleave with it, and the same code in memory is fast enough to be the
// twin of every test and simulation.
import type { DatabaseSync } from "node:sqlite";
import type { EventId, RunId, UserId } from "../../core/model/ids.ts";
import type { Clock } from "../../engine/ports/clock.ts";
import type { Entropy } from "../../engine/ports/entropy.ts";
import type { AuditRecord, PassRecord, Recording, StatePort } from "../../engine/ports/state.ts";
import { type Row, StateDatabase } from "./database.ts";
import { GenerationBook } from "./generations.ts";
import { GroupCommit, type MakeSafe } from "./group-commit.ts";
import {
  countWritesByHour,
  findJournalEntries,
  readConflict,
  readDelays,
  readIntent,
  readMeasuredDelays,
  storeConflict,
  storeIntent,
  storeJournalEntry,
  trimJournalBefore,
} from "./journal.ts";
import { asList, forgetLink, LINKS, readLink, storeLink } from "./links.ts";
import { LogToDisk } from "./log-to-disk.ts";
import {
  endWaiting,
  readMemory,
  readWaiting,
  storeLookAgain,
  storeMemory,
  storeWaiting,
} from "./memories.ts";
import { openStateFile, prepareStore } from "./open-file.ts";
import { readSubscription, storeSubscription } from "./subscriptions.ts";

export interface StateOptions {
  /** Absolute file name, or `:memory:`. */
  readonly file: string;
  /** `01` to `99`; a file that belongs to another company is refused. */
  readonly companyNumber: string;
  readonly clock: Pick<Clock, "now">;
  readonly entropy: Pick<Entropy, "uuid">;
  /**
   * `look` (for `status` and dry runs): nothing is written; a missing file is an empty store in memory, and a recording into an
   * existing one fails. Default `write`.
   */
  readonly access?: "write" | "look";
  /** An open connection to use instead of `file`; it stays open. For tests in which a process dies and its memory database does not. */
  readonly database?: DatabaseSync;
  /** Instead of the file's own log being written to the disk. For tests in which the power fails. */
  readonly makeSafe?: MakeSafe;
}

/** Faults: `stateUnreachable`, `stateCorrupt`, `stateNewer`, `stateOtherCompany`, all refused; nothing was written then. */
export async function openState(options: StateOptions): Promise<StatePort> {
  const { file, companyNumber, clock, access = "write" } = options;
  const connection =
    options.database === undefined
      ? openStateFile(file, companyNumber, clock.now(), access)
      : prepareStore(options.database, companyNumber, clock.now());
  const database = new StateDatabase(connection, file);
  const log = file === ":memory:" ? null : new LogToDisk(file);
  const commits = new GroupCommit(database, options.makeSafe ?? (async () => log?.sync()));
  const generations = new GenerationBook(database, options.entropy, access === "write");
  return {
    generations,
    ...reading(database),
    ...writing(database, commits, generations),
    async close() {
      await commits.settled();
      await log?.close();
      if (options.database === undefined && connection.isOpen) connection.close();
    },
  };
}

type Reading = Omit<StatePort, keyof Writing | "generations" | "close">;
type Writing = Pick<
  StatePort,
  | "announce"
  | "record"
  | "answerHeld"
  | "trimJournal"
  | "recordPass"
  | "recordAudit"
  | "pause"
  | "resume"
  | "storeSubscription"
  | "forgetSubscription"
  | "recordRun"
>;

function reading(database: StateDatabase): Reading {
  const links = (sql: string, ...values: string[]) => database.all(sql, ...values).map(readLink);
  /** Passes without news ask for nobody's links. */
  const linksAmong = (sql: string, list: readonly string[], ...values: string[]) =>
    list.length === 0 ? [] : links(sql, asList(list), ...values);
  return {
    async memory(user) {
      const row = database.get("select * from memory where user_id = ?", user);
      return row === undefined ? null : readMemory(row);
    },
    memories: async () => database.all("select * from memory order by user_id").map(readMemory),
    linksByAppointment: async (user, ids) => linksAmong(LINKS.byAppointment, ids, user),
    linksByEvent: async (user, ids) => linksAmong(LINKS.byEvent, ids, user),
    linksOfSeries: async (user, masters) => linksAmong(LINKS.bySeries, masters, user),
    linksOfAppointments: async (ids) => linksAmong(LINKS.ofAppointments, ids),
    linksOfMeetings: async (keys) => linksAmong(LINKS.ofMeetings, keys),
    everyLink: async (user) => links(LINKS.every, user),
    countActiveLinks: async (user) => countOf(database.get(LINKS.countActive, user)),
    untoldEvents: async (user) =>
      database
        .all("select event_id from untold_event where user_id = ?", user)
        .map((row) => row.event_id as EventId),
    openIntents: async (user) =>
      database.all("select body from intent where user_id = ? order by seq", user).map(readIntent),
    waiting: async (user) =>
      database
        .all("select * from waiting where user_id = ? order by since, appointment_id, event_id", user)
        .map(readWaiting),
    everyWaiting: async () =>
      database
        .all("select * from waiting order by user_id, since, appointment_id, event_id")
        .map(readWaiting),
    conflicts: async () => database.all("select * from conflict order by seq").map(readConflict),
    async countConflicts() {
      const rows = database.all("select user_id, count(*) as n from conflict group by user_id");
      return new Map(rows.map((row) => [row.user_id as UserId, countOf(row)]));
    },
    journal: async (query) => findJournalEntries(database, query),
    delays: async (since) => readDelays(database, since),
    measuredDelays: async (since) => readMeasuredDelays(database, since),
    writesByHour: async (since) => countWritesByHour(database, since),
    passes: async () => database.all("select * from pass order by login, user_id").map(readPass),
    audits: async () => database.all("select * from audit order by login, user_id").map(readAudit),
    paused: async () =>
      database
        .all("select * from paused order by user_id")
        .map((row) => ({ userId: row.user_id as UserId, since: row.since as number })),
    subscriptions: async () =>
      database.all("select * from subscription order by user_id").map(readSubscription),
    async lastRun() {
      const row = database.get("select * from last_run");
      if (row === undefined) return null;
      return {
        id: row.id as RunId,
        startedAt: row.started_at as string,
        finishedAt: row.finished_at as string,
      };
    },
  };
}

function writing(database: StateDatabase, commits: GroupCommit, generations: GenerationBook): Writing {
  return {
    announce: (intents) =>
      commits.take(() => {
        for (const intent of intents) {
          storeIntent(database, intent);
          generations.keep(intent.linkAfter?.generation ?? "");
        }
      }),
    record: (recording) => commits.take(() => store(database, recording)),
    answerHeld: (user, answer) =>
      commits.take(() =>
        database.run("update waiting set answer = ? where user_id = ? and kind = 'held'", answer, user),
      ),
    trimJournal: (before) => commits.take(() => trimJournalBefore(database, before)),
    recordPass: (pass) =>
      commits.take(() => {
        database.run(
          "insert or replace into pass (user_id, login, at, report) values (?, ?, ?, ?)",
          pass.userId,
          pass.login,
          pass.at,
          JSON.stringify(pass.report),
        );
      }),
    recordAudit: ({ userId, login, summary }) =>
      commits.take(() => {
        database.run(
          "insert or replace into audit (user_id, login, summary) values (?, ?, ?)",
          userId,
          login,
          JSON.stringify(summary),
        );
      }),
    pause: (user, since) =>
      commits.take(
        () => database.run("insert or ignore into paused (user_id, since) values (?, ?)", user, since) > 0,
      ),
    resume: (user) => commits.take(() => database.run("delete from paused where user_id = ?", user) > 0),
    storeSubscription: (subscription) => commits.take(() => storeSubscription(database, subscription)),
    forgetSubscription: (user) =>
      commits.take(() => {
        database.run("delete from subscription where user_id = ?", user);
      }),
    recordRun: (run) =>
      commits.take(() => {
        database.run(
          "insert or replace into last_run (one, id, started_at, finished_at) values (1, ?, ?, ?)",
          run.id,
          run.startedAt,
          run.finishedAt,
        );
      }),
  };
}

/** What ends comes first, so that a recording may put something new in its place. */
function store(database: StateDatabase, recording: Recording): void {
  for (const id of recording.forgetLinks ?? []) forgetLink(database, id);
  for (const link of recording.storeLinks ?? []) storeLink(database, link);
  for (const id of recording.settle ?? []) database.run("delete from intent where id = ?", id);
  for (const entry of recording.journal ?? []) storeJournalEntry(database, entry);
  for (const conflict of recording.conflicts ?? []) storeConflict(database, conflict);
  for (const id of recording.answeredConflicts ?? []) database.run("delete from conflict where id = ?", id);
  if (recording.memory !== undefined) storeMemory(database, recording.memory);
  for (const { userId, eventId } of recording.untold ?? [])
    database.run("insert or ignore into untold_event (user_id, event_id) values (?, ?)", userId, eventId);
  for (const { userId, eventId } of recording.told ?? [])
    database.run("delete from untold_event where user_id = ? and event_id = ?", userId, eventId);
  for (const item of recording.noLongerWaiting ?? []) endWaiting(database, item);
  for (const item of recording.waiting ?? []) storeWaiting(database, item);
  for (const item of recording.lookAgain ?? []) storeLookAgain(database, item);
}

function readPass(row: Row): PassRecord {
  return {
    userId: row.user_id as UserId,
    login: row.login as string,
    at: row.at as string,
    report: JSON.parse(row.report as string) as PassRecord["report"],
  };
}

function readAudit(row: Row): AuditRecord {
  return {
    userId: row.user_id as UserId,
    login: row.login as string,
    summary: JSON.parse(row.summary as string) as AuditRecord["summary"],
  };
}

function countOf(row: Row | undefined): number {
  return Number(row?.n ?? 0);
}
