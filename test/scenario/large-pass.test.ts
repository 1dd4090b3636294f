// A pass with much to write goes through it in slices, and planning does not stand still meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SyncReport } from "../../src/contract/report.ts";
import { Fault } from "../../src/core/fault.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";
import { SMALL_LOAD } from "../support/samples.ts";
import { audit, told } from "./unnoticed.ts";
import { only as reportOf, World } from "./world.ts";

const DAYS = ["2026-11-26", "2026-11-27", "2026-12-10", "2026-12-11", "2026-12-14", "2026-12-15"];

/** Six jobs of Anna's. */
function planSix(world: World): readonly string[] {
  return DAYS.map((day, index) => world.plan(`Auftrag ${index + 1}`, "Anna", `${day} 09:00-11:00`));
}

/** Does this when the first event is about to be made; returns the subjects of all that are made, in their order. */
function whenItBegins(world: World, meanwhile: () => void): readonly string[] {
  return whenMaking(world, { 1: meanwhile });
}

/** Does these when so many events are there or on their way; the ones with these subjects Microsoft refuses. */
function whenMaking(
  world: World,
  meanwhile: Readonly<Record<number, () => void | Promise<void>>>,
  refused: readonly string[] = [],
): readonly string[] {
  const made: string[] = [];
  const { calendar } = world.ports;
  const create: CalendarPort["create"] = async (mailbox, event, urgency) => {
    const { subject } = event.fields;
    made.push(subject);
    await meanwhile[made.length]?.();
    if (refused.includes(subject)) throw new Fault("refused", "eventRefused", {});
    return calendar.create(mailbox, event, urgency);
  };
  world.ports = { ...world.ports, calendar: { ...unbound(calendar), create } };
  return made;
}

function cycleOf(world: World, only: string[]): Promise<SyncReport> {
  return world.cycle({ only });
}

/** Methods of a class as an object of their own. */
function unbound(calendar: CalendarPort): CalendarPort {
  const bound = new Proxy(calendar, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  const { findMailbox, changes, look, marks, findMade, create, update, remove, requests } = bound;
  return { findMailbox, changes, look, marks, findMade, create, update, remove, requests };
}

test("what is planned while a large pass writes comes before what is left of it", async () => {
  await using world = await World.open();
  planSix(world);
  const made = whenItBegins(world, () => world.plan("Notfall", "Anna", "2026-12-28 09:00-11:00"));
  await world.cycle();
  assert.deepEqual(made.toSorted(), [
    "Auftrag 1",
    "Auftrag 2",
    "Auftrag 3",
    "Auftrag 4",
    "Auftrag 5",
    "Auftrag 6",
    "Notfall",
  ]);
  assert.equal(made[2], "Notfall");
  await world.settle();
  assert.deepEqual(told(await audit(world)), []);
});

test("a job that changes, and one that is called off, before their turn in a large pass: what counts is how they are by then", async () => {
  await using world = await World.open();
  const jobs = planSix(world);
  const made = whenItBegins(world, () => {
    world.change(jobs[3] as string, { subject: "Anders" });
    world.unassign(jobs[4] as string, "Anna");
  });
  await world.cycle();
  assert.deepEqual(made.toSorted(), ["Anders", "Auftrag 1", "Auftrag 2", "Auftrag 3", "Auftrag 6"]);
  await world.settle();
  assert.deepEqual(told(await audit(world)), []);
});

test("a job whose event is there already, and that somebody changes before its turn in a large pass, gets no second event", async () => {
  await using world = await World.open();
  planSix(world);
  const jobs = ["2026-12-01 07:00-08:00", "2026-12-02 07:00-08:00", "2026-12-03 07:00-08:00"].map(
    (when, index) => {
      world.outlookAdd("Anna", `Wartung ${index}`, when);
      return world.plan(`Wartung ${index}`, "Anna", when, { location: "Altdorf" });
    },
  );
  const made = whenItBegins(world, () => {
    for (const job of jobs) world.change(job, { notes: "Filter" });
  });
  await world.cycle();
  await world.settle();
  assert.equal(made.length, 6);
  assert.equal(world.eventOf("Anna", "Wartung 2").fields.notes, "Filter");
  assert.deepEqual(told(await audit(world)), []);
});

test("a row whose writing nobody knows the end of is left alone until the next pass has found out, also by a large one", async () => {
  await using world = await World.open();
  await world.settle();
  planSix(world);
  world.outlookAdd("Anna", "Eigener", "2026-11-25 07:00-08:00");
  const { planning } = world.ports;
  const insert: typeof planning.insert = async (row) => {
    await planning.insert(row);
    throw new Fault("unavailable", "planningUnreachable", {});
  };
  const whole = world.ports;
  world.ports = { ...whole, planning: { ...planning, insert } };
  await world.cycle();
  world.ports = whole;
  world.waitMinutes(5);
  await world.settle();
  assert.equal(world.outlook("Anna").length, 7);
  assert.equal(world.board().length, 7);
  assert.deepEqual(told(await audit(world)), []);
});

test("a job that changes before its turn in a large pass, and that Microsoft refuses, is not tried once more at its turn", async () => {
  await using world = await World.open();
  const jobs = planSix(world);
  const change = () => world.change(jobs[5] as string, { subject: "Abgelehnt" });
  const made = whenMaking(world, { 1: change }, ["Abgelehnt"]);
  await world.cycle();
  // Once by the pass, and once by the look after it, which hears of the change as well.
  assert.equal(made.filter((subject) => subject === "Abgelehnt").length, 2);
});

test("who deletes little by little while a large pass writes does not slip past the guard", async () => {
  await using world = await World.open();
  const known = Array.from({ length: 20 }, (_, index) =>
    world.plan(`Alt ${index}`, "Anna", `2027-01-${String(index + 1).padStart(2, "0")} 09:00-10:00`),
  );
  await world.settle();
  planSix(world);
  const remove = (jobs: readonly string[]) => () => {
    for (const job of jobs) world.remove(job);
  };
  whenMaking(world, { 1: remove(known.slice(0, 10)), 3: remove(known.slice(10)) });
  const { deleted, held, reason } = reportOf(await world.cycle());
  assert.deepEqual([deleted.office365, held, reason], [3, 17, "massDeletion"]);
});

test("what is planned in bulk while a large pass writes is not live work: it waits for the next pass", async () => {
  await using world = await World.open();
  planSix(world);
  const made = whenItBegins(world, () => {
    for (let job = 1; job <= 60; job++) world.plan(`Kopie ${job}`, "Anna", "2026-12-28 09:00-11:00");
  });
  await world.cycle();
  assert.equal(made.length, 66);
  assert.ok(made.slice(0, 6).every((subject) => subject.startsWith("Auftrag")));
});

test("of every job that a large pass brings it is known how long it was on its way", async () => {
  await using world = await World.open();
  await world.settle();
  planSix(world);
  await world.cycle();
  const entries = await world.entries();
  assert.equal(entries.length, 6);
  assert.ok(entries.every(({ delaySeconds }) => delaySeconds !== undefined));
});

test("a colleague's meeting that a large pass is about to join, and that somebody changes in planning meanwhile, is not left first", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const copies = world.outlookMeet("Fremder", ["Anna", "Bernd"], "Besprechung", "2026-12-16 09:00-10:00");
  world.outlookEdit("Anna", copies.get("Anna") as EventId, { category: "Rot" });
  await cycleOf(world, ["Bernd"]);
  const meeting = world.appointmentOf("Besprechung");
  world.assign(meeting, "Anna");
  planSix(world);
  whenItBegins(world, () => world.change(meeting, { location: "Altdorf" }));
  await cycleOf(world, ["Anna"]);
  assert.deepEqual(
    (await world.journal()).filter((line) => line.includes("notInvited")),
    [],
  );
  await world.settle();
  assert.equal(world.board().find(({ subject }) => subject === "Besprechung")?.who, "Anna, Bernd");
  assert.deepEqual(told(await audit(world)), []);
});

test("a backup that takes planning's place in the middle of a large pass deletes nothing", async () => {
  await using world = await World.open();
  world.plan("Alt", "Anna", "2026-12-20 09:00-11:00");
  await world.settle();
  const backup = world.backUpPlanning();
  const missing = ["Neu 1", "Neu 2"].map((subject) => world.plan(subject, "Anna", "2026-12-21 09:00-11:00"));
  await world.settle();
  planSix(world);
  const { planning } = world.ports;
  let current = planning;
  world.ports = {
    ...world.ports,
    planning: new Proxy(planning, { get: (_, name) => Reflect.get(current, name, current) }),
  };
  whenMaking(world, {
    1: async () => {
      await world.restorePlanning(backup);
      current = world.ports.planning;
      world.plan("Danach", "Anna", "2026-12-22 09:00-11:00");
    },
  });
  const { deleted, reason } = reportOf(await world.cycle());
  assert.deepEqual([deleted.office365, reason], [0, "planningRestored"]);
  assert.equal(missing.length, world.outlook("Anna").filter((line) => line.startsWith("Neu")).length);
});

test("an edit whose trace in the change feed is trimmed in the middle of a large pass is not lost", async () => {
  await using world = await World.open();
  world.plan("Alt", "Anna", "2026-12-20 09:00-11:00");
  await world.settle();
  planSix(world);
  whenItBegins(world, () => {
    world.change(world.appointmentOf("Alt"), { location: "Altdorf" });
    world.sql(
      "update appointment_change_feed set trimmed_through = (select max(seq) from appointment_change)",
    );
    world.sql("delete from appointment_change");
  });
  await world.cycle();
  await world.settle();
  assert.equal(world.eventOf("Anna", "Alt").fields.location, "Altdorf");
});

test("who stands in line for a reading when the service ends does not begin any more", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd", "Carla", "Dora"] });
  const ending = new AbortController();
  const { calendar } = world.ports;
  const read: string[] = [];
  const changes: CalendarPort["changes"] = (mailbox, ...rest) => {
    read.push(mailbox.email);
    if (read.length === SMALL_LOAD.readings) ending.abort();
    return calendar.changes(mailbox, ...rest);
  };
  world.ports = { ...world.ports, calendar: { ...unbound(calendar), changes } };
  await world.cycle({ signal: ending.signal });
  assert.equal(read.length, SMALL_LOAD.readings);
});

test("no more whole calendars than are allowed are read at a time, also at midnight, when everybody's window moves", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd", "Carla", "Dora"] });
  await world.settle();
  world.wait(1);
  const { calendar } = world.ports;
  let [underWay, most, all] = [0, 0, 0];
  const changes: CalendarPort["changes"] = async (...asked) => {
    all += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return calendar.changes(...asked);
  };
  world.ports = { ...world.ports, calendar: { ...unbound(calendar), changes } };
  await world.cycle();
  assert.deepEqual([most, all], [SMALL_LOAD.readings, 4]);
});
