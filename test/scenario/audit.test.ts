// The audit: differences that no cycle would notice are found, all of them and no others; the next cycle repairs them by the rules.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventId } from "../../src/core/model/ids.ts";
import { audit, linkOf, told, unnoticedInOutlook, unnoticedInPlanning, userOf } from "./unnoticed.ts";
import { parseTime } from "./when.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const NOON = "2026-11-25 12:00-13:00";
const NEXT_WEEK = "2026-12-03 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

/** Anna's and Bernd's week: planned, solo, private, a meeting among them and one from outside. */
async function week() {
  const world = await World.open({ people: ["Anna", "Bernd"] });
  const jobs = ["Heizung", "Bad", "Keller", "Dach"].map((subject, day) =>
    world.plan(subject, ["Anna"], `2026-11-${25 + day} 09:00-11:00`, {
      location: "Landshut",
      notes: "Schlüssel",
    }),
  );
  const shared = world.plan("Zu zweit", ["Anna", "Bernd"], AFTERNOON, { order_number: "A-1" });
  world.plan("Lager", ["Bernd"], "2026-11-26 09:00-11:00");
  const zahnarzt = world.outlookAdd("Anna", "Zahnarzt", NOON);
  world.outlookAdd("Anna", "Geheim", "2026-11-26 12:00-13:00", { fields: { private: true } });
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", "2026-11-27 08:00-09:00");
  world.outlookMeet("Kunde", ["Bernd"], "Kunde", "2026-11-27 10:00-11:00", 1);
  await world.settle();
  return { world, jobs, shared, zahnarzt };
}

/** What was found, then that the cycle heals it, and a second audit finds nothing. */
async function foundAndHealed(world: World, expected: readonly string[]): Promise<void> {
  const before = world.traces();
  assert.deepEqual(told(await audit(world)), [...expected].sort());
  assert.deepEqual(world.traces(), before, "an audit writes to no side");
  await world.cycle();
  await world.cycle();
  assert.deepEqual(told(await audit(world)), [], "not repaired");
  await world.settle();
}

test("in step: nothing is found, nothing is written, and the next cycle is quiet", async () => {
  const { world } = await week();
  await using _ = world;
  const before = world.traces();
  const report = await audit(world);
  assert.deepEqual(told(report), []);
  assert.deepEqual(
    report.participants.map(({ user, compared }) => ({ user, ...compared })),
    [
      { user: "anna", appointments: 8, events: 8 },
      { user: "bernd", appointments: 4, events: 4 },
    ],
  );
  assert.deepEqual(world.traces(), before);
  const { participants } = await world.cycle();
  assert.ok(
    participants.every(({ requests }) => requests <= 1),
    "the cursors are as they were",
  );
  assert.deepEqual(world.traces(), before);
});

test("what somebody changed just now is no finding: the next cycle deals with it", async () => {
  const { world, jobs, zahnarzt } = await week();
  await using _ = world;
  world.change(jobs[0] ?? "", { location: "Ergolding" });
  world.remove(jobs[1] ?? "");
  world.plan("Neu", ["Bernd"], MORNING);
  world.outlookEdit("Anna", zahnarzt, { when: MORNING });
  world.outlookAdd("Anna", "Friseur", MORNING);
  world.outlookDelete("Anna", world.eventOf("Anna", "Keller").id);
  assert.deepEqual(told(await audit(world)), [
    "anna fieldsDiffer Heizung location nextCycle",
    "anna fieldsDiffer Zahnarzt time nextCycle",
    "anna missingInOutlook Keller nextCycle",
    "anna missingInPlanning Bad nextCycle",
    "anna missingInPlanning Friseur nextCycle",
    "bernd missingInOutlook Neu nextCycle",
  ]);
  const memory = await world.ports.state.memory(await userOf(world, "Anna"));
  assert.notEqual(memory?.calendarCursor, null, "nothing is read again for their sake");
});

test("an edit that planning's feed lost, and one that delta lost", async () => {
  const { world, jobs, shared, zahnarzt } = await week();
  await using _ = world;
  unnoticedInPlanning(world, () => {
    world.change(jobs[0] ?? "", { location: "Ergolding", category: "Kundendienst" });
    world.change(shared, { order_number: "A-2" });
  });
  await unnoticedInOutlook(world, "Anna", () => {
    world.outlookEdit("Anna", zahnarzt, { when: MORNING });
    world.outlookEdit("Anna", world.eventOf("Anna", "Dach").id, { subject: "Dachrinne", reminderMinutes: 5 });
  });
  await foundAndHealed(world, [
    "anna fieldsDiffer Dach subject reminderMinutes readAgain",
    "anna fieldsDiffer Heizung location category readAgain",
    "anna fieldsDiffer Zahnarzt time readAgain",
    "anna fieldsDiffer Zu zweit header readAgain",
    "bernd fieldsDiffer Zu zweit header readAgain",
  ]);
  assert.equal(world.eventOf("Anna", "Heizung").fields.location, "Ergolding");
  assert.ok(world.board().some(({ subject }) => subject === "Dachrinne"));
});

test("deletions and creations that nobody was told of", async () => {
  const { world, jobs } = await week();
  await using _ = world;
  unnoticedInPlanning(world, () => {
    world.remove(jobs[0] ?? "");
    world.change(jobs[1] ?? "", { trashed_at: "2026-11-24T09:00:00Z" });
    world.plan("Vergessen", ["Bernd"], MORNING);
    world.remove(world.appointmentOf("Kunde"));
  });
  await unnoticedInOutlook(world, "Anna", () => {
    world.outlookDelete("Anna", world.eventOf("Anna", "Keller").id);
    world.outlookAdd("Anna", "Friseur", MORNING);
    world.outlookDelete("Anna", world.eventOf("Anna", "Zahnarzt").id);
  });
  await foundAndHealed(world, [
    "anna missingInPlanning Heizung readAgain",
    "anna missingInPlanning Bad readAgain",
    "anna missingInOutlook Keller readAgain",
    "anna missingInOutlook Zahnarzt readAgain",
    "anna missingInPlanning Friseur readAgain",
    "bernd missingInOutlook Vergessen readAgain",
    "bernd missingInPlanning Kunde readAgain",
  ]);
  assert.ok(
    world.board().some(({ subject }) => subject === "Kunde"),
    "a meeting comes back",
  );
});

test("an event and an appointment that are there twice, and a link to nothing", async () => {
  const { world, jobs, zahnarzt } = await week();
  await using _ = world;
  unnoticedInPlanning(world, () => {
    world.plan("Zahnarzt", ["Anna"], NOON, { origin: "office365" });
    world.remove(jobs[2] ?? "");
  });
  await unnoticedInOutlook(world, "Anna", () => {
    world.outlookAdd("Anna", "Bad", "2026-11-26 09:00-11:00");
    world.outlookDelete("Anna", world.eventOf("Anna", "Keller").id);
  });
  assert.ok(zahnarzt);
  await foundAndHealed(world, [
    "anna duplicateAppointment Zahnarzt readAgain",
    "anna duplicateEvent Bad readAgain",
    "anna linkToNothing Keller readAgain",
  ]);
});

test("a lost link, a damaged base, links that were swapped", async () => {
  const { world, jobs, shared } = await week();
  await using _ = world;
  const [heizung = "", bad = "", keller = "", dach = ""] = jobs;
  const { state } = world.ports;
  // What the base says is in planning, and in the event stands something else: neither side was edited since.
  const damaged = await linkOf(world, "Anna", heizung);
  await unnoticedInOutlook(world, "Anna", () =>
    world.outlookEdit("Anna", damaged.eventId, { location: "Altdorf" }),
  );
  const [one, other] = [await linkOf(world, "Anna", keller), await linkOf(world, "Anna", dach)];
  await state.record({
    forgetLinks: [(await linkOf(world, "Bernd", shared)).id],
    storeLinks: [{ ...one, eventId: "aside" as EventId }],
  });
  await state.record({ storeLinks: [{ ...other, eventId: one.eventId }] });
  await state.record({ storeLinks: [{ ...one, eventId: other.eventId }] });
  // A damaged base under sides that agree is no difference, and does no harm.
  const agreed = await linkOf(world, "Anna", bad);
  const fields = { ...agreed.base.fields, subject: "Bad?" };
  await state.record({ storeLinks: [{ ...agreed, base: { ...agreed.base, fields } }] });
  await foundAndHealed(world, [
    "anna fieldsDiffer Dach time subject readAgain",
    "anna fieldsDiffer Heizung location readAgain",
    "anna fieldsDiffer Keller time subject readAgain",
    "bernd notLinked Zu zweit readAgain",
  ]);
});

test("an event of ours that nobody knows any more; a copy that a person made of one is that person's", async () => {
  const { world, jobs } = await week();
  await using _ = world;
  await world.ports.state.record({ forgetLinks: [(await linkOf(world, "Anna", jobs[0] ?? "")).id] });
  unnoticedInPlanning(world, () => world.remove(jobs[0] ?? ""));
  await unnoticedInOutlook(world, "Anna", () => {
    const bad = world.eventOf("Anna", "Bad");
    world.calendar.copy(emailOf("Anna"), bad.id, { subject: "Bad, zweiter Tag", time: parseTime(NEXT_WEEK) });
    world.calendar.copy(emailOf("Anna"), world.eventOf("Anna", "Keller").id, {});
  });
  await foundAndHealed(world, [
    "anna duplicateEvent Keller readAgain",
    "anna missingInPlanning Bad, zweiter Tag readAgain",
    "anna strayEvent Heizung readAgain",
  ]);
});

test("meetings: one copy counts for the fields, each for its presence, and who was not invited is told", async () => {
  const { world } = await week();
  await using _ = world;
  const besprechung = world.appointmentOf("Besprechung");
  // Bernd's own reminder never crosses: Anna's copy is the organizer's.
  await unnoticedInOutlook(world, "Bernd", () =>
    world.outlookEdit("Bernd", world.eventOf("Bernd", "Besprechung").id, { reminderMinutes: 60 }),
  );
  assert.deepEqual(told(await audit(world)), []);
  unnoticedInPlanning(world, () => {
    world.change(besprechung, { locked: 0, subject: "Umbenannt" });
    world.assign(world.appointmentOf("Kunde"), "Anna");
  });
  await foundAndHealed(world, [
    "anna fieldsDiffer Umbenannt subject locked readAgain",
    "anna missingInOutlook Kunde readAgain",
    "bernd fieldsDiffer Kunde employees readAgain",
  ]);
  assert.ok(world.board().some(({ subject, state }) => subject === "Besprechung" && state === "locked"));
});

test("columns that only the sync writes, changed by somebody else: found, and put back", async () => {
  const { world, jobs, zahnarzt } = await week();
  await using _ = world;
  assert.ok(zahnarzt);
  unnoticedInPlanning(world, () => {
    world.change(jobs[0] ?? "", { locked: 1, locked_reason: "meeting" });
    world.change(jobs[1] ?? "", { organizer: "Chef <chef@muster.example>", origin: "office365" });
    world.change(world.appointmentOf("Zahnarzt"), { join_url: "https://teams.example", series_id: "x" });
  });
  await foundAndHealed(world, [
    "anna fieldsDiffer Bad origin organizer readAgain",
    "anna fieldsDiffer Heizung locked readAgain",
    "anna fieldsDiffer Zahnarzt series joinUrl readAgain",
  ]);
  assert.deepEqual((await world.journal()).slice(-3), Array(3).fill("anna planning update columns.putBack"));
  const rows = world.sql(
    "select subject from appointment where organizer is not null and (origin = 'planning' or organizer like 'Chef%')",
  );
  assert.deepEqual(rows, []);
});

test("declined, cancelled, moved to another calendar: not in Outlook for us", async () => {
  const { world } = await week();
  await using _ = world;
  await unnoticedInOutlook(world, "Bernd", () => {
    world.calendar.decline(emailOf("Bernd"), world.eventOf("Bernd", "Kunde").id);
    world.calendar.moveToOtherCalendar(emailOf("Bernd"), world.eventOf("Bernd", "Zu zweit").id);
  });
  // Called off: Bernd's copy stays, cancelled.
  await unnoticedInOutlook(world, "Anna", () =>
    world.outlookDelete("Anna", world.eventOf("Anna", "Besprechung").id),
  );
  await unnoticedInOutlook(world, "Bernd", () => undefined);
  await foundAndHealed(world, [
    "anna missingInOutlook Besprechung readAgain",
    "bernd missingInOutlook Besprechung readAgain",
    "bernd missingInOutlook Kunde readAgain",
    "bernd missingInOutlook Zu zweit readAgain",
  ]);
});

test("a private event: only its time is compared and told", async () => {
  const { world } = await week();
  await using _ = world;
  const [geheim] = world.calendar.events(emailOf("Anna")).filter(({ fields }) => fields.private);
  assert.ok(geheim);
  await unnoticedInOutlook(world, "Anna", () => {
    world.outlookEdit("Anna", geheim.id, { subject: "Noch geheimer", location: "Klinik", when: AFTERNOON });
    world.outlookAdd("Anna", "Sehr geheim", MORNING, { fields: { private: true } });
  });
  const report = await audit(world);
  assert.deepEqual(told(report), [
    "anna fieldsDiffer Privat time readAgain",
    "anna missingInPlanning – readAgain",
  ]);
  assert.doesNotMatch(JSON.stringify(report), /geheim|Klinik/i);
});

test("what is set aside or held is told as waiting, once, and is no finding", async () => {
  const { world, jobs } = await week();
  await using _ = world;
  world.sql("update appointment set ends_at = '2020-01-01T00:00:00Z' where id = ?", jobs[0] ?? "");
  for (const event of world.calendar.events(emailOf("Bernd"))) world.outlookDelete("Bernd", event.id);
  await world.cycle();
  const report = await audit(world);
  assert.deepEqual(told(report), [
    "anna unreadable Heizung waiting",
    "bernd missingInOutlook Besprechung waiting",
    "bernd missingInOutlook Kunde waiting",
    "bernd missingInOutlook Lager waiting",
    "bernd missingInOutlook Zu zweit waiting",
  ]);
  assert.deepEqual(
    report.participants.map(({ differences }) => new Set(differences.map(({ reason }) => reason))),
    [new Set(["invalidTime"]), new Set(["emptySide"])],
  );
});

test("what lies outside of the window, or left it, is nobody's difference", async () => {
  const { world, jobs } = await week();
  await using _ = world;
  world.plan("Weit weg", ["Anna"], "2030-01-07 09:00-11:00");
  world.outlookAdd("Anna", "Lange her", "2020-01-07 09:00-11:00");
  await world.cycle();
  world.wait(365);
  await world.settle();
  await unnoticedInOutlook(world, "Anna", () =>
    world.outlookDelete("Anna", world.eventOf("Anna", "Heizung").id),
  );
  unnoticedInPlanning(world, () => world.remove(jobs[1] ?? ""));
  assert.deepEqual(told(await audit(world)), []);
});

test("what comes back into the window unnoticed is looked at where it lies", async () => {
  const { world, jobs } = await week();
  await using _ = world;
  world.change(jobs[0] ?? "", { when: "2030-01-07 09:00-11:00" });
  await world.settle();
  unnoticedInPlanning(world, () => world.change(jobs[0] ?? "", { when: AFTERNOON }));
  await foundAndHealed(world, ["anna fieldsDiffer Heizung time readAgain"]);
  assert.ok(world.outlook("Anna").includes(`Heizung | ${AFTERNOON}`));
});

test("before the first cycle everything is for that cycle; another mailbox begins anew", async () => {
  const world = await World.open({ people: ["Anna"] });
  await using _ = world;
  world.plan("Heizung", ["Anna"], MORNING);
  world.outlookAdd("Anna", "Zahnarzt", NOON);
  assert.deepEqual(told(await audit(world)), [
    "anna missingInOutlook Heizung nextCycle",
    "anna missingInPlanning Zahnarzt nextCycle",
  ]);
  assert.equal(await world.ports.state.memory(await userOf(world, "Anna")), null);
  await world.settle();
  world.calendar.open("anna.neu@muster.example");
  world.sql("update app_user set office365_user_name = 'anna.neu@muster.example'");
  assert.deepEqual(told(await audit(world)), [
    "anna missingInOutlook Heizung nextCycle",
    "anna missingInOutlook Zahnarzt nextCycle",
  ]);
});

test("many people, in the order of their names, as far as it was not broken off", async () => {
  const people = Array.from({ length: 40 }, (_, number) => `P${10 + number}`);
  await using world = await World.open({ people });
  for (const person of people) world.plan(`Auftrag ${person}`, person, MORNING);
  const { participants } = await audit(world);
  assert.deepEqual(
    participants.map(({ user, differences }) => [user, differences.length]),
    people.map((person) => [person.toLowerCase(), 1]),
  );
  const cut = await audit(world, undefined, AbortSignal.abort());
  assert.deepEqual(cut.participants, []);
});

test("a mailbox that does not answer fails alone", async () => {
  const { world } = await week();
  await using _ = world;
  world.calendar.trouble(emailOf("Anna"), "mailboxForbidden");
  const { participants } = await audit(world);
  assert.deepEqual(
    participants.map(({ user, outcome, reason }) => ({ user, outcome, reason })),
    [
      { user: "anna", outcome: "failed", reason: "mailboxForbidden" },
      { user: "bernd", outcome: "ok", reason: undefined },
    ],
  );
  await assert.rejects(audit(world, ["Nobody"]), { code: "userUnknown" });
});
