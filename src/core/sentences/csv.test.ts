// What a spreadsheet must not take for a formula.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "./csv.ts";

test("cells with semicolons, quotes and lines stay one cell", () => {
  assert.equal(
    csvOf([["a;b", 'say "hi"', "two\nlines", "plain"]]),
    '\uFEFF"a;b";"say ""hi""";"two\nlines";plain\r\n',
  );
});

for (const text of ['=HYPERLINK("x")', "+49 871", "-1", "@SUM(A1)", " =1+1", "\t=1", "|cmd", "\r=1"]) {
  test(`${JSON.stringify(text)} is no formula`, () => {
    const [line = ""] = csvOf([[text]])
      .split("\r\n")
      .slice(0, 1);
    assert.match(csvOf([[text]]), /^\uFEFF"?'/, line);
  });
}
