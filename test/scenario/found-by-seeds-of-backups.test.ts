// What the simulation found about lost and older memories, each story cut down to its core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import { parseTime } from "./when.ts";
import { emailOf, only as reportOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

test("a copy that is decided about once more makes no second event for the job whose mark it bears", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const { id } = world.eventOf("Anna", "Wartung");
  world.calendar.copy(emailOf("Anna"), id, { subject: "Kopie", time: parseTime(AFTERNOON) });
  await world.settle();
  world.change(job, { location: "Keller" });
  world.change(world.appointmentOf("Kopie"), { location: "Dach" });
  await world.loseState();
  const { calendar } = world.ports;
  const update = calendar.update.bind(calendar);
  let refused = 0;
  calendar.update = async (...args) => {
    if (++refused > 2) return update(...args);
    throw new Fault("stale", "eventChanged", {});
  };
  assert.equal(reportOf(await world.cycle()).created.office365, 0);
  assert.ok(refused > 2, "nothing was decided about once more");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Kopie | ${AFTERNOON}`, `Wartung | ${MORNING}`]);
});

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
