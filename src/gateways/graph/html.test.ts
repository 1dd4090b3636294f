// HTML bodies: what a person reads in them, and the join part inside bodies of different make.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cutJoinPart } from "../../core/mapping/join-part.ts";
import { sameText } from "../../core/mapping/same-text.ts";
import { bodyAroundJoinPart, htmlToText, joinPartOf, textToHtml } from "./html.ts";

const URL = "https://teams.microsoft.com/l/meetup-join/19%3ameeting/0?a=1&b=2";
const LINE = "_".repeat(80);

describe("htmlToText", () => {
  it("keeps lines, wraps nothing, and names a link once", () => {
    assert.equal(
      htmlToText("<html><head><style>x</style></head><body>a<br>b<div>c</div><p>d</p></body></html>"),
      "a\nb\nc\nd",
    );
    assert.equal(htmlToText(`<p>${"wort ".repeat(60).trim()}</p>`), "wort ".repeat(60).trim());
    assert.equal(htmlToText('<a href="https://a.example">https://a.example</a>'), "https://a.example");
    assert.equal(htmlToText('<a href="https://a.example">dort</a>'), "dort <https://a.example>");
    assert.equal(htmlToText("<h1>Titel</h1>&amp; &lt;b&gt; &uuml;"), "Titel\n& <b> ü");
  });

  it("keeps blanks that HTML would swallow", () => {
    assert.equal(textToHtml("  a   b\n c"), "&nbsp; a&nbsp;&nbsp; b<br>\r\n&nbsp;c");
  });

  it("reads back what we write", () => {
    const text = fc
      .array(fc.constantFrom("a", "ß", " ", "\n", "&", "<", ">", '"', "&lt;", "  ", "😀"))
      .map((one) => one.join(""));
    fc.assert(
      fc.property(text, (one) => {
        const back = htmlToText(`<div>${textToHtml(one)}</div>`);
        assert.ok(sameText(back, one), JSON.stringify([one, back]));
      }),
    );
  });
});

describe("joinPartOf", () => {
  const bodies: Record<string, string> = {
    "framed and linked": `<div>${LINE}</div><div><a href="${URL.replace("&", "&amp;")}">Teilnehmen</a></div><div>${LINE}</div>`,
    "framed in spans": `<div style="x"><span>${LINE}</span></div><p>Microsoft Teams <a href="${URL}">x</a></p><div><span>${LINE}</span></div>`,
    "half framed": `<p>${LINE}</p><p><a href="${URL}">Teilnehmen</a></p>`,
    "a mere link": `<p>Hier: <a href="${URL}">Teilnehmen</a></p>`,
    "a link in a line": `Hier: ${URL}<br>`,
  };
  for (const [what, part] of Object.entries(bodies)) {
    it(`is kept, and read as no notes: ${what}`, () => {
      const html = `<html><body><div class="WordSection1"><p>alt</p>${part}<p>Nachher</p></div></body></html>`;
      const written = bodyAroundJoinPart(html, "neu\nzweite Zeile", URL);
      assert.ok(written.includes(joinPartOf(html, URL) ?? "nothing"));
      assert.ok(joinPartOf(html, URL)?.includes("teams.microsoft.com"));
      assert.ok(!written.includes("alt"));
      const read = cutJoinPart(htmlToText(written), URL);
      assert.ok(sameText(read, "neu\nzweite Zeile"), JSON.stringify(read));
    });
  }

  it("is nothing where there is none", () => {
    assert.equal(joinPartOf("<p>nur Text</p>", URL), null);
    assert.equal(htmlToText(bodyAroundJoinPart("", "neu", null)), "neu");
  });
});
