// A small company to play scenarios in, told in the planners' words: an ERP that writes plain SQL, people in Outlook, and the sync.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ParticipantReport, SyncReport } from "../../src/contract/report.ts";
import type { SyncSettings } from "../../src/contract/settings.ts";
import type { CalendarEvent } from "../../src/core/model/event.ts";
import type { SharedFields, Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { instantOfWallTime, wallTimeOfInstant } from "../../src/core/time/zones.ts";
import { runCycle } from "../../src/engine/cycle.ts";
import type { Log } from "../../src/engine/log.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { type EventDraft, MemoryCalendar } from "../../src/gateways/memory/calendar.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";

const ZONE = "Europe/Berlin";
const DEFAULTS: SyncSettings = {
  MonthsPast: 6,
  MonthsFuture: 14,
  ConflictWinner: "Origin",
  DeletedInOutlook: "Unassign",
  PrivateEvents: "BusyOnly",
  DeletionGuard: { Count: 10, Percent: 20 },
  JournalDays: 90,
};

export interface Setup {
  readonly people?: readonly string[];
  readonly sync?: Partial<SyncSettings>;
  /** Wall time in the company's zone. */
  readonly now?: string;
}

/** What the board shows of an appointment. */
export interface OnBoard {
  readonly subject: string;
  readonly when: string;
  readonly who: string;
  readonly state?: string;
}

export class World {
  readonly calendar = new MemoryCalendar();
  readonly #ports: Ports;
  readonly #erp: DatabaseSync;
  readonly #folder: string;
  readonly #people = new Map<string, string>();
  #sync: SyncSettings;
  #now: number;
  #lastId = 0;
  #lastError = "";

  static async open(setup: Setup = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), "scenario-"));
    const now = Date.parse(instantOfWallTime(setup.now ?? "2026-11-24T10:00:00", ZONE));
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    const planning = await openPlanning({ file: join(folder, "planning.db"), company: COMPANY });
    const state = await openState({ file: ":memory:", companyNumber: COMPANY.number, clock });
    return new World(setup, folder, now, planning, state);
  }

  private constructor(
    setup: Setup,
    folder: string,
    now: number,
    planning: Ports["planning"],
    state: Ports["state"],
  ) {
    this.#folder = folder;
    this.#now = now;
    this.#sync = { ...DEFAULTS, ...setup.sync };
    const clock: Clock = { now: () => this.#now, sleep: () => Promise.resolve() };
    this.#ports = {
      planning,
      state,
      calendar: this.calendar,
      clock,
      entropy: seededEntropy(1),
      log: this.#log(),
    };
    this.#erp = new DatabaseSync(join(folder, "planning.db"));
    for (const person of setup.people ?? ["Anna"]) this.hire(person);
  }

  /** Keeps the last error for the scenario that fails by it. */
  #log(): Log {
    const silent = () => undefined;
    const keep = (_category: string, message: string, detail?: object) => {
      this.#lastError = `${message} ${JSON.stringify(detail)}`;
    };
    return { verbose: silent, debug: silent, information: silent, warning: silent, error: keep };
  }

  async close(): Promise<void> {
    this.#erp.close();
    await this.#ports.planning.close();
    await this.#ports.state.close();
    rmSync(this.#folder, { recursive: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** A new employee with a user and a mailbox. */
  hire(person: string): void {
    const employee = this.#uuid();
    this.#people.set(person, employee);
    this.sql("insert into employee (id, display_name) values (?, ?)", employee, person);
    this.sql(
      `insert into app_user (id, login, display_name, employee_id, sync_kind, office365_user_name, without_password)
       values (?, ?, ?, ?, 'office365', ?, 1)`,
      this.#uuid(),
      person.toLowerCase(),
      person,
      employee,
      emailOf(person),
    );
    this.calendar.open(emailOf(person));
  }

  /** Any statement of the ERP, on a connection of its own. */
  sql(statement: string, ...values: (string | number | null)[]): Record<string, unknown>[] {
    return this.#erp.prepare(statement).all(...values) as Record<string, unknown>[];
  }

  /** The dispatcher plans a job: `plan("Wartung", "Anna", "2026-11-25 09:00-11:00")`, or `"2026-11-25"` for the whole day. */
  plan(
    subject: string,
    who: string | readonly string[],
    when: string,
    more: Record<string, string | number | null> = {},
  ): string {
    const id = this.#uuid();
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
      this.#employee(person),
    );
  }

  unassign(id: string, person: string): void {
    this.sql(
      "delete from appointment_employee where appointment_id = ? and employee_id = ?",
      id,
      this.#employee(person),
    );
  }

  /** The dispatcher changes columns: `change(id, { subject: "…" })`, or moves it: `change(id, { when: "…" })`. */
  change(id: string, { when, ...columns }: Record<string, string | number | null> & { when?: string }): void {
    const all = { ...columns, ...(when !== undefined && timeColumns(parseTime(when))) };
    const set = Object.keys(all).map((name) => `${name} = ?`);
    this.sql(`update appointment set ${set.join(", ")} where id = ?`, ...Object.values(all), id);
  }

  remove(id: string): void {
    this.sql("delete from appointment where id = ?", id);
  }

  /** Somebody makes an event in Outlook. */
  outlookAdd(
    person: string,
    subject: string,
    when: string,
    more: Partial<Omit<EventDraft, "fields">> & { fields?: Partial<SharedFields> } = {},
  ): EventId {
    return this.calendar.add(emailOf(person), {
      ...more,
      fields: { subject, time: parseTime(when), ...more.fields },
    });
  }

  outlookEdit(person: string, id: EventId, change: Partial<SharedFields> & { when?: string }): void {
    const { when, ...fields } = change;
    this.calendar.edit(emailOf(person), id, {
      fields: { ...fields, ...(when !== undefined && { time: parseTime(when) }) },
    });
  }

  outlookDelete(person: string, id: EventId): void {
    this.calendar.delete(emailOf(person), id);
  }

  /** The organizer changes or cancels a meeting: every guest's copy follows, as Exchange sees to it. */
  organizerEdit(
    person: string,
    event: CalendarEvent,
    change: Partial<SharedFields> & { when?: string },
  ): void {
    for (const copy of this.#copiesOf(event)) this.outlookEdit(copy.person, copy.id, change);
    this.outlookEdit(person, event.id, change);
  }

  organizerDelete(person: string, event: CalendarEvent): void {
    for (const copy of this.#copiesOf(event))
      this.calendar.edit(emailOf(copy.person), copy.id, { isCancelled: true });
    this.outlookDelete(person, event.id);
  }

  #copiesOf(event: CalendarEvent): { person: string; id: EventId }[] {
    return [...this.#people.keys()].flatMap((person) =>
      this.calendar
        .events(emailOf(person))
        .filter((other) => other.iCalUId === event.iCalUId && other.id !== event.id)
        .map(({ id }) => ({ person, id })),
    );
  }

  /** A meeting: every participant gets a copy of its own with a shared iCalUId. Others are people from outside. */
  outlookMeet(
    organizer: string,
    guests: readonly string[],
    subject: string,
    when: string,
    others = 0,
  ): Map<string, EventId> {
    const iCalUId = `meeting-${this.#uuid()}`;
    const copies = new Map<string, EventId>();
    for (const person of [organizer, ...guests]) {
      if (!this.#people.has(person)) continue;
      const more = { iCalUId, isOrganizer: person === organizer, otherAttendees: guests.length + others };
      copies.set(person, this.outlookAdd(person, subject, when, more));
    }
    return copies;
  }

  /** The event of an appointment in a person's calendar, found by its subject. */
  eventOf(person: string, subject: string): CalendarEvent {
    const found = this.calendar.events(emailOf(person)).filter((event) => event.fields.subject === subject);
    assert.equal(found.length, 1, `${person} has ${found.length} events „${subject}“`);
    return found[0] as CalendarEvent;
  }

  appointmentOf(subject: string): string {
    const found = this.sql("select id from appointment where subject = ?", subject);
    assert.equal(found.length, 1, `the board has ${found.length} appointments „${subject}“`);
    return String(found[0]?.id);
  }

  /** One cycle. A bug of ours is never an outcome: it fails the scenario. */
  async cycle(options: { only?: string[]; dryRun?: boolean } = {}): Promise<SyncReport> {
    const report = await this.#runCycle(options);
    const broken = report.participants.filter((one) => one.reason === "internalError");
    assert.deepEqual(broken, [], String(this.#lastError));
    return report;
  }

  #runCycle(options: { only?: string[]; dryRun?: boolean }): Promise<SyncReport> {
    return runCycle(this.#ports, {
      company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: ZONE },
      sync: this.#sync,
      logins: options.only?.map((person) => person.toLowerCase()) ?? null,
      dryRun: options.dryRun ?? false,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
  }

  /** One cycle, after which the next one (our own echo) must write nothing, and the one after that ask once at most. */
  async settle(): Promise<SyncReport> {
    const report = await this.cycle();
    const before = this.traces();
    await this.cycle();
    assert.deepEqual(this.traces(), before, "the second cycle wrote something");
    const atRest = await this.cycle();
    for (const one of atRest.participants) {
      assert.ok(
        one.requests <= 1 || one.outcome === "failed",
        `${one.user}: ${one.requests} requests at rest`,
      );
    }
    return report;
  }

  /** Everything that a write would change: rows, events, journal. */
  traces(): unknown {
    return {
      rows: this.sql("select id, row_version, modified_at from appointment order by id"),
      writes: this.calendar.writes.length,
      changes: this.sql("select max(seq) as seq from appointment_change"),
    };
  }

  settings(sync: Partial<SyncSettings>): void {
    this.#sync = { ...this.#sync, ...sync };
  }

  /** Days go by. */
  wait(days: number): void {
    this.#now += days * 86_400_000;
  }

  waitMinutes(minutes: number): void {
    this.#now += minutes * 60_000;
  }

  async answerHeld(person: string, answer: "confirm" | "restore"): Promise<number> {
    const directory = await this.#ports.planning.directory();
    const user = directory.users.find((one) => one.login === person.toLowerCase());
    assert.ok(user);
    return this.#ports.state.answerHeld(user.id, answer);
  }

  async journal(): Promise<readonly string[]> {
    const entries = await this.#ports.state.journal({});
    return entries.map((entry) => `${entry.user} ${entry.side} ${entry.action} ${entry.reason}`);
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

  /** A person's calendar, each event as `subject | when`. */
  outlook(person: string): string[] {
    return this.calendar
      .events(emailOf(person))
      .map((event) => `${event.fields.subject} | ${whenOf(event.fields.time)}`)
      .sort();
  }

  whenOf(event: CalendarEvent): string {
    return whenOf(event.fields.time);
  }

  #employee(person: string): string {
    const id = this.#people.get(person);
    assert.ok(id, `nobody is called ${person}`);
    return id;
  }

  #uuid(): string {
    return `00000000-0000-4000-8000-${String(++this.#lastId).padStart(12, "0")}`;
  }
}

const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: ZONE };

export function emailOf(person: string): string {
  return `${person.toLowerCase()}@muster.example`;
}

/** `2026-11-25 09:00-11:00` in the company's zone, `2026-11-25 22:00-2026-11-26 06:00`, `2026-11-25` or `2026-11-25..2026-11-28`. */
export function parseTime(when: string): Time {
  const timed = /^(\S+) (\d\d:\d\d)-(?:(\S+) )?(\d\d:\d\d)$/.exec(when);
  if (timed !== null) {
    const [, day, from, lastDay, until] = timed;
    const instant = (date: string | undefined, time: string | undefined) =>
      instantOfWallTime(`${date}T${time}:00`, ZONE);
    return { kind: "timed", start: instant(day, from), end: instant(lastDay ?? day, until) };
  }
  const [startDate = "", endDate] = when.split("..");
  const next = Temporal.PlainDate.from(startDate).add({ days: 1 }).toString();
  return { kind: "allDay", startDate, endDate: endDate ?? next };
}

function whenOf(time: Time): string {
  return time.kind === "timed" ? spanOf(time.start, time.end) : `${time.startDate}..${time.endDate}`;
}

function spanOf(start: string, end: string): string {
  const [day, from] = wallTimeOfInstant(start, ZONE).split("T");
  const [lastDay, until] = wallTimeOfInstant(end, ZONE).split("T");
  return `${day} ${from?.slice(0, 5)}-${lastDay === day ? "" : `${lastDay} `}${until?.slice(0, 5)}`;
}

function timeColumns(time: Time): Record<string, string | number | null> {
  return time.kind === "timed"
    ? { all_day: 0, starts_at: time.start, ends_at: time.end, start_date: null, end_date: null }
    : { all_day: 1, starts_at: null, ends_at: null, start_date: time.startDate, end_date: time.endDate };
}

/** The one participant's report. */
export function only(report: SyncReport): ParticipantReport {
  assert.equal(report.participants.length, 1);
  return report.participants[0] as ParticipantReport;
}
