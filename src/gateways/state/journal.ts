// What was written and what was overruled: journal, conflicts, and the intents of writes that are not confirmed yet.
import type { JournalEntry, Side } from "../../contract/report.ts";
import { canonicalInstant, epochMsOf } from "../../core/time/instant.ts";
import type {
  Conflict,
  HourOfWrites,
  Intent,
  JournalQuery,
  MeasuredDelay,
} from "../../engine/ports/state.ts";
import type { Row, StateDatabase } from "./database.ts";

/** An entry is written once and never changed. */
export function storeJournalEntry(database: StateDatabase, entry: JournalEntry): void {
  database.run(
    `insert into journal (id, at, at_ms, login, appointment, event, subject, side, action, before, after, reason, run,
       delay_seconds) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.id,
    entry.at,
    epochMs(entry.at),
    entry.user,
    entry.appointment,
    entry.event,
    entry.subject,
    entry.side,
    entry.action,
    asJson(entry.before),
    asJson(entry.after),
    entry.reason,
    entry.run,
    entry.delaySeconds ?? null,
  );
}

/** The newest `limit` entries that match, newest last. */
export function findJournalEntries(database: StateDatabase, query: JournalQuery): readonly JournalEntry[] {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const require = (condition: string, ...bound: (string | number)[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  // Appointments' ids are lower-case inside; a person may paste one in capitals.
  if (query.appointment !== undefined) require("appointment = ?", query.appointment.toLowerCase());
  if (query.entryOrRun !== undefined) {
    conditions.push("(id = ? or run = ?)");
    values.push(query.entryOrRun, query.entryOrRun);
  }
  if (query.login !== undefined) require("login = ?", query.login);
  if (query.since !== undefined) require("at_ms >= ?", epochMs(query.since));
  if (query.until !== undefined) require("at_ms < ?", epochMs(query.until));
  if (query.side !== undefined) require("side = ?", query.side);
  if (query.action !== undefined) require("action = ?", query.action);
  if (query.reason !== undefined) require("substr(reason, 1, length(?)) = ?", query.reason, query.reason);
  if (query.before !== undefined) require("seq < (select seq from journal where id = ?)", query.before);
  if (query.text !== undefined) {
    const pattern = containing(query.text);
    require("(subject like ? escape '!' or before like ? escape '!' or after like ? escape '!')", pattern, pattern, pattern);
  }
  const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  // A negative limit is none.
  const rows = database.all(
    `select * from journal ${where} order by seq desc limit ?`,
    ...values,
    query.limit ?? -1,
  );
  return rows.reverse().map(readJournalEntry);
}

/** SQLite takes `a` for `A` but not `ä` for `Ä`: whatever is beyond ASCII may stand for any one letter. */
function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, "!$&").replace(/[^\x20-\x7e]/gu, "_")}%`;
}

export function readMeasuredDelays(database: StateDatabase, since: string): readonly MeasuredDelay[] {
  const rows = database.all(
    "select login, side, at_ms, delay_seconds from journal where at_ms >= ? and delay_seconds is not null order by at_ms, seq",
    epochMs(since),
  );
  return rows.map((row) => ({
    login: row.login as string,
    side: row.side as Side,
    at: row.at_ms as number,
    seconds: row.delay_seconds as number,
  }));
}

export function countWritesByHour(database: StateDatabase, since: string): readonly HourOfWrites[] {
  const rows = database.all(
    `select at_ms / 3600000 as hour, side, count(*) as n from journal
       where at_ms >= ? and action not in ('link', 'overrule') group by hour, side order by hour, side`,
    epochMs(since),
  );
  return rows.map((row) => ({
    from: (row.hour as number) * 3_600_000,
    side: row.side as Side,
    writes: row.n as number,
  }));
}

export function readDelays(
  database: StateDatabase,
  since: string,
): Readonly<Record<Side, readonly number[]>> {
  const rows = database.all(
    "select side, delay_seconds from journal where at_ms >= ? and delay_seconds is not null",
    epochMs(since),
  );
  const of = (side: Side) => rows.flatMap((row) => (row.side === side ? [row.delay_seconds as number] : []));
  return { planning: of("planning"), office365: of("office365") };
}

export function trimJournalBefore(database: StateDatabase, before: string): void {
  database.run("delete from journal where at_ms < ?", epochMs(before));
}

function readJournalEntry(row: Row): JournalEntry {
  return {
    id: row.id as string,
    at: row.at as string,
    user: row.login as string,
    appointment: row.appointment as string | null,
    event: row.event as string | null,
    subject: row.subject as string | null,
    side: row.side as JournalEntry["side"],
    action: row.action as JournalEntry["action"],
    before: JSON.parse(row.before as string),
    after: JSON.parse(row.after as string),
    reason: row.reason as string,
    run: row.run as string,
    ...(row.delay_seconds !== null && { delaySeconds: row.delay_seconds as number }),
  };
}

export function storeConflict(database: StateDatabase, conflict: Conflict): void {
  database.run(
    `insert into conflict (id, at, user_id, appointment_id, event_id, field, planning, office365, winner)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    conflict.id,
    conflict.at,
    conflict.userId,
    conflict.appointmentId,
    conflict.eventId,
    conflict.field,
    asJson(conflict.planning),
    asJson(conflict.office365),
    conflict.winner,
  );
}

export function readConflict(row: Row): Conflict {
  return {
    id: row.id as string,
    at: row.at as string,
    userId: row.user_id as Conflict["userId"],
    appointmentId: row.appointment_id as Conflict["appointmentId"],
    eventId: row.event_id as Conflict["eventId"],
    field: row.field as Conflict["field"],
    planning: JSON.parse(row.planning as string),
    office365: JSON.parse(row.office365 as string),
    winner: row.winner as Conflict["winner"],
  };
}

export function storeIntent(database: StateDatabase, intent: Intent): void {
  database.run(
    "insert into intent (id, user_id, body) values (?, ?, ?)",
    intent.id,
    intent.userId,
    JSON.stringify(intent),
  );
}

/** One that an earlier version announced knows of no conflicts. */
export function readIntent(row: Row): Intent {
  const intent = JSON.parse(row.body as string) as Omit<Intent, "conflicts"> & Partial<Intent>;
  return { ...intent, conflicts: intent.conflicts ?? [] };
}

function asJson(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

function epochMs(instant: string): number {
  return epochMsOf(canonicalInstant(instant) ?? instant);
}
