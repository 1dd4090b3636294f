// Writes that were cut short: the announcement stays, and the next cycle finds out what became of them. What a person did meanwhile
// is not taken for ours, and what was overruled is told all the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

for (const afterwards of [false, true]) {
  const fate = afterwards ? "whose answer is lost" : "that does not arrive";

  test(`a new job header ${fate}, while somebody writes notes in Outlook: both are there in the end, on both sides`, async () => {
    await using world = await World.open();
    const id = world.plan("Wartung", "Anna", MORNING, { customer_name: "Weber", notes: "Schlüssel" });
    await world.settle();
    world.change(id, { customer_name: "Huber" });
    world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { notes: "Hintereingang" });
    world.calendar.failNext({ call: "update", kind: "unavailable", code: "graphUnavailable", afterwards });
    await world.cycle();
    world.waitMinutes(2);
    await world.settle();
    const [row] = world.sql("select customer_name, notes from appointment");
    assert.deepEqual([row?.customer_name, row?.notes], ["Huber", "Hintereingang"]);
    const round = await world.ports.calendar.findMailbox(["anna@muster.example"]);
    const { id: event } = world.eventOf("Anna", "Wartung");
    const look = (await world.ports.calendar.look(round, [event])).get(event);
    assert.ok(look?.kind === "present");
    assert.deepEqual([look.event.header.customerName, look.event.fields.notes], ["Huber", "Hintereingang"]);
  });

  test(`a conflict in an update ${fate} is kept with both values, once`, async () => {
    await using world = await World.open();
    const id = world.plan("Wartung", "Anna", MORNING);
    await world.settle();
    world.change(id, { when: AFTERNOON });
    world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { when: NEXT_DAY, location: "Hof" });
    world.calendar.failNext({ call: "update", kind: "unavailable", code: "graphUnavailable", afterwards });
    await world.cycle();
    world.waitMinutes(2);
    await world.settle();
    assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
    const conflicts = await world.ports.state.conflicts();
    assert.deepEqual(
      conflicts.map(({ field, winner, office365 }) => [
        field,
        winner,
        (office365 as { start: string }).start,
      ]),
      [["time", "planning", "2026-11-26T07:00:00Z"]],
    );
  });
}

test("a meeting of two that was deleted on the board comes back once, and is told once", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", MORNING);
  await world.settle();
  world.remove(world.appointmentOf("Besprechung"));
  const { participants } = await world.settle();
  assert.deepEqual(
    participants.map(({ reverted, parked }) => [reverted, parked.length]),
    [
      [1, 0],
      [0, 0],
    ],
  );
  const restored = (await world.entries()).filter(({ action }) => action === "restore");
  assert.equal(restored.length, 1);
  assert.deepEqual(world.board(), [
    { subject: "Besprechung", when: MORNING, who: "Anna, Bernd", state: "locked" },
  ]);
});
