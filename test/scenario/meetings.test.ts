// Meetings from Microsoft 365: locked on the board, one appointment for all colleagues, and never written from planning.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RowPatch } from "../../src/core/model/writes.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

/** The row changes between reading it and the next write of this kind. */
function somebodyWritesBefore(world: World, kind: keyof RowPatch): void {
  const { planning } = world.ports;
  let isQuicker = true;
  const update: typeof planning.update = async (id, expected, patch) => {
    if (kind in patch && isQuicker) {
      isQuicker = false;
      world.change(id, { order_number: "A-7" });
    }
    return planning.update(id, expected, patch);
  };
  world.ports = { ...world.ports, planning: { ...planning, update } };
}

async function withMeeting(guests: string[] = [], people = ["Anna", "Bernd", "Carla"]) {
  const world = await World.open({ people });
  const copies = world.outlookMeet("Anna", guests, "Baubesprechung", MORNING, guests.length === 0 ? 1 : 0);
  await world.settle();
  return { world, copies, id: world.appointmentOf("Baubesprechung") };
}

test("meeting.new: locked, with its reason", async () => {
  const { world } = await withMeeting();
  await using _ = world;
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: MORNING, who: "Anna", state: "locked" },
  ]);
  assert.equal(world.sql("select locked_reason from appointment")[0]?.locked_reason, "meeting");
});

test("meeting.changed.same: a move on the board is undone, whoever made it", async () => {
  const { world, id } = await withMeeting();
  await using _ = world;
  world.change(id, { when: AFTERNOON, subject: "Verschoben" });
  const report = await world.settle();
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: MORNING, who: "Anna", state: "locked" },
  ]);
  const anna = report.participants[0];
  assert.deepEqual([anna?.reverted, anna?.updated.planning], [1, 0]);
});

test("meeting.changed.changed: the event overwrites planning", async () => {
  const { world, id, copies } = await withMeeting();
  await using _ = world;
  world.change(id, { when: AFTERNOON });
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: NEXT_DAY });
  await world.settle();
  assert.equal(world.board()[0]?.when, NEXT_DAY);
});

test("meeting.deleted.same and meeting.deleted.changed: it comes back on the board with the same id", async () => {
  for (const edited of [false, true]) {
    const { world, id, copies } = await withMeeting();
    await using _ = world;
    world.remove(id);
    if (edited) world.outlookEdit("Anna", copies.get("Anna") as never, { when: NEXT_DAY });
    await world.settle();
    assert.equal(world.board()[0]?.when, edited ? NEXT_DAY : MORNING);
    assert.equal(world.appointmentOf("Baubesprechung"), id);
  }
});

test("meeting.same.deleted and its relatives: cancelled in Outlook is gone on the board", async () => {
  for (const board of ["same", "changed", "deleted"]) {
    const { world, id, copies } = await withMeeting();
    await using _ = world;
    if (board === "changed") world.change(id, { when: AFTERNOON });
    if (board === "deleted") world.remove(id);
    world.outlookDelete("Anna", copies.get("Anna") as never);
    await world.settle();
    assert.deepEqual(world.board(), []);
  }
});

test("a meeting that its organizer calls off is gone for everybody", async () => {
  const { world, copies } = await withMeeting(["Bernd", "Carla"]);
  await using _ = world;
  world.outlookDelete("Anna", copies.get("Anna") as never);
  await world.settle();
  assert.deepEqual(world.board(), []);
});

test("nothing of a meeting is ever written in Microsoft 365", async () => {
  const { world, id } = await withMeeting(["Bernd"]);
  await using _ = world;
  world.change(id, { when: AFTERNOON, notes: "Pläne mitbringen" });
  world.unassign(id, "Bernd");
  await world.settle();
  world.change(id, { customer_name: "Weber", address: "Altstadt 12" });
  await world.settle();
  world.remove(id);
  await world.settle();
  assert.deepEqual(world.calendar.writes, []);
});

test("a meeting among colleagues is one appointment with several employees", async () => {
  const { world } = await withMeeting(["Bernd", "Carla"]);
  await using _ = world;
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: MORNING, who: "Anna, Bernd, Carla", state: "locked" },
  ]);
});

test("the organizer's copy takes the lead when it comes after a guest's: nobody's edit was taken back", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const copies = world.outlookMeet("Bernd", ["Anna"], "Baubesprechung", MORNING);
  world.outlookEdit("Anna", copies.get("Anna") as never, { category: "Rot", showAs: "tentative" });
  const report = await world.settle();
  assert.deepEqual(
    report.participants.map((one) => one.reverted),
    [0, 0],
  );
  const [row] = world.sql("select category, show_as from appointment");
  assert.deepEqual([row?.category, row?.show_as], [null, "busy"]);
});

test("who declines leaves the meeting to the others, and is asked again when the organizer moves it", async () => {
  const { world, copies, id } = await withMeeting(["Bernd", "Carla"]);
  await using _ = world;
  world.calendar.decline(emailOf("Bernd"), copies.get("Bernd") as never);
  await world.settle();
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: MORNING, who: "Anna, Carla", state: "locked" },
  ]);
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: AFTERNOON, who: "Anna, Bernd, Carla", state: "locked" },
  ]);
  assert.equal(world.appointmentOf("Baubesprechung"), id);
});

test("declined and asked again between two cycles: the meeting's new copy takes the place of the one that is gone", async () => {
  const { world, copies, id } = await withMeeting(["Bernd", "Carla"]);
  await using _ = world;
  world.calendar.decline(emailOf("Bernd"), copies.get("Bernd") as never);
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: AFTERNOON });
  const dry = await world.cycle({ dryRun: true });
  const report = await world.settle();
  const meeting = { subject: "Baubesprechung", when: AFTERNOON, who: "Anna, Bernd, Carla", state: "locked" };
  assert.deepEqual(world.board(), [meeting]);
  assert.equal(world.appointmentOf("Baubesprechung"), id);
  for (const { participants } of [dry, report])
    assert.deepEqual(
      participants.map(({ updated, deleted }) => [updated.planning, deleted.planning]),
      [
        [1, 0],
        [0, 0],
        [0, 0],
      ],
    );
  // The new copy is what counts from now on.
  const [copy] = world.calendar.events(emailOf("Bernd"));
  world.outlookDelete("Bernd", copy?.id as never);
  await world.settle();
  assert.deepEqual(world.board(), [{ ...meeting, who: "Anna, Carla" }]);
});

test("a new copy is followed also where its appointment changes while it is written", async () => {
  const { world, copies, id } = await withMeeting(["Bernd"]);
  await using _ = world;
  world.calendar.decline(emailOf("Bernd"), copies.get("Bernd") as never);
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: AFTERNOON });
  world.unassign(id, "Bernd");
  somebodyWritesBefore(world, "assign");
  const report = await world.settle();
  assert.deepEqual(
    report.participants.flatMap(({ parked }) => parked),
    [],
  );
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: AFTERNOON, who: "Anna, Bernd", state: "locked" },
  ]);
});

test("a new copy that comes while the appointment is set aside is remembered", async () => {
  const { world, copies, id } = await withMeeting(["Bernd"]);
  await using _ = world;
  world.sql("update appointment set ends_at = '2026-11-25T07:00:00Z' where id = ?", id);
  world.calendar.decline(emailOf("Bernd"), copies.get("Bernd") as never);
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: AFTERNOON });
  const report = await world.cycle();
  assert.deepEqual(
    report.participants.map(({ parked }) => parked.map(({ reason }) => reason)),
    [["invalidTime"], ["invalidTime"], []],
  );
  world.change(id, { when: NEXT_DAY });
  const after = await world.settle();
  assert.deepEqual(
    after.participants.flatMap(({ parked }) => parked),
    [],
  );
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: AFTERNOON, who: "Anna, Bernd", state: "locked" },
  ]);
});

test("a second copy of a meeting in one mailbox is set aside, until its owner deletes one of the two", async () => {
  for (const doubled of ["before", "later"]) {
    for (const deleted of ["first", "second"]) {
      await using world = await World.open({ people: ["Anna", "Bernd"] });
      const copies = world.outlookMeet("Anna", ["Bernd"], "Baubesprechung", MORNING);
      const first = copies.get("Bernd") as never;
      if (doubled === "later") await world.settle();
      const second = world.calendar.double(emailOf("Bernd"), first);
      const report = await world.settle();
      const meeting = { subject: "Baubesprechung", when: MORNING, who: "Anna, Bernd", state: "locked" };
      assert.deepEqual(world.board(), [meeting]);
      assert.deepEqual(
        report.participants.flatMap(({ parked }) => parked.map(({ reason }) => reason)),
        ["ambiguousMatch"],
      );
      world.outlookDelete("Bernd", deleted === "first" ? first : second);
      world.waitMinutes(10);
      const after = await world.settle();
      assert.deepEqual(world.board(), [meeting], `doubled ${doubled}, ${deleted} deleted`);
      assert.deepEqual(
        after.participants.flatMap(({ parked }) => parked),
        [],
      );
    }
  }
});

test("when the organizer's copy goes, the next one leads", async () => {
  const { world, copies } = await withMeeting(["Bernd", "Carla"]);
  await using _ = world;
  world.calendar.moveToOtherCalendar(emailOf("Anna"), copies.get("Anna") as never);
  world.outlookEdit("Bernd", copies.get("Bernd") as never, { when: NEXT_DAY });
  await world.settle();
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: NEXT_DAY, who: "Bernd, Carla", state: "locked" },
  ]);
});

test("only Outlook invites to a meeting: an assignment on the board is undone", async () => {
  const { world, id } = await withMeeting([], ["Anna", "Bernd"]);
  await using _ = world;
  world.assign(id, "Bernd");
  world.unassign(id, "Anna");
  await world.settle();
  assert.deepEqual(world.board(), [
    { subject: "Baubesprechung", when: MORNING, who: "Anna", state: "locked" },
  ]);
  assert.deepEqual(world.outlook("Bernd"), []);
});

test("a team of twelve with the same meetings comes together in its first cycle, nothing is set aside", async () => {
  const people = [
    "Anna",
    "Bernd",
    "Carla",
    "Dora",
    "Emil",
    "Franz",
    "Gerd",
    "Hanna",
    "Ida",
    "Jan",
    "Kurt",
    "Lena",
  ];
  await using world = await World.open({ people });
  const meetings = ["Plan", "Lager", "Technik", "Ausbildung", "Sicherheit"];
  for (const [day, subject] of meetings.entries())
    world.outlookMeet("Anna", people.slice(1), subject, `2026-12-0${day + 1} 08:00-09:00`, 0);
  const report = await world.cycle();
  assert.deepEqual(
    report.participants.flatMap(({ parked }) => parked),
    [],
  );
  assert.deepEqual(
    world.board().map(({ who }) => who),
    meetings.map(() => people.join(", ")),
  );
});
