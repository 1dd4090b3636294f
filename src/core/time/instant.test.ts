// What counts as an instant and as a date, and the form both get.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalInstant, epochMsOf, isDate } from "./instant.ts";

describe("canonicalInstant", () => {
  it("leaves the canonical form alone", () => {
    assert.equal(canonicalInstant("2026-03-29T01:00:00Z"), "2026-03-29T01:00:00Z");
    assert.equal(canonicalInstant("2026-03-29T01:00:00.5Z"), "2026-03-29T01:00:00.5Z");
  });

  it("accepts a space, small letters, offsets, and a missing second", () => {
    assert.equal(canonicalInstant("2026-03-29 01:00:00Z"), "2026-03-29T01:00:00Z");
    assert.equal(canonicalInstant("2026-03-29t01:00:00z"), "2026-03-29T01:00:00Z");
    assert.equal(canonicalInstant("2026-10-25T02:30:00+02:00"), "2026-10-25T00:30:00Z");
    assert.equal(canonicalInstant("2026-10-25 02:30:00 +01:00"), "2026-10-25T01:30:00Z");
    assert.equal(canonicalInstant("2026-10-25T02:30:00+0100"), "2026-10-25T01:30:00Z");
    assert.equal(canonicalInstant("2026-10-25T02:30:00+01"), "2026-10-25T01:30:00Z");
    assert.equal(canonicalInstant("2026-10-25T02:30Z"), "2026-10-25T02:30:00Z");
    assert.equal(canonicalInstant(" 2026-10-25T02:30:00Z\n"), "2026-10-25T02:30:00Z");
  });

  it("drops a fraction of zero and cuts what is finer than a millisecond", () => {
    assert.equal(canonicalInstant("2026-01-01T00:00:00.000Z"), "2026-01-01T00:00:00Z");
    assert.equal(canonicalInstant("2026-01-01T00:00:00.0000000Z"), "2026-01-01T00:00:00Z");
    assert.equal(canonicalInstant("2026-01-01T00:00:59.9999999Z"), "2026-01-01T00:00:59.999Z");
    assert.equal(canonicalInstant("2026-01-01T00:00:00,123456789123Z"), "2026-01-01T00:00:00.123Z");
    assert.equal(canonicalInstant("1969-12-31T23:59:59.9999Z"), "1969-12-31T23:59:59.999Z");
  });

  it("refuses what has no offset, does not exist, or is something else", () => {
    for (const text of [
      "",
      "2026-01-01",
      "2026-01-01T10:00:00",
      "2026-02-31T10:00:00Z",
      "2026-13-01T10:00:00Z",
      "2026-01-01T24:00:00Z",
      "2026-01-01T10:61:00Z",
      "2026-01-01T10:00.5Z",
      "2026-01-01T10:00:00fooZ",
      "2026-01-01T10:00:00[Europe/Berlin]",
      "2026-01-01T10:00:00+99:00",
      "26-01-01T10:00:00Z",
      "morgen um 10",
      "1767261600",
    ]) {
      assert.equal(canonicalInstant(text), null, text);
    }
  });

  it("is idempotent and keeps the instant to the millisecond", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true }), (date) => {
        const canonical = canonicalInstant(date.toISOString());
        assert.ok(canonical !== null);
        assert.equal(canonicalInstant(canonical), canonical);
        assert.equal(epochMsOf(canonical), date.getTime());
      }),
    );
  });
});

describe("isDate", () => {
  it("agrees with Temporal on every day of every month", () => {
    for (const year of ["0000", "0099", "1900", "2000", "2026", "2028", "9999"]) {
      for (let number = 0; number < 14 * 33; number++) {
        const [month, day] = [Math.floor(number / 33), number % 33].map((part) => `${part}`.padStart(2, "0"));
        const date = `${year}-${month}-${day}`;
        assert.equal(
          isDate(date),
          isThere(() => Temporal.PlainDate.from(date)),
          date,
        );
        const instant = `${date}T23:59:59Z`;
        assert.equal(canonicalInstant(instant), isDate(date) ? instant : null);
      }
    }
  });

  it("knows days that exist", () => {
    assert.equal(isDate("2028-02-29"), true);
    assert.equal(isDate("2026-02-29"), false);
    assert.equal(isDate("2026-1-1"), false);
    assert.equal(isDate("2026-01-01T00:00:00Z"), false);
    assert.equal(isDate(""), false);
  });
});

function isThere(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
