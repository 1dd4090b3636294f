// Clock changes, whole days, midnight, and the window that slides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./world.ts";

test("both nights of the clock change survive the round trip, to the minute", async () => {
  await using world = await World.open({ now: "2026-10-20T10:00:00" });
  // 25 October 2026: 02:30 happens twice; the second one is 01:30 UTC. 28 March 2027: 02:30 does not exist.
  const second = world.plan("Zweite Stunde", "Anna", "2026-10-25 01:00-05:00");
  world.sql(
    "update appointment set starts_at = '2026-10-25T01:30:00Z', ends_at = '2026-10-25T01:45:00Z' where id = ?",
    second,
  );
  const first = world.plan("Erste Stunde", "Anna", "2026-10-25 01:00-05:00");
  world.sql(
    "update appointment set starts_at = '2026-10-25T00:30:00Z', ends_at = '2026-10-25T01:30:00Z' where id = ?",
    first,
  );
  world.plan("Frühjahr", "Anna", "2027-03-28 01:00-04:00");
  await world.settle();
  assert.deepEqual(world.eventOf("Anna", "Zweite Stunde").fields.time, {
    kind: "timed",
    start: "2026-10-25T01:30:00Z",
    end: "2026-10-25T01:45:00Z",
  });
  assert.deepEqual(world.eventOf("Anna", "Erste Stunde").fields.time, {
    kind: "timed",
    start: "2026-10-25T00:30:00Z",
    end: "2026-10-25T01:30:00Z",
  });
  assert.deepEqual(world.eventOf("Anna", "Frühjahr").fields.time, {
    kind: "timed",
    start: "2027-03-28T00:00:00Z",
    end: "2027-03-28T02:00:00Z",
  });
  world.outlookEdit("Anna", world.eventOf("Anna", "Zweite Stunde").id, { location: "Lager" });
  await world.settle();
  assert.equal(
    world.sql("select starts_at from appointment where id = ?", second)[0]?.starts_at,
    "2026-10-25T01:30:00Z",
  );
});

test("whole days stay whole days over both clock changes, the end exclusive", async () => {
  await using world = await World.open({ now: "2026-10-20T10:00:00" });
  world.plan("Urlaub", "Anna", "2026-10-24..2026-10-27");
  world.outlookAdd("Anna", "Fortbildung", "2027-03-27..2027-03-30");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [
    "Fortbildung | 2027-03-27..2027-03-30",
    "Urlaub | 2026-10-24..2026-10-27",
  ]);
  assert.deepEqual(
    world.board().map(({ when }) => when),
    ["2026-10-24..2026-10-27", "2027-03-27..2027-03-30"],
  );
});

test("a whole day becomes a timed appointment and back, on either side", async () => {
  await using world = await World.open();
  const id = world.plan("Messe", "Anna", "2026-12-01");
  await world.settle();
  world.change(id, { when: "2026-12-01 22:00-2026-12-02 06:00" });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), ["Messe | 2026-12-01 22:00-2026-12-02 06:00"]);
  world.outlookEdit("Anna", world.eventOf("Anna", "Messe").id, { when: "2026-12-03" });
  await world.settle();
  assert.equal(world.board()[0]?.when, "2026-12-03..2026-12-04");
});

test("an appointment without length is allowed", async () => {
  await using world = await World.open();
  world.plan("Anruf", "Anna", "2026-12-01 10:00-10:00");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), ["Anruf | 2026-12-01 10:00-10:00"]);
});

test("what leaves the window by time passing stays on both sides; what enters it is picked up", async () => {
  await using world = await World.open();
  const old = world.plan("Alt", "Anna", "2026-05-26 09:00-10:00");
  world.plan("Übernächstes Jahr", "Anna", "2028-02-01 09:00-10:00");
  world.outlookAdd("Anna", "Jubiläum", "2028-02-02");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [
    "Alt | 2026-05-26 09:00-10:00",
    "Jubiläum | 2028-02-02..2028-02-03",
  ]);
  assert.equal(world.board().length, 2);
  world.wait(14);
  world.remove(old);
  await world.settle();
  assert.equal(world.outlook("Anna").includes("Alt | 2026-05-26 09:00-10:00"), true);
  world.wait(60);
  await world.settle();
  assert.equal(world.outlook("Anna").includes("Übernächstes Jahr | 2028-02-01 09:00-10:00"), true);
  assert.equal(
    world.board().some(({ subject }) => subject === "Jubiläum"),
    true,
  );
});

test("what is moved out of the window in Outlook is moved in planning too, not deleted", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", "2026-12-01 09:00-10:00");
  await world.settle();
  world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { when: "2030-01-08 09:00-10:00" });
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: "Wartung", when: "2030-01-08 09:00-10:00", who: "Anna" }]);
});

test("what is moved out of the window on the board is moved in Outlook too, and comes back when it is moved back", async () => {
  await using world = await World.open();
  const id = world.plan("Wartung", "Anna", "2026-12-01 09:00-10:00");
  await world.settle();
  world.change(id, { when: "2030-01-08 09:00-10:00" });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), ["Wartung | 2030-01-08 09:00-10:00"]);
  world.change(id, { when: "2026-12-02 09:00-10:00" });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), ["Wartung | 2026-12-02 09:00-10:00"]);
});

test("an event that was deleted while its time lay beyond the window is noticed when the window reaches it", async () => {
  await using world = await World.open({ sync: { MonthsFuture: 2 } });
  const id = world.plan("Später", "Anna", "2026-12-10 09:00-10:00");
  world.plan("Anderer", "Anna", "2026-12-11 09:00-10:00");
  await world.settle();
  world.change(id, { when: "2027-02-10 09:00-10:00" });
  await world.settle();
  world.outlookDelete("Anna", world.eventOf("Anna", "Später").id);
  await world.settle();
  assert.equal(world.board().find(({ subject }) => subject === "Später")?.state, undefined);
  world.wait(40);
  await world.settle();
  assert.equal(world.board().find(({ subject }) => subject === "Später")?.state, "trash");
});
