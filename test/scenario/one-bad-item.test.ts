// One appointment's trouble stays with that appointment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";

test("a write whose outcome nobody can read is set aside, and everything else goes on", async () => {
  await using world = await World.open();
  world.plan("Unlesbar", "Anna", MORNING);
  for (let time = 0; time < 3; time++) {
    world.calendar.failNext({
      call: "create",
      kind: "unavailable",
      code: "graphAnswerUnreadable",
      afterwards: true,
    });
  }
  assert.equal(only(await world.cycle()).parked.length, 1);
  world.outlookAdd("Anna", "Eigener", "2026-11-27 09:00-11:00");
  // The further failures meet the looks back at the first one.
  const report = only(await world.cycle());
  assert.deepEqual(
    report.parked.map(({ subject, reason }) => `${subject} ${reason}`),
    ["Unlesbar notReadable"],
  );
  assert.equal(report.outcome, "ok");
  assert.ok(world.board().some(({ subject }) => subject === "Eigener"));
  // Once the answer can be read again, there is one event, and nothing waits.
  world.calendar.clearFaults();
  world.waitMinutes(24 * 60);
  await world.settle();
  assert.equal(world.outlook("Anna").filter((line) => line.startsWith("Unlesbar")).length, 1);
});

test("what somebody edits in Outlook while the appointment is set aside arrives once it is mended", async () => {
  await using world = await World.open();
  const id = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.sql("update appointment set ends_at = '2026-11-25T07:00:00Z' where id = ?", id);
  world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { location: "Hinterhof" });
  const { parked } = only(await world.cycle());
  assert.deepEqual(
    parked.map(({ reason }) => reason),
    ["invalidTime"],
  );
  world.change(id, { when: MORNING });
  await world.settle();
  assert.equal(world.sql("select location from appointment")[0]?.location, "Hinterhof");
});
