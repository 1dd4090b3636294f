// Three columns: what counts as a difference for people is what counts as one for the decisions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENT, FIELDS, LINK, ROW } from "../../../test/support/samples.ts";
import { NO_HEADER } from "../model/fields.ts";
import type { Link } from "../model/link.ts";
import { changedInPlanning, seenOf } from "./side-by-side.ts";

const JOB = { ...NO_HEADER, customerName: "Weber", address: "Altstadt 12\nLandshut" };

test("planning is held against what was agreed, the job header too", () => {
  assert.deepEqual(changedInPlanning(LINK, ROW, []), []);
  const row = { fields: { ...FIELDS, location: "Keller" }, header: JOB };
  assert.deepEqual(changedInPlanning(LINK, row, []), ["location", "customerName", "address"]);
});

test("of a meeting's further copies only what all copies have in common is held against planning", () => {
  const meeting: Link = { ...LINK, ownership: "meeting", mailbox: "b@muster.example", isOrganizer: false };
  const leader: Link = { ...meeting, mailbox: "a@muster.example", isOrganizer: true };
  const row = { fields: { ...FIELDS, location: "Keller", reminderMinutes: 30 }, header: NO_HEADER };
  assert.deepEqual(changedInPlanning(leader, row, [meeting]), ["location", "reminderMinutes"]);
  assert.deepEqual(changedInPlanning(meeting, row, [leader]), ["location"]);
});

test("an event shows the header on one line each, and that is no difference", () => {
  const link = { ...LINK, base: { ...LINK.base, header: JOB } };
  const event = { ...EVENT, header: { ...JOB, address: "Altstadt 12 Landshut" } };
  const seen = seenOf(event, link, ROW, [], "BusyOnly");
  assert.deepEqual(seen?.changed, []);
  assert.equal(seen?.column.address, "Altstadt 12 Landshut");
});

test("of a person's private event planning sees nothing but the time", () => {
  const link: Link = { ...LINK, ownership: "solo" };
  const row = { ...ROW, origin: "office365" as const };
  const fields = { ...FIELDS, subject: "Zahnarzt", private: true };
  const header = { ...NO_HEADER, customerName: "Dr. Zahn" };
  const seen = seenOf({ ...EVENT, fields, header }, link, row, [], "BusyOnly");
  assert.equal(seen?.column.subject, "Privat");
  assert.doesNotMatch(JSON.stringify(seen), /Zahn/);
  assert.equal(seenOf({ ...EVENT, fields }, link, row, [], "Skip"), null);
  assert.equal(seenOf({ ...EVENT, isDeclined: true }, link, row, [], "Full"), null);
});
