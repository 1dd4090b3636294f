// Events that somebody created in Microsoft 365 for themself: solo, private, declined, given to others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emailOf, only, World } from "./world.ts";

const VISIT = "Angebot Familie Kern";
const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

async function withSolo() {
  const world = await World.open({ people: ["Anna", "Bernd"] });
  const event = world.outlookAdd("Anna", VISIT, MORNING);
  await world.settle();
  return { world, event, id: world.appointmentOf(VISIT) };
}

test("solo.new: an own event stands on the board, unlocked", async () => {
  const { world } = await withSolo();
  await using _ = world;
  assert.deepEqual(world.board(), [{ subject: VISIT, when: MORNING, who: "Anna" }]);
  assert.equal(world.sql("select origin from appointment")[0]?.origin, "office365");
});

test("solo.changed.same: the dispatcher moves it", async () => {
  const { world, id } = await withSolo();
  await using _ = world;
  world.change(id, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${VISIT} | ${AFTERNOON}`]);
});

test("solo.same.changed and solo.changed.changed: Outlook's edit comes over, and wins a conflict", async () => {
  const { world, event, id } = await withSolo();
  await using _ = world;
  world.outlookEdit("Anna", event, { when: AFTERNOON });
  await world.settle();
  assert.equal(world.board()[0]?.when, AFTERNOON);
  world.outlookEdit("Anna", event, { when: NEXT_DAY });
  world.change(id, { when: MORNING });
  const report = await world.settle();
  assert.equal(world.board()[0]?.when, NEXT_DAY);
  assert.equal(report.participants[0]?.conflicts, 1);
});

test("Sync.ConflictWinner Planning turns the conflict of a solo event round", async () => {
  const { world, event, id } = await withSolo();
  await using _ = world;
  world.settings({ ConflictWinner: "Planning" });
  world.outlookEdit("Anna", event, { when: NEXT_DAY });
  world.change(id, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${VISIT} | ${AFTERNOON}`]);
});

test("solo.deleted.same: deleted on the board means deleted in Outlook", async () => {
  const { world, id } = await withSolo();
  await using _ = world;
  world.remove(id);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), []);
});

test("solo.deleted.changed: an edit in Outlook beats the deletion, and it comes back with the same id", async () => {
  const { world, event, id } = await withSolo();
  await using _ = world;
  world.remove(id);
  world.outlookEdit("Anna", event, { when: AFTERNOON });
  const report = await world.settle();
  assert.deepEqual(world.board(), [{ subject: VISIT, when: AFTERNOON, who: "Anna" }]);
  assert.equal(world.appointmentOf(VISIT), id);
  assert.equal(report.participants[0]?.reverted, 1);
});

test("solo.same.deleted, solo.changed.deleted, solo.deleted.deleted: gone in Outlook is gone on the board", async () => {
  for (const board of ["same", "changed", "deleted"]) {
    const { world, event, id } = await withSolo();
    await using _ = world;
    if (board === "changed") world.change(id, { when: AFTERNOON });
    if (board === "deleted") world.remove(id);
    world.outlookDelete("Anna", event);
    await world.settle();
    assert.deepEqual(world.board(), []);
  }
});

test("the class follows the event: a solo event that gains an attendee is locked, and free again when nobody is left", async () => {
  const { world, event } = await withSolo();
  await using _ = world;
  world.calendar.invite(emailOf("Anna"), event, 1);
  await world.settle();
  assert.equal(world.board()[0]?.state, "locked");
  world.calendar.invite(emailOf("Anna"), event, 0);
  await world.settle();
  assert.equal(world.board()[0]?.state, undefined);
});

test("a solo appointment given to another employee on the board changes mailboxes and is planned from then on", async () => {
  const { world, id } = await withSolo();
  await using _ = world;
  world.unassign(id, "Anna");
  world.assign(id, "Bernd");
  await world.settle();
  assert.deepEqual([world.outlook("Anna"), world.outlook("Bernd")], [[], [`${VISIT} | ${MORNING}`]]);
  assert.equal(world.sql("select origin from appointment")[0]?.origin, "planning");
});

test("a solo appointment given a second employee stays in the first mailbox and becomes planned", async () => {
  const { world, id } = await withSolo();
  await using _ = world;
  world.assign(id, "Bernd");
  await world.settle();
  assert.deepEqual(
    [world.outlook("Anna"), world.outlook("Bernd")],
    [[`${VISIT} | ${MORNING}`], [`${VISIT} | ${MORNING}`]],
  );
  // What its event tells about itself is planning's no more, and reading everything anew finds nothing left to write.
  world.wait(1);
  const before = world.traces();
  await world.cycle();
  assert.deepEqual(world.traces(), before);
  assert.deepEqual(
    (await world.journal()).filter((line) => line.includes("columns.putBack")),
    [],
  );
  world.change(id, { when: AFTERNOON });
  world.outlookEdit("Anna", world.eventOf("Anna", VISIT).id, { when: NEXT_DAY });
  await world.settle();
  assert.equal(world.board()[0]?.when, AFTERNOON);
});

test("a copy of a planned event that somebody makes in Outlook is an event of its own", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.outlookAdd("Anna", "Wartung", MORNING);
  await world.settle();
  assert.equal(world.board().length, 2);
  assert.equal(world.outlook("Anna").length, 2);
});

test("private events show the time and the word Privat; declined ones are not taken over", async () => {
  await using world = await World.open();
  world.outlookAdd("Anna", "Zahnarzt", MORNING, {
    fields: { private: true, notes: "Wurzel", location: "Dr. Gruber" },
  });
  const invited = world.outlookMeet("Personal", ["Anna"], "Firmenlauf", AFTERNOON, 8);
  world.calendar.decline(emailOf("Anna"), invited.get("Anna") as never);
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: "Privat", when: MORNING, who: "Anna" }]);
  assert.equal(JSON.stringify(world.sql("select * from appointment")).includes("Gruber"), false);
  world.change(world.appointmentOf("Privat"), { subject: "Wer ist das?", when: AFTERNOON });
  const report = only(await world.settle());
  assert.deepEqual(world.outlook("Anna").includes(`Zahnarzt | ${AFTERNOON}`), true);
  assert.equal(world.board()[0]?.subject, "Privat");
  assert.equal(report.updated.office365, 1);
});

test("another say on private events reaches those that are in planning already", async () => {
  await using world = await World.open({ sync: { PrivateEvents: "Full" } });
  world.outlookAdd("Anna", "Zahnarzt", MORNING, { fields: { private: true, notes: "Wurzel" } });
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject }) => subject),
    ["Zahnarzt"],
  );
  world.settings({ PrivateEvents: "BusyOnly" });
  await world.settle();
  assert.deepEqual(world.sql("select subject || notes as text from appointment")[0]?.text, "Privat");
  world.settings({ PrivateEvents: "Skip" });
  await world.settle();
  assert.deepEqual(world.board(), []);
  world.settings({ PrivateEvents: "Full" });
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject }) => subject),
    ["Zahnarzt"],
  );
  assert.deepEqual(world.calendar.writes, []);
});

test("the journal knows no more of a private event than the board, also when planning deletes it", async () => {
  await using world = await World.open();
  const private_ = { private: true, notes: "Wurzel", location: "Dr. Gruber" };
  world.outlookAdd("Anna", "Zahnarzt", MORNING, { fields: private_ });
  await world.settle();
  world.remove(world.appointmentOf("Privat"));
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), []);
  const entries = await world.entries();
  assert.deepEqual(
    entries.map(({ side, action, subject }) => `${side} ${action} ${subject}`),
    ["planning create Privat", "office365 delete Privat"],
  );
  assert.doesNotMatch(JSON.stringify(entries), /Zahnarzt|Wurzel|Gruber/);
});

test("a private event given to a second employee on the board stays private: its text reaches neither board nor colleague", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const event = world.outlookAdd("Anna", "Zahnarzt", MORNING, { fields: { private: true } });
  await world.settle();
  world.assign(world.appointmentOf("Privat"), "Bernd");
  await world.settle();
  world.outlookEdit("Anna", event, { when: AFTERNOON, subject: "Zahnarzt Dr. Gruber" });
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: "Privat", when: AFTERNOON, who: "Anna, Bernd" }]);
  assert.deepEqual(world.outlook("Bernd"), [`Privat | ${AFTERNOON}`]);
  assert.deepEqual(world.outlook("Anna"), [`Zahnarzt Dr. Gruber | ${AFTERNOON}`]);
});

test("an event moved to another calendar counts as deleted", async () => {
  const { world, event } = await withSolo();
  await using _ = world;
  world.calendar.moveToOtherCalendar(emailOf("Anna"), event);
  await world.settle();
  assert.deepEqual(world.board(), []);
});

test("an event moved to another calendar and back between two cycles was never away", async () => {
  const { world, event, id } = await withSolo();
  await using _ = world;
  world.calendar.moveToOtherCalendar(emailOf("Anna"), event);
  world.calendar.moveToDefaultCalendar(emailOf("Anna"), event);
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: VISIT, when: MORNING, who: "Anna" }]);
  world.change(id, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${VISIT} | ${AFTERNOON}`]);
});

test("an etag that moves without an edit means nothing", async () => {
  const { world, event, id } = await withSolo();
  await using _ = world;
  world.calendar.touch(emailOf("Anna"), event);
  const report = await world.settle();
  assert.deepEqual(report.participants[0]?.updated, { planning: 0, office365: 0 });
  world.calendar.touch(emailOf("Anna"), event);
  world.change(id, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`${VISIT} | ${AFTERNOON}`]);
});
