// When an expiry is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { daysUntil, warningOf } from "./expiry.ts";

test("days are counted by the calendar, also over the night when clocks change", () => {
  assert.equal(daysUntil("2026-12-01", "2026-12-01"), 0);
  assert.equal(daysUntil("2026-12-02", "2026-12-01"), 1);
  assert.equal(daysUntil("2026-10-26", "2026-10-24"), 2);
  assert.equal(daysUntil("2027-03-01", "2027-02-28"), 1);
  assert.equal(daysUntil("2026-11-30", "2026-12-01"), -1);
});

test("it is told at 60, 30 and 7 days, and when it is over", () => {
  const table = [
    [null, "none"],
    [61, "none"],
    [60, "days60"],
    [31, "days60"],
    [30, "days30"],
    [8, "days30"],
    [7, "days7"],
    [1, "days7"],
    [0, "expired"],
    [-5, "expired"],
  ] as const;
  for (const [days, expected] of table) assert.equal(warningOf(days), expected, `${days}`);
});
