// How far each participant was read, and the items that wait, as rows.
import type { AppointmentId, CalendarCursor, EmployeeId, EventId, UserId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { ParticipantMemory, WaitingItem } from "../../engine/ports/state.ts";
import type { Row, StateDatabase } from "./database.ts";

export function storeMemory(database: StateDatabase, memory: ParticipantMemory): void {
  database.run(
    `insert or replace into memory (user_id, addresses, mailbox, calendar_cursor, cursor_stored_at, cursor_window,
       planning_sequence, planning_fingerprint, initial_sync_done_at, employee_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    memory.userId,
    JSON.stringify(memory.addresses),
    memory.mailbox === null ? null : JSON.stringify(memory.mailbox),
    memory.calendarCursor,
    memory.cursorStoredAt,
    memory.cursorWindow,
    memory.planningPosition?.sequence ?? null,
    memory.planningPosition?.fingerprint ?? null,
    memory.initialSyncDoneAt,
    memory.employeeId,
  );
}

export function readMemory(row: Row): ParticipantMemory {
  return {
    userId: row.user_id as UserId,
    employeeId: row.employee_id as EmployeeId | null,
    addresses: JSON.parse(row.addresses as string) as readonly string[],
    mailbox: row.mailbox === null ? null : (JSON.parse(row.mailbox as string) as Mailbox),
    calendarCursor: row.calendar_cursor as CalendarCursor | null,
    cursorStoredAt: row.cursor_stored_at as number,
    cursorWindow: row.cursor_window as string | null,
    planningPosition:
      row.planning_sequence === null
        ? null
        : {
            sequence: row.planning_sequence as number,
            fingerprint: row.planning_fingerprint as string | null,
          },
    initialSyncDoneAt: row.initial_sync_done_at as number | null,
  };
}

/** No id is the empty text in the key: NULL is never equal to NULL, and an item would wait twice. */
const keyPart = (id: string | null) => id ?? "";

export function storeWaiting(database: StateDatabase, item: WaitingItem): void {
  insertWaiting(database, item, "insert or replace");
}

/** One attempt more, so that a pass that has read it before does not end it. */
export function storeLookAgain(database: StateDatabase, item: WaitingItem): void {
  insertWaiting(
    database,
    item,
    "insert",
    `on conflict (user_id, appointment_id, event_id)
       do update set attempts = attempts + 1, retry_at = min(retry_at, excluded.retry_at) where kind = 'parked'`,
  );
}

function insertWaiting(database: StateDatabase, item: WaitingItem, insert: string, otherwise = ""): void {
  database.run(
    `${insert} into waiting (user_id, appointment_id, event_id, subject, reason, kind, attempts, since, retry_at, hold, answer)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ${otherwise}`,
    item.userId,
    keyPart(item.appointmentId),
    keyPart(item.eventId),
    item.subject,
    item.reason,
    item.kind,
    item.attempts,
    item.since,
    item.retryAt,
    item.hold,
    item.answer,
  );
}

export function endWaiting(database: StateDatabase, item: WaitingItem): void {
  database.run(
    "delete from waiting where user_id = ? and appointment_id = ? and event_id = ? and attempts = ?",
    item.userId,
    keyPart(item.appointmentId),
    keyPart(item.eventId),
    item.attempts,
  );
}

export function readWaiting(row: Row): WaitingItem {
  return {
    userId: row.user_id as UserId,
    appointmentId: row.appointment_id === "" ? null : (row.appointment_id as AppointmentId),
    eventId: row.event_id === "" ? null : (row.event_id as EventId),
    subject: row.subject as string | null,
    reason: row.reason as WaitingItem["reason"],
    kind: row.kind as WaitingItem["kind"],
    attempts: row.attempts as number,
    since: row.since as number,
    retryAt: row.retry_at as number,
    hold: row.hold as WaitingItem["hold"],
    answer: row.answer as WaitingItem["answer"],
  };
}
