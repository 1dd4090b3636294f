// Character sets, folding, and lines that programs broke.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { logicalLines, quoteZoneName } from "./lines.ts";

describe("logicalLines", () => {
  it("unfolds with either line end, blank or tab", () => {
    assert.deepEqual(logicalLines("SUMMARY:Heizung\r\n  warten\r\nUID:1\r\n"), [
      "SUMMARY:Heizung warten",
      "UID:1",
    ]);
    assert.deepEqual(logicalLines("SUMMARY:Heiz\n\tung\nUID:1"), ["SUMMARY:Heizung", "UID:1"]);
    assert.deepEqual(logicalLines("SUMMARY:Heiz\r ung\rUID:1"), ["SUMMARY:Heizung", "UID:1"]);
  });

  it("unfolds in the middle of a character", () => {
    const bytes = Buffer.from("SUMMARY:Straße in München");
    const cut = bytes.indexOf(0xc3) + 1;
    const folded = Buffer.concat([bytes.subarray(0, cut), Buffer.from("\r\n "), bytes.subarray(cut)]);
    assert.deepEqual(logicalLines(folded), ["SUMMARY:Straße in München"]);
  });

  it("drops a byte order mark", () => {
    assert.deepEqual(logicalLines(Buffer.from("\uFEFFUID:ä")), ["UID:ä"]);
    assert.deepEqual(logicalLines("\uFEFFUID:ä"), ["UID:ä"]);
  });

  it("reads Windows-1252 and UTF-16 too", () => {
    assert.deepEqual(logicalLines(Buffer.from([0x55, 0x3a, 0xfc, 0x80])), ["U:ü€"]);
    assert.deepEqual(logicalLines(Buffer.from("\uFEFFUID:ü", "utf16le")), ["UID:ü"]);
    assert.deepEqual(logicalLines(Buffer.from("\uFEFFUID:ü", "utf16le").swap16()), ["UID:ü"]);
  });

  it("joins lines that were broken without a blank", () => {
    assert.deepEqual(logicalLines("ORGANIZER;CN=Danie\nl Müller:mailto:a@b.example\n\nUID:1"), [
      "ORGANIZER;CN=Daniel Müller:mailto:a@b.example",
      "UID:1",
    ]);
  });
});

describe("quoteZoneName", () => {
  it("quotes names with a colon or comma, and leaves others", () => {
    assert.equal(
      quoteZoneName("DTSTART;TZID=(GMT+01:00) Amsterdam, Berlin:20260301T080000"),
      'DTSTART;TZID="(GMT+01:00) Amsterdam, Berlin":20260301T080000',
    );
    for (const line of [
      "DTSTART;TZID=Europe/Berlin:20260301T080000",
      'DTSTART;TZID="(GMT+01:00) Berlin":20260301T080000',
      "DESCRIPTION:TZID=a, b: c",
    ]) {
      assert.equal(quoteZoneName(line), line);
    }
  });
});
