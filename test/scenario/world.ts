// A small company to play scenarios in, told in the planners' words: an ERP that writes plain SQL, people in Outlook, and the sync.
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { JournalEntry, ParticipantReport, SyncReport } from "../../src/contract/report.ts";
import type { SyncSettings } from "../../src/contract/settings.ts";
import type { SharedFields } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { instantOfWallTime } from "../../src/core/time/zones.ts";
import { runCycle } from "../../src/engine/cycle.ts";
import type { Log } from "../../src/engine/log.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SMALL_LOAD, SYNC } from "../support/samples.ts";
import { COMPANY, closeStage, openStage, planningOn, type Stage, stateOn } from "./databases.ts";
import { MemoryOutlook } from "./memory-outlook.ts";
import { type Fate, mortal } from "./mortal.ts";
import type { Outlook, OutlookEvent } from "./outlook.ts";
import { Planners } from "./planners.ts";
import { PlayedClock } from "./played-clock.ts";
import { parseTime, whenOf, ZONE } from "./when.ts";

export interface Setup {
  readonly people?: readonly string[];
  readonly sync?: Partial<SyncSettings>;
  /** Wall time in the company's zone. */
  readonly now?: string;
}

type CycleWishes = { only?: string[]; dryRun?: boolean; signal?: AbortSignal };
type OpenOutlook = (clock: PlayedClock) => Outlook;

export class World extends Planners {
  static #openOutlook: OpenOutlook = () => new MemoryOutlook();
  readonly calendar: Outlook;
  /** For what a person does beside the cycles. */
  ports: Ports;
  readonly #clock: PlayedClock;
  readonly #stage: Stage;
  readonly #isOwnStage: boolean;
  #memory: DatabaseSync;
  #sync: SyncSettings;
  #lastError = "";

  /** Every world that opens from now on plays there. */
  static playOn(openOutlook: OpenOutlook): void {
    World.#openOutlook = openOutlook;
  }

  /** On a stage of its own, unless it is given one, which then stays open. */
  static async open(setup: Setup = {}, stage?: Stage): Promise<World> {
    const now = instantOfWallTime(setup.now ?? "2026-11-24T10:00:00", ZONE);
    const clock = new PlayedClock(Date.parse(now));
    return stage === undefined
      ? new World(setup, clock, await openStage(clock), true)
      : new World(setup, clock, stage, false);
  }

  private constructor(setup: Setup, clock: PlayedClock, stage: Stage, isOwnStage: boolean) {
    super(stage.erp);
    this.#clock = clock;
    this.#stage = stage;
    this.#isOwnStage = isOwnStage;
    this.#memory = stage.memory;
    this.#sync = { ...SYNC, ...setup.sync };
    this.calendar = World.#openOutlook(clock);
    this.ports = {
      planning: stage.planning,
      state: stage.state,
      calendar: this.calendar.port,
      clock,
      entropy: seededEntropy(1),
      log: this.#log(),
    };
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
    if (this.#memory !== this.#stage.memory) this.#memory.close();
    if (this.erp !== this.#stage.erp) this.erp.close();
    if (this.#isOwnStage) await closeStage(this.#stage);
    await this.calendar.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** A new employee with a user and a mailbox. */
  hire(person: string): void {
    const employee = this.uuid();
    this.people.set(person, employee);
    this.sql("insert into employee (id, display_name) values (?, ?)", employee, person);
    this.sql(
      `insert into app_user (id, login, display_name, employee_id, sync_kind, office365_user_name, without_password)
       values (?, ?, ?, ?, 'office365', ?, 1)`,
      this.uuid(),
      person.toLowerCase(),
      person,
      employee,
      emailOf(person),
    );
    this.calendar.open(emailOf(person));
  }

  /** Somebody makes an event in Outlook. */
  outlookAdd(
    person: string,
    subject: string,
    when: string,
    { fields }: { fields?: Partial<SharedFields> } = {},
  ): EventId {
    return this.calendar.add(emailOf(person), { subject, time: parseTime(when), ...fields });
  }

  /** What an organizer changes reaches every guest's copy. */
  outlookEdit(person: string, id: EventId, change: Partial<SharedFields> & { when?: string }): void {
    const { when, ...fields } = change;
    const time = when === undefined ? {} : { time: parseTime(when) };
    this.calendar.edit(emailOf(person), id, { ...fields, ...time });
  }

  /** An organizer calls a meeting off by it. */
  outlookDelete(person: string, id: EventId): void {
    this.calendar.delete(emailOf(person), id);
  }

  /** A meeting: each of them gets a copy of its own. Whoever is not employed here has a mailbox all the same; `others` are from outside. */
  outlookMeet(
    organizer: string,
    guests: readonly string[],
    subject: string,
    when: string,
    others = 0,
  ): Map<string, EventId> {
    const everybody = [organizer, ...guests];
    for (const person of everybody) if (!this.people.has(person)) this.calendar.open(emailOf(person));
    const draft = { subject, time: parseTime(when) };
    const ids = this.calendar.meet(emailOf(organizer), guests.map(emailOf), draft, others);
    return new Map(
      everybody.flatMap((person) => {
        const id = ids.get(emailOf(person));
        return id === undefined ? [] : [[person, id]];
      }),
    );
  }

  /** The event of an appointment in a person's calendar, found by its subject. */
  eventOf(person: string, subject: string): OutlookEvent {
    const found = this.calendar.events(emailOf(person)).filter((event) => event.fields.subject === subject);
    assert.equal(found.length, 1, `${person} has ${found.length} events „${subject}“`);
    return found[0] as OutlookEvent;
  }

  /** One cycle. A bug of ours is never an outcome: it fails the scenario. */
  async cycle(options: CycleWishes = {}): Promise<SyncReport> {
    const report = await this.#runCycle(options);
    assertNothingBroke(report, this.#lastError);
    return report;
  }

  /** A cycle in a process that dies on the way. False: it lived to its end. */
  async dyingCycle(fate: Fate): Promise<boolean> {
    const { ports, isDead } = mortal(this.ports, fate);
    const report = await this.#runCycle({}, ports).catch((thrown: unknown) => {
      if (!isDead()) throw thrown;
    });
    if (!isDead()) assertNothingBroke(report as SyncReport, this.#lastError);
    // What other passes of the dead process had under way comes to nothing first.
    await new Promise((resolve) => setImmediate(resolve));
    return isDead();
  }

  #runCycle(options: CycleWishes, ports = this.ports): Promise<SyncReport> {
    return runCycle(ports, {
      company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: ZONE },
      sync: this.#sync,
      logins: options.only?.map((person) => person.toLowerCase()) ?? null,
      dryRun: options.dryRun ?? false,
      load: SMALL_LOAD,
      onProgress: () => undefined,
      signal: options.signal ?? new AbortController().signal,
    });
  }

  /** One cycle, after which the next one (our own echo) must write nothing, and the one after that ask once for each link at most. */
  async settle(links = 1): Promise<SyncReport> {
    const report = await this.cycle();
    const before = this.traces();
    await this.cycle();
    assert.deepEqual(this.traces(), before, "the second cycle wrote something");
    const atRest = await this.cycle();
    for (const one of atRest.participants) {
      assert.ok(
        one.requests <= links || one.outcome === "failed",
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

  get sync(): SyncSettings {
    return this.#sync;
  }

  settings(sync: Partial<SyncSettings>): void {
    this.#sync = { ...this.#sync, ...sync };
  }

  /** A backup of the state file. */
  backUpState(): Uint8Array {
    return this.#memory.serialize();
  }

  /** Somebody deletes the state file, or puts a backup in its place. */
  async loseState(backup?: Uint8Array): Promise<void> {
    if (this.#memory !== this.#stage.memory) this.#memory.close();
    this.#memory = new DatabaseSync(":memory:");
    if (backup !== undefined) this.#memory.deserialize(backup);
    this.ports = { ...this.ports, state: await stateOn(this.#memory, this.ports.clock) };
  }

  /** Somebody puts a backup in the place of the planning database. */
  async restorePlanning(backup: Uint8Array): Promise<void> {
    if (this.erp !== this.#stage.erp) this.erp.close();
    this.erp = new DatabaseSync(":memory:");
    this.erp.deserialize(backup);
    this.ports = { ...this.ports, planning: await planningOn(this.erp) };
  }

  /** Days go by. */
  wait(days: number): void {
    this.#clock.pass(days * 86_400_000);
  }

  waitMinutes(minutes: number): void {
    this.#clock.pass(minutes * 60_000);
  }

  async answerHeld(person: string, answer: "confirm" | "restore"): Promise<number> {
    const directory = await this.ports.planning.directory();
    const user = directory.users.find((one) => one.login === person.toLowerCase());
    assert.ok(user);
    return this.ports.state.answerHeld(user.id, answer);
  }

  entries(): Promise<readonly JournalEntry[]> {
    return this.ports.state.journal({});
  }

  async journal(): Promise<readonly string[]> {
    const entries = await this.entries();
    return entries.map((entry) => `${entry.user} ${entry.side} ${entry.action} ${entry.reason}`);
  }

  /** A person's calendar, each event as `subject | when`. */
  outlook(person: string): string[] {
    return this.calendar
      .events(emailOf(person))
      .map((event) => `${event.fields.subject} | ${whenOf(event.fields.time)}`)
      .sort();
  }

  whenOf(event: OutlookEvent): string {
    return whenOf(event.fields.time);
  }
}

function assertNothingBroke({ participants }: SyncReport, lastError: string): void {
  const broken = participants.filter((one) => one.reason === "internalError");
  assert.deepEqual(broken, [], lastError);
}

export function emailOf(person: string): string {
  return `${person.toLowerCase()}@muster.example`;
}

/** The one participant's report. */
export function only(report: SyncReport): ParticipantReport {
  assert.equal(report.participants.length, 1);
  return report.participants[0] as ParticipantReport;
}
