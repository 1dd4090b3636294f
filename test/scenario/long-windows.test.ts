// A mailbox that Microsoft reads in no long window: it is synchronised like any other, across the border of the slices that it is read in.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventId } from "../../src/core/model/ids.ts";
import { windowAt } from "../../src/core/time/window.ts";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";
import { parseTime, ZONE } from "./when.ts";
import { emailOf, World } from "./world.ts";

const ANNA = emailOf("Anna");
const LINKS = 2;
const WINDOW = windowAt(Date.parse("2026-11-24T10:00:00Z"), ZONE, 6, 14);
/** The day in whose middle the window is halved; beyond its neighbours the slices do not overlap. */
const BORDER = Temporal.Instant.fromEpochMilliseconds((Date.parse(WINDOW.start) + Date.parse(WINDOW.end)) / 2)
  .toZonedDateTimeISO(ZONE)
  .toPlainDate();

const on = (day: number, hours = "09:00-10:00") => `${BORDER.add({ days: day })} ${hours}`;

async function open(): Promise<World> {
  const world = await World.open();
  world.calendar.readNoLongWindow(400);
  return world;
}

function inStep(world: World, ...expected: string[]): void {
  assert.deepEqual(world.outlook("Anna"), expected.sort());
  const board = world.board().map(({ subject, when, state }) => `${subject} | ${when}${state ?? ""}`);
  assert.deepEqual(board.sort(), expected);
}

/** What the sync created and deleted. */
async function makings(world: World): Promise<number> {
  return (await world.entries()).filter(({ action }) => action !== "update").length;
}

test("what is planned, made, edited and deleted arrives on the other side, before the border, behind it and across it", async () => {
  await using world = await open();
  const jobs = [-100, -5, 0, 5, 100].map((day) => world.plan(`Auftrag ${day}`, "Anna", on(day)));
  for (const day of [-100, 0, 100]) world.outlookAdd("Anna", `Termin ${day}`, on(day));
  world.plan("Montage", "Anna", `${on(-9, "07:00")}-${on(9, "16:00")}`);
  world.outlookAdd("Anna", "Urlaub", `${BORDER.add({ days: -8 })}..${BORDER.add({ days: 8 })}`);
  await world.settle(LINKS);
  assert.equal(world.board().length, 10);
  assert.equal(world.outlook("Anna").length, 10);
  for (const day of [-100, 0, 100]) {
    world.outlookEdit("Anna", world.eventOf("Anna", `Auftrag ${day}`).id, { location: "Hof" });
    world.change(world.appointmentOf(`Termin ${day}`), { location: "Lager" });
  }
  world.outlookEdit("Anna", world.eventOf("Anna", "Montage").id, { location: "Hof" });
  world.remove(String(jobs[1]));
  world.outlookDelete("Anna", world.eventOf("Anna", "Urlaub").id);
  await world.settle(LINKS);
  const places = world.sql("select subject from appointment where location = 'Hof'").length;
  const lager = world.calendar.events(ANNA).filter(({ fields }) => fields.location === "Lager").length;
  assert.deepEqual([places, lager], [4, 3]);
  assert.equal(world.board().length, 8);
  assert.equal(world.outlook("Anna").length, 8);
});

test("an event that crosses the border is moved, whoever moves it and in whichever direction", async () => {
  await using world = await open();
  const job = world.plan("Auftrag", "Anna", on(-5));
  world.plan("Gegenauftrag", "Anna", on(5));
  const own = world.outlookAdd("Anna", "Termin", on(-6));
  world.outlookAdd("Anna", "Gegentermin", on(6));
  await world.settle(LINKS);
  const made = await makings(world);
  const move = (subject: string, when: string) =>
    world.outlookEdit("Anna", world.eventOf("Anna", subject).id, { when });
  for (const [there, back] of [
    [5, -5],
    [-1, 1],
    [0, 0],
    [90, -90],
    [-300, 300],
  ] as const) {
    move("Auftrag", on(there));
    move("Gegenauftrag", on(back));
    world.change(world.appointmentOf("Termin"), { when: on(there + 1) });
    world.change(world.appointmentOf("Gegentermin"), { when: on(back - 1) });
    await world.settle(LINKS);
    inStep(
      world,
      `Auftrag | ${on(there)}`,
      `Gegenauftrag | ${on(back)}`,
      `Termin | ${on(there + 1)}`,
      `Gegentermin | ${on(back - 1)}`,
    );
  }
  assert.equal(await makings(world), made, "nothing was created or deleted");
  assert.equal(world.appointmentOf("Auftrag"), job);
  assert.equal(world.eventOf("Anna", "Termin").id, own);
});

test("what crosses the border and is deleted is gone, from either side", async () => {
  await using world = await open();
  world.plan("Auftrag", "Anna", on(-5));
  world.outlookAdd("Anna", "Termin", on(5));
  world.plan("Bleibt", "Anna", on(0));
  await world.settle(LINKS);
  world.outlookEdit("Anna", world.eventOf("Anna", "Termin").id, { when: on(-5) });
  await world.cycle();
  world.outlookEdit("Anna", world.eventOf("Anna", "Auftrag").id, { when: on(5) });
  await world.cycle();
  world.outlookDelete("Anna", world.eventOf("Anna", "Termin").id);
  world.remove(world.appointmentOf("Auftrag"));
  await world.settle(LINKS);
  inStep(world, `Bleibt | ${on(0)}`);
});

/** A round on twelve mornings, six before the border. */
const DAYS = Array.from({ length: 12 }, (_, index) => index - 6);
const line = (day: number, subject = "Morgenrunde", hours = "07:00-07:30") =>
  `${subject} | ${on(day, hours)}`;

async function openWithSeries(): Promise<World> {
  const world = await open();
  const time = parseTime(on(-6, "07:00-07:30"));
  world.calendar.addDaily(ANNA, { subject: "Morgenrunde", time }, DAYS.length);
  await world.settle(LINKS);
  inStep(world, ...DAYS.map((day) => line(day)));
  return world;
}

function eventOn(world: World, day: number): EventId {
  const date = BORDER.add({ days: day }).toString();
  const found = world.calendar
    .events(ANNA)
    .find(({ fields: { time } }) => time.kind === "timed" && time.start.startsWith(date));
  assert.ok(found, date);
  return found.id;
}

const rowOn = (world: World, day: number) =>
  String(
    world.sql("select id from appointment where starts_at like ?", `${BORDER.add({ days: day })}%`)[0]?.id,
  );

test("a series across the border loses no occurrence when one of them is changed or deleted, on either side", async () => {
  await using world = await openWithSeries();
  for (const day of [-5, 4]) world.outlookEdit("Anna", eventOn(world, day), { subject: "Im Lager" });
  await world.settle(LINKS);
  for (const day of [-4, 3]) world.change(rowOn(world, day), { when: on(day, "09:00-09:30") });
  await world.settle(LINKS);
  for (const day of [-3, 2]) {
    world.outlookDelete("Anna", eventOn(world, day));
    await world.settle(LINKS);
  }
  for (const day of [-2, 5]) {
    world.remove(rowOn(world, day));
    await world.settle(LINKS);
  }
  inStep(
    world,
    ...[-6, -1, 0, 1].map((day) => line(day)),
    ...[-5, 4].map((day) => line(day, "Im Lager")),
    ...[-4, 3].map((day) => line(day, "Morgenrunde", "09:00-09:30")),
  );
});

test("a series of which one slice tells nothing loses no occurrence there", async () => {
  await using world = await openWithSeries();
  const { calendar } = world.ports;
  world.ports = { ...world.ports, calendar: silentBehind(calendar, parseTime(on(0)), world) };
  world.outlookEdit("Anna", eventOn(world, -5), { subject: "Im Lager" });
  world.outlookDelete("Anna", eventOn(world, -4));
  await world.cycle();
  world.ports = { ...world.ports, calendar };
  await world.settle(LINKS);
  inStep(
    world,
    ...DAYS.filter((day) => day !== -5 && day !== -4).map((day) => line(day)),
    line(-5, "Im Lager"),
  );
});

/** The calendar, as if nothing were told of the occurrences behind that time. */
function silentBehind(
  calendar: CalendarPort,
  time: ReturnType<typeof parseTime>,
  world: World,
): CalendarPort {
  return new Proxy(calendar, {
    get(port, name) {
      const value = Reflect.get(port, name);
      if (name !== "changes") return typeof value === "function" ? value.bind(port) : value;
      return async (...asked: Parameters<CalendarPort["changes"]>) => {
        const round = await port.changes(...asked);
        const later = new Set(
          world.calendar
            .events(ANNA)
            .filter(({ fields }) => JSON.stringify(fields.time) > JSON.stringify(time))
            .map(({ id }) => id),
        );
        assert.ok(round.series.size > 0 && later.size > 0);
        return {
          ...round,
          events: round.events.filter(({ id }) => !later.has(id)),
          series: new Map(
            [...round.series].map(([master, ids]) => [
              master,
              new Set([...ids].filter((id) => !later.has(id))),
            ]),
          ),
        };
      };
    },
  });
}

test("the next day, and after its cursor has expired, everything is read anew and nothing is written", async () => {
  await using world = await openWithSeries();
  world.plan("Auftrag", "Anna", on(0));
  await world.settle(LINKS);
  const before = world.traces();
  world.wait(1);
  await world.cycle();
  world.calendar.expireCursors(ANNA);
  await world.cycle();
  world.wait(8);
  await world.cycle();
  assert.deepEqual(world.traces(), before);
});
