// Events that we made long ago, copied, brought back, or in another mailbox by now: what a memory knows of them it does not ask about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_HEADER } from "../../src/core/model/fields.ts";
import { writeMark } from "../../src/core/model/mark.ts";
import { emailOf, only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const ANNA = emailOf("Anna");

/** The service is started again. */
async function restart(world: World): Promise<void> {
  await world.loseState(world.backUpState());
}

/** No question, and everything in Outlook is on the board. */
async function nothingIsAsked(world: World, person = "Anna"): Promise<void> {
  const { participants } = await world.settle();
  const one = participants.find(({ email }) => email === emailOf(person));
  assert.deepEqual([one?.outcome, one?.reason, one?.held], ["ok", undefined, 0]);
}

test("a copy for a time after the window, whose original was deleted, comes into the window after Sync.JournalDays", async () => {
  await using world = await World.open({ sync: { MonthsFuture: 3 } });
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const { id } = world.eventOf("Anna", "Wartung");
  const copy = world.calendar.copy(ANNA, id, { subject: "Nächste Wartung" });
  world.outlookEdit("Anna", copy, { when: "2027-05-25 09:00-11:00" });
  world.outlookDelete("Anna", id);
  await nothingIsAsked(world);
  for (let week = 0; week < 15; week++) {
    world.wait(7);
    await world.settle(9);
  }
  await nothingIsAsked(world);
  assert.ok(world.board().some(({ subject }) => subject === "Nächste Wartung"));
});

test("the same after a restart, with a window of 14 months", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const { id } = world.eventOf("Anna", "Wartung");
  const copy = world.calendar.copy(ANNA, id, { subject: "Nächste Wartung" });
  world.outlookEdit("Anna", copy, { when: "2028-01-26 09:00-11:00" });
  world.outlookDelete("Anna", id);
  await world.settle();
  await restart(world);
  world.wait(3);
  await nothingIsAsked(world);
  assert.ok(world.board().some(({ subject }) => subject === "Nächste Wartung"));
});

test("after a restart: a copy of a person's own copy, and an event brought back from another calendar", async () => {
  await using world = await World.open();
  world.plan("Heizung", "Anna", MORNING);
  world.plan("Bad", "Anna", AFTERNOON);
  await world.settle();
  const original = world.eventOf("Anna", "Heizung").id;
  const own = world.calendar.copy(ANNA, original, { subject: "Kopie" });
  await world.settle();
  world.outlookDelete("Anna", original);
  const bad = world.eventOf("Anna", "Bad").id;
  world.calendar.moveToOtherCalendar(ANNA, bad);
  await world.settle();
  await restart(world);
  world.calendar.copy(ANNA, own, { subject: "Kopie der Kopie" });
  world.calendar.moveToDefaultCalendar(ANNA, bad);
  await nothingIsAsked(world);
  assert.ok(world.board().some(({ subject }) => subject === "Kopie der Kopie"));
});

test("a mailbox that is handed over: a copy of a job's event is not held with it, and a confirmation leaves it alone", async () => {
  await using world = await World.open({ people: ["Anna"] });
  world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  world.calendar.copy(ANNA, world.eventOf("Anna", "Heizung").id, { subject: "Kopie" });
  await world.settle();
  world.hire("Carla");
  world.sql("update app_user set active = 0 where login = 'anna'");
  world.sql("update app_user set office365_user_name = ? where login = 'carla'", ANNA);
  const { participants } = await world.settle();
  assert.deepEqual(
    participants.map(({ user, reason, held }) => [user, reason, held]),
    [["carla", "noLongerPlanned", 1]],
  );
  await world.answerHeld("Carla", "confirm");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Kopie | ${MORNING}`]);
});

/** IT gives somebody another mailbox and brings the calendar over: new ids, the marks come with it. */
async function moveMailbox(world: World, to: string): Promise<void> {
  const { port } = world.calendar;
  world.calendar.open(to);
  const [former, target] = [await port.findMailbox([ANNA]), await port.findMailbox([to])];
  const events = world.calendar.events(ANNA);
  const marks = await port.marks(
    former,
    events.map(({ id }) => id),
  );
  for (const { id, fields } of events) {
    const mark = marks.get(id);
    if (mark === undefined) continue;
    await port.create(target, {
      fields,
      header: NO_HEADER,
      transactionId: `moved-${mark.generation}`,
      mark: writeMark(mark),
    });
  }
  world.sql("update app_user set office365_user_name = ? where login = 'anna'", to);
}

test("another mailbox with everything in it: what was renamed on the way is found again by its mark", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const job = world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  await moveMailbox(world, "anna.neu@muster.example");
  world.change(job, { subject: "Heizung Weber" });
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject }) => subject),
    ["Heizung Weber"],
  );
  assert.deepEqual(
    world.calendar.events("anna.neu@muster.example").map(({ fields }) => fields.subject),
    ["Heizung Weber"],
  );
});

test("another mailbox with everything in it: a job put into the trash on the way is asked about", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const job = world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  await moveMailbox(world, "anna.neu@muster.example");
  world.change(job, { trashed_at: "2026-11-24T09:00:00Z" });
  const report = only(await world.settle());
  assert.deepEqual([report.reason, report.held, world.board().length], ["noLongerPlanned", 1, 1]);
});

test("a restored planning does not make a person's own copy the event of its original's job", async () => {
  await using world = await World.open();
  const job = world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  const backup = world.backUpPlanning();
  const own = world.calendar.copy(ANNA, world.eventOf("Anna", "Heizung").id, { subject: "Mein Termin" });
  world.outlookEdit("Anna", own, { when: AFTERNOON });
  await world.settle();
  world.change(job, { trashed_at: "2026-11-24T09:00:00Z" });
  await world.settle();
  await restart(world);
  await world.restorePlanning(backup);
  await world.settle();
  assert.ok(world.outlook("Anna").includes(`Mein Termin | ${AFTERNOON}`), world.outlook("Anna").join("; "));
});

test("after a restart: a copy of a copy to which its owner has invited guests is nobody's deletion", async () => {
  await using world = await World.open();
  world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  const original = world.eventOf("Anna", "Heizung").id;
  const own = world.calendar.copy(ANNA, original, { subject: "Kopie" });
  world.outlookDelete("Anna", original);
  await world.settle();
  await restart(world);
  const further = world.calendar.copy(ANNA, own, { subject: "Baubesprechung" });
  world.calendar.invite(ANNA, further, 2);
  await nothingIsAsked(world);
});

test("of what was deleted by an answer a copy of its copy is a person's own", async () => {
  await using world = await World.open();
  const job = world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  await world.loseState();
  world.change(job, { trashed_at: "2026-11-24T09:00:00Z" });
  await world.settle();
  const own = world.calendar.copy(ANNA, world.eventOf("Anna", "Heizung").id, { subject: "Kopie" });
  await world.settle();
  await world.answerHeld("Anna", "confirm");
  await nothingIsAsked(world);
  world.calendar.copy(ANNA, own, { subject: "Kopie der Kopie" });
  await nothingIsAsked(world);
});

test("a dry run in another mailbox tells what the cycle after it does", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const job = world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  await moveMailbox(world, "anna.neu@muster.example");
  world.change(job, { trashed_at: "2026-11-24T09:00:00Z" });
  const told = only(await world.cycle({ dryRun: true }));
  const done = only(await world.cycle());
  assert.deepEqual([told.held, told.created], [done.held, done.created]);
});
