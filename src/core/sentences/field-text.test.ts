// Values in full.
import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf, wholeFieldText } from "./field-text.ts";

const ZONE = "Europe/Berlin";

test("a time tells its year, and an all-day one its last day", () => {
  const timed = { kind: "timed", start: "2026-11-24T13:30:00Z", end: "2026-11-24T15:00:00Z" } as const;
  assert.match(wholeFieldText("time", timed, "de", ZONE), /24\.11\.2026, 14:30.*16:00/);
  assert.match(wholeFieldText("time", timed, "en", ZONE), /24\/11\/2026, 14:30.*16:00/);
  const allDay = { kind: "allDay", startDate: "2026-12-24", endDate: "2026-12-25" } as const;
  assert.match(wholeFieldText("time", allDay, "de", ZONE), /24\.12\.2026$/);
});

test("notes are whole, with their lines, and what is empty is a dash", () => {
  const notes = `${"Zähler im Keller. ".repeat(10)}\nHund!`;
  assert.equal(wholeFieldText("notes", notes, "de", ZONE), notes);
  assert.equal(wholeFieldText("location", " ", "de", ZONE), "–");
  assert.equal(wholeFieldText("customerName", null, "de", ZONE), "–");
  assert.equal(wholeFieldText("showAs", "oof", "de", ZONE), "abwesend");
  assert.equal(wholeFieldText("reminderMinutes", 15, "en", ZONE), "15 min");
});

test("a label begins with a capital letter", () => {
  assert.equal(labelOf("showAs", "en"), "Show as");
  assert.equal(labelOf("customerPhone", "de"), "Telefon");
});
