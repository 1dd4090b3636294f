// What the simulation found about lost and older memories and restored plannings, each story cut down to its core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTime } from "./when.ts";
import { only as reportOf, World } from "./world.ts";

const EARLY = "2026-11-25 07:00-08:00";
const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

test("a job that an older memory does not know has one event still, when planning is emptied and comes back from its backup", async () => {
  await using world = await World.open();
  await world.settle();
  const memory = world.backUpState();
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const { id } = world.eventOf("Anna", "Wartung");
  const planning = world.backUpPlanning();
  world.sql("delete from appointment");
  await world.loseState(memory);
  assert.equal(reportOf(await world.cycle()).reason, "noLongerPlanned");
  await world.restorePlanning(planning);
  assert.equal(reportOf(await world.settle()).outcome, "ok");
  assert.equal(world.eventOf("Anna", "Wartung").id, id);
  assert.equal(world.board().length, 1);
});

test("two jobs of one time and one name, of which the one with the event is not in the restored planning: the other one has it then", async () => {
  await using world = await World.open();
  await world.settle();
  const memory = world.backUpState();
  const first = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const planning = world.backUpPlanning();
  world.remove(first);
  world.plan("Wartung", "Anna", MORNING);
  await world.loseState(memory);
  await world.settle();
  await world.restorePlanning(planning);
  assert.equal(reportOf(await world.settle()).outcome, "ok");
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
});

test("an own event that became a meeting before planning and memory were lost has one row when planning is restored", async () => {
  await using world = await World.open();
  const id = world.outlookAdd("Anna", "Baustelle", MORNING);
  await world.settle();
  world.calendar.invite("anna@muster.example", id, 1);
  await world.settle();
  const planning = world.backUpPlanning();
  world.sql("delete from appointment");
  await world.loseState();
  await world.settle();
  await world.restorePlanning(planning);
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject }) => subject),
    ["Baustelle"],
  );
});

test("an event that comes back into the window after its row got another one, which cannot go at that moment, is a row of its own", async () => {
  await using world = await World.open();
  await world.settle();
  const memory = world.backUpState();
  const id = world.outlookAdd("Anna", "Zahnarzt", MORNING);
  await world.settle();
  await world.loseState(memory);
  world.outlookEdit("Anna", id, { when: "2029-02-03 08:00-09:00" });
  await world.settle();
  world.outlookEdit("Anna", id, { when: EARLY });
  world.sql("delete from appointment");
  world.calendar.failNext({ call: "remove", kind: "unavailable", code: "graphUnavailable" });
  await world.cycle();
  world.waitMinutes(2);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Zahnarzt | ${EARLY}`]);
  assert.equal(world.board().length, 1);
});

test("a copy that is made of a held event when it is answered already does not take its place", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.sql("delete from appointment");
  await world.loseState();
  await world.settle();
  await world.answerHeld("Anna", "confirm");
  const copied = world.eventOf("Anna", "Wartung").id;
  world.calendar.copy("anna@muster.example", copied, { time: parseTime(AFTERNOON) });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
  assert.equal(world.board().length, 1);
});
