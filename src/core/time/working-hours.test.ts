// Monday to Friday, by the clock of the company, not by UTC.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isWorkingTime } from "./working-hours.ts";
import { instantOfWallTime } from "./zones.ts";

const CASES: readonly (readonly [wallTime: string, isWorking: boolean])[] = [
  ["2026-11-23T05:59:59", false],
  ["2026-11-23T06:00:00", true],
  ["2026-11-27T19:59:59", true],
  ["2026-11-27T20:00:00", false],
  ["2026-11-28T10:00:00", false],
  ["2026-11-29T10:00:00", false],
  // Summer time: six in the company is four in UTC.
  ["2026-07-13T06:00:00", true],
];

for (const [wallTime, isWorking] of CASES) {
  test(`${wallTime}: ${isWorking ? "people are at work" : "nobody is at work"}`, () => {
    const now = Date.parse(instantOfWallTime(wallTime, "Europe/Berlin"));
    assert.equal(isWorkingTime(now, "Europe/Berlin"), isWorking);
  });
}
