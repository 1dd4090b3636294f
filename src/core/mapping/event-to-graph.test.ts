// What we send: what is meant to change, in Graph's words, and nothing else.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_HEADER, type SharedFields } from "../model/fields.ts";
import {
  bodyOfPatch,
  fieldsOfPatch,
  MARK_PROPERTY,
  newEventToGraph,
  patchToGraph,
} from "./event-to-graph.ts";

const FIELDS: SharedFields = {
  time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T10:00:00Z" },
  subject: "Wartung",
  location: "Landshut",
  notes: "Hund",
  category: "Eilig",
  showAs: "oof",
  private: true,
  reminderMinutes: null,
};

describe("newEventToGraph", () => {
  it("sends a complete event without attendees", () => {
    const header = { ...NO_HEADER, orderNumber: "1" };
    assert.deepEqual(newEventToGraph({ fields: FIELDS, header, transactionId: "t", mark: "m" }), {
      start: { dateTime: "2026-11-25T08:00:00", timeZone: "UTC" },
      end: { dateTime: "2026-11-25T10:00:00", timeZone: "UTC" },
      isAllDay: false,
      subject: "Wartung",
      location: { displayName: "Landshut" },
      showAs: "oof",
      sensitivity: "private",
      isReminderOn: false,
      body: { contentType: "text", content: `Auftrag: 1\n${"─".repeat(20)}\nHund` },
      categories: ["Eilig"],
      transactionId: "t",
      singleValueExtendedProperties: [{ id: MARK_PROPERTY, value: "m" }],
    });
  });

  it("says midnight for whole days", () => {
    const time = { kind: "allDay", startDate: "2026-03-29", endDate: "2026-03-30" } as const;
    const { start, end, isAllDay } = newEventToGraph({
      fields: { ...FIELDS, time },
      header: NO_HEADER,
      transactionId: "t",
      mark: "m",
    });
    assert.deepEqual(
      [start?.dateTime, end?.dateTime, isAllDay],
      ["2026-03-29T00:00:00", "2026-03-30T00:00:00", true],
    );
  });
});

describe("patches", () => {
  it("hold only what changes", () => {
    assert.deepEqual(patchToGraph({ fields: { subject: " Neu\n" } }), { subject: "Neu" });
    assert.deepEqual(patchToGraph({ fields: {}, categories: [] }), { categories: [] });
    assert.deepEqual(patchToGraph({ fields: { reminderMinutes: 15, private: false } }), {
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
      sensitivity: "normal",
    });
    assert.deepEqual(patchToGraph({ fields: {} }), {});
  });

  it("carry a body only where there is one", () => {
    assert.equal(bodyOfPatch({ fields: {} }), null);
    assert.equal(bodyOfPatch({ fields: {}, body: { header: NO_HEADER, notes: "a\u0000b" } }), "ab");
  });

  it("stand for the fields that the event shows afterwards", () => {
    const patch = {
      fields: { subject: "x".repeat(300) },
      body: { header: NO_HEADER, notes: "n" },
      categories: ["c", "d"],
    };
    assert.deepEqual(fieldsOfPatch(patch), { subject: "x".repeat(255), notes: "n", category: "c" });
  });
});
