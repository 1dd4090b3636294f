// Graph's wall times: seven digits, three kinds of zone names, floating dates, and both nights of the clock change.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { timeOfEvent, timeToGraph, type ZoneKnowledge } from "./event-time.ts";

const ZONES: ZoneKnowledge = {
  windowsZones: new Map([["w. europe standard time", "Europe/Berlin"]]),
  companyTimeZone: "Europe/Berlin",
};
const at = (dateTime: string, timeZone?: string) => ({
  dateTime,
  ...(timeZone !== undefined && { timeZone }),
});
const timed = (dateTime: string, timeZone?: string) => {
  const time = timeOfEvent({ start: at(dateTime, timeZone), end: at(dateTime, timeZone) }, ZONES);
  return time?.kind === "timed" ? time.start : time;
};
const allDay = (start: string, end: string, timeZone = "UTC") =>
  timeOfEvent({ isAllDay: true, start: at(start, timeZone), end: at(end, timeZone) }, ZONES);

describe("timeOfEvent", () => {
  it("reads UTC, IANA and Windows names, unknown names as the company's zone", () => {
    assert.equal(timed("2026-07-15T08:00:00.0000000", "UTC"), "2026-07-15T08:00:00Z");
    assert.equal(timed("2026-07-15T08:00:00.0000000"), "2026-07-15T08:00:00Z");
    assert.equal(timed("2026-07-15T08:00:00", "Europe/Berlin"), "2026-07-15T06:00:00Z");
    assert.equal(timed("2026-01-15T08:00:00", "W. Europe Standard Time"), "2026-01-15T07:00:00Z");
    assert.equal(timed("2026-01-15T08:00:00", "tzone://Microsoft/Custom"), "2026-01-15T07:00:00Z");
    assert.equal(timed("2026-01-15T08:00:00Z", "Europe/Berlin"), "2026-01-15T08:00:00Z");
    assert.equal(timed("2026-01-15T08:00:00+01:00", "UTC"), "2026-01-15T07:00:00Z");
  });

  it("keeps both passes of the hour that comes twice, and fractions to the millisecond", () => {
    assert.equal(timed("2026-10-25T00:30:00.0000000", "UTC"), "2026-10-25T00:30:00Z");
    assert.equal(timed("2026-10-25T01:30:00.0000000", "UTC"), "2026-10-25T01:30:00Z");
    assert.equal(timed("2026-10-25T01:30:59.9990000", "UTC"), "2026-10-25T01:30:59.999Z");
  });

  it("takes the dates of a floating day whatever its zone", () => {
    const day = { kind: "allDay", startDate: "2026-03-29", endDate: "2026-03-30" };
    for (const zone of ["UTC", "Europe/Berlin", "Pacific/Auckland", "nonsense"])
      assert.deepEqual(allDay("2026-03-29T00:00:00.0000000", "2026-03-30T00:00:00.0000000", zone), day);
    assert.deepEqual(allDay("2026-03-29", "2026-03-30"), day);
  });

  it("undoes the mistake of a server that moved a floating day to UTC", () => {
    const day = { kind: "allDay", startDate: "2026-03-29", endDate: "2026-03-30" };
    assert.deepEqual(allDay("2026-03-28T23:00:00.0000000", "2026-03-29T22:00:00.0000000"), day);
  });

  it("is null for what is no time", () => {
    assert.equal(timed("morgen"), null);
    assert.equal(timed("2026-02-31T08:00:00", "UTC"), null);
    assert.equal(allDay("x", "2026-03-30T00:00:00"), null);
    assert.equal(timeOfEvent({}, ZONES), null);
    assert.equal(timeOfEvent({ start: null, end: {} }, ZONES), null);
  });

  it("gives back what it was given, for every instant and every date", () => {
    const instant = fc
      .date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => Temporal.Instant.fromEpochMilliseconds(date.getTime()).toString());
    fc.assert(
      fc.property(instant, instant, (start, end) => {
        const time = { kind: "timed", start, end } as const;
        assert.deepEqual(timeOfEvent(timeToGraph(time), ZONES), time);
        const days = { kind: "allDay", startDate: start.slice(0, 10), endDate: end.slice(0, 10) } as const;
        assert.deepEqual(timeOfEvent(timeToGraph(days), ZONES), days);
      }),
    );
  });
});
