// The disk of the state file is full: nothing is sent that could not be announced, the fault is told as what it is, and once there is
// space again the work goes on where it was.
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import type { StatePort } from "../../src/engine/ports/state.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { SYNC } from "../support/samples.ts";
import { ZONE } from "./when.ts";
import { World } from "./world.ts";

const PEOPLE = ["Anna", "Bernd"];
const JOBS = 60;

interface FullDisk {
  readonly world: World;
  /** Writes that were announced durably. */
  readonly announced: () => number;
  /** No page more than the file has now; SQLite answers the rest as it answers ENOSPC: SQLITE_FULL. */
  fill(): void;
  makeSpace(): void;
}

/** Everybody is in step, and there is much to do. */
async function worldOnFullDisk(): Promise<FullDisk> {
  const world = await World.open({ people: PEOPLE });
  const memory = new DatabaseSync(":memory:");
  const { clock, entropy } = world.ports;
  const options = { file: ":memory:", companyNumber: "01", clock, entropy, database: memory };
  const real = await openState(options);
  let announced = 0;
  const state: StatePort = {
    ...real,
    async announce(intents) {
      await real.announce(intents);
      announced += intents.length;
    },
  };
  world.ports = { ...world.ports, state };
  world.plan("Wartung", PEOPLE, "2026-11-25 09:00-11:00");
  await world.settle();
  const start = announced;
  for (let job = 0; job < JOBS; job++) {
    const day = String(1 + (job % 28)).padStart(2, "0");
    world.plan(`Auftrag ${job}`, PEOPLE, `2026-12-${day} 08:00-09:00`, { notes: "Filter. ".repeat(40) });
  }
  return {
    world,
    announced: () => announced - start,
    fill: () => {
      const { page_count: pages } = memory.prepare("pragma page_count").get() ?? {};
      memory.exec(`pragma max_page_count = ${Number(pages) + 6}`);
    },
    makeSpace: () => memory.exec("pragma max_page_count = 1000000"),
  };
}

/** Each event is one that was announced: those that already stood there, and at most one for each announcement since. */
function events(world: World): number {
  return PEOPLE.reduce((sum, person) => sum + world.outlook(person).length, 0);
}

function assertAllThere(world: World): void {
  for (const person of PEOPLE) {
    const subjects = world.outlook(person).map((line) => line.split(" | ")[0]);
    assert.equal(subjects.length, JOBS + 1, person);
    assert.equal(new Set(subjects).size, JOBS + 1, person);
  }
}

test("a cycle ends with the fault, sends nothing unannounced, and the next one with space finishes the work", async () => {
  const { world, announced, fill, makeSpace } = await worldOnFullDisk();
  await using _ = world;
  fill();
  await assert.rejects(world.cycle(), (fault: Fault) => {
    assert.deepEqual([fault.code, fault.kind], ["stateUnreachable", "unavailable"]);
    return true;
  });
  // Passes under way come to their end.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  const assertOnlyAnnounced = () => {
    const sent = events(world) - PEOPLE.length;
    assert.ok(
      sent > 0 && sent < PEOPLE.length * JOBS,
      `${sent} were sent: the disk was full too early or too late`,
    );
    assert.ok(sent <= announced(), `${sent} sent, ${announced()} announced`);
  };
  assertOnlyAnnounced();
  // A small announcement may still find room where a larger one did not: then it is safe, and sent.
  await assert.rejects(world.cycle(), { code: "stateUnreachable" });
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  assertOnlyAnnounced();
  makeSpace();
  await world.settle();
  assertAllThere(world);
});

test("the service lives on while nothing can be written, sends nothing, and then finishes the work", async () => {
  const { world } = await worldOnFullDisk();
  await using _ = world;
  const { state } = world.ports;
  const refused = async () => {
    throw new Fault("unavailable", "stateUnreachable", { file: "state.db", sqlite: 10 });
  };
  const writes = ["announce", "record", "recordPass", "recordAudit", "trimJournal"] as const;
  const broken = { ...state, ...Object.fromEntries(writes.map((name) => [name, refused])) };
  const whole = { ...state };
  const disk: StatePort = { ...broken };
  const ending = new AbortController();
  let beats = 0;
  let sent = -1;
  const clock: Clock = {
    now: () => world.ports.clock.now(),
    async sleep() {
      world.waitMinutes(1);
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      beats += 1;
      if (beats === 30) {
        sent = events(world) - PEOPLE.length;
        Object.assign(disk, whole);
      }
      if (beats === 120) ending.abort();
    },
  };
  const rhythm = {
    planningMs: 2_000,
    activeMs: 15_000,
    activeForMs: 600_000,
    workingMs: 300_000,
    restMs: 300_000,
    directoryMs: 30_000,
  };
  const settings = () => ({ company: { Number: "01", Name: "Muster", TimeZone: ZONE }, sync: SYNC, rhythm });
  await serve(
    { ...world.ports, state: disk, clock },
    { settings, onProgress: () => undefined, signal: ending.signal },
  );
  assert.equal(sent, 0);
  assertAllThere(world);
  await world.settle();
});
