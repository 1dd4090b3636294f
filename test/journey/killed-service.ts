// The real service against the real sandbox over HTTPS, killed with SIGKILL at moments drawn from a seed: half of them in the initial
// sync, half while an ERP and people in Outlook edit. Started again after each, it has to end where an undisturbed one would.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import type { SyncReport } from "../../src/contract/report.ts";
import { Dice } from "../../src/main/sample-company/dice.ts";
import { BothSides } from "./both-sides.ts";
import { begin, type Running, terminSync, until } from "./command.ts";
import { Edits } from "./edits.ts";
import { appointments, type Ground, marksOf, newGround } from "./ground.ts";

/** Long enough for a write to be under way at most moments. */
const LATENCY_MS = 150;
/** A service that has nothing more to do is killed all the same. */
const LONGEST_LIFE_MS = 6_000;
const BETWEEN_EDITS_MS = 300;
/** More than a look at planning takes to come round. */
const REST_MS = 3_000;

/** Writes to Microsoft 365 by their method. */
const METHODS = { createEvent: "POST", updateEvent: "PATCH", deleteEvent: "DELETE" } as const;
const ACTIONS = { POST: "create", PATCH: "update", DELETE: "delete" } as const;
type Counts = Record<keyof typeof ACTIONS, number>;

export interface Order {
  readonly seed: number;
  readonly kills: number;
}

export async function playKills(t: TestContext, { seed, kills }: Order): Promise<void> {
  t.diagnostic(`seed ${seed}: ${kills} kills`);
  const story = await Story.open(t, seed);
  for (let kill = 1; kill <= kills / 2; kill++) await story.dieInInitialSync(kill % 3 === 0);
  await story.rest();
  for (let kill = 1; kill <= kills / 2; kill++) await story.dieAtWork(kill % 3 === 0);
  await story.end();
}

class Story {
  readonly #t: TestContext;
  readonly #ground: Ground;
  readonly #sides: BothSides;
  readonly #edits: Edits;
  readonly #dice: Dice;
  /** Announced and not recorded when the service was killed, over all kills: so many writes may be sent twice. */
  readonly #open: Counts = { POST: 0, PATCH: 0, DELETE: 0 };

  static async open(t: TestContext, seed: number): Promise<Story> {
    const ground = await newGround(t, { latencyMs: LATENCY_MS, employees: 4, appointments: 40, seed });
    // Otherwise nobody could ever know of an event that was deleted before the service learned its id.
    ground.sandbox.control.settings({ transactionOutlivesDeletion: true });
    return new Story(t, ground, new Dice(seed, "killed service"));
  }

  private constructor(t: TestContext, ground: Ground, dice: Dice) {
    this.#t = t;
    this.#ground = ground;
    this.#dice = dice;
    this.#sides = new BothSides(ground);
    this.#edits = new Edits(this.#sides, dice.of("edits"));
  }

  async dieInInitialSync(isByClock: boolean): Promise<void> {
    const left = appointments(this.#ground.folder, "planning") - marksOf(this.#ground.sandbox).length;
    assert.ok(left > 10, "the initial sync has ended too early for this kill");
    await this.#edits.turn();
    await this.#live({ writes: this.#dice.between(1, Math.ceil(left / 3)), edits: 1, isByClock });
  }

  async dieAtWork(isByClock: boolean): Promise<void> {
    for (let turn = 0; turn < 4; turn++) await this.#edits.turn();
    await this.#live({ writes: this.#dice.between(1, 6), edits: 5, isByClock });
  }

  /** Starts the service, lets others edit beside it, and kills it after so many writes or, whatever it does, by the clock. */
  async #live({ isByClock, ...most }: { writes: number; edits: number; isByClock: boolean }): Promise<void> {
    const pauseMs = this.#dice.between(0, isByClock ? 2_500 : LATENCY_MS);
    const before = this.#writes().length;
    const requests = this.#requests().length;
    const service = this.#start();
    let [startedAt, edits] = [Date.now(), 0];
    while (!isByClock && this.#writes().length - before < most.writes) {
      // A slow machine takes its time until the first one.
      if (this.#requests().length === requests) startedAt = Date.now();
      if (Date.now() - startedAt > LONGEST_LIFE_MS) break;
      if (edits < most.edits && Date.now() - startedAt > (edits + 1) * BETWEEN_EDITS_MS) {
        edits += 1;
        await this.#edits.turn();
      }
      await pause(10);
    }
    await pause(pauseMs);
    service.send("SIGKILL");
    assert.equal((await service.ended).code, "SIGKILL", service.stderr());
    const open = openIntents(this.#ground.folder);
    for (const method of ["POST", "PATCH", "DELETE"] as const) this.#open[method] += open[method];
    const life = `${this.#writes().length - before} writes in ${Date.now() - startedAt} ms`;
    this.#t.diagnostic(`killed after ${life}, announced: ${JSON.stringify(open)}`);
    if (this.#dice.chance(0.5)) await this.#edits.again();
  }

  #start(): Running {
    return begin(this.#t, ["run", "--data", this.#ground.folder], this.#ground.variables);
  }

  #requests() {
    return this.#ground.sandbox.control.requests();
  }

  #writes() {
    return this.#requests().filter(({ method, url }) => method !== "GET" && url.includes("/events"));
  }

  /** Nobody edits, nobody kills: everybody's initial sync ends, and the service comes to rest. */
  async rest(): Promise<void> {
    const service = this.#start();
    let [traces, since] = ["", Date.now()];
    await until(
      "both sides come to rest",
      () => {
        const now = `${this.#sides.traces()} ${this.#writes().length}`;
        if (now !== traces) [traces, since] = [now, Date.now()];
        return (
          Date.now() - since > REST_MS && initialSyncsDone(this.#ground.folder) >= this.#sides.people.length
        );
      },
      60,
    );
    service.send("SIGTERM");
    assert.equal((await service.ended).code, 0, service.stderr());
  }

  /** Everything has to be right in the end. */
  async end(): Promise<void> {
    await this.rest();
    // What a person edited last may wait for the service's next look, a quarter of a minute away: this is that look.
    await this.#command("sync");
    await this.#assertQuiet();
    await this.#sides.assertAgreement();
    const journal = this.#journal();
    this.#edits.assertNothingLost(JSON.stringify(journal));
    this.#assertNothingRedone(journal);
    const { control } = this.#ground.sandbox;
    assert.deepEqual(control.mails(), [], "somebody was mailed");
    const { peakConcurrency, throttled, violations } = control.statistics();
    assert.ok(peakConcurrency <= 4, `${peakConcurrency} at a time`);
    assert.deepEqual({ throttled, violations }, { throttled: 0, violations: 0 });
    assert.ok(this.#open.POST > 0, "no kill met a write under way: these moments prove nothing");
  }

  /** A cycle has nothing to write, nothing waits, and a full comparison finds no difference. */
  async #assertQuiet(): Promise<void> {
    const before = this.#sides.traces();
    const { participants } = (await this.#command("sync")) as SyncReport;
    assert.equal(this.#sides.traces(), before, "the next sync has written something");
    assert.ok(participants.length >= 4);
    for (const { user, outcome, held, parked } of participants)
      assert.deepEqual({ outcome, held, parked }, { outcome: "ok", held: 0, parked: [] }, user);
    const audit = (await this.#command("audit")) as { participants: { differences: unknown[] }[] };
    assert.deepEqual(
      audit.participants.flatMap(({ differences }) => differences),
      [],
    );
  }

  async #command(...args: string[]): Promise<unknown> {
    const { folder, variables } = this.#ground;
    const { stdout, stderr, code } = await terminSync(
      this.#t,
      [...args, "--data", folder, "--json"],
      variables,
    );
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  }

  #journal(): readonly Record<string, unknown>[] {
    const file = join(this.#ground.folder, "state.db");
    return ["journal", "conflict"].flatMap((table) => rowsOf(file, table, `select * from ${table}`));
  }

  /** What was recorded was sent once; what was only announced when the service died may have been sent once more. */
  #assertNothingRedone(journal: readonly Record<string, unknown>[]): void {
    const { requests } = this.#ground.sandbox.control.statistics();
    assert.equal(this.#requests().length, requests, "the log is cut");
    for (const method of ["POST", "PATCH", "DELETE"] as const) {
      const sent = this.#writes().filter((one) => one.method === method && one.status < 300);
      const told = journal.filter(({ side, action }) => side === "office365" && action === ACTIONS[method]);
      const open = this.#open[method];
      this.#t.diagnostic(`${method}: ${sent.length} sent, ${told.length} in the journal, ${open} in doubt`);
      assert.ok(sent.length <= told.length + open, `${method} was sent again without need`);
    }
    const creations = Map.groupBy(
      journal.filter(({ action }) => action === "create"),
      ({ side, login, appointment }) => `${side} ${side === "office365" ? login : ""} ${appointment}`,
    );
    const twice = [...creations.values()].filter((entries) => entries.length > 1);
    assert.deepEqual(twice, [], "something was created twice");
    assert.ok(creations.size > 100, `only ${creations.size} creations`);
  }
}

/** What lies announced in the state file, read from a copy: whoever opens the file itself already repairs it. */
function openIntents(folder: string): Counts {
  const counts: Counts = { POST: 0, PATCH: 0, DELETE: 0 };
  const copy = join(folder, "copy");
  mkdirSync(copy);
  for (const name of ["state.db", "state.db-wal"])
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
  try {
    for (const { body } of rowsOf(join(copy, "state.db"), "intent", "select body from intent")) {
      const { writes } = JSON.parse(String(body)) as { writes: { kind: string }[] };
      for (const { kind } of writes) if (kind in METHODS) counts[METHODS[kind as keyof typeof METHODS]] += 1;
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  return counts;
}

/** Nothing where the file or the table is not there yet. */
function rowsOf(file: string, table: string, sql: string): Record<string, unknown>[] {
  if (!existsSync(file)) return [];
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    const isThere = database.prepare("select 1 from sqlite_master where name = ?").get(table);
    return isThere === undefined ? [] : database.prepare(sql).all();
  } finally {
    database.close();
  }
}

function initialSyncsDone(folder: string): number {
  const sql = "select 1 from memory where initial_sync_done_at is not null";
  return rowsOf(join(folder, "state.db"), "memory", sql).length;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
