// Appointments that were created in planning: every cell of the table's first column, and teams.
import assert from "node:assert/strict";
import { test } from "node:test";
import { only, World } from "./world.ts";

const JOB = "Wartung Gastherme Weber";
const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

async function withJob(who: string | string[] = "Anna", setup: Parameters<typeof World.open>[0] = {}) {
  const world = await World.open({ people: ["Anna", "Bernd"], ...setup });
  const id = world.plan(JOB, who, MORNING);
  await world.settle();
  return { world, id };
}

test("planned.new: a planned job stands in the technician's calendar after one cycle", async () => {
  await using world = await World.open();
  world.plan(JOB, "Anna", MORNING, {
    location: "Altstadt 12, Landshut",
    notes: "Schlüssel beim Nachbarn",
    reminder_minutes: 30,
  });
  world.plan("Urlaub", "Anna", "2026-12-24..2026-12-27", { show_as: "oof", category: "Abwesenheit" });
  const report = only(await world.settle());
  assert.deepEqual(report.created, { planning: 0, office365: 2 });
  assert.deepEqual(world.outlook("Anna"), [`Urlaub | 2026-12-24..2026-12-27`, `${JOB} | ${MORNING}`]);
  const { fields } = world.eventOf("Anna", JOB);
  assert.deepEqual(
    [fields.location, fields.notes, fields.reminderMinutes],
    ["Altstadt 12, Landshut", "Schlüssel beim Nachbarn", 30],
  );
  assert.deepEqual(
    [world.eventOf("Anna", "Urlaub").fields.showAs, world.eventOf("Anna", "Urlaub").fields.category],
    ["oof", "Abwesenheit"],
  );
});

test("planned.changed.same: a move on the board moves the event", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.change(id, { when: AFTERNOON });
  const report = await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${AFTERNOON}`]);
  assert.deepEqual(report.participants[0]?.updated, { planning: 0, office365: 1 });
});

test("planned.same.changed: a move in Outlook moves the appointment", async () => {
  const { world } = await withJob();
  await using _ = world;
  world.outlookEdit("Anna", world.eventOf("Anna", JOB).id, { when: AFTERNOON, location: "Ergolding" });
  const report = await world.settle();
  assert.deepEqual(world.board(), [{ subject: JOB, when: AFTERNOON, who: "Anna" }]);
  assert.deepEqual(report.participants[0]?.updated, { planning: 1, office365: 0 });
});

test("planned.changed.changed: different fields merge, in the same field planning wins and both values are kept", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.change(id, { when: AFTERNOON });
  world.outlookEdit("Anna", world.eventOf("Anna", JOB).id, { when: NEXT_DAY, location: "Ergolding" });
  const report = await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${AFTERNOON}`]);
  assert.deepEqual(world.board()[0]?.when, AFTERNOON);
  assert.equal(world.sql("select location from appointment")[0]?.location, "Ergolding");
  assert.equal(report.participants[0]?.conflicts, 1);
});

test("planned.changed.deleted: whoever changes a job on the board wants it done: the event is created again", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.change(id, { when: AFTERNOON });
  world.outlookDelete("Anna", world.eventOf("Anna", JOB).id);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${AFTERNOON}`]);
});

test("planned.deleted.same and planned.deleted.changed: a job deleted on the board leaves the calendar", async () => {
  for (const editFirst of [false, true]) {
    const { world, id } = await withJob();
    await using _ = world;
    if (editFirst) world.outlookEdit("Anna", world.eventOf("Anna", JOB).id, { when: AFTERNOON });
    world.remove(id);
    const report = await world.settle();
    assert.deepEqual(world.outlook("Anna"), []);
    assert.deepEqual(report.participants[0]?.deleted, { planning: 0, office365: 1 });
  }
});

test("planned.deleted.deleted: gone on both sides is forgotten", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.remove(id);
  world.outlookDelete("Anna", world.eventOf("Anna", JOB).id);
  await world.settle();
  assert.deepEqual([world.board(), world.outlook("Anna")], [[], []]);
});

test("the trash is a deletion, and taking it out again brings the event back", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.change(id, { trashed_at: "2026-11-24T09:00:00Z" });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), []);
  world.change(id, { trashed_at: null });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${MORNING}`]);
});

test("planned.same.deleted, tidied up in Outlook: with one employee the job goes to the trash", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.outlookDelete("Anna", world.eventOf("Anna", JOB).id);
  const report = await world.settle();
  assert.deepEqual(world.board(), [{ subject: JOB, when: MORNING, who: "Anna", state: "trash" }]);
  assert.deepEqual(report.participants[0]?.deleted, { planning: 1, office365: 0 });
  world.change(id, { trashed_at: null });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${MORNING}`]);
});

test("planned.same.deleted with several employees: only this one is unassigned", async () => {
  const { world } = await withJob(["Anna", "Bernd"]);
  await using _ = world;
  world.outlookDelete("Anna", world.eventOf("Anna", JOB).id);
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: JOB, when: MORNING, who: "Bernd" }]);
  assert.deepEqual(world.outlook("Bernd"), [`${JOB} | ${MORNING}`]);
});

test("Sync.DeletedInOutlook Restore: the event is put back and counts as reverted", async () => {
  const { world } = await withJob("Anna", { sync: { DeletedInOutlook: "Restore" } });
  await using _ = world;
  world.outlookDelete("Anna", world.eventOf("Anna", JOB).id);
  const report = await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${MORNING}`]);
  const anna = report.participants[0];
  assert.deepEqual([anna?.reverted, anna?.created.office365], [1, 0]);
});

test("a team: one event for each, a move made by one technician in Outlook reaches the others in the same cycle", async () => {
  const { world } = await withJob(["Anna", "Bernd"]);
  await using _ = world;
  assert.deepEqual(
    [world.outlook("Anna"), world.outlook("Bernd")],
    [[`${JOB} | ${MORNING}`], [`${JOB} | ${MORNING}`]],
  );
  world.outlookEdit("Bernd", world.eventOf("Bernd", JOB).id, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${JOB} | ${AFTERNOON}`]);
  assert.deepEqual(world.board(), [{ subject: JOB, when: AFTERNOON, who: "Anna, Bernd" }]);
});

test("an employee added gets an event, one removed loses it", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  world.assign(id, "Bernd");
  await world.settle();
  assert.deepEqual(world.outlook("Bernd"), [`${JOB} | ${MORNING}`]);
  world.unassign(id, "Anna");
  await world.settle();
  assert.deepEqual([world.outlook("Anna"), world.outlook("Bernd")], [[], [`${JOB} | ${MORNING}`]]);
});

test("no event carries attendees, so nobody is mailed", async () => {
  const { world } = await withJob(["Anna", "Bernd"]);
  await using _ = world;
  for (const person of ["Anna", "Bernd"]) assert.equal(world.eventOf(person, JOB).otherAttendees, 0);
});

test("other categories of an event are left alone when the first one changes", async () => {
  const { world, id } = await withJob();
  await using _ = world;
  const event = world.eventOf("Anna", JOB);
  world.calendar.categorise("anna@muster.example", event.id, ["Kundendienst", "Rot", "Wichtig"]);
  await world.settle();
  world.change(id, { category: "Baustelle" });
  await world.settle();
  const { fields, furtherCategories } = world.eventOf("Anna", JOB);
  assert.deepEqual([fields.category, ...furtherCategories], ["Baustelle", "Rot", "Wichtig"]);
});

test("a subject too long for Outlook stays whole in planning", async () => {
  await using world = await World.open();
  const subject = `Heizungsausfall ${"sehr ".repeat(80)}dringend`;
  world.plan(subject, "Anna", MORNING);
  await world.settle();
  assert.equal(world.board()[0]?.subject, subject);
  const [event] = world.calendar.events("anna@muster.example");
  assert.equal(event?.fields.subject.length, 255);
  world.outlookEdit("Anna", event?.id as never, { location: "Hinterhof" });
  await world.settle();
  assert.equal(world.board()[0]?.subject, subject);
});
