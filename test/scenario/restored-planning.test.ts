// Somebody put a backup in the place of the planning database: what it does not have was not deleted by anybody, whether the sync looks at
// once, or when the restored database has been worked with and counts as many changes as the old one, or more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { SYNC } from "../support/samples.ts";
import { audit, told, unnoticedInOutlook } from "./unnoticed.ts";
import { ZONE } from "./when.ts";
import { only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const LATER = ["2026-11-26 08:00-09:00", "2026-11-26 10:00-11:00", "2026-11-26 12:00-13:00"] as const;

/** In step, with one job that the backup does not have. */
async function worldWithBackup(): Promise<{ world: World; backup: Uint8Array }> {
  const world = await World.open();
  world.plan("Schon gesichert", "Anna", MORNING);
  await world.settle();
  const backup = world.backUpPlanning();
  world.plan("Seither geplant", "Anna", AFTERNOON, { customer_name: "Weber" });
  await world.settle();
  return { world, backup };
}

/** The same, restored. */
async function restoredWorld(since: readonly string[]): Promise<World> {
  const { world, backup } = await worldWithBackup();
  await world.restorePlanning(backup);
  for (const [index, subject] of since.entries()) world.plan(subject, "Anna", LATER[index] ?? MORNING);
  return world;
}

async function cycleThatInsertsNothing(world: World): Promise<void> {
  const { planning } = world.ports;
  const insert = async () => Promise.reject(new Fault("unavailable", "planningBusy", {}));
  world.ports = { ...world.ports, planning: { ...planning, insert } };
  const { parked } = only(await world.cycle());
  world.ports = { ...world.ports, planning };
  assert.deepEqual(
    parked.map(({ reason }) => reason),
    ["itemUnavailable"],
  );
}

/** Somebody puts the backup in its place at the moment when a pass is about to change a row. */
function restoreAmid(world: World, backup: Uint8Array): void {
  const before = world.ports.planning;
  let planning = before;
  const update: typeof planning.update = async (...args) => {
    await world.restorePlanning(backup);
    planning = world.ports.planning;
    return planning.update(...args);
  };
  const amid = new Proxy(before, {
    get: (_, name) => (name === "update" && planning === before ? update : Reflect.get(planning, name)),
  });
  world.ports = { ...world.ports, planning: amid };
}

const subjectsOf = (list: readonly string[]) => list.map((line) => line.split(" | ")[0]).sort();

for (const [gone, since] of [
  ["ends before the old one", []],
  ["has gone exactly as far", ["Neu"]],
  ["has gone further", ["Neu", "Neuer"]],
] as const) {
  for (const answer of ["restore", "confirm"] as const) {
    test(`a planning restored from a backup that ${gone} deletes nobody's events unasked; then ${answer}`, async () => {
      await using world = await restoredWorld(since);
      const report = only(await world.settle());
      assert.deepEqual(
        [report.outcome, report.reason, report.held],
        ["needsConfirmation", "planningRestored", 1],
      );
      const everything = ["Schon gesichert", "Seither geplant", ...since].sort();
      assert.deepEqual(subjectsOf(world.outlook("Anna")), everything);
      await world.answerHeld("Anna", answer);
      assert.equal(only(await world.settle()).outcome, "ok");
      const expected = everything.filter((one) => answer === "restore" || one !== "Seither geplant");
      assert.deepEqual(subjectsOf(world.outlook("Anna")), expected);
      assert.deepEqual(
        world
          .board()
          .map(({ subject }) => subject)
          .sort(),
        expected,
      );
    });
  }
}

test("what was looked at once in a restored planning is no restored planning any more: deletions are deletions", async () => {
  await using world = await restoredWorld(["Neu", "Neuer"]);
  await world.settle();
  await world.answerHeld("Anna", "confirm");
  await world.settle();
  world.remove(world.appointmentOf("Neu"));
  assert.equal(only(await world.settle()).outcome, "ok");
  assert.deepEqual(subjectsOf(world.outlook("Anna")), ["Neuer", "Schon gesichert"]);
});

test("whoever was away longer than the change feed reaches back finds what was deleted meanwhile, and is asked nothing", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const job = world.plan("Bernds Auftrag", "Bernd", MORNING);
  await world.settle();
  switchUser(world, "Bernd", 0);
  world.remove(job);
  world.plan("Annas Auftrag", "Anna", AFTERNOON);
  await world.settle();
  switchUser(world, "Bernd", 1);
  await world.settle();
  assert.deepEqual(world.outlook("Bernd"), []);
});

test("whoever was away while planning was restored is asked too, however much was trimmed since", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  await world.settle();
  const backup = world.backUpPlanning();
  world.plan("Bernds Auftrag", "Bernd", MORNING);
  await world.settle();
  await world.restorePlanning(backup);
  switchUser(world, "Bernd", 0);
  for (const when of LATER) {
    world.plan("Annas Auftrag", "Anna", when);
    await world.settle();
  }
  switchUser(world, "Bernd", 1);
  const { participants } = await world.settle();
  assert.deepEqual(
    participants.map(({ user, reason, held }) => [user, reason, held]),
    [
      ["anna", undefined, 0],
      ["bernd", "planningRestored", 1],
    ],
  );
  assert.deepEqual(subjectsOf(world.outlook("Bernd")), ["Bernds Auftrag"]);
});

test("an audit that has both sides read from the start leaves known that planning was restored", async () => {
  await using world = await restoredWorld(["Neu", "Neuer"]);
  const { id } = world.eventOf("Anna", "Schon gesichert");
  await unnoticedInOutlook(world, "Anna", () => world.outlookEdit("Anna", id, { location: "Hof" }));
  assert.deepEqual(told(await audit(world)), [
    "anna fieldsDiffer Schon gesichert location readAgain",
    "anna missingInOutlook Neu nextCycle",
    "anna missingInOutlook Neuer nextCycle",
    "anna missingInPlanning Seither geplant nextCycle",
  ]);
  assert.equal(only(await world.settle()).reason, "planningRestored");
  assert.equal(world.eventOf("Anna", "Seither geplant").fields.subject, "Seither geplant");
  assert.deepEqual(told(await audit(world)), ["anna missingInPlanning Seither geplant waiting"]);
});

test("what is in doubt when planning is found restored is asked about once it is clear", async () => {
  await using world = await World.open();
  world.plan("Schon gesichert", "Anna", MORNING);
  await world.settle();
  const backup = world.backUpPlanning();
  world.plan("Seither geplant", "Anna", AFTERNOON);
  const lost = { call: "create", kind: "unavailable", afterwards: true } as const;
  world.calendar.failNext({ ...lost, code: "graphUnreachable" });
  await world.cycle();
  await world.restorePlanning(backup);
  for (let time = 0; time < 5; time++) world.calendar.failNext({ ...lost, code: "graphAnswerUnreadable" });
  await world.cycle();
  world.calendar.clearFaults();
  const report = only(await world.settle());
  assert.deepEqual([report.reason, report.held], ["planningRestored", 1]);
  assert.equal(world.outlook("Anna").length, 2);
});

test("what somebody wants put back into a restored planning comes back, although planning does not take it at first", async () => {
  await using world = await restoredWorld([]);
  await world.settle();
  await world.answerHeld("Anna", "restore");
  await cycleThatInsertsNothing(world);
  world.waitMinutes(2);
  assert.equal(only(await world.settle()).reverted, 1);
  assert.deepEqual(subjectsOf(world.outlook("Anna")), ["Schon gesichert", "Seither geplant"]);
  assert.equal(world.board().length, 2);
});

test("what is held is held still when an edit of it that planning did not take is taken back", async () => {
  await using world = await World.open();
  await world.settle();
  const backup = world.backUpPlanning();
  const id = world.outlookAdd("Anna", "Zahnarzt", MORNING);
  await world.settle();
  await world.restorePlanning(backup);
  assert.equal(only(await world.settle()).held, 1);
  world.outlookEdit("Anna", id, { when: AFTERNOON });
  await cycleThatInsertsNothing(world);
  world.outlookEdit("Anna", id, { when: MORNING });
  assert.equal(only(await world.settle()).reason, "planningRestored");
  assert.deepEqual(world.outlook("Anna"), [`Zahnarzt | ${MORNING}`]);
});

test("a planning that is restored in the middle of a pass deletes nobody's events unasked either", async () => {
  const { world, backup } = await worldWithBackup();
  await using _ = world;
  world.outlookEdit("Anna", world.eventOf("Anna", "Seither geplant").id, { location: "Hof" });
  restoreAmid(world, backup);
  const report = only(await world.cycle());
  assert.deepEqual([report.reason, report.held], ["planningRestored", 1]);
  assert.equal(only(await world.settle()).held, 1);
  assert.equal(world.eventOf("Anna", "Seither geplant").fields.location, "Hof");
});

test("what lay outside of the window when planning was restored, and comes back, is a person's own then", async () => {
  const { world, backup } = await worldWithBackup();
  await using _ = world;
  const { id } = world.eventOf("Anna", "Seither geplant");
  world.outlookEdit("Anna", id, { when: "2029-02-03 08:00-09:00" });
  await world.settle();
  await world.restorePlanning(backup);
  await world.settle();
  world.outlookEdit("Anna", id, { when: AFTERNOON });
  await world.settle();
  assert.equal(world.eventOf("Anna", "Seither geplant").id, id);
  assert.equal(world.board().length, 2);
});

test("the service looks at a restored planning at once, though nothing has changed in it", async () => {
  await using world = await World.open();
  world.plan("Schon gesichert", "Anna", MORNING);
  await world.settle();
  const backup = world.backUpPlanning();
  world.plan("Seither geplant", "Anna", AFTERNOON);
  let held = 0;
  await serveFor(world, 20, async (minute) => {
    if (minute === 10) await world.restorePlanning(backup);
    const [pass] = await world.ports.state.passes();
    held = pass?.report.held ?? 0;
    if (minute === 10) assert.equal(held, 0);
  });
  assert.equal(held, 1);
  assert.equal(world.outlook("Anna").length, 2);
});

function switchUser(world: World, person: string, active: 0 | 1): void {
  world.sql("update app_user set active = ? where display_name = ?", active, person);
}

/** The service for so many minutes, played in no time. Calendars at rest are not asked; planning may be another one each minute. */
async function serveFor(
  world: World,
  minutes: number,
  eachMinute: (minute: number) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  let minute = 0;
  const clock: Clock = {
    now: () => world.ports.clock.now(),
    async sleep() {
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      await eachMinute(minute++);
      world.waitMinutes(1);
      if (minute === minutes) ending.abort();
    },
  };
  const hours = 60 * 60_000;
  const rhythm = {
    planningMs: 2_000,
    activeMs: hours,
    activeForMs: hours,
    workingMs: hours,
    restMs: hours,
    directoryMs: hours,
  };
  const planning = new Proxy(world.ports.planning, {
    get: (_, name) => Reflect.get(world.ports.planning, name),
  });
  await serve(
    { ...world.ports, planning, clock },
    {
      settings: () => ({ company: { Number: "01", Name: "Muster", TimeZone: ZONE }, sync: SYNC, rhythm }),
      onProgress: () => undefined,
      signal: ending.signal,
    },
  );
}
