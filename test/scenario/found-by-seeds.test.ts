// What the simulation found, each story cut down to its core.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SyncReport } from "../../src/contract/report.ts";
import { Fault } from "../../src/core/fault.ts";
import type { Recording, StatePort } from "../../src/engine/ports/state.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { audit, told } from "./unnoticed.ts";
import { parseTime } from "./when.ts";
import { emailOf, only as reportOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const SPOILT = { starts_at: "2026-12-05T12:00:00Z", ends_at: "2026-12-05T08:00:00Z" };

/** The next call of this method fails; with `afterwards` it has its effect all the same, and then that happens. */
function failNext<Name extends "planning" | "state">(
  world: World,
  port: Name,
  call: keyof Ports[Name],
  fault: Fault,
  afterwards: (() => void) | null = null,
): void {
  const real = world.ports;
  const method = real[port][call] as (...args: unknown[]) => Promise<unknown>;
  const failing = async (...args: unknown[]) => {
    if (world.ports === real) return method(...args);
    world.ports = real;
    if (afterwards !== null) {
      await method(...args);
      afterwards();
    }
    throw fault;
  };
  world.ports = { ...real, [port]: { ...real[port], [call]: failing } };
}

/** Before a recording like this is made, the next time, that happens. */
function beforeRecording(
  world: World,
  isMeant: (recording: Recording) => boolean,
  work: () => Promise<unknown>,
): void {
  const real = world.ports;
  const record: StatePort["record"] = async (recording) => {
    if (world.ports !== real && isMeant(recording)) {
      world.ports = real;
      await work();
    }
    return real.state.record(recording);
  };
  world.ports = { ...real, state: { ...real.state, record } };
}

function cycleOf(world: World, person: string): Promise<SyncReport> {
  const only = [person];
  return world.cycle({ only });
}

test("a planned job with the time and the text of a meeting is not linked to it: it could call the meeting off", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookMeet("Anna", ["Bernd"], "Baubesprechung", MORNING);
  const job = world.plan("Baubesprechung", "Anna", MORNING);
  const report = await world.settle();
  const anna = report.participants.find(({ user }) => user === "anna");
  assert.deepEqual(
    anna?.parked.map(({ reason }) => reason),
    ["ambiguousMatch", "ambiguousMatch"],
  );
  world.remove(job);
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Baubesprechung | ${MORNING}`]);
  assert.equal(world.calendar.writes.length, 0);
});

test("whoever is invited to a meeting whose row has an impossible time gets no second row", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.sql("update app_user set active = 0 where display_name = 'Bernd'");
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", MORNING);
  await world.settle();
  world.change(world.appointmentOf("Besprechung"), SPOILT);
  world.sql("update app_user set active = 1 where display_name = 'Bernd'");
  const { participants } = await world.settle();
  assert.deepEqual(
    participants.map(({ user, parked }) => `${user} ${parked.map(({ reason }) => reason)}`),
    ["anna invalidTime", "bernd invalidTime"],
  );
  world.change(world.appointmentOf("Besprechung"), { when: AFTERNOON });
  await world.settle();
  assert.deepEqual(world.board(), [
    { subject: "Besprechung", when: MORNING, who: "Anna, Bernd", state: "locked" },
  ]);
});

test("a meeting whose row stands there without a link is joined, not brought into planning a second time", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  await world.settle();
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", MORNING);
  // Her row is written, and the link is not.
  failNext(world, "state", "record", new Fault("unavailable", "stateUnreachable", {}));
  await cycleOf(world, "Anna");
  world.sql("update app_user set active = 0 where display_name = 'Anna'");
  await world.settle();
  assert.equal(world.board().length, 1);
  world.sql("update app_user set active = 1 where display_name = 'Anna'");
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject, who }) => `${subject}: ${who}`),
    ["Besprechung: Anna, Bernd"],
  );
});

test("an impossible time hides no row from a memory that is made anew", async () => {
  await using world = await World.open();
  world.outlookAdd("Anna", "Eigener", MORNING);
  await world.settle();
  const id = world.appointmentOf("Eigener");
  world.change(id, SPOILT);
  await world.loseState();
  const report = reportOf(await world.settle());
  assert.deepEqual([report.held, report.parked.map(({ reason }) => reason)], [0, ["invalidTime"]]);
  world.change(id, { when: AFTERNOON });
  await world.settle();
  assert.equal(world.board().length, 1);
});

test("a row that waits with its event is looked at again when the event is gone", async () => {
  await using world = await World.open();
  world.outlookAdd("Anna", "Eigener", MORNING);
  await world.settle();
  const id = world.appointmentOf("Eigener");
  world.change(id, SPOILT);
  await world.loseState();
  await world.settle();
  world.outlookDelete("Anna", world.eventOf("Anna", "Eigener").id);
  const report = reportOf(await world.settle());
  assert.deepEqual(
    report.parked.map(({ appointment, reason }) => [appointment, reason]),
    [[id, "invalidTime"]],
  );
});

test("an own event given to a colleague who has an equal one stands for both as a planned job, and nothing is written for ever", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookAdd("Bernd", "Werkzeug holen", MORNING);
  await world.settle();
  world.outlookAdd("Anna", "Werkzeug holen", MORNING);
  world.assign(world.appointmentOf("Werkzeug holen"), "Anna");
  await world.settle();
  assert.equal(world.sql("select origin from appointment")[0]?.origin, "planning");
});

test("an event that a cleared up announcement made is linked, though the row's part did not happen", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookAdd("Bernd", "Eigener", MORNING);
  await world.settle();
  world.assign(world.appointmentOf("Eigener"), "Anna");
  // Announced, and then the process could not go on.
  failNext(world, "state", "announce", new Fault("unavailable", "stateUnreachable", {}), () => {});
  await world.cycle();
  world.waitMinutes(5);
  await world.settle();
  assert.equal(world.sql("select origin from appointment")[0]?.origin, "planning");
  assert.equal(world.outlook("Anna").length, 1);
  assert.ok((await world.journal()).includes("anna office365 create solo.secondEmployee"));
});

test("a write that happened is journaled although the one after it was refused", async () => {
  await using world = await World.open();
  const id = world.outlookAdd("Anna", "Eigener", MORNING);
  await world.settle();
  world.change(world.appointmentOf("Eigener"), { subject: "Auf der Tafel" });
  world.outlookEdit("Anna", id, { when: AFTERNOON });
  failNext(world, "planning", "update", new Fault("refused", "appointmentRefused", {}));
  await world.cycle();
  const written = (await world.entries()).filter(({ action }) => action === "update");
  assert.deepEqual(
    written.map(({ side, before }) => [side, before]),
    [["office365", { subject: "Eigener" }]],
  );
});

test("a cycle that ends early leaves no pass under way behind it", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  await world.settle();
  for (let hour = 8; hour < 16; hour++)
    world.outlookAdd("Bernd", `Eigener ${hour}`, `2026-11-25 ${String(hour).padStart(2, "0")}:00-16:30`);
  failNext(world, "planning", "changesAfter", new Fault("unavailable", "planningUnreachable", {}));
  await assert.rejects(world.cycle(), (thrown: Fault) => thrown.code === "planningUnreachable");
  const rows = world.board().length;
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(world.board().length, rows);
  assert.equal(rows, 8);
});

test("an event whose creation was in doubt while the calendar told of it is told of once more, and rest comes back", async () => {
  await using world = await World.open();
  await world.settle();
  world.plan("Wartung", "Anna", MORNING);
  for (const code of ["graphUnreachable", "graphAnswerUnreadable"] as const) {
    world.calendar.failNext({ call: "create", kind: "unavailable", code, afterwards: true });
    await world.cycle();
  }
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
  assert.equal(reportOf(await world.cycle()).requests, 1);
  world.outlookDelete("Anna", world.eventOf("Anna", "Wartung").id);
  await world.settle();
  assert.deepEqual(world.board()[0]?.state, "trash");
});

test("an event that was made is found by its mark where Graph will not take it a second time, and is not made twice", async () => {
  await using world = await World.open();
  await world.settle();
  world.plan("Wartung", "Anna", MORNING);
  world.calendar.failNext({
    call: "create",
    kind: "unavailable",
    code: "graphUnreachable",
    afterwards: true,
  });
  await world.cycle();
  world.calendar.failNext({ call: "create", kind: "refused", code: "eventRefused" });
  const { ports } = world;
  // Its delta tells of it one look later.
  const late: Ports["calendar"]["changes"] = async (mailbox, window, cursor) =>
    cursor === null
      ? ports.calendar.changes(mailbox, window, cursor)
      : { events: [], removed: [], series: new Map(), cursor, complete: false };
  const calendar = new Proxy(ports.calendar, {
    get: (real, name) => (name === "changes" ? late : Reflect.get(real, name).bind(real)),
  });
  world.ports = { ...ports, calendar };
  await world.cycle();
  world.ports = ports;
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
});

test("who touches one of several candidates has decided nothing about the others", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const made = world.eventOf("Anna", "Wartung").id;
  world.calendar.copy("anna@muster.example", made, { time: parseTime(AFTERNOON) });
  world.change(job, { when: "2026-12-09 09:00-11:00" });
  await world.loseState();
  assert.equal(reportOf(await world.cycle()).parked.length, 3);
  world.outlookEdit("Anna", made, { location: "Hof" });
  const report = reportOf(await world.cycle());
  assert.deepEqual(
    report.parked.map(({ reason }) => reason),
    ["ambiguousMatch", "ambiguousMatch", "ambiguousMatch"],
  );
});

test("an impossible time lets go of no event, whatever equal job is planned meanwhile", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.change(job, SPOILT);
  await world.loseState();
  world.plan("Wartung", "Anna", MORNING);
  const report = reportOf(await world.settle());
  assert.deepEqual(
    report.parked.map(({ appointment, reason }) => [appointment, reason]),
    [[job, "invalidTime"]],
  );
  assert.equal(world.outlook("Anna").length, 2);
});

test("a copy of a held event is a person's own, and no answer about the other one deletes it", async () => {
  await using world = await World.open();
  world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.sql("delete from appointment");
  await world.loseState();
  assert.equal(reportOf(await world.cycle()).held, 1);
  const copied = world.eventOf("Anna", "Wartung").id;
  world.calendar.copy("anna@muster.example", copied, { time: parseTime(AFTERNOON) });
  await world.cycle();
  await world.answerHeld("Anna", "confirm");
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
  assert.deepEqual(world.board(), [{ subject: "Wartung", when: AFTERNOON, who: "Anna" }]);
});

test("what planners wrote into the row of a meeting before anybody's link knew it stands in the journal", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  await world.settle();
  world.outlookMeet("Fremder", ["Anna", "Bernd"], "Besprechung", MORNING);
  failNext(world, "state", "record", new Fault("unavailable", "stateUnreachable", {}));
  await cycleOf(world, "Bernd");
  world.change(world.appointmentOf("Besprechung"), { notes: "Schlüssel mitnehmen" });
  await cycleOf(world, "Anna");
  await world.settle();
  const before = (await world.entries()).map((entry) => JSON.stringify(entry.before));
  assert.ok(
    before.some((values) => values.includes("Schlüssel mitnehmen")),
    before.join("\n"),
  );
});

test("of a write that nobody recorded and that shows in part only, the journal tells that part", async () => {
  await using world = await World.open();
  world.outlookMeet("Fremder", ["Anna"], "Besprechung", MORNING);
  await world.settle();
  const meeting = world.appointmentOf("Besprechung");
  world.change(meeting, { subject: "Umbenannt", notes: "Schlüssel mitnehmen" });
  failNext(world, "planning", "update", new Fault("unavailable", "planningBusy", {}), () =>
    world.change(meeting, { subject: "Noch einmal umbenannt" }),
  );
  await world.settle();
  const before = (await world.entries()).map((entry) => JSON.stringify(entry.before));
  assert.ok(before.includes('{"notes":"Schlüssel mitnehmen"}'), before.join("\n"));
});

test("an event of one's own is not taken for the meeting of a colleague at the same time", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookMeet("Fremder", ["Bernd"], "Besprechung", MORNING);
  await world.settle();
  world.assign(world.appointmentOf("Besprechung"), "Anna");
  await world.loseState();
  world.outlookAdd("Anna", "Besprechung", MORNING);
  await world.settle();
  const states = world.board().map(({ state }) => state ?? "open");
  assert.deepEqual(states.sort(), ["locked", "open"]);
});

test("candidates that nobody could choose among wait on after the row is changed, and none is made a second time", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const made = world.eventOf("Anna", "Wartung").id;
  world.change(job, { subject: "Wartung Huber" });
  await world.loseState();
  world.calendar.copy("anna@muster.example", made, { time: parseTime(AFTERNOON) });
  await world.cycle();
  world.change(job, { location: "Hof" });
  await world.cycle();
  world.outlookEdit("Anna", made, { notes: "Leiter" });
  await world.cycle();
  assert.equal(world.outlook("Anna").length, 2);
  assert.equal(reportOf(await world.cycle()).parked.length, 3);
});

test("when the copy that leads a meeting is gone, the next one puts back what planners changed", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookMeet("Fremder", ["Anna", "Bernd"], "Besprechung", MORNING);
  await world.settle();
  const meeting = world.appointmentOf("Besprechung");
  world.change(meeting, { notes: "Schlüssel mitnehmen" });
  world.outlookDelete("Anna", world.eventOf("Anna", "Besprechung").id);
  world.unassign(meeting, "Anna");
  // He looks while hers still counts.
  await cycleOf(world, "Bernd");
  await world.cycle();
  await world.settle();
  assert.equal(world.sql("select notes from appointment")[0]?.notes, "");
});

test("an event that we brought back into the window is watched until the calendar has told of it", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.cycle();
  world.change(job, { when: AFTERNOON });
  world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { when: "2029-02-03 08:00-09:00" });
  await world.cycle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${AFTERNOON}`]);
  world.outlookDelete("Anna", world.eventOf("Anna", "Wartung").id);
  await world.settle();
  assert.equal(world.board()[0]?.state, "trash");
});

test("what looks like an event whose creation is in doubt waits for the outcome, and so does the job that it was paired with", async () => {
  await using world = await World.open();
  await world.settle();
  const unreadable = { call: "create", kind: "unavailable", code: "graphAnswerUnreadable" } as const;
  world.plan("Wartung", "Anna", MORNING);
  world.calendar.failNext({ ...unreadable, afterwards: true });
  await world.cycle();
  world.calendar.failNext(unreadable);
  world.outlookAdd("Anna", "Wartung", MORNING);
  world.plan("Wartung", "Anna", MORNING);
  await world.cycle();
  await world.cycle();
  await world.settle();
  assert.deepEqual([world.board().length, world.outlook("Anna").length], [2, 2]);
});

test("what a private event that became a job said otherwise is in the journal", async () => {
  await using world = await World.open();
  world.outlookAdd("Anna", "Wartung", MORNING, { fields: { private: true, location: "Hof" } });
  world.change(world.plan("Wartung", "Anna", MORNING), { location: "Keller" });
  await world.settle();
  const before = (await world.entries()).map((entry) => JSON.stringify(entry.before));
  assert.ok(
    before.some((values) => values.includes("Hof")),
    before.join("\n"),
  );
});

test("whoever joins a meeting while a colleague's row is still being cleared up, and leads it, is shown as the one that leads", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd", "Carla"] });
  world.outlookMeet("Fremder", ["Carla", "Bernd", "Anna"], "Besprechung", MORNING);
  // Carla's row is written, nothing is recorded, and her pass comes to an end.
  failNext(world, "state", "record", new Fault("unavailable", "stateUnreachable", {}));
  failNext(world, "planning", "insert", new Fault("unavailable", "planningUnreachable", {}), () => {});
  await assert.rejects(cycleOf(world, "Carla"), (thrown: Fault) => thrown.code === "stateUnreachable");
  await world.settle();
  assert.equal(world.board()[0]?.who, "Anna, Bernd, Carla");
  assert.deepEqual(told(await audit(world)), []);
});

test("a row whose time makes no sense is told of after a lost memory, although a copy of its event stands for another row", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.cycle();
  const original = world.eventOf("Anna", "Wartung").id;
  world.calendar.copy("anna@muster.example", original, { time: parseTime(AFTERNOON) });
  world.change(job, SPOILT);
  await world.cycle();
  world.outlookEdit("Anna", original, { when: "2029-03-01" });
  await world.loseState();
  const { parked } = reportOf(await world.cycle());
  assert.deepEqual(parked, [{ appointment: job, reason: "invalidTime" }]);
});

test("a meeting is not taken for a colleague's own event that the board gave to a second employee: both would put the row right for ever", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.outlookAdd("Bernd", "Baustelle", MORNING);
  await world.cycle();
  const own = world.outlookAdd("Anna", "Baustelle", MORNING);
  world.assign(world.appointmentOf("Baustelle"), "Anna");
  world.calendar.invite("anna@muster.example", own, 1);
  const report = await world.settle();
  const parked = report.participants.flatMap((one) => one.parked);
  assert.deepEqual(new Set(parked.map(({ reason }) => reason)), new Set(["ambiguousMatch"]));
});

test("an event whose move never arrived is not waited for once its row makes no sense any more", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  world.change(job, { when: AFTERNOON, notes: "Filter" });
  world.calendar.failNext({ call: "update", kind: "unavailable", code: "graphUnavailable" });
  await world.cycle();
  world.change(job, SPOILT);
  await world.settle();
});

test("a leader who is taken off a meeting and declines it too before anybody looked leaves nothing for a second cycle", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd", "Carla"] });
  world.outlookMeet("Fremder", ["Anna", "Bernd", "Carla"], "Besprechung", MORNING);
  await world.settle();
  world.unassign(world.appointmentOf("Besprechung"), "Anna");
  world.calendar.decline("anna@muster.example", world.eventOf("Anna", "Besprechung").id);
  await world.settle();
  assert.deepEqual(told(await audit(world)), []);
});

test("an event that was taken for what a row shows, and is edited before the memory is lost once more, gets no second row", async () => {
  await using world = await World.open();
  const first = world.outlookAdd("Anna", "Eigener", MORNING);
  await world.cycle();
  const second = world.outlookAdd("Anna", "Eigener", MORNING);
  await world.loseState();
  world.outlookDelete("Anna", first);
  await world.cycle();
  world.outlookEdit("Anna", second, { subject: "Anders" });
  await world.loseState();
  await world.settle();
  assert.deepEqual(
    world.board().map(({ subject }) => subject),
    ["Anders"],
  );
});

test("an event that was told of and set aside while a creation was in doubt is not lost sight of once it has a link", async () => {
  await using world = await World.open();
  await world.settle();
  const unreadable = { call: "create", kind: "unavailable", code: "graphAnswerUnreadable" } as const;
  world.plan("Notdienst", "Anna", AFTERNOON);
  world.calendar.failNext(unreadable);
  await world.cycle();
  // The creation stays in doubt, so this reading is to tell of the event once more; the event is set aside first, then linked.
  world.calendar.failNext(unreadable);
  world.outlookAdd("Anna", "Wartung", MORNING);
  world.change(world.plan("Wartung", "Anna", MORNING), { location: "Keller" });
  for (let time = 0; time < 4; time++)
    world.calendar.failNext({ call: "update", kind: "stale", code: "eventChanged" });
  await world.cycle();
  world.outlookEdit("Anna", world.eventOf("Anna", "Wartung").id, { when: "2029-03-01" });
  world.calendar.clearFaults();
  world.waitMinutes(2);
  await world.settle();
  assert.deepEqual(told(await audit(world)), []);
});

test("what waits and is told of a second time while a creation is in doubt is not looked at for ever", async () => {
  await using world = await World.open();
  await world.settle();
  const beginning = (await world.ports.state.memories())[0]?.calendarCursor ?? null;
  const unreadable = { call: "create", kind: "unavailable", code: "graphAnswerUnreadable" } as const;
  world.outlookMeet("Anna", [], "Baubesprechung", MORNING, 1);
  world.plan("Baubesprechung", "Anna", MORNING);
  await world.cycle();
  world.plan("Wartung", "Anna", AFTERNOON);
  world.calendar.failNext(unreadable);
  await world.cycle();
  // Graph may tell of a change more than once, and the creation is still in doubt.
  world.calendar.failNext(unreadable);
  world.outlookAdd("Anna", "Eigener", AFTERNOON);
  const { calendar } = world.ports;
  const changes = calendar.changes.bind(calendar);
  calendar.changes = (mailbox, window) => changes(mailbox, window, beginning);
  await world.cycle();
  calendar.changes = changes;
  world.waitMinutes(2);
  await world.settle();
});

test("a row that was spoilt while a creation was in doubt and the clock stood a day ahead does not have its event looked at for ever", async () => {
  await using world = await World.open();
  const job = world.plan("Wartung", "Anna", MORNING);
  await world.settle();
  const unreadable = { call: "create", kind: "unavailable", code: "graphAnswerUnreadable" } as const;
  world.plan("Notdienst", "Anna", AFTERNOON);
  world.calendar.failNext(unreadable);
  await world.cycle();
  world.waitMinutes(24 * 60);
  world.calendar.failNext(unreadable);
  world.change(job, SPOILT);
  await world.cycle();
  world.waitMinutes(-24 * 60);
  await world.settle();
});

test("what a restored planning does not have stays held although a colleague's pass finds his event of the same job gone at that moment", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  await world.settle();
  const backup = world.backUpPlanning();
  world.plan("Wartung", ["Anna", "Bernd"], MORNING);
  await world.settle();
  world.outlookDelete("Bernd", world.eventOf("Bernd", "Wartung").id);
  await world.restorePlanning(backup);
  // Hers ends when his is about to ask her for another look.
  beforeRecording(
    world,
    ({ forgetLinks = [] }) => forgetLinks.length > 0,
    async () => assert.equal(reportOf(await cycleOf(world, "Anna")).reason, "planningRestored"),
  );
  await cycleOf(world, "Bernd");
  await world.cycle();
  assert.deepEqual(world.outlook("Anna"), [`Wartung | ${MORNING}`]);
  await world.answerHeld("Anna", "restore");
  await world.settle();
  assert.deepEqual(world.board(), [{ subject: "Wartung", when: MORNING, who: "Anna" }]);
});

test("of two who led a meeting and are gone one after the other, the second has the colleague look again who is just looking because of the first", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd", "Carla"] });
  world.outlookMeet("Fremder", ["Anna", "Bernd", "Carla"], "Besprechung", MORNING);
  await world.settle();
  const isTakenOff = async (person: string) => {
    world.calendar.decline(emailOf(person), world.eventOf(person, "Besprechung").id);
    await cycleOf(world, person);
  };
  for (const person of ["Anna", "Bernd"]) world.unassign(world.appointmentOf("Besprechung"), person);
  await isTakenOff("Anna");
  beforeRecording(
    world,
    ({ noLongerWaiting = [] }) => noLongerWaiting.length > 0,
    () => isTakenOff("Bernd"),
  );
  await cycleOf(world, "Carla");
  await world.settle();
  assert.deepEqual(told(await audit(world)), []);
});

for (const answer of ["restore", "confirm"] as const) {
  test(`of an event and its copy, whose appointment went while the memory was lost, one is a person's own, whatever is answered: ${answer}`, async () => {
    await using world = await World.open();
    const job = world.plan("Wartung", "Anna", MORNING);
    await world.settle();
    world.remove(job);
    world.calendar.copy("anna@muster.example", world.eventOf("Anna", "Wartung").id, {
      time: parseTime(AFTERNOON),
    });
    await world.loseState();
    assert.equal(reportOf(await world.cycle()).held, 1);
    await world.answerHeld("Anna", answer);
    await world.settle();
    const left = answer === "restore" ? 2 : 1;
    assert.deepEqual([world.board().length, world.outlook("Anna").length], [left, left]);
    assert.deepEqual(told(await audit(world)), []);
  });
}
