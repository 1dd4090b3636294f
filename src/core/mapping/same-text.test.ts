// Texts that say the same in Exchange's spelling and in ours.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { plainText, sameText } from "./same-text.ts";

describe("sameText", () => {
  it("overlooks how a text is written", () => {
    const pairs: [string, string][] = [
      ["a\r\nb\rc", "a\nb\nc"],
      ["a\u00a0 \u2009b", "a b"],
      ["a  \nb", "a\nb"],
      ["\n\n a\n\n\n\nb \n", "a\n\nb"],
      ["a\u200bb\ufeff\u00ad", "ab"],
      ["u\u0308ber", "über"],
      ["a\u2028b", "a\nb"],
      ["", " \n\u00a0"],
    ];
    for (const [a, b] of pairs) assert.ok(sameText(a, b), JSON.stringify([a, b]));
  });

  it("sees what a person sees", () => {
    const pairs: [string, string][] = [
      ["a", "b"],
      ["a b", "ab"],
      ["a\nb", "a b"],
      ["a\nb", "a\n\nb"],
      ["A", "a"],
      ["", "x"],
    ];
    for (const [a, b] of pairs) assert.ok(!sameText(a, b), JSON.stringify([a, b]));
  });

  it("is plain after one step", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.equal(plainText(plainText(text)), plainText(text));
      }),
    );
  });
});
