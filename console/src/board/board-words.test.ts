// What stands in the address, what is typed, what is taken back, and that the text of every block can be read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { colourOfEmployee } from "./colours.ts";
import { draftOf, fieldsOf, newFields } from "./draft.ts";
import { filtersOf } from "./filters.ts";
import { typedClock, typedDate } from "./typed-time.ts";
import { Deeds, differing } from "./undo.ts";

describe("the address", () => {
  it("is taken as it is, and nonsense in it for nothing", () => {
    const good = filtersOf(
      new URLSearchParams("view=day&date=2026-12-24&state=held&colour=category&list=trash&search=x"),
    );
    assert.deepEqual(
      [good.view, good.date, good.state, good.colouring, good.list],
      ["day", "2026-12-24", "held", "category", "trash"],
    );
    const bad = filtersOf(new URLSearchParams("view=year&date=2026-02-30&state=__proto__&colour=1&list=x"));
    assert.deepEqual(
      [bad.view, bad.date, bad.state, bad.colouring, bad.list],
      ["week", null, null, "employee", null],
    );
  });
});

describe("what is typed", () => {
  const dates: [string, string | null][] = [
    ["01.12.2026", "2026-12-01"],
    ["1.12.26", "2026-12-01"],
    ["24.12.", "2026-12-24"],
    ["5", "2026-11-05"],
    ["24/12/2026", "2026-12-24"],
    ["2026-12-24", "2026-12-24"],
    ["31.11.2026", null],
    ["0.1.2026", null],
    ["morgen", null],
    ["", null],
  ];
  for (const [typed, date] of dates)
    it(`a date: ${typed}`, () => assert.equal(typedDate(typed, "2026-11-10"), date));
  const clocks: [string, string | null][] = [
    ["8", "08:00"],
    ["830", "08:30"],
    ["8:30", "08:30"],
    ["08.30", "08:30"],
    ["8 Uhr", "08:00"],
    ["2360", null],
    ["24:00", null],
    ["x", null],
  ];
  for (const [typed, clock] of clocks) it(`a time: ${typed}`, () => assert.equal(typedClock(typed), clock));
});

describe("an edited appointment", () => {
  const fields = newFields({ kind: "timed", start: "2026-12-01T08:00:00Z", end: "2026-12-01T09:00:00Z" }, [
    "anna",
  ]);
  it("is what it was as long as nobody typed", () => {
    assert.deepEqual(
      differing(fieldsOf(draftOf(fields, "Europe/Berlin"), "Europe/Berlin") ?? {}, fields),
      [],
    );
  });
  it("has its last day inside, and no end before its start", () => {
    const draft = { ...draftOf(fields, "Europe/Berlin"), isAllDay: true, endDay: "2026-12-03" };
    assert.deepEqual(fieldsOf(draft, "Europe/Berlin")?.time, {
      kind: "allDay",
      startDate: "2026-12-01",
      endDate: "2026-12-04",
    });
    assert.equal(fieldsOf({ ...draft, endDay: "2026-11-30" }, "Europe/Berlin"), null);
  });
  it("does not care for the order of employees", () => {
    assert.deepEqual(
      differing({ employees: ["ben", "anna"] }, { ...fields, employees: ["anna", "ben"] }),
      [],
    );
  });
});

describe("taking back", () => {
  it("turns the last deed round, and does it again", () => {
    const deeds = new Deeds();
    deeds.add({ kind: "changed", id: "a", before: { subject: "old" }, after: { subject: "new" } });
    deeds.add({ kind: "trashed", id: "b" });
    assert.deepEqual(deeds.takeBack(), { kind: "restored", id: "b" });
    assert.deepEqual(deeds.takeBack(), {
      kind: "changed",
      id: "a",
      before: { subject: "new" },
      after: { subject: "old" },
    });
    assert.equal(deeds.takeBack(), null);
    assert.equal(deeds.takeAgain()?.id, "a");
    deeds.add({ kind: "planned", id: "c" });
    assert.equal(deeds.takeAgain(), null);
  });
});

describe("colours", () => {
  const look = readFileSync(new URL("../look/colours.css", import.meta.url), "utf8");
  const board = readFileSync(new URL("./block.css", import.meta.url), "utf8");
  const themes = ["light", "dark"].map((name, scheme) => ({
    name,
    card: colour(look, "card", scheme),
    text: colour(look, "text", scheme),
  }));
  const tints = [...board.matchAll(/color-mix\(in srgb, var\(--tone\) (\d+)%, var\(--card\)\)/g)].map(
    ([, share]) => Number(share) / 100,
  );

  it("of every kind leave the text of a block readable: 4.5 to 1 and more", () => {
    assert.ok(tints.length >= 2);
    const steps = [0, 51, 102, 153, 204, 255];
    for (const { name, card, text } of themes)
      for (const share of tints)
        for (const r of steps)
          for (const g of steps)
            for (const b of steps) {
              const ground = card.map((part, index) => part * (1 - share) + ([r, g, b][index] ?? 0) * share);
              const ratio = contrast(text, ground);
              assert.ok(ratio >= 4.5, `${name}, ${share}: ${ratio} on ${ground}`);
            }
  });
  it("are none where the database holds something else", () => {
    assert.match(colourOfEmployee({ id: "x", colour: "red;background:url(//x)" }), /^#[0-9a-f]{6}$/);
    assert.equal(colourOfEmployee({ id: "x", colour: "#1F77B4" }), "#1F77B4");
  });
});

/** Red, green and blue of a colour that stands as `light-dark(#…, #…)`. */
function colour(css: string, name: string, scheme: number): number[] {
  const both = new RegExp(`--${name}: light-dark\\(#([0-9a-f]{3,6}), #([0-9a-f]{3,6})\\)`).exec(css);
  const digits = both?.[scheme + 1] ?? "";
  const whole = digits.length === 3 ? digits.replaceAll(/./g, "$&$&") : digits;
  return [0, 2, 4].map((at) => Number.parseInt(whole.slice(at, at + 2), 16));
}

/** WCAG 2.2, relative luminance. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const light = (parts: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = parts.map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high = 0, low = 0] = [light(a), light(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
