// The join part of Teams in plain text: cut out, and nothing else with it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cutJoinPart } from "./join-part.ts";
import { sameText } from "./same-text.ts";

const URL =
  "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d&a=b";
const LINE = "_".repeat(80);
const PART = `${LINE}\nMicrosoft Teams\nJetzt an der Besprechung teilnehmen<${URL}>\n\nBesprechungs-ID: 123\n${LINE}`;

describe("cutJoinPart", () => {
  it("cuts what stands between the lines of underscores", () => {
    assert.equal(cutJoinPart(`Tagesordnung\n\n${PART}`, URL), "Tagesordnung");
    assert.equal(cutJoinPart(PART, URL), "");
    assert.equal(cutJoinPart(PART.replaceAll("\n", "\r\n"), URL), "");
  });

  it("keeps what a person wrote before and after", () => {
    assert.equal(cutJoinPart(`Vorher\n${PART}\nNachher`, URL), "Vorher\n\nNachher");
  });

  it("recognises the link in whatever form it survived, and Teams' own words without it", () => {
    const forms = [decodeURIComponent(URL), URL.replaceAll("&", "&amp;"), URL.toUpperCase()];
    for (const form of forms) assert.equal(cutJoinPart(`a\n${PART.replace(URL, form)}`, URL), "a");
    assert.equal(cutJoinPart(`a\n${PART.replace(`<${URL}>`, "")}`, null), "a");
  });

  it("cuts the paragraph with the link where there is no frame", () => {
    assert.equal(cutJoinPart(`Vorher\n\nTeilnehmen:\n${URL}\n\nNachher`, URL), "Vorher\n\nNachher");
    assert.equal(cutJoinPart(`Vorher\n\n${URL.replaceAll("&", "&amp;")}`, URL), "Vorher");
    assert.equal(cutJoinPart(`Vorher\n${LINE}\nTeilnehmen:\n${URL}`, URL), "Vorher");
  });

  it("leaves alone frames of other things, and texts without a join part", () => {
    const text = `Vorher\n${LINE}\nUnterschrift\n${LINE}\nNachher`;
    assert.equal(cutJoinPart(text, URL), text);
    assert.equal(cutJoinPart("nur Text", null), "nur Text");
    assert.equal(cutJoinPart(`${text}\n${PART}`, URL), text);
  });

  it("gives back what stood around it, for every text without underscores", () => {
    const text = fc.string({ unit: "grapheme" }).map((one) => one.replaceAll("_", "-"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const cut = cutJoinPart(`${before}\n${PART}\n${after}`, URL);
        assert.ok(sameText(cut, `${before}\n\n${after}`), JSON.stringify(cut));
      }),
    );
  });
});
