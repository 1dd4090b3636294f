// Where blocks lie, what dragging makes of them, and who is booked twice.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BoardAppointment, BoardTime } from "../../../src/contract/console/appointments.ts";
import { DAY, MINUTE, wallOfDate } from "../parts/zone.ts";
import { clashesOf, doubleBooked } from "./clashes.ts";
import { type Intent, intentOf, spotAt } from "./keys.ts";
import { byEmployee, packBlocks, RowBuilder, rowAt } from "./lanes.ts";
import { employeesAfter, movedExtent, patchOf, stretchedExtent } from "./moves.ts";
import { barOf, scaleOf, shiftOf, stretchOf, wallAt } from "./scale.ts";
import { extentOf, instantsOf, spanOf, step, timeOf } from "./spans.ts";

const ZONE = "Europe/Berlin";
const WORKING = { from: "07:00", to: "16:00" };
const HOUR = 60 * MINUTE;
const day = (date: string): BoardTime => ({
  kind: "allDay",
  startDate: date,
  endDate: date.replace(/\d\d$/, (d) => String(Number(d) + 1).padStart(2, "0")),
});
const timed = (start: string, end: string): BoardTime => ({
  kind: "timed",
  start: `2026-12-01T${start}:00Z`,
  end: `2026-12-01T${end}:00Z`,
});

function appointment(id: string, time: BoardTime, more: Partial<BoardAppointment> = {}): BoardAppointment {
  return {
    id,
    time,
    subject: id,
    location: "",
    notes: "",
    category: null,
    showAs: "busy",
    private: false,
    reminderMinutes: null,
    orderNumber: null,
    customerName: null,
    customerPhone: null,
    address: null,
    employees: ["anna"],
    origin: "planning",
    locked: false,
    lockedReason: null,
    organizer: null,
    attendees: [],
    joinUrl: null,
    webUrl: null,
    seriesId: null,
    trashed: false,
    version: "1",
    mark: "inStep",
    markReason: null,
    ...more,
  };
}

describe("spans", () => {
  it("begin a week on Monday, and hold the days of a month", () => {
    assert.deepEqual(spanOf("week", "2026-12-06"), { first: "2026-11-30", days: 7 });
    assert.deepEqual(spanOf("month", "2028-02-29"), { first: "2028-02-01", days: 29 });
    assert.equal(step("month", "2026-12-31", 1), "2027-01-01");
    assert.equal(step("month", "2027-01-01", -1), "2026-12-01");
  });
  it("are instants by the company's clock, also where it is changed", () => {
    assert.deepEqual(instantsOf(spanOf("day", "2026-10-25"), ZONE), {
      from: "2026-10-24T22:00:00Z",
      to: "2026-10-25T23:00:00Z",
    });
  });
  it("give back the time that they were made of, in the hour that is left out too", () => {
    const night = { kind: "timed", start: "2026-03-29T00:30:00Z", end: "2026-03-29T01:30:00Z" } as const;
    assert.deepEqual(timeOf(extentOf({ time: night }, ZONE), "timed", ZONE), night);
  });
});

describe("scale", () => {
  const days = scaleOf("week", spanOf("week", "2026-12-01"), 1_250, WORKING);
  const hours = scaleOf("day", spanOf("day", "2026-12-01"), 1_250, WORKING);
  it("gives the days of a week their width, those of the weekend less, and hours theirs", () => {
    assert.deepEqual(days.edges, [0, 201, 402, 603, 804, 1005, 1126, 1247]);
    const job = extentOf(appointment("a", timed("08:00", "10:00")), ZONE);
    assert.deepEqual(barOf(job, days), { x: 203, width: 197, isContinued: false });
    assert.deepEqual(barOf(job, hours), {
      x: 9 * hours.column + 1,
      width: 2 * hours.column - 2,
      isContinued: false,
    });
  });
  it("shows nothing of what lies outside, and what has no length where it stands", () => {
    assert.equal(barOf({ from: days.origin - HOUR, to: days.origin + HOUR }, days)?.isContinued, true);
    assert.equal(barOf({ from: days.origin - HOUR, to: days.origin }, days), null);
    assert.equal(barOf({ from: days.origin + 7 * DAY, to: days.origin + 8 * DAY }, days), null);
    assert.notEqual(barOf({ from: days.origin, to: days.origin }, days), null);
  });
  it("moves by whole days in a week, by quarters of an hour on a day, and within its own day only when pulled clearly", () => {
    assert.equal(shiftOf(100, 100 + days.column, days, false), DAY);
    assert.equal(shiftOf(100, 110, days, true), 0);
    assert.equal(shiftOf(20, 20 + 16 + days.column / 9, days, true), HOUR);
    assert.equal(shiftOf(20, 60, days, false), 0);
    assert.equal(shiftOf(0, hours.column * 1.27, hours, false), 75 * MINUTE);
    assert.equal(stretchOf(0, -hours.column, hours), -HOUR);
    assert.equal(wallAt(-5, hours), hours.origin);
  });
});

describe("lanes", () => {
  const days = scaleOf("week", spanOf("week", "2026-12-01"), 1_250, WORKING);
  it("keep blocks of one day below one another in their order, and let none cover another", () => {
    const all = [
      appointment("late", timed("12:00", "13:00")),
      appointment("early", timed("07:00", "08:00")),
      appointment("away", day("2026-12-01")),
    ];
    const { blocks, lanes } = packBlocks(all, days, ZONE);
    assert.equal(lanes, 3);
    assert.deepEqual(
      blocks.map(({ one, lane }) => [one.id, lane]),
      [
        ["away", 0],
        ["early", 1],
        ["late", 2],
      ],
    );
  });
  it("pack only what has changed", () => {
    const builder = new RowBuilder();
    const first = [
      appointment("a", timed("07:00", "08:00")),
      appointment("b", timed("07:00", "08:00"), { employees: ["ben"] }),
    ];
    const before = builder.build(["anna", "ben"], byEmployee(first), days, ZONE);
    const after = builder.build(["anna", "ben"], byEmployee([first[0] as BoardAppointment]), days, ZONE);
    assert.equal(before[0]?.blocks, after[0]?.blocks);
    assert.notEqual(before[1]?.blocks, after[1]?.blocks);
    assert.equal(rowAt(after, (after[1]?.top ?? 0) + 3)?.employee, "ben");
    assert.equal(rowAt(after, -50)?.employee, "anna");
  });
});

describe("double bookings", () => {
  const job = appointment("job", timed("08:00", "10:00"));
  it("are told for each employee, and not for what only touches", () => {
    const all = byEmployee([
      job,
      appointment("next", timed("10:00", "11:00")),
      appointment("over", timed("09:59", "10:30"), { employees: ["anna", "ben"] }),
    ]);
    const found = doubleBooked(all, ZONE);
    assert.deepEqual([...found.keys()].toSorted(), ["job", "next", "over"]);
    assert.deepEqual([...(found.get("over") ?? [])], ["anna"]);
  });
  it("are none where somebody is free, or privately somewhere while away", () => {
    const away = appointment("away", day("2026-12-01"), { showAs: "oof" });
    const others = [away, appointment("free", timed("08:00", "10:00"), { showAs: "free" })];
    assert.deepEqual(clashesOf(extentOf(job, ZONE), job, others, ZONE), [away]);
    const yoga = { ...job, private: true };
    assert.deepEqual(clashesOf(extentOf(yoga, ZONE), yoga, others, ZONE), []);
    assert.deepEqual(clashesOf(extentOf(job, ZONE), job, [job], ZONE), []);
  });
});

describe("moves", () => {
  const job = appointment("job", timed("08:00", "10:00"), { employees: ["anna", "ben"] });
  it("give a job to somebody else and leave the others", () => {
    assert.deepEqual(employeesAfter(job, "anna", "cleo"), ["ben", "cleo"]);
    assert.deepEqual(employeesAfter(job, "anna", "ben"), ["ben"]);
    assert.equal(employeesAfter(job, "anna", "anna"), job.employees);
  });
  it("change nothing but what was moved", () => {
    const before = extentOf(job, ZONE);
    assert.deepEqual(patchOf(job, before, job.employees, ZONE), {});
    assert.deepEqual(patchOf(job, movedExtent(before, DAY, "timed"), job.employees, ZONE), {
      time: { kind: "timed", start: "2026-12-02T08:00:00Z", end: "2026-12-02T10:00:00Z" },
    });
  });
  it("never turn an end before its start, and all-day ones move by days", () => {
    const extent = { from: wallOfDate("2026-12-01"), to: wallOfDate("2026-12-02") };
    assert.deepEqual(stretchedExtent(extent, -3 * DAY, "allDay"), extent);
    assert.equal(stretchedExtent({ from: 0, to: HOUR }, -5 * HOUR, "timed").to, 15 * MINUTE);
    assert.equal(movedExtent(extent, 5 * HOUR, "allDay").from, extent.from);
  });
});

describe("keys", () => {
  const hours = scaleOf("day", spanOf("day", "2026-12-01"), 1_250, WORKING);
  const days = scaleOf("week", spanOf("week", "2026-12-01"), 1_250, WORKING);
  const press = (key: string, more: object = {}) => ({
    key,
    altKey: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...more,
  });
  const cases: [string, object, typeof hours, Intent | null][] = [
    ["ArrowRight", {}, hours, { kind: "go", to: "right" }],
    ["ArrowRight", { altKey: true }, hours, { kind: "shift", by: 15 * MINUTE }],
    ["ArrowLeft", { altKey: true }, days, { kind: "shift", by: -DAY }],
    ["ArrowUp", { altKey: true }, days, { kind: "hand", rows: -1 }],
    ["ArrowRight", { altKey: true, shiftKey: true }, days, { kind: "stretch", by: 15 * MINUTE }],
    ["Delete", {}, days, { kind: "trash" }],
    ["ArrowRight", { ctrlKey: true }, hours, null],
    ["x", {}, hours, null],
    ["toString", {}, hours, null],
  ];
  for (const [key, more, scale, wanted] of cases)
    it(`${key} ${JSON.stringify(more)}`, () => assert.deepEqual(intentOf(press(key, more), scale), wanted));
  it("go to what lies nearest in time, past rows that are empty", () => {
    const all = [
      appointment("a", timed("08:00", "09:00")),
      appointment("b", timed("06:00", "07:00"), { employees: ["cleo"] }),
      appointment("c", timed("08:30", "09:00"), { employees: ["cleo"] }),
    ];
    const rows = new RowBuilder().build(["anna", "ben", "cleo"], byEmployee(all), hours, ZONE);
    assert.deepEqual(spotAt(rows, { employee: "anna", id: "a" }, "down"), { employee: "cleo", id: "c" });
    assert.deepEqual(spotAt(rows, { employee: "cleo", id: "c" }, "left"), { employee: "cleo", id: "b" });
    assert.equal(spotAt(rows, { employee: "cleo", id: "c" }, "down"), null);
    assert.deepEqual(spotAt(rows, { employee: "x", id: "gone" }, "up"), { employee: "anna", id: "a" });
  });
});
