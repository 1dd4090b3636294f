// A dry run is the very cycle, with writes that are only pretended: it names each of them, what they mean for colleagues, and the mails that
// Microsoft would send because of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SyncReport } from "../../src/contract/report.ts";
import { emailOf, only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

/** Each planned write as `anna office365 create Heizung planned.new`. */
function planned({ participants }: SyncReport): string[] {
  const lines = participants.flatMap(({ user, planned = [] }) =>
    planned.map(({ side, action, subject, reason, held, announced }) =>
      [user, side, action, subject, reason, held, announced && "announced"].filter(Boolean).join(" "),
    ),
  );
  return lines.sort();
}

test("each write is named, and nothing is written, not even remembered", async () => {
  await using world = await World.open();
  world.plan("Heizung", "Anna", MORNING);
  world.outlookAdd("Anna", "Zahnarzt", AFTERNOON);
  world.plan("Schon da", "Anna", NEXT_DAY);
  world.outlookAdd("Anna", "Schon da", NEXT_DAY, { fields: { reminderMinutes: null } });
  const before = world.traces();
  const dry = await world.cycle({ dryRun: true });
  assert.deepEqual(planned(dry), [
    "anna office365 create Heizung planned.new",
    "anna planning create Zahnarzt solo.new",
  ]);
  assert.deepEqual([only(dry).linked, only(dry).mails], [1, 0]);
  assert.deepEqual(world.traces(), before);
  assert.deepEqual(await world.ports.state.memories(), []);
  assert.deepEqual(await world.ports.state.passes(), []);
  const real = only(await world.cycle());
  assert.deepEqual([real.linked, real.mails, real.planned], [1, 0, undefined]);
});

test("a meeting among colleagues is brought once; a move reaches the colleagues", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Zu zweit", ["Anna", "Bernd"], MORNING);
  await world.settle();
  world.outlookEdit("Anna", world.eventOf("Anna", "Zu zweit").id, { when: AFTERNOON });
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", NEXT_DAY);
  const dry = await world.cycle({ dryRun: true });
  const lines = planned(dry);
  assert.equal(lines.filter((line) => line.endsWith("create Besprechung meeting.new")).length, 1);
  assert.equal(lines.filter((line) => line.endsWith("assign Besprechung meeting.joined")).length, 1);
  assert.ok(lines.includes("anna planning update Zu zweit planned.same.changed"));
  assert.ok(lines.includes("bernd office365 update Zu zweit planned.changed.same"), lines.join("\n"));
  await world.cycle();
  const done = (await world.journal()).slice(-lines.length).sort();
  assert.deepEqual(done, lines.map((line) => line.replace(/ (Besprechung|Zu zweit)/, "")).sort());
});

test("another mailbox: planned is what happens there, not what the links of the old one say", async () => {
  await using world = await World.open();
  world.plan("Heizung", "Anna", MORNING);
  await world.settle();
  world.calendar.open("anna.neu@muster.example");
  world.sql("update app_user set office365_user_name = 'anna.neu@muster.example'");
  const lines = ["anna office365 create Heizung planned.new"];
  assert.deepEqual(planned(await world.cycle({ dryRun: true })), lines);
  assert.deepEqual(only(await world.cycle()).created, { planning: 0, office365: 1 });
});

test("mails: none of our own; one for each guest whom somebody invited to a planned event", async () => {
  await using world = await World.open();
  const [heizung = "", bad = "", dach = ""] = ["Heizung", "Bad", "Dach"].map((subject) =>
    world.plan(subject, "Anna", MORNING),
  );
  await world.settle();
  for (const subject of ["Heizung", "Bad", "Dach"])
    world.calendar.invite(emailOf("Anna"), world.eventOf("Anna", subject).id, 2);
  world.change(heizung, { when: AFTERNOON });
  world.change(bad, { category: "Kundendienst" });
  world.remove(dach);
  world.plan("Neu", "Anna", NEXT_DAY);
  const dry = only(await world.cycle({ dryRun: true }));
  const inOutlook = (dry.planned ?? []).filter(({ side }) => side === "office365");
  const mails = inOutlook.map(({ action, subject, mails }) => `${action} ${subject} ${mails}`);
  assert.deepEqual(mails.sort(), ["create Neu 0", "delete Dach 2", "update Bad 0", "update Heizung 2"]);
  assert.equal(dry.mails, 4);
  assert.equal(only(await world.cycle()).mails, 4);
  world.calendar.expectMails(4);
});

test("what would be held is told as held", async () => {
  await using world = await World.open();
  const jobs = ["A", "B", "C", "D", "E"].map((subject) => world.plan(subject, "Anna", MORNING));
  await world.settle();
  for (const job of jobs) world.remove(job);
  const dry = await world.cycle({ dryRun: true });
  assert.deepEqual(
    planned(dry),
    ["A", "B", "C", "D", "E"].map((name) => `anna office365 delete ${name} planned.deleted.same emptySide`),
  );
  assert.deepEqual([only(dry).outcome, only(dry).held], ["needsConfirmation", 5]);
  assert.deepEqual(only(dry).deleted, { planning: 0, office365: 0 });
  assert.equal(only(await world.cycle({ dryRun: true })).held, 5, "nothing of it was remembered");
});

/** Anna's event is created, and the process dies before it learns of it. */
async function diedAfterCreating(): Promise<World> {
  for (let atCall = 1; ; atCall++) {
    const world = await World.open({ people: ["Anna", "Bernd"] });
    world.plan("Zu zweit", ["Anna", "Bernd"], AFTERNOON);
    await world.settle();
    world.plan("Heizung", "Anna", MORNING);
    assert.equal(await world.dyingCycle({ atCall, afterwards: true }), true, "it never created anything");
    if (world.calendar.events(emailOf("Anna")).length > 1) return world;
    await world.close();
  }
}

test("after a crash a dry run tells what was announced and leaves it alone", async () => {
  await using world = await diedAfterCreating();
  // Bernd's move brings Anna a second pass in the same cycle.
  world.outlookEdit("Bernd", world.eventOf("Bernd", "Zu zweit").id, { when: NEXT_DAY });
  const before = world.traces();
  const dry = await world.cycle({ dryRun: true });
  assert.deepEqual(planned(dry), [
    "anna office365 create Heizung planned.new announced",
    "anna office365 update Zu zweit planned.changed.same",
    "bernd planning update Zu zweit planned.same.changed",
  ]);
  assert.ok(dry.participants.every(({ parked }) => parked.length === 0));
  assert.deepEqual(world.traces(), before);
  await world.cycle();
  assert.deepEqual(world.outlook("Anna"), [`Heizung | ${MORNING}`, `Zu zweit | ${NEXT_DAY}`]);
});
