// What a person decides beside the cycles: undo, and the other side of a conflict. The next cycle carries it over by the same rules.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listConflicts, takeConflict } from "../../src/main/conflicts.ts";
import { undo } from "../../src/main/undo.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

async function lastEntry(world: World): Promise<string> {
  return (await world.entries()).at(-1)?.id ?? "";
}

async function planned() {
  const world = await World.open({ people: ["Anna", "Bernd"] });
  const id = world.plan("Heizung", ["Anna"], MORNING);
  await world.settle();
  return { world, id };
}

test("undo of a move: both sides as before, and in the journal", async () => {
  const { world } = await planned();
  await using _ = world;
  const [event] = world.calendar.events(emailOf("Anna"));
  assert.ok(event);
  world.outlookEdit("Anna", event.id, { when: AFTERNOON, location: "Keller" });
  await world.settle();
  const { undone } = await undo(world.ports, await lastEntry(world));
  assert.deepEqual(
    undone.map(({ user, subject, outcome }) => ({ user, subject, outcome })),
    [{ user: "anna", subject: "Heizung", outcome: "done" }],
  );
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Heizung | ${MORNING}`]);
  assert.equal(world.board()[0]?.when, MORNING);
  assert.deepEqual((await world.journal()).slice(-2), [
    "anna planning update byHand.undo",
    "anna office365 update planned.changed.same",
  ]);
  // Taken back twice is taken back once.
  assert.deepEqual(
    (await undo(world.ports, undone[0]?.entry ?? "")).undone.map(({ outcome }) => outcome),
    ["nothing"],
  );
});

test("undo leaves alone what somebody changed since", async () => {
  const { world, id } = await planned();
  await using _ = world;
  world.change(id, { when: AFTERNOON, location: "Keller" });
  await world.settle();
  const entry = await lastEntry(world);
  world.change(id, { location: "Dach" });
  await world.settle();
  await undo(world.ports, entry);
  await world.settle();
  assert.equal(world.sql("select location from appointment")[0]?.location, "Dach");
  assert.equal(world.board()[0]?.when, MORNING);
  world.change(id, { when: "2026-11-27 08:00-09:00" });
  await world.settle();
  const again = await undo(world.ports, entry);
  assert.deepEqual(again.undone[0]?.reason, "changedSince");
});

test("undo of a deletion: the appointment is there again with its id, and in Outlook", async () => {
  for (const how of ["row", "trash"]) {
    const { world, id } = await planned();
    await using _ = world;
    if (how === "row") world.remove(id);
    else world.change(id, { trashed_at: "2026-11-24T09:00:00Z" });
    await world.settle();
    assert.deepEqual(world.outlook("Anna"), []);
    await undo(world.ports, await lastEntry(world));
    await world.settle();
    assert.equal(world.appointmentOf("Heizung"), id, how);
    assert.deepEqual(world.outlook("Anna"), [`Heizung | ${MORNING}`], how);
  }
});

test("undo of tidied up in Outlook: out of the trash, back to the second employee", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Allein", ["Anna"], MORNING);
  world.plan("Zu zweit", ["Anna", "Bernd"], AFTERNOON);
  await world.settle();
  for (const event of world.calendar.events(emailOf("Anna"))) world.outlookDelete("Anna", event.id);
  const report = await world.settle();
  assert.deepEqual(world.outlook("Anna"), []);
  assert.ok(report.startedAt);
  const run = (await world.entries()).at(-1)?.run ?? "";
  const { undone } = await undo(world.ports, run);
  assert.deepEqual(undone.map(({ outcome }) => outcome).sort(), ["done", "done"]);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Allein | ${MORNING}`, `Zu zweit | ${AFTERNOON}`]);
  assert.deepEqual(world.outlook("Bernd"), [`Zu zweit | ${AFTERNOON}`]);
});

test("undo of a new appointment puts it into the trash; one made in Outlook is its owner's", async () => {
  const { world } = await planned();
  await using _ = world;
  await undo(world.ports, await lastEntry(world));
  await world.settle();
  assert.equal(world.board()[0]?.state, "trash");
  assert.deepEqual(world.outlook("Anna"), []);
  world.outlookAdd("Anna", "Zahnarzt", AFTERNOON);
  await world.settle();
  assert.equal((await undo(world.ports, await lastEntry(world))).undone[0]?.reason, "madeInOutlook");
});

test("a meeting cannot be undone into Outlook", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const copies = world.outlookMeet("Anna", [], "Besprechung", MORNING, 1);
  await world.settle();
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: AFTERNOON });
  await world.settle();
  assert.equal((await undo(world.ports, await lastEntry(world))).undone[0]?.reason, "meetingIsMicrosofts");
  await world.settle();
  assert.deepEqual(world.calendar.writes, []);
});

test("an entry that is not there is said so", async () => {
  await using world = await World.open();
  await assert.rejects(undo(world.ports, "nothing"), { code: "entryUnknown" });
});

test("conflicts keep both values, and the other one can be taken afterwards", async () => {
  const { world, id } = await planned();
  await using _ = world;
  const [event] = world.calendar.events(emailOf("Anna"));
  assert.ok(event);
  world.change(id, { location: "Keller" });
  world.outlookEdit("Anna", event.id, { location: "Dach" });
  await world.settle();
  const [conflict] = (await listConflicts(world.ports)).conflicts;
  assert.deepEqual(
    { ...conflict, id: "", at: "", event: "" },
    {
      id: "",
      at: "",
      event: "",
      user: "anna",
      appointment: id,
      subject: "Heizung",
      field: "location",
      planning: "Keller",
      office365: "Dach",
      winner: "planning",
    },
  );
  assert.equal(
    (await takeConflict(world.ports, { id: conflict?.id ?? "", side: "office365" })).changed,
    true,
  );
  await world.settle();
  assert.equal(world.sql("select location from appointment")[0]?.location, "Dach");
  assert.equal(world.calendar.events(emailOf("Anna"))[0]?.fields.location, "Dach");
  assert.deepEqual((await listConflicts(world.ports)).conflicts, []);
  await assert.rejects(takeConflict(world.ports, { id: conflict?.id ?? "", side: "planning" }), {
    code: "conflictUnknown",
  });
});
