// The state file is gone, or somebody put an old backup in its place: both sides are linked anew, and nothing is doubled or deleted.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SyncReport } from "../../src/contract/report.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const LATER = "2026-11-30 08:00-09:00";

/** A planned job of two, an own event, a private one, a meeting; all in step. */
async function openInStep(): Promise<World> {
  const world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Heizung", ["Anna", "Bernd"], MORNING, { customer_name: "Weber", address: "Altstadt 12" });
  world.outlookAdd("Anna", "Eigener", AFTERNOON);
  world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 08:00-09:00", { fields: { private: true } });
  world.outlookMeet("Bernd", ["Anna"], "Besprechung", "2026-11-28 08:00-09:00", 0);
  world.outlookEdit("Anna", world.eventOf("Anna", "Besprechung").id, {
    showAs: "tentative",
    category: "Rot",
  });
  await world.settle();
  return world;
}

function bothSides(world: World) {
  return { board: world.board(), anna: world.outlook("Anna"), bernd: world.outlook("Bernd") };
}

async function settleWithNothingSetAside(world: World): Promise<void> {
  const { participants } = await world.settle();
  assert.deepEqual(
    participants.flatMap(({ parked }) => parked),
    [],
  );
}

test("a lost state is made anew from what both sides show, without a single write", async () => {
  await using world = await openInStep();
  const before = { ...bothSides(world), traces: world.traces() };
  await world.loseState();
  await settleWithNothingSetAside(world);
  assert.deepEqual({ ...bothSides(world), traces: world.traces() }, before);
  // The links are as good as before: a move on either side arrives.
  world.outlookEdit("Anna", world.eventOf("Anna", "Zahnarzt").id, { when: "2026-11-26 10:00-11:00" });
  world.change(world.appointmentOf("Heizung"), { when: LATER });
  await world.settle();
  assert.equal(world.board().filter(({ when }) => when === "2026-11-26 10:00-11:00").length, 1);
  assert.deepEqual(
    world.outlook("Bernd").filter((line) => line.startsWith("Heizung")),
    [`Heizung | ${LATER}`],
  );
});

test("what was renamed or moved while the state was lost is found again by its mark and its origin", async () => {
  await using world = await openInStep();
  await world.loseState();
  world.change(world.appointmentOf("Heizung"), { subject: "Heizung Weber", when: LATER });
  world.change(world.appointmentOf("Eigener"), { subject: "Auf der Tafel umbenannt" });
  world.outlookEdit("Anna", world.eventOf("Anna", "Zahnarzt").id, { when: "2026-11-27 08:00-09:00" });
  world.outlookEdit("Bernd", world.eventOf("Bernd", "Besprechung").id, { subject: "Große Besprechung" });
  await settleWithNothingSetAside(world);
  assert.deepEqual(world.outlook("Anna"), [
    "Eigener | 2026-11-25 14:00-16:00",
    "Große Besprechung | 2026-11-28 08:00-09:00",
    `Heizung Weber | ${LATER}`,
    "Zahnarzt | 2026-11-27 08:00-09:00",
  ]);
  assert.deepEqual(world.outlook("Bernd"), [
    "Große Besprechung | 2026-11-28 08:00-09:00",
    `Heizung Weber | ${LATER}`,
  ]);
  assert.deepEqual(
    world
      .board()
      .map(({ subject, who }) => `${subject}: ${who}`)
      .sort(),
    ["Eigener: Anna", "Große Besprechung: Anna, Bernd", "Heizung Weber: Anna, Bernd", "Privat: Anna"],
  );
});

test("a copy of a job's event stays a person's own event, whatever is remembered", async () => {
  await using world = await openInStep();
  world.calendar.copy(emailOf("Anna"), world.eventOf("Anna", "Heizung").id, { subject: "Kopie vorher" });
  await world.settle();
  await world.loseState();
  world.calendar.copy(emailOf("Anna"), world.eventOf("Anna", "Heizung").id, { subject: "Kopie nachher" });
  await settleWithNothingSetAside(world);
  const subjects = world.board().map(({ subject }) => subject);
  for (const subject of ["Heizung", "Kopie vorher", "Kopie nachher"])
    assert.equal(subjects.filter((one) => one === subject).length, 1, subject);
  assert.equal(world.outlook("Anna").length, 6);
});

/** One job deleted, one in the trash, one given to Bernd while the state was lost; Anna's events of them are still there. */
async function openWithLeftovers(): Promise<World> {
  const world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Gelöscht", "Anna", MORNING);
  world.plan("Im Papierkorb", "Anna", AFTERNOON);
  world.plan("Vergeben", "Anna", LATER);
  await world.settle();
  await world.loseState();
  world.remove(world.appointmentOf("Gelöscht"));
  world.change(world.appointmentOf("Im Papierkorb"), { trashed_at: "2026-11-24T09:00:00Z" });
  world.unassign(world.appointmentOf("Vergeben"), "Anna");
  world.assign(world.appointmentOf("Vergeben"), "Bernd");
  await world.settle();
  return world;
}

function heldOf(world: World, person: string, { participants }: SyncReport): unknown[] {
  const one = participants.find(({ email }) => email === emailOf(person));
  return [one?.outcome, one?.reason, one?.held, world.outlook(person).length];
}

test("a job deleted or taken from somebody while the state was lost: its event waits for an answer", async () => {
  await using world = await openWithLeftovers();
  assert.deepEqual(heldOf(world, "Anna", await world.settle()), [
    "needsConfirmation",
    "noLongerPlanned",
    3,
    3,
  ]);
  assert.deepEqual(world.outlook("Bernd"), [`Vergeben | ${LATER}`]);
  // It ends as well with what a person does on either side.
  world.outlookDelete("Anna", world.eventOf("Anna", "Gelöscht").id);
  world.assign(world.appointmentOf("Vergeben"), "Anna");
  world.change(world.appointmentOf("Im Papierkorb"), { trashed_at: null });
  assert.deepEqual(heldOf(world, "Anna", await world.settle()), ["ok", undefined, 0, 2]);
  assert.deepEqual(world.outlook("Anna"), [`Im Papierkorb | ${AFTERNOON}`, `Vergeben | ${LATER}`]);
});

test("confirmed, such events are deleted", async () => {
  await using world = await openWithLeftovers();
  await world.answerHeld("Anna", "confirm");
  assert.deepEqual(heldOf(world, "Anna", await world.settle()), ["ok", undefined, 0, 0]);
  assert.deepEqual(world.outlook("Bernd"), [`Vergeben | ${LATER}`]);
});

test("put back, they stand in planning again, and are in step as before", async () => {
  await using world = await openWithLeftovers();
  await world.answerHeld("Anna", "restore");
  assert.deepEqual(heldOf(world, "Anna", await world.settle()), ["ok", undefined, 0, 3]);
  const board = () => world.board().map(({ subject, who }) => `${subject}: ${who}`);
  assert.deepEqual(board().sort(), ["Gelöscht: Anna", "Im Papierkorb: Anna", "Vergeben: Anna, Bernd"]);
  world.change(world.appointmentOf("Gelöscht"), { when: LATER });
  await world.settle();
  assert.ok(world.outlook("Anna").includes(`Gelöscht | ${LATER}`));
});

test("a week-old backup of the state doubles nothing and deletes nothing", async () => {
  await using world = await openInStep();
  world.plan("Wird neu gemacht", "Anna", LATER);
  await world.settle();
  const backup = world.backUpState();
  // After the backup: everything goes on, and both sides agree at the end.
  world.outlookDelete("Anna", world.eventOf("Anna", "Wird neu gemacht").id);
  await world.settle();
  world.change(world.appointmentOf("Wird neu gemacht"), { trashed_at: null });
  world.plan("Neu geplant", "Bernd", LATER);
  world.outlookAdd("Bernd", "Neuer eigener", AFTERNOON);
  world.change(world.appointmentOf("Heizung"), { when: "2026-12-01 08:00-09:00" });
  world.outlookMeet("Bernd", ["Anna"], "Neue Besprechung", "2026-12-02 08:00-09:00", 0);
  world.remove(world.appointmentOf("Eigener"));
  await world.settle();
  const before = bothSides(world);
  world.wait(7);
  await world.loseState(backup);
  // Renamed on one side before the first cycle with the old memory.
  world.outlookEdit("Bernd", world.eventOf("Bernd", "Neuer eigener").id, { subject: "Umbenannt" });
  world.change(world.appointmentOf("Neu geplant"), { subject: "Neu benannt" });
  await settleWithNothingSetAside(world);
  const renamed = (line: string) =>
    line.replace("Neuer eigener", "Umbenannt").replace("Neu geplant", "Neu benannt");
  assert.deepEqual(bothSides(world), {
    board: before.board.map((row) => ({ ...row, subject: renamed(row.subject) })),
    anna: before.anna,
    bernd: before.bernd.map(renamed).sort(),
  });
});

test("somebody who copies a job's event and deletes the original tidies up, as ever", async () => {
  await using world = await World.open();
  world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  const { id } = world.eventOf("Anna", "Heizung");
  world.calendar.copy(emailOf("Anna"), id, { subject: "Kopie" });
  world.outlookDelete("Anna", id);
  await world.settle();
  assert.deepEqual(
    world
      .board()
      .map(({ subject, state }) => `${subject} ${state?.includes("trash") === true}`)
      .sort(),
    ["Heizung true", "Kopie false"],
  );
});

test("a mailbox that is handed over brings nobody the jobs of its former owner", async () => {
  await using world = await World.open({ people: ["Anna"] });
  world.plan("Heizung", "Anna", MORNING);
  world.plan("Bad", "Anna", AFTERNOON);
  await world.settle();
  world.hire("Carla");
  world.sql("update app_user set active = 0 where login = 'anna'");
  world.sql("update app_user set office365_user_name = ? where login = 'carla'", emailOf("Anna"));
  world.unassign(world.appointmentOf("Bad"), "Anna");
  world.assign(world.appointmentOf("Bad"), "Carla");
  const { participants } = await world.settle();
  assert.deepEqual(
    participants.map(({ user, reason, held }) => [user, reason, held]),
    [["carla", "noLongerPlanned", 1]],
  );
  assert.deepEqual(
    world
      .board()
      .map(({ subject, who }) => `${subject}: ${who}`)
      .sort(),
    ["Bad: Carla", "Heizung: Anna"],
  );
  assert.equal(world.outlook("Anna").length, 2);
});

test("a user who stands for another employee from now on loses no event unasked", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Heizung", "Anna", MORNING);
  world.outlookAdd("Anna", "Eigener", AFTERNOON);
  await world.settle();
  world.sql("update app_user set active = 0 where login = 'bernd'");
  world.sql(
    "update app_user set employee_id = (select id from employee where display_name = 'Bernd') where login = 'anna'",
  );
  world.plan("Von Bernd", "Bernd", LATER);
  assert.deepEqual(heldOf(world, "Anna", await world.settle()), [
    "needsConfirmation",
    "noLongerPlanned",
    2,
    3,
  ]);
  await world.answerHeld("Anna", "restore");
  await world.settle();
  assert.deepEqual(
    world
      .board()
      .map(({ subject, who }) => `${subject}: ${who}`)
      .sort(),
    ["Eigener: Anna, Bernd", "Heizung: Anna, Bernd", "Von Bernd: Bernd"],
  );
});

test("what is a person's own in the copy that leads is on the board as soon as everybody's link is there again", async () => {
  for (const only of [["Anna"], ["Bernd"]]) {
    await using world = await World.open({ people: ["Anna", "Bernd"] });
    world.outlookMeet("Fremder", ["Bernd", "Anna"], "Besprechung", MORNING);
    await world.settle();
    await world.loseState();
    for (const person of ["Anna", "Bernd"])
      world.outlookEdit(person, world.eventOf(person, "Besprechung").id, { category: `${person}s Farbe` });
    await world.cycle({ only });
    assert.equal(world.sql("select category from appointment")[0]?.category, null, "nobody knows who leads");
    await world.cycle();
    await world.settle();
    assert.deepEqual(world.board(), [
      { subject: "Besprechung", when: MORNING, who: "Anna, Bernd", state: "locked" },
    ]);
    assert.equal(world.sql("select category from appointment")[0]?.category, "Annas Farbe");
  }
});

for (const [way, putAway, takeBack] of [
  [
    "in the trash",
    (world: World, id: string) => world.change(id, { trashed_at: "2026-11-24T09:00:00Z" }),
    (world: World, id: string) => world.change(id, { trashed_at: null }),
  ],
  [
    "nobody's",
    (world: World, id: string) => world.unassign(id, "Anna"),
    (world: World, id: string) => world.assign(id, "Anna"),
  ],
] as const) {
  test(`a planned job that an older memory does not know, and that is ${way} by then, is not brought back under another id`, async () => {
    await using world = await World.open();
    await world.settle();
    const backup = world.backUpState();
    world.plan("Heizung", "Anna", MORNING);
    await world.settle();
    const id = world.appointmentOf("Heizung");
    await world.loseState(backup);
    putAway(world, id);
    assert.deepEqual(heldOf(world, "Anna", await world.settle()), [
      "needsConfirmation",
      "noLongerPlanned",
      1,
      1,
    ]);
    assert.equal(world.board().length, 1);
    takeBack(world, id);
    assert.deepEqual(heldOf(world, "Anna", await world.settle()), ["ok", undefined, 0, 1]);
    assert.equal(world.board().length, 1);
  });
}

test("of what happened since both databases were backed up, jobs wait for an answer and come back as they were, and the rest comes by itself", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  await world.settle();
  const [memory, planning] = [world.backUpState(), world.backUpPlanning()];
  const job = world.plan("Heizung", ["Anna", "Bernd"], MORNING, { customer_name: "Weber" });
  world.outlookAdd("Anna", "Eigener", AFTERNOON);
  await world.settle();
  await world.loseState(memory);
  await world.restorePlanning(planning);
  assert.deepEqual(heldOf(world, "Anna", await world.settle()), [
    "needsConfirmation",
    "noLongerPlanned",
    1,
    2,
  ]);
  const before = world.calendar.writes.length;
  for (const person of ["Anna", "Bernd"]) await world.answerHeld(person, "restore");
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject, who }) => [subject, who]),
    [
      ["Heizung", "Anna, Bernd"],
      ["Eigener", "Anna"],
    ],
  );
  const [row] = world.sql("select origin, customer_name from appointment where id = ?", job);
  assert.deepEqual({ ...row }, { origin: "planning", customer_name: "Weber" });
  assert.equal(world.calendar.writes.length, before);
});

test("what two people's answers put back at the same moment is on the board for both", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const job = world.plan("Heizung", ["Anna", "Bernd"], MORNING);
  await world.settle();
  world.remove(job);
  await world.loseState();
  await world.settle();
  for (const person of ["Anna", "Bernd"]) await world.answerHeld(person, "restore");
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: "Heizung", when: MORNING, who: "Anna, Bernd" }]);
  assert.deepEqual([world.outlook("Anna").length, world.outlook("Bernd").length], [1, 1]);
});
