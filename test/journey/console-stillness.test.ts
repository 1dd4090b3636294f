// Nothing jumps while live data arrives: the browser's own measure of layout shift, taken while both sides change what the pages show.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { BothSides } from "./both-sides.ts";
import { assertNoComplaints, beginConsole } from "./console-ground.ts";
import { exampleOf, open, PAGES } from "./console-pages.ts";

/** What web.dev calls good is below 0.1; here nothing has a reason to move. */
const MOST_SHIFT = 0.01;

/** Counts every shift, also one soon after a click: nobody clicks here. */
const OBSERVE = `window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      window.shifts.push({ value, what: sources.map(({ node }) => node?.outerHTML?.slice(0, 160) ?? "") });
  }).observe({ type: "layout-shift", buffered: false });
  null`;

interface Shift {
  readonly value: number;
  readonly what: readonly string[];
}

test("no page moves under the reader's eyes while planning and Outlook change", async (t) => {
  const journey = await beginConsole(t);
  const { page, url, ground } = journey;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByText("Alles ist synchron.").first().waitFor({ timeout: 60_000 });
  const sides = new BothSides(ground);
  const moved: string[] = [];
  for (const one of PAGES) {
    await open(page, url, await exampleOf(page, one));
    await page.evaluate(OBSERVE);
    for (let turn = 0; turn < 4; turn++) {
      await editBoth(sides, turn);
      await page.waitForTimeout(700);
    }
    const shifts = await shiftsOf(page);
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    t.diagnostic(`${one.path}: ${sum.toFixed(4)}`);
    if (sum > MOST_SHIFT)
      moved.push(`${one.path}: ${sum.toFixed(4)} ${shifts.flatMap(({ what }) => what).join(" | ")}`);
  }
  assert.deepEqual(moved, []);
  assertNoComplaints(journey);
});

test("the measure sees a page that jumps", async (t) => {
  const { page, url } = await beginConsole(t);
  await open(page, url, "/");
  await page.evaluate(OBSERVE);
  await page.evaluate(
    `document.querySelector("main").prepend(Object.assign(document.createElement("p"), { className: "card", textContent: "!" }))`,
  );
  await page.waitForTimeout(500);
  const sum = (await shiftsOf(page)).reduce((all, { value }) => all + value, 0);
  assert.ok(sum > MOST_SHIFT, `${sum}`);
});

async function shiftsOf(page: Page): Promise<Shift[]> {
  return (await page.evaluate("window.shifts")) as Shift[];
}

/**
 * A word in what somebody planned, and a call in six weeks: so that the page reads again. What the board shows keeps its time, since a block
 * that is moved has to move.
 */
async function editBoth(sides: BothSides, turn: number): Promise<void> {
  sides.sql([
    "update appointment set location = ? where id in (select id from appointment where trashed_at is null and locked = 0 order by id limit 10)",
    `Altdorf, Haus ${turn}`,
  ]);
  const day = new Date(Date.now() + 42 * 86_400_000).toISOString().slice(0, 10);
  for (const { mail } of sides.people)
    await sides.outlook("POST", `${mail}/events`, {
      subject: `Anruf ${turn}`,
      start: { dateTime: `${day}T08:00:00`, timeZone: "UTC" },
      end: { dateTime: `${day}T08:15:00`, timeZone: "UTC" },
    });
}
