// What an event can carry: shortened, cleaned, and the same again the second time.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { SharedFields } from "../model/fields.ts";
import { projectToEvent } from "./event-limits.ts";

const FIELDS: SharedFields = {
  time: { kind: "allDay", startDate: "2026-11-25", endDate: "2026-11-26" },
  subject: "",
  location: "",
  notes: "",
  category: null,
  showAs: "busy",
  private: false,
  reminderMinutes: null,
};

describe("projectToEvent", () => {
  it("shortens to 255 characters and never through one", () => {
    const shown = projectToEvent({ ...FIELDS, subject: "x".repeat(300), location: `${"y".repeat(254)}😀` });
    assert.equal(shown.subject, "x".repeat(255));
    assert.equal(shown.location, "y".repeat(254));
  });

  it("takes control characters out, and line ends out of single lines", () => {
    const shown = projectToEvent({
      ...FIELDS,
      subject: " a\r\n\u0000b\u2028c ",
      notes: "a\n\tb\u0000\u0007",
      category: " ",
    });
    assert.equal(shown.subject, "a b c");
    assert.equal(shown.notes, "a\n\tb");
    assert.equal(shown.category, null);
  });

  it("changes nothing the second time", () => {
    const text = fc.string({ unit: "binary", maxLength: 600 });
    fc.assert(
      fc.property(text, text, text, fc.option(text, { nil: null }), (subject, location, notes, category) => {
        const shown = projectToEvent({ ...FIELDS, subject, location, notes, category });
        assert.deepEqual(projectToEvent(shown), shown);
        assert.ok(shown.subject.length <= 255 && shown.subject.isWellFormed());
        assert.ok(shown.notes.isWellFormed());
      }),
    );
  });
});
