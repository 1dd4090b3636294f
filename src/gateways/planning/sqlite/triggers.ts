// The triggers that notice what anybody writes, with any SQLite tool, and keep version and times. They use nothing newer than
// SQLite 3.8 and no function of ours, since they run inside the ERP's process.

import { NOW_TO_THE_MILLISECOND } from "./tables.ts";

/** Everything but the columns that the triggers keep themselves: a change of one of these is a change of the appointment. */
const WATCHED = [
  "id",
  "subject",
  "location",
  "notes",
  "all_day",
  "starts_at",
  "ends_at",
  "start_date",
  "end_date",
  "category",
  "show_as",
  "private",
  "reminder_minutes",
  "order_number",
  "customer_name",
  "customer_phone",
  "address",
  "trashed_at",
  "origin",
  "locked",
  "locked_reason",
  "organizer",
  "attendees",
  "join_url",
  "web_url",
  "series_id",
];

/** With milliseconds: of two changes of one appointment that have the same number in two histories the time tells them apart. */
const note = (id: string, kind: string) =>
  `insert into appointment_change (appointment_id, kind, changed_at)
     values (lower(${id}), '${kind}', ${NOW_TO_THE_MILLISECOND});`;

/**
 * The version is the sequence number of the appointment's newest change: unlike a counter in the row, it never comes back after
 * INSERT OR REPLACE or DELETE and INSERT. This UPDATE names no watched column, so it fires nothing, whatever recursive_triggers is.
 */
const stamp = (id: string) =>
  `update appointment
      set row_version = (select max(seq) from appointment_change),
          modified_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
    where id = ${id} collate nocase;`;

const differs = (columns: readonly string[]) =>
  columns.map((column) => `old.${column} is not new.${column}`).join(" or ");

/** By name. */
export const TRIGGERS: Readonly<Record<string, string>> = {
  // Fires for INSERT OR REPLACE too, where the delete trigger does not (recursive_triggers off).
  termin_sync_appointment_insert: `
    after insert on appointment begin
      ${note("new.id", "insert")}
      ${stamp("new.id")}
      update appointment set created_at = modified_at where id = new.id collate nocase and created_at is null;
    end`,

  // Saving a row as it was is no change: an ERP that rewrites every row each night sets nobody to work.
  termin_sync_appointment_update: `
    after update of ${WATCHED.filter((column) => column !== "id").join(", ")} on appointment
    when old.id is new.id collate nocase and (${differs(WATCHED.filter((column) => column !== "id"))}) begin
      ${note("new.id", "update")}
      ${stamp("new.id")}
    end`,

  // Another id is another appointment; its assignments go with it.
  termin_sync_appointment_rename: `
    after update of id on appointment
    when old.id is not new.id collate nocase begin
      ${note("old.id", "delete")}
      ${note("new.id", "insert")}
      ${stamp("new.id")}
      update or ignore appointment_employee set appointment_id = new.id where appointment_id = old.id collate nocase;
      delete from appointment_employee where appointment_id = old.id collate nocase;
    end`,

  // The assignments go silently: `delete` says it all.
  termin_sync_appointment_delete: `
    after delete on appointment begin
      ${note("old.id", "delete")}
      delete from appointment_employee where appointment_id = old.id collate nocase;
    end`,

  termin_sync_assignment_insert: `
    after insert on appointment_employee begin
      ${note("new.appointment_id", "assign")}
      ${stamp("new.appointment_id")}
    end`,

  termin_sync_assignment_delete: `
    after delete on appointment_employee
    when exists (select 1 from appointment where id = old.appointment_id collate nocase) begin
      ${note("old.appointment_id", "unassign")}
      ${stamp("old.appointment_id")}
    end`,

  termin_sync_assignment_update: `
    after update of appointment_id, employee_id on appointment_employee
    when old.appointment_id is not new.appointment_id collate nocase
      or old.employee_id is not new.employee_id collate nocase begin
      ${note("old.appointment_id", "unassign")}
      ${stamp("old.appointment_id")}
      ${note("new.appointment_id", "assign")}
      ${stamp("new.appointment_id")}
    end`,
};

/** Exactly as SQLite keeps it in its schema table, so that both can be compared. */
export function createTriggerSql(name: string): string {
  return `CREATE TRIGGER ${name} ${TRIGGERS[name]}`;
}
