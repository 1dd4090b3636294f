// What the console shows of a company that lives, and what a click in it does: the same rules as at the desk.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WaitingKey } from "../../src/contract/console/decisions.ts";
import type { Account } from "../../src/inbound/http/accounts.ts";
import { type DecisionParts, decisionsWork } from "../../src/main/console/decisions-work.ts";
import { type WhyParts, whyWork } from "../../src/main/console/why-work.ts";
import { COMPANY } from "./databases.ts";
import { ZONE } from "./when.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const ACCOUNT: Account = { kind: "person", name: "Petra", role: "dispatcher" };
const NO_PARTS = { params: undefined, query: undefined, body: undefined } as const;

function consoleOf(world: World) {
  const parts: WhyParts & DecisionParts = {
    ...world.ports,
    now: () => world.ports.clock.now(),
    settings: () => ({
      Company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: ZONE },
      Sync: world.sync,
    }),
    alone: (work) => work(),
    nextLookAt: () => Date.parse("2026-11-24T10:05:00Z"),
  };
  const [why, decisions] = [whyWork(parts), decisionsWork(parts)];
  const asked = { ...NO_PARTS, account: ACCOUNT, lang: "de" } as const;
  const of = (id: string) => ({ ...asked, params: { id } });
  return {
    why: (id: string) => why.explainAppointment(of(id)),
    outlook: (id: string) => why.lookIntoOutlook(of(id)),
    undo: (id: string) => why.undoEntry(of(id)),
    decisions: () => decisions.listDecisions(asked),
    answerHeld: (items: WaitingKey[], answer: "confirm" | "restore") =>
      decisions.answerHeld({ ...asked, body: { items, answer } }),
    answerConflicts: (ids: string[], answer: "planning" | "office365" | "leave") =>
      decisions.answerConflicts({ ...asked, body: { ids, answer } }),
    retry: (items: WaitingKey[]) => decisions.retryParked({ ...asked, body: { items } }),
  };
}

const keyOf = ({ user, appointment, event }: WaitingKey): WaitingKey => ({ user, appointment, event });

async function planned() {
  const world = await World.open({ people: ["Anna", "Bernd"] });
  const id = world.plan("Heizung", ["Anna"], MORNING);
  await world.settle();
  return { world, id, page: consoleOf(world) };
}

test("in step: the rule that made it, three equal columns, and when the next look is", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  const why = await page.why(id.toUpperCase());
  assert.equal(why.subject, "Heizung");
  assert.equal(why.mark, "inStep");
  const [copy, ...others] = why.copies;
  assert.deepEqual(others, []);
  assert.equal(copy?.user, "anna");
  assert.equal(copy?.rule?.code, "planned.new");
  assert.match(copy?.rule?.sentence ?? "", /Neu in der Planung/);
  assert.deepEqual(copy?.next, { kind: "inStep", told: null, at: "2026-11-24T10:05:00.000Z", attempts: 0 });
  assert.ok(copy?.fields.every(({ agreed, planning, differs }) => agreed === planning && !differs));
  const outlook = await page.outlook(id);
  assert.deepEqual(
    outlook.copies.map(({ user, kind }) => `${user} ${kind}`),
    ["anna present"],
  );
  assert.ok(outlook.copies[0]?.fields.every(({ differs }) => !differs));
  await assert.rejects(page.why("nobody-knows-it"), { code: "appointmentUnknown" });
});

test("an edit on either side is marked in its column before the next cycle takes it over", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  world.change(id, { location: "Keller" });
  world.outlookEdit("Anna", world.eventOf("Anna", "Heizung").id, { when: AFTERNOON });
  const [copy] = (await page.why(id)).copies;
  assert.equal(copy?.next.kind, "onItsWay");
  assert.deepEqual(
    copy?.fields.flatMap(({ field, planning, differs }) => (differs ? [`${field} ${planning}`] : [])),
    ["location Keller"],
  );
  const [event] = (await page.outlook(id)).copies;
  assert.deepEqual(
    event?.fields.flatMap(({ field, differs }) => (differs ? [field] : [])),
    ["time"],
  );
  world.outlookDelete("Anna", world.eventOf("Anna", "Heizung").id);
  assert.equal((await page.outlook(id)).copies[0]?.kind, "gone");
});

test("who is no participant is told with the reason, and whom planning no longer has with what comes", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  world.assign(id, "Bernd");
  world.sql("update app_user set without_password = 0 where login = 'bernd'");
  world.unassign(id, "Anna");
  const { copies, mark } = await page.why(id);
  assert.deepEqual(
    copies.map(({ user, next }) => [user, next.kind, next.told?.code ?? ""].join(" ")),
    ["anna leaves ", "bernd notParticipant withoutPasswordNotSet"],
  );
  assert.equal(mark, "notSynchronised");
});

test("the history tells what an undo would do, and one click does it", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  world.outlookEdit("Anna", world.eventOf("Anna", "Heizung").id, { when: AFTERNOON });
  await world.settle();
  const [moved, made] = (await page.why(id)).history;
  assert.deepEqual(
    moved?.changes.map(({ label }) => label),
    ["Zeit"],
  );
  assert.equal(moved?.undo.kind, "possible");
  assert.match(moved?.undo.kind === "possible" ? moved.undo.effect : "", /14:00.*→.*09:00/);
  assert.deepEqual(await page.undo(moved?.id ?? ""), { outcome: "done", told: null });
  assert.equal((await page.why(id)).copies[0]?.next.kind, "onItsWay");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Heizung | ${MORNING}`]);
  assert.equal((await page.why(id)).history.find((one) => one.id === moved?.id)?.undo.kind, "nothing");
  await assert.rejects(page.undo(made?.run ?? ""), { code: "entryUnknown" });
});

test("a meeting's entries are not taken back, and say why", async () => {
  await using world = await World.open({ people: ["Anna"] });
  world.outlookMeet("Anna", [], "Bauleitung", MORNING, 1);
  await world.settle();
  const page = consoleOf(world);
  const id = world.appointmentOf("Bauleitung");
  const [entry] = (await page.why(id)).history;
  assert.equal(entry?.undo.kind, "refused");
  const answer = await page.undo(entry?.id ?? "");
  assert.deepEqual([answer.outcome, answer.told?.code], ["refused", "meetingIsMicrosofts"]);
});

test("held deletions say what becomes of each, and some can be confirmed while others come back", async () => {
  await using world = await World.open();
  const ids = Array.from({ length: 5 }, (_, index) => world.plan(`Auftrag ${index}`, ["Anna"], MORNING));
  await world.settle();
  for (const event of world.calendar.events(emailOf("Anna"))) world.outlookDelete("Anna", event.id);
  await world.cycle();
  const page = consoleOf(world);
  const { held } = await page.decisions();
  assert.equal(held.length, 5);
  assert.deepEqual([held[0]?.deletesOn, held[0]?.told.code], ["planning", "emptySide"]);
  assert.match(held[0]?.ifConfirmed ?? "", /Papierkorb/);
  assert.match(held[0]?.ifRestored ?? "", /Outlook-Kalender von Anna/);
  // No command where there is a button.
  assert.doesNotMatch(held[0]?.told.cure ?? "", /termin-sync/);
  assert.equal((await page.why(ids[0] as string)).copies[0]?.next.kind, "held");
  const gone = held.filter(({ subject }) => subject === "Auftrag 0");
  assert.equal((await page.answerHeld(gone.map(keyOf), "confirm")).done, 1);
  assert.equal((await page.why(ids[0] as string)).copies[0]?.next.kind, "answered");
  const back = held.filter((one) => !gone.includes(one));
  assert.equal((await page.answerHeld(back.map(keyOf), "restore")).done, 4);
  await world.cycle();
  assert.deepEqual((await page.decisions()).held, []);
  assert.equal(world.outlook("Anna").length, 4);
  const inTrash = world.sql("select subject from appointment where trashed_at is not null");
  assert.deepEqual(
    inTrash.map(({ subject }) => subject),
    ["Auftrag 0"],
  );
});

test("a held deletion in Outlook says that it goes from there", async () => {
  await using world = await World.open();
  const ids = Array.from({ length: 5 }, (_, index) => world.plan(`Auftrag ${index}`, ["Anna"], MORNING));
  await world.settle();
  for (const id of ids) world.remove(id);
  await world.cycle();
  const [first] = (await consoleOf(world).decisions()).held;
  assert.equal(first?.deletesOn, "office365");
  assert.match(first?.ifConfirmed ?? "", /aus dem Outlook-Kalender von Anna gelöscht/);
});

test("a conflict shows both values; one side's is taken, or it is left as it is", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  world.change(id, { location: "Keller", subject: "Kessel" });
  world.outlookEdit("Anna", world.eventOf("Anna", "Heizung").id, { location: "Dach", subject: "Boiler" });
  await world.settle();
  const { conflicts } = await page.decisions();
  assert.deepEqual(
    conflicts.map(({ label, planning, office365, winner, now }) => ({
      label,
      planning,
      office365,
      winner,
      now,
    })),
    [
      { label: "Ort", planning: "Keller", office365: "Dach", winner: "planning", now: "Keller" },
      { label: "Betreff", planning: "Kessel", office365: "Boiler", winner: "planning", now: "Kessel" },
    ],
  );
  const ofField = (name: string) => conflicts.flatMap((one) => (one.field === name ? [one.id] : []));
  const done = await page.answerConflicts([...ofField("location"), "nobody"], "office365");
  assert.equal(done.done, 1);
  assert.deepEqual(
    done.failed.map(({ told }) => told.code),
    ["conflictUnknown"],
  );
  assert.equal((await page.answerConflicts(ofField("subject"), "leave")).done, 1);
  await world.settle();
  assert.deepEqual((await page.decisions()).conflicts, []);
  const { fields } = world.eventOf("Anna", "Kessel");
  assert.equal(fields.location, "Dach");
});

test("a conflict whose appointment is gone can still be answered: it is left", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  world.change(id, { location: "Keller" });
  world.outlookEdit("Anna", world.eventOf("Anna", "Heizung").id, { location: "Dach" });
  await world.settle();
  world.remove(id);
  const [conflict] = (await page.decisions()).conflicts;
  assert.equal(conflict?.blocked?.code, "appointmentUnknown");
  const ids = [conflict?.id ?? ""];
  assert.equal((await page.answerConflicts(ids, "planning")).failed.length, 1);
  assert.equal((await page.answerConflicts(ids, "leave")).done, 1);
  assert.deepEqual((await page.decisions()).conflicts, []);
});

test("what is set aside is tried again at once where a person asks for it", async () => {
  const { world, id, page } = await planned();
  await using _ = world;
  world.sql("update appointment set ends_at = '2020-01-01T00:00:00Z' where id = ?", id);
  await world.cycle();
  const [parked] = (await page.decisions()).parked;
  assert.equal(parked?.told.code, "invalidTime");
  assert.equal((await page.why(id)).copies[0]?.next.kind, "parked");
  assert.equal((await page.why(id)).state, "unreadable");
  assert.equal((await page.retry([keyOf(parked as WaitingKey)])).done, 1);
  assert.equal((await page.decisions()).parked[0]?.retryAt, new Date(world.ports.clock.now()).toISOString());
  world.change(id, { when: AFTERNOON });
  await world.cycle();
  assert.deepEqual((await page.decisions()).parked, []);
});
