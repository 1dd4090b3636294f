// Somebody put a backup in the place of the planning database: what it does not have was not deleted by anybody, whether the sync looks at
// once, or when the restored database has been worked with and counts as many changes as the old one, or more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { SYNC } from "../support/samples.ts";
import { audit, told, unnoticedInOutlook } from "./unnoticed.ts";
import { ZONE } from "./when.ts";
import { only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const LATER = ["2026-11-26 08:00-09:00", "2026-11-26 10:00-11:00", "2026-11-26 12:00-13:00"] as const;

/** In step, with one job that the restored planning does not have. */
async function restoredWorld(since: readonly string[], people: readonly string[] = ["Anna"]): Promise<World> {
  const world = await World.open({ people });
  world.plan("Schon gesichert", "Anna", MORNING);
  await world.settle();
  const backup = world.backUpPlanning();
  world.plan("Seither geplant", "Anna", AFTERNOON, { customer_name: "Weber" });
  await world.settle();
  await world.restorePlanning(backup);
  for (const [index, subject] of since.entries()) world.plan(subject, "Anna", LATER[index] ?? MORNING);
  return world;
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
