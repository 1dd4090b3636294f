// The window at month ends, on days with a clock change, and in zones whose midnight is odd.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { overlapsWindow, windowAt } from "./window.ts";

const at = (instant: string) => Date.parse(instant);

describe("windowAt", () => {
  it("includes today minus the past months and today plus the future months", () => {
    assert.deepEqual(windowAt(at("2026-11-24T10:00:00Z"), "Europe/Berlin", 6, 14), {
      startDate: "2026-05-24",
      endDate: "2028-01-25",
      start: "2026-05-23T22:00:00Z",
      end: "2028-01-24T23:00:00Z",
    });
  });

  it("takes the last day of a month that is too short", () => {
    assert.equal(windowAt(at("2026-03-31T10:00:00Z"), "Europe/Berlin", 1, 0).startDate, "2026-02-28");
    assert.equal(windowAt(at("2028-03-31T10:00:00Z"), "Europe/Berlin", 1, 0).startDate, "2028-02-29");
    assert.equal(windowAt(at("2026-01-31T10:00:00Z"), "Europe/Berlin", 0, 1).endDate, "2026-03-01");
  });

  it("takes the date of the company's zone, not the UTC date", () => {
    const [before, after] = [at("2026-06-30T21:59:59.999Z"), at("2026-06-30T22:00:00Z")];
    assert.equal(windowAt(before, "Europe/Berlin", 0, 0).startDate, "2026-06-30");
    assert.equal(windowAt(after, "Europe/Berlin", 0, 0).startDate, "2026-07-01");
    assert.equal(windowAt(after, "America/Los_Angeles", 0, 0).startDate, "2026-06-30");
  });

  it("spans 23 and 25 hours on the days of the clock change", () => {
    const hours = (now: string) => {
      const { start, end } = windowAt(at(now), "Europe/Berlin", 0, 0);
      return (at(end) - at(start)) / 3_600_000;
    };
    assert.equal(hours("2026-03-29T10:00:00Z"), 23);
    assert.equal(hours("2026-10-25T10:00:00Z"), 25);
    assert.equal(hours("2026-10-26T10:00:00Z"), 24);
  });

  it("begins a day at its first instant where midnight is skipped, and at the first of two midnights", () => {
    // Clocks in Lebanon go from 00:00 to 01:00, in Cuba from 01:00 back to 00:00.
    assert.equal(windowAt(at("2026-03-29T10:00:00Z"), "Asia/Beirut", 0, 0).start, "2026-03-28T22:00:00Z");
    assert.equal(windowAt(at("2026-11-01T12:00:00Z"), "America/Havana", 0, 0).start, "2026-11-01T04:00:00Z");
  });

  it("knows a zone that left out a whole day", () => {
    // Samoa went from 29 to 31 December 2011.
    assert.equal(windowAt(at("2011-12-31T12:00:00Z"), "Pacific/Apia", 0, 0).startDate, "2012-01-01");
    assert.equal(windowAt(at("2011-12-30T09:00:00Z"), "Pacific/Apia", 0, 0).end, "2011-12-30T10:00:00Z");
  });

  it("refuses a zone that does not exist", () => {
    assert.throws(() => windowAt(0, "Europe/Landshut", 1, 1), RangeError);
  });
});

describe("overlapsWindow", () => {
  const window = windowAt(at("2026-03-29T10:00:00Z"), "Europe/Berlin", 0, 0);
  const timed = (start: string, end: string) => overlapsWindow({ kind: "timed", start, end }, window);
  const allDay = (startDate: string, endDate: string) =>
    overlapsWindow({ kind: "allDay", startDate, endDate }, window);

  it("holds timed appointments against the instants, the end exclusive", () => {
    assert.equal(timed("2026-03-28T22:00:00Z", "2026-03-28T23:00:00Z"), false);
    assert.equal(timed("2026-03-28T22:00:00Z", "2026-03-28T23:00:00.001Z"), true);
    assert.equal(timed("2026-03-29T21:59:59Z", "2026-03-30T10:00:00Z"), true);
    assert.equal(timed("2026-03-29T22:00:00Z", "2026-03-30T10:00:00Z"), false);
    assert.equal(timed("2026-03-01T00:00:00Z", "2026-04-30T00:00:00Z"), true);
  });

  it("counts something without length where it starts", () => {
    assert.equal(timed("2026-03-28T23:00:00Z", "2026-03-28T23:00:00Z"), true);
    assert.equal(timed("2026-03-29T22:00:00Z", "2026-03-29T22:00:00Z"), false);
  });

  it("is not misled by fractions of a second", () => {
    assert.equal(timed("2026-03-28T22:00:00Z", "2026-03-28T23:00:00.000Z"), false);
    assert.equal(timed("2026-03-29T22:00:00.000Z", "2026-03-29T23:00:00Z"), false);
  });

  it("holds all-day appointments against the dates, whatever the zone's offset", () => {
    assert.equal(allDay("2026-03-28", "2026-03-29"), false);
    assert.equal(allDay("2026-03-28", "2026-03-30"), true);
    assert.equal(allDay("2026-03-29", "2026-03-30"), true);
    assert.equal(allDay("2026-03-30", "2026-03-31"), false);
  });
});
