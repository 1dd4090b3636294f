// What must never happen: lost answers that double, mass deletions, one participant's trouble spreading, cursors that skip.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emailOf, only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

function planMany(world: World, person: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    const hour = String(7 + Math.floor(index / 28)).padStart(2, "0");
    return world.plan(`Auftrag ${index}`, person, `2026-12-${day} ${hour}:00-${hour}:30`);
  });
}

test("a create whose answer is lost makes one event, not two", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.calendar.failNext({
    call: "create",
    kind: "unavailable",
    code: "graphUnavailable",
    afterwards: true,
  });
  const report = only(await world.cycle());
  assert.equal(report.parked[0]?.reason, "itemUnavailable");
  world.waitMinutes(2);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
  assert.deepEqual(await world.journal(), ["anna office365 create planned.new"]);
});

test("an event that somebody deletes before we learn of its creation is not made again: it was tidied up", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.calendar.failNext({
    call: "create",
    kind: "unavailable",
    code: "graphUnavailable",
    afterwards: true,
  });
  await world.cycle();
  world.outlookDelete("Anna", world.eventOf("Anna", "Wartung").id);
  world.waitMinutes(2);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), []);
  assert.equal(world.board()[0]?.state, "trash");
});

test("where Microsoft forgets a creation together with the event, nobody can know of it: the event is made again, once", async () => {
  await using world = await World.open();
  world.calendar.forgetTransactions();
  world.plan("Wartung", "Anna", MORNING);
  world.calendar.failNext({
    call: "create",
    kind: "unavailable",
    code: "graphUnavailable",
    afterwards: true,
  });
  await world.cycle();
  world.outlookDelete("Anna", world.eventOf("Anna", "Wartung").id);
  world.waitMinutes(2);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
  world.outlookDelete("Anna", world.eventOf("Anna", "Wartung").id);
  await world.settle();
  assert.deepEqual([world.outlook("Anna"), world.board()[0]?.state], [[], "trash"]);
});

test("an event that was made and is deleted before any reading of the calendar has told of it was tidied up", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.plan("Montage", "Anna", AFTERNOON);
  await world.cycle();
  // Graph's delta tells removals of what was there when the link was given; of this event it never tells.
  world.outlookDelete("Anna", world.eventOf("Anna", "Wartung").id);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Montage | ${AFTERNOON}`]);
  assert.equal(world.board().find(({ subject }) => subject === "Wartung")?.state, "trash");
});

test("a person's own event that was taken over just before the process died, and is deleted before the next start, is gone", async () => {
  let isDead = true;
  for (let atCall = 1; isDead; atCall++) {
    await using world = await World.open();
    world.outlookAdd("Anna", "Anderer", AFTERNOON);
    await world.settle();
    const id = world.outlookAdd("Anna", "Eigener", MORNING);
    isDead = await world.dyingCycle({ atCall, afterwards: true });
    world.outlookDelete("Anna", id);
    await world.settle();
    assert.deepEqual(
      world.board().map(({ subject }) => subject),
      ["Anderer"],
      `death at call ${atCall}`,
    );
  }
});

test("an update whose answer is lost is recognised as ours, and a later edit in Outlook is not taken for a conflict", async () => {
  await using world = await World.open();
  const id = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.change(id, { when: AFTERNOON });
  world.calendar.failNext({
    call: "update",
    kind: "unavailable",
    code: "graphUnavailable",
    afterwards: true,
  });
  await world.cycle();
  world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { location: "Hinterhof" });
  world.waitMinutes(2);
  const report = only(await world.settle());
  assert.deepEqual([report.conflicts, report.updated], [0, { planning: 1, office365: 0 }]);
  assert.equal(world.sql("select location from appointment")[0]?.location, "Hinterhof");
  assert.deepEqual(await world.journal(), [
    "anna office365 create planned.new",
    "anna office365 update planned.changed.same",
    "anna planning update planned.same.changed",
  ]);
});

test("an event that changes between reading and writing is not overwritten: read again, decide again", async () => {
  await using world = await World.open();
  const id = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.change(id, { when: AFTERNOON });
  world.calendar.failNext({ call: "update", kind: "stale", code: "eventChanged" });
  const report = only(await world.settle());
  assert.deepEqual(report.parked, []);
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
});

test("more deletions than the guard allows are held, everything else goes on, and a confirmation lets them through", async () => {
  await using world = await World.open();
  const ids = planMany(world, "Anna", 40);
  await world.settle();
  for (const id of ids.slice(0, 12)) world.remove(id);
  world.change(ids[20] as string, { when: NEXT_DAY });
  const held = only(await world.cycle());
  assert.deepEqual(
    [held.outcome, held.held, held.deleted.office365, held.updated.office365],
    ["needsConfirmation", 12, 0, 1],
  );
  assert.equal(world.outlook("Anna").length, 40);
  const again = only(await world.cycle());
  assert.deepEqual([again.held, again.requests], [12, 1]);
  assert.equal(await world.answerHeld("Anna", "confirm"), 12);
  const after = only(await world.settle());
  assert.deepEqual([after.held, after.deleted.office365], [0, 12]);
  assert.equal(world.outlook("Anna").length, 28);
});

test("a held deletion that is looked at again alone stays held: few are no answer", async () => {
  await using world = await World.open();
  const ids = planMany(world, "Anna", 40);
  await world.settle();
  for (const id of ids.slice(0, 12)) world.remove(id);
  await world.cycle();
  const event = world.eventOf("Anna", "Auftrag 3");
  world.outlookEdit("Anna", event.id, { location: "Hof" });
  assert.equal(only(await world.cycle()).held, 12);
  world.wait(1);
  assert.equal(only(await world.settle()).held, 12);
  assert.equal(world.outlook("Anna").length, 40);
});

test("held deletions are put back on either side when a person says so", async () => {
  await using world = await World.open();
  planMany(world, "Anna", 5);
  world.outlookAdd("Anna", "Angebot", MORNING);
  await world.settle();
  world.sql("delete from appointment");
  await world.cycle();
  await world.answerHeld("Anna", "restore");
  const inPlanning = only(await world.settle());
  assert.deepEqual([inPlanning.held, inPlanning.reverted, world.board().length], [0, 6, 6]);
  for (const event of world.calendar.events(emailOf("Anna")))
    world.calendar.delete(emailOf("Anna"), event.id);
  await world.cycle();
  await world.answerHeld("Anna", "restore");
  const inOutlook = only(await world.cycle());
  assert.deepEqual([inOutlook.held, inOutlook.reverted, world.outlook("Anna").length], [0, 6, 6]);
  assert.equal(world.board().length, 6);
  const [entry] = (await world.entries()).filter(({ reason }) => reason === "solo.same.deleted");
  assert.equal(entry?.event, world.eventOf("Anna", "Angebot").id);
  // An own event that was put back has another web link than before, which planning learns when it is read.
  await world.settle();
});

test("meetings that went missing are kept in planning when a person says so, and that is the end of it", async () => {
  await using world = await World.open();
  for (let day = 1; day <= 5; day++)
    world.outlookMeet("Anna", [], `Besprechung ${day}`, `2026-12-0${day} 09:00-10:00`, 1);
  await world.settle();
  for (const event of world.calendar.events(emailOf("Anna")))
    world.calendar.delete(emailOf("Anna"), event.id);
  assert.equal(only(await world.cycle()).held, 5);
  await world.answerHeld("Anna", "restore");
  const kept = only(await world.settle());
  assert.deepEqual([kept.outcome, kept.held, world.board().length], ["ok", 0, 5]);
  assert.deepEqual(world.calendar.writes, []);
});

test("what is older than Sync.JournalDays is forgotten, and change rows once everybody has read them", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"], sync: { JournalDays: 30 } });
  world.plan("Alt", ["Anna"], MORNING);
  await world.settle();
  assert.equal((await world.entries()).length, 1);
  const [last] = world.sql("select max(seq) as seq from appointment_change");
  assert.deepEqual(
    world.sql("select seq from appointment_change"),
    [last],
    "the last one tells the feed from others",
  );
  world.wait(31);
  world.plan("Neu", ["Bernd"], "2026-12-28 09:00-10:00");
  await world.settle();
  assert.deepEqual(
    (await world.entries()).map(({ subject }) => subject),
    ["Neu"],
  );
  assert.deepEqual(world.outlook("Bernd"), ["Neu | 2026-12-28 09:00-10:00"]);
});

test("ten deletions of forty are below the guard's number and go through", async () => {
  await using world = await World.open();
  const ids = planMany(world, "Anna", 40);
  await world.settle();
  for (const id of ids.slice(0, 10)) world.remove(id);
  assert.equal(only(await world.settle()).deleted.office365, 10);
});

test("a mailbox that suddenly shows nothing at all deletes nothing in planning", async () => {
  await using world = await World.open();
  planMany(world, "Anna", 4);
  await world.settle();
  for (const event of world.calendar.events(emailOf("Anna")))
    world.calendar.delete(emailOf("Anna"), event.id);
  const report = only(await world.cycle());
  assert.deepEqual([report.outcome, report.reason, report.held], ["needsConfirmation", "emptySide", 4]);
  assert.equal(world.board().filter((row) => row.state === undefined).length, 4);
});

test("a planning database that suddenly shows nothing at all deletes no event", async () => {
  await using world = await World.open();
  planMany(world, "Anna", 4);
  await world.settle();
  world.sql("delete from appointment");
  const report = only(await world.cycle());
  assert.deepEqual([report.outcome, report.reason, report.held], ["needsConfirmation", "emptySide", 4]);
  assert.equal(world.outlook("Anna").length, 4);
});

test("one mailbox's trouble is nobody else's, and what was missed is delivered when it answers again", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Wartung", ["Anna", "Bernd"], MORNING);
  world.calendar.trouble(emailOf("Anna"), "mailboxForbidden");
  const report = await world.cycle();
  assert.deepEqual(
    report.participants.map((one) => [one.user, one.outcome, one.reason]),
    [
      ["anna", "failed", "mailboxForbidden"],
      ["bernd", "ok", undefined],
    ],
  );
  assert.deepEqual(world.outlook("Bernd"), [`Wartung | ${MORNING}`]);
  world.calendar.trouble(emailOf("Anna"), null);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
  // The same with a mailbox that is known by now.
  world.calendar.trouble(emailOf("Anna"), "mailboxForbidden");
  world.change(world.appointmentOf("Wartung"), { when: AFTERNOON });
  const again = await world.cycle();
  assert.deepEqual(
    again.participants.map((one) => one.outcome),
    ["failed", "ok"],
  );
  assert.deepEqual(world.outlook("Bernd"), [`Wartung | ${AFTERNOON}`]);
});

test("a job that is planned while everything is being read is not missed", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  const { planning } = world.ports;
  const readingSlowly = {
    get(real: typeof planning, name: keyof typeof planning) {
      const call = (real[name] as (...given: unknown[]) => unknown).bind(real);
      if (name !== "assigned") return call;
      return async (...given: unknown[]) => {
        const rows = await call(...given);
        world.plan("Notdienst", "Anna", AFTERNOON);
        return rows;
      };
    },
  };
  world.ports = {
    ...world.ports,
    planning: new Proxy(planning, readingSlowly as ProxyHandler<typeof planning>),
  };
  await world.cycle();
  world.ports = { ...world.ports, planning };
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Notdienst | ${AFTERNOON}`, `Wartung | ${MORNING}`]);
});

test("a user who gets another mailbox loses nothing: planned jobs appear there, own events of the old one stay in planning", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.outlookAdd("Anna", "Angebot", AFTERNOON);
  await world.settle();
  world.calendar.open("neu@muster.example");
  world.sql("update app_user set office365_user_name = 'neu@muster.example'");
  await world.cycle();
  assert.deepEqual(
    world.calendar.events("neu@muster.example").map((event) => event.fields.subject),
    ["Wartung"],
  );
  assert.equal(world.board().length, 2);
  assert.equal(world.outlook("Anna").length, 2);
});

test("one bad appointment is set aside with its reason, the rest goes on, and it is taken up when it is mended", async () => {
  await using world = await World.open();
  const bad = world.plan("Rückwärts", "Anna", MORNING);
  world.sql("update appointment set ends_at = '2026-11-25T07:00:00Z' where id = ?", bad);
  world.plan("Wartung", "Anna", AFTERNOON);
  const report = only(await world.settle());
  assert.deepEqual(report.parked, [{ appointment: bad, reason: "invalidTime" }]);
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
  world.change(bad, { when: NEXT_DAY });
  assert.deepEqual(only(await world.settle()).parked, []);
  assert.equal(world.outlook("Anna").length, 2);
});

test("a parked appointment that the ERP deletes is parked no longer", async () => {
  await using world = await World.open();
  const bad = world.plan("Rückwärts", "Anna", MORNING);
  world.sql("update appointment set ends_at = '2026-11-25T07:00:00Z' where id = ?", bad);
  await world.cycle();
  world.remove(bad);
  assert.deepEqual(only(await world.settle()).parked, []);
});

test("what Microsoft refuses for one event is set aside with that event", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.plan("Notdienst", "Anna", NEXT_DAY);
  world.calendar.failNext({ call: "create", kind: "refused", code: "eventRefused" });
  const report = only(await world.cycle());
  assert.deepEqual(
    [report.created.office365, report.parked.length, report.parked[0]?.reason],
    [1, 1, "refusedByMicrosoft"],
  );
  world.waitMinutes(2);
  await world.settle();
  assert.equal(world.outlook("Anna").length, 2);
});

test("an expired cursor leads to a full reading: no duplicate, no deletion, nothing missed", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.outlookAdd("Anna", "Angebot", AFTERNOON);
  await world.settle();
  world.calendar.expireCursors(emailOf("Anna"));
  world.outlookEdit("Anna", world.eventOf("Anna", "Angebot").id, { when: NEXT_DAY });
  world.calendar.delete(emailOf("Anna"), world.eventOf("Anna", "Wartung").id);
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject, when, state }) => [subject, when, state]),
    [
      ["Wartung", MORNING, "trash"],
      ["Angebot", NEXT_DAY, undefined],
    ],
  );
});

test("a dry run tells the very counts of the run that follows, and writes nothing", async () => {
  await using world = await World.open();
  planMany(world, "Anna", 5);
  world.outlookAdd("Anna", "Angebot", MORNING);
  const before = world.traces();
  const dry = only(await world.cycle({ dryRun: true }));
  assert.deepEqual(world.traces(), before);
  const real = only(await world.settle());
  for (const name of ["created", "updated", "deleted", "reverted", "conflicts"] as const)
    assert.deepEqual(dry[name], real[name]);
  assert.deepEqual(real.created, { planning: 1, office365: 5 });
});

test("both sides already agree: linked, not doubled, and the ambiguous is left to a person", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  world.outlookAdd("Anna", "Wartung", MORNING, { fields: { reminderMinutes: null } });
  world.plan("Mittag", "Anna", AFTERNOON);
  world.outlookAdd("Anna", "Mittag", AFTERNOON);
  world.outlookAdd("Anna", "Mittag", AFTERNOON);
  const report = only(await world.cycle());
  assert.deepEqual([report.created.planning, report.created.office365], [0, 0]);
  assert.deepEqual([...new Set(report.parked.map((one) => one.reason))], ["ambiguousMatch"]);
  assert.equal(world.outlook("Anna").length, 3);
  assert.equal(world.board().length, 2);
});
