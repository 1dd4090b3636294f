// Spans in one line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { spanText } from "./span-text.ts";

const timed = { kind: "timed", start: "2026-11-24T13:30:00Z", end: "2026-11-24T15:00:00Z" } as const;

test("a span on the company's clock, with its year", () => {
  assert.match(spanText(timed, "de", "Europe/Berlin"), /24\.11\.2026, 14:30.16:00/);
  assert.match(spanText(timed, "en", "Europe/Lisbon"), /24\/11\/2026, 13:30.15:00/);
});

test("an all-day span ends with its last day", () => {
  const day = { kind: "allDay", startDate: "2026-12-24", endDate: "2026-12-27" } as const;
  assert.match(spanText(day, "de", "Europe/Berlin"), /24\..*26\.12\.2026$/);
});
