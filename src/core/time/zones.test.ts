// Both nights of the clock change, in both directions, and names of zones.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  instantOfWallTime,
  isSkippedWallTime,
  isTimeZone,
  resolveTimeZone,
  wallTimeOfInstant,
} from "./zones.ts";

const BERLIN = "Europe/Berlin";

describe("wall time to instant", () => {
  it("uses the offset of the day", () => {
    assert.equal(instantOfWallTime("2026-01-15T08:00:00", BERLIN), "2026-01-15T07:00:00Z");
    assert.equal(instantOfWallTime("2026-07-15T08:00:00", BERLIN), "2026-07-15T06:00:00Z");
    assert.equal(instantOfWallTime("2026-07-15T08:00:00", "UTC"), "2026-07-15T08:00:00Z");
  });

  it("moves a skipped hour on", () => {
    assert.equal(instantOfWallTime("2026-03-29T01:59:59", BERLIN), "2026-03-29T00:59:59Z");
    assert.equal(instantOfWallTime("2026-03-29T02:30:00", BERLIN), "2026-03-29T01:30:00Z");
    assert.equal(instantOfWallTime("2026-03-29T03:30:00", BERLIN), "2026-03-29T01:30:00Z");
    assert.equal(isSkippedWallTime("2026-03-29T02:30:00", BERLIN), true);
    assert.equal(isSkippedWallTime("2026-03-29T03:00:00", BERLIN), false);
  });

  it("takes the first of an hour that happens twice", () => {
    assert.equal(instantOfWallTime("2026-10-25T02:30:00", BERLIN), "2026-10-25T00:30:00Z");
    assert.equal(instantOfWallTime("2026-10-25T03:00:00", BERLIN), "2026-10-25T02:00:00Z");
    assert.equal(isSkippedWallTime("2026-10-25T02:30:00", BERLIN), false);
  });

  it("comes back from every instant but those of the second pass", () => {
    assert.equal(wallTimeOfInstant("2026-10-25T00:30:00Z", BERLIN), "2026-10-25T02:30:00");
    assert.equal(wallTimeOfInstant("2026-10-25T01:30:00Z", BERLIN), "2026-10-25T02:30:00");
    assert.equal(wallTimeOfInstant("2026-03-29T01:00:00Z", BERLIN), "2026-03-29T03:00:00");
  });

  it("refuses what is no time or no zone", () => {
    assert.throws(() => instantOfWallTime("2026-02-30T08:00:00", BERLIN), RangeError);
    assert.throws(() => instantOfWallTime("2026-02-20T08:00:00", "Nowhere/Land"), RangeError);
  });
});

describe("names of zones", () => {
  const windows = new Map([["w. europe standard time", BERLIN]]);

  it("knows Windows names, whatever their case", () => {
    assert.equal(resolveTimeZone("W. Europe Standard Time", windows), BERLIN);
    assert.equal(resolveTimeZone(" w. europe standard time ", windows), BERLIN);
  });

  it("knows IANA names and the names of UTC", () => {
    assert.equal(resolveTimeZone("America/New_York", windows), "America/New_York");
    for (const name of ["UTC", "Etc/UTC", "GMT", "tzone://Microsoft/Utc"]) {
      assert.equal(resolveTimeZone(name, windows), "UTC");
    }
  });

  it("knows nothing of inventions and offsets", () => {
    assert.equal(resolveTimeZone("Middle Earth Standard Time", windows), null);
    assert.equal(resolveTimeZone("+01:00", windows), null);
    assert.equal(isTimeZone("+01:00"), false);
    assert.equal(isTimeZone(BERLIN), true);
  });
});
