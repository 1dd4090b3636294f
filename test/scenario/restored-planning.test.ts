// Somebody put a backup in the place of the planning database: what it does not have was not deleted by anybody, whether the sync looks at
// once, or when the restored database has been worked with and counts as many changes as the old one, or more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import type { Link } from "../../src/core/model/link.ts";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { SYNC } from "../support/samples.ts";
import { audit, told, unnoticedInOutlook } from "./unnoticed.ts";
import { ZONE } from "./when.ts";
import { emailOf, only, World } from "./world.ts";

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

async function linksOf(world: World): Promise<readonly Link[]> {
  const [memory] = await world.ports.state.memories();
  return memory === undefined ? [] : world.ports.state.everyLink(memory.userId);
}

/** An ERP writes a row that was gone once more. */
function insertAgain(world: World, id: string): void {
  const [hours] = world.sql("select starts_at, ends_at from appointment");
  world.sql(
    "insert into appointment (id, subject, starts_at, ends_at) values (?, 'Wartung', ?, ?)",
    id,
    String(hours?.starts_at),
    String(hours?.ends_at),
  );
  world.assign(id, "Anna");
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

/** A job that was planned once more under another id since the backup, as some ERPs do; `known` is what the backup has of it. */
async function replannedWorld(
  known: (world: World, job: string) => void = () => undefined,
  since: Record<string, string> = {},
): Promise<World> {
  const world = await World.open();
  const old = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  known(world, old);
  await world.settle();
  const backup = world.backUpPlanning();
  world.sql("delete from appointment");
  world.plan("Wartung", "Anna", MORNING, since);
  await world.settle();
  await world.restorePlanning(backup);
  return world;
}

test("what a restored planning has under another id keeps its event, without a single write", async () => {
  await using world = await replannedWorld();
  const before = world.traces();
  assert.deepEqual([only(await world.settle()).outcome, world.traces()], ["ok", before]);
  world.change(world.appointmentOf("Wartung"), { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
});

test("what a restored planning has in the trash under another id keeps its event when it is taken out of there", async () => {
  await using world = await replannedWorld((one, job) =>
    one.change(job, { trashed_at: "2026-11-24T09:00:00Z" }),
  );
  assert.equal(only(await world.settle()).held, 1);
  world.change(world.appointmentOf("Wartung"), { trashed_at: null });
  assert.equal(only(await world.settle()).held, 0);
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
});

test("what a person wants deleted goes, though it comes back to a restored planning under another id", async () => {
  await using world = await replannedWorld((one, job) =>
    one.change(job, { trashed_at: "2026-11-24T09:00:00Z" }),
  );
  await world.settle();
  const { id } = world.eventOf("Anna", "Wartung");
  await world.answerHeld("Anna", "confirm");
  world.change(world.appointmentOf("Wartung"), { trashed_at: null });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
  assert.notEqual(world.eventOf("Anna", "Wartung").id, id);
});

test("of several rows that could be the one of an event in a restored planning, none is taken, and the event stays held", async () => {
  await using world = await replannedWorld((one) => one.plan("Wartung", "Anna", MORNING));
  const report = only(await world.settle());
  assert.equal(report.held, 1);
  assert.deepEqual(new Set(report.parked.map(({ reason }) => reason)), new Set(["ambiguousMatch"]));
});

test("a job that is to be put back, and is in planning under another id by then, is not put back as a second one", async () => {
  await using world = await replannedWorld((one, job) =>
    one.change(job, { trashed_at: "2026-11-24T09:00:00Z" }),
  );
  await world.settle();
  await world.answerHeld("Anna", "restore");
  world.change(world.appointmentOf("Wartung"), { trashed_at: null });
  await world.settle();
  assert.deepEqual([world.outlook("Anna").length, world.board().length], [1, 1]);
});

test("a row that comes back while a pass looks at its event keeps it, and the one with another id gets its own", async () => {
  await using world = await replannedWorld();
  const { calendar } = world.ports;
  const { id } = world.eventOf("Anna", "Wartung");
  const [link] = await linksOf(world);
  world.ports = {
    ...world.ports,
    calendar: new Proxy(calendar, {
      get: (_, name) => {
        const member: unknown = Reflect.get(calendar, name);
        if (typeof member !== "function") return member;
        if (name === "marks" && world.board().length === 1) insertAgain(world, String(link?.appointmentId));
        return member.bind(calendar);
      },
    }),
  };
  await world.settle();
  assert.deepEqual([world.outlook("Anna").length, world.board().length], [2, 2]);
  const links = await linksOf(world);
  assert.equal(links.find(({ eventId }) => eventId === id)?.appointmentId, link?.appointmentId);
});

/** Somebody moved the event of a job to another calendar and, when the job was in the trash, back: it is a person's own. */
async function broughtBackWorld(): Promise<World> {
  const world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const backup = world.backUpPlanning();
  const { id } = world.eventOf("Anna", "Wartung");
  world.calendar.moveToOtherCalendar(emailOf("Anna"), id);
  await world.settle();
  world.calendar.moveToDefaultCalendar(emailOf("Anna"), id);
  world.outlookEdit("Anna", id, { subject: "Umbenannt" });
  await world.settle();
  await world.restorePlanning(backup);
  return world;
}

test("an event that was brought back is its job's once more, if a restored planning has that and not the other row", async () => {
  await using world = await broughtBackWorld();
  await world.settle();
  assert.deepEqual([world.outlook("Anna"), world.board().length], [[`Wartung | ${MORNING}`], 1]);
});

test("an event whose job makes no sense in a restored planning stays held, and gets no second one when it does again", async () => {
  await using world = await broughtBackWorld();
  const job = world.appointmentOf("Wartung");
  world.change(job, { starts_at: "2026-12-05T12:00:00Z", ends_at: "2026-12-05T08:00:00Z" });
  const report = only(await world.settle());
  assert.deepEqual(
    [report.held, report.parked.map(({ appointment, reason }) => [appointment, reason])],
    [1, [[job, "invalidTime"]]],
  );
  world.change(job, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
});

for (const [whose, open] of [
  ["that has another id", replannedWorld],
  ["that it was made for", broughtBackWorld],
] as const) {
  for (const [what, fault] of [
    ["somebody edits it at that moment", { kind: "stale", code: "eventChanged" }],
    ["the answer is lost", { kind: "unavailable", code: "graphUnreachable", afterwards: true }],
  ] as const) {
    test(`an event that goes over to a row ${whose} in a restored planning while ${what} is not doubled`, async () => {
      await using world = await open();
      world.change(world.appointmentOf("Wartung"), { location: "Keller" });
      world.calendar.failNext({ call: "update", ...fault });
      await world.settle();
      assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
      assert.equal(world.eventOf("Anna", "Wartung").fields.location, "Keller");
      assert.deepEqual(told(await audit(world)), []);
    });
  }
}

test("an event that goes over to another row in a pass that is cut short is not looked at for ever", async () => {
  await using world = await replannedWorld(() => undefined, { location: "Hof" });
  const { state } = world.ports;
  const record: typeof state.record = async () => {
    throw new Fault("unavailable", "stateUnreachable", {});
  };
  world.ports = { ...world.ports, state: { ...state, record } };
  await assert.rejects(world.cycle(), { code: "stateUnreachable" });
  world.ports = { ...world.ports, state };
  await world.settle();
  assert.equal(world.sql("select location from appointment")[0]?.location, "Hof");
});

test("an event that was brought back is not taken for the one of its job that was made since and is gone by now", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const first = world.eventOf("Anna", "Wartung").id;
  world.calendar.moveToOtherCalendar(emailOf("Anna"), first);
  await world.settle();
  world.change(job, { trashed_at: null });
  await world.settle();
  const backup = world.backUpPlanning();
  const second = world.eventOf("Anna", "Wartung").id;
  world.calendar.moveToDefaultCalendar(emailOf("Anna"), first);
  world.outlookEdit("Anna", first, { when: AFTERNOON });
  await world.settle();
  await world.restorePlanning(backup);
  world.plan("Neu", "Anna", LATER[0]);
  world.outlookDelete("Anna", second);
  assert.equal(only(await world.settle()).held, 1);
  assert.equal(world.board().find(({ subject }) => subject === "Wartung")?.state, "trash");
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
