// The day's hours.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayBegins, delaysBySide, hoursOfDay } from "./last-day.ts";

const NOW = Date.parse("2026-11-24T10:20:00Z");
const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

test("24 hours, the one that runs the last", () => {
  assert.equal(new Date(dayBegins(NOW)).toISOString(), "2026-11-23T11:00:00.000Z");
  const hours = hoursOfDay(
    NOW,
    [
      { from: at("10:00:00"), side: "planning", writes: 3 },
      { from: at("09:00:00"), side: "office365", writes: 2 },
    ],
    [
      { login: "anna", side: "planning", at: at("10:19:59"), seconds: 4 },
      { login: "anna", side: "office365", at: at("10:00:00"), seconds: 2 },
      { login: "bernd", side: "office365", at: at("09:59:59"), seconds: 7 },
    ],
  );
  assert.equal(hours.length, 24);
  assert.deepEqual(hours.slice(-2), [
    { from: "2026-11-24T09:00:00.000Z", writes: { planning: 0, office365: 2 }, delaySeconds: 7 },
    { from: "2026-11-24T10:00:00.000Z", writes: { planning: 3, office365: 0 }, delaySeconds: 2 },
  ]);
  assert.deepEqual(hours[0], {
    from: "2026-11-23T11:00:00.000Z",
    writes: { planning: 0, office365: 0 },
    delaySeconds: null,
  });
});

test("delays by the side where they arrived", () => {
  assert.deepEqual(delaysBySide([{ login: "anna", side: "planning", at: NOW, seconds: 4 }]), {
    planning: { count: 1, p50Seconds: 4, p95Seconds: 4 },
    office365: null,
  });
});
