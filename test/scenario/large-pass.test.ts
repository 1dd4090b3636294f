// A pass with much to write goes through it in slices, and planning does not stand still meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";
import { audit, told } from "./unnoticed.ts";
import { World } from "./world.ts";

const DAYS = ["2026-11-26", "2026-11-27", "2026-12-10", "2026-12-11", "2026-12-14", "2026-12-15"];

/** Six jobs of Anna's. */
function planSix(world: World): readonly string[] {
  return DAYS.map((day, index) => world.plan(`Auftrag ${index + 1}`, "Anna", `${day} 09:00-11:00`));
}

/** Does this when the first event is about to be made; returns the subjects of all that are made, in their order. */
function whenItBegins(world: World, meanwhile: () => void): readonly string[] {
  const made: string[] = [];
  const { calendar } = world.ports;
  const create: CalendarPort["create"] = (mailbox, event, urgency) => {
    made.push(event.fields.subject);
    if (made.length === 1) meanwhile();
    return calendar.create(mailbox, event, urgency);
  };
  world.ports = { ...world.ports, calendar: { ...unbound(calendar), create } };
  return made;
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
