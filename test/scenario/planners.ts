// The planners' side of a scenario: what an ERP does by plain SQL, and what the board shows.
import assert from "node:assert/strict";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { parseTime, spanOf, timeColumns } from "./when.ts";

/** What the board shows of an appointment. */
export interface OnBoard {
  readonly subject: string;
  readonly when: string;
  readonly who: string;
  readonly state?: string;
}

/** Kept with the connection: stories that play on it one after the other use the same few statements. */
const STATEMENTS = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

export class Planners {
  protected erp: DatabaseSync;
  /** Names to employee ids. */
  protected readonly people = new Map<string, string>();
  #lastId = 0;

  constructor(erp: DatabaseSync) {
    this.erp = erp;
  }

  /** A transaction is under way on the connection that the ERP shares with the sync here. */
  get isPlanningBusy(): boolean {
    return this.erp.isTransaction;
  }

  /** Any statement of the ERP. */
  sql(statement: string, ...values: (string | number | null)[]): Record<string, unknown>[] {
    return this.#prepare(statement).all(...values) as Record<string, unknown>[];
  }

  #prepare(sql: string): StatementSync {
    const known = STATEMENTS.get(this.erp) ?? new Map<string, StatementSync>();
    STATEMENTS.set(this.erp, known);
    const statement = known.get(sql) ?? this.erp.prepare(sql);
    known.set(sql, statement);
    return statement;
  }

  /** The dispatcher plans a job: `plan("Wartung", "Anna", "2026-11-25 09:00-11:00")`, or `"2026-11-25"` for the whole day. */
  plan(
    subject: string,
    who: string | readonly string[],
    when: string,
    more: Record<string, string | number | null> = {},
  ): string {
    const id = this.uuid();
    const columns = { id, subject, ...timeColumns(parseTime(when)), ...more };
    const names = Object.keys(columns);
    this.sql(
      `insert into appointment (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
      ...Object.values(columns),
    );
    for (const person of [who].flat()) this.assign(id, person);
    return id;
  }

  assign(id: string, person: string): void {
    this.sql(
      "insert into appointment_employee (appointment_id, employee_id) values (?, ?)",
      id,
      this.employee(person),
    );
  }

  unassign(id: string, person: string): void {
    this.sql(
      "delete from appointment_employee where appointment_id = ? and employee_id = ?",
      id,
      this.employee(person),
    );
  }

  /** The dispatcher changes columns: `change(id, { subject: "…" })`, or moves it: `change(id, { when: "…" })`. */
  change(id: string, { when, ...columns }: Record<string, string | number | null> & { when?: string }): void {
    const all = { ...columns, ...(when !== undefined && timeColumns(parseTime(when))) };
    const set = Object.keys(all).map((name) => `${name} = ?`);
    this.sql(`update appointment set ${set.join(", ")} where id = ?`, ...Object.values(all), id);
  }

  /** A backup of the planning database. */
  backUpPlanning(): Uint8Array {
    return this.erp.serialize();
  }

  remove(id: string): void {
    this.sql("delete from appointment where id = ?", id);
  }

  appointmentOf(subject: string): string {
    const found = this.sql("select id from appointment where subject = ?", subject);
    assert.equal(found.length, 1, `the board has ${found.length} appointments „${subject}“`);
    return String(found[0]?.id);
  }

  board(): OnBoard[] {
    const rows = this.sql(
      `select a.*, (select group_concat(name, ', ') from (select e.display_name as name from appointment_employee ae
         join employee e on e.id = ae.employee_id where ae.appointment_id = a.id order by 1)) as who
       from appointment a order by coalesce(starts_at, start_date), subject`,
    );
    return rows.map((row) => {
      const states = [row.locked === 1 && "locked", row.trashed_at !== null && "trash"].filter(Boolean);
      return {
        subject: String(row.subject),
        when:
          row.all_day === 1
            ? `${row.start_date}..${row.end_date}`
            : spanOf(String(row.starts_at), String(row.ends_at)),
        who: String(row.who ?? ""),
        ...(states.length > 0 && { state: states.join(" ") }),
      };
    });
  }

  protected employee(person: string): string {
    const id = this.people.get(person);
    assert.ok(id, `nobody is called ${person}`);
    return id;
  }

  protected uuid(): string {
    return `00000000-0000-4000-8000-${String(++this.#lastId).padStart(12, "0")}`;
  }
}
