// Job header and notes in one body: there and back for whatever people and programs put into them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type JobHeader, NO_HEADER } from "../model/fields.ts";
import { composeBody, headerLines, looksLikeHeader, readHeader, SEPARATOR, splitBody } from "./body.ts";
import { sameText } from "./same-text.ts";

const HEADER: JobHeader = {
  orderNumber: "A-4711",
  customerName: "Weber",
  customerPhone: "0871 4711",
  address: "Altstadt 12\n84028 Landshut",
};
const COMPOSED = `Auftrag: A-4711\nKunde: Weber\nTelefon: 0871 4711\nAdresse: Altstadt 12, 84028 Landshut\n${SEPARATOR}\nHund`;

describe("composeBody", () => {
  it("writes the lines that there are, a separator and the notes", () => {
    assert.equal(composeBody(HEADER, "Hund"), COMPOSED);
    assert.equal(
      composeBody({ ...NO_HEADER, customerName: "Weber" }, "Hund"),
      `Kunde: Weber\n${SEPARATOR}\nHund`,
    );
    assert.equal(composeBody(NO_HEADER, "Hund\nKatze"), "Hund\nKatze");
    assert.equal(composeBody(NO_HEADER, ""), "");
  });

  it("takes a header of blanks for none", () => {
    assert.equal(composeBody({ ...NO_HEADER, address: " \n\t" }, "Hund"), "Hund");
  });

  it("protects notes that look like a body", () => {
    assert.equal(splitBody(composeBody(NO_HEADER, COMPOSED)), COMPOSED);
    assert.equal(splitBody(composeBody(NO_HEADER, `${SEPARATOR}\nx`)), `${SEPARATOR}\nx`);
  });
});

describe("readHeader", () => {
  it("reads what composing has written, each value on one line", () => {
    assert.deepEqual(readHeader(COMPOSED), readHeader(composeBody(readHeader(COMPOSED), "anders")));
    assert.ok(looksLikeHeader(readHeader(COMPOSED), HEADER));
    const wide = { ...HEADER, address: "Altstadt 12\r\n84028 Landshut" };
    assert.ok(looksLikeHeader(readHeader(composeBody(wide, "")), wide));
    assert.ok(!looksLikeHeader(readHeader(COMPOSED), { ...HEADER, customerPhone: "0871 1" }));
  });

  it("reads nothing where there is none", () => {
    assert.deepEqual(readHeader("Kunde: Weber hat angerufen"), NO_HEADER);
    assert.deepEqual(readHeader(`Anfahrt links\n${SEPARATOR}\nunten`), NO_HEADER);
  });

  it("leaves what somebody typed between its lines alone", () => {
    const typed = COMPOSED.replace("Kunde: Weber", "Kunde: Weber\nbitte zweimal klingeln");
    assert.ok(looksLikeHeader(readHeader(typed), HEADER));
  });
});

describe("splitBody", () => {
  it("gives the notes, whatever was typed inside the header", () => {
    assert.equal(splitBody(COMPOSED), "Hund");
    assert.equal(splitBody(COMPOSED.replace("Weber", "Weber, bitte zweimal klingeln\nDringend!")), "Hund");
    assert.equal(splitBody(COMPOSED.replaceAll("\n", "\r\n")), "Hund");
    assert.equal(splitBody(`\n\n${COMPOSED}`), "Hund");
  });

  it("keeps what was typed above the header and below the separator", () => {
    assert.equal(splitBody(`Fertig, 2 Stunden\n${COMPOSED}\nKatze`), "Fertig, 2 Stunden\nHund\nKatze");
  });

  it("recognises a separator that lost some strokes", () => {
    assert.equal(splitBody(COMPOSED.replace(SEPARATOR, ` ${SEPARATOR.slice(5)} `)), "Hund");
  });

  it("leaves alone a text with a line that belongs to no header", () => {
    const text = `Liste\n${SEPARATOR}\neins`;
    assert.equal(splitBody(text), text);
    assert.equal(splitBody("Kunde: Weber hat angerufen"), "Kunde: Weber hat angerufen");
  });

  it("strips the known header where the separator was deleted", () => {
    const text = COMPOSED.replace(`${SEPARATOR}\n`, "");
    assert.equal(splitBody(text, HEADER), "Hund");
    assert.equal(splitBody(text.replace("Kunde: Weber\n", ""), HEADER), "Hund");
    assert.equal(splitBody(text), text);
    assert.equal(splitBody("Hund", HEADER), "Hund");
  });

  it("means the notes again for every header and every text", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .array(
          fc.constantFrom(
            "\n",
            "\r\n",
            "Auftrag: ",
            "Kunde:",
            SEPARATOR,
            "─",
            "x",
            " ",
            "Adresse: y",
            "\u2028",
          ),
        )
        .map((parts) => parts.join("")),
    );
    const value = fc.option(text, { nil: null });
    const header = fc.record({
      orderNumber: value,
      customerName: value,
      customerPhone: value,
      address: value,
    });
    fc.assert(
      fc.property(header, text, (head, notes) => {
        assert.ok(sameText(splitBody(composeBody(head, notes)), notes));
        assert.ok(sameText(splitBody(composeBody(head, notes), head), notes));
        assert.ok(headerLines(head).every((line) => !/[\r\n\u2028\u2029]/.test(line)));
      }),
      { numRuns: 2_000 },
    );
  });
});
