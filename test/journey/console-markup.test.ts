// Markup in whatever people write, in Outlook and in the ERP, stays text on every page: nothing of it runs, loads or takes the place of an element.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { PAYLOADS } from "../support/markup.ts";
import { BothSides } from "./both-sides.ts";
import { until } from "./command.ts";
import { assertNoComplaints, beginConsole } from "./console-ground.ts";
import { exampleOf, open, PAGES, settled } from "./console-pages.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Attributes and elements that no template of the console has. */
const FOREIGN =
  "iframe, object, embed, base, form[action], marquee, xmp, [href^='javascript' i], [src*='planted']";

test("200 pieces of markup in names, subjects, places, bodies and categories of both sides are text everywhere", async (t) => {
  const journey = await beginConsole(t);
  const { page, url, ground } = journey;
  const happened: string[] = [];
  page.on("dialog", (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (line) => happened.push(`a line in the console: ${line.text()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) happened.push(`a request: ${request.url()}`);
  });
  await page.getByText("Alles ist synchron.").first().waitFor({ timeout: 60_000 });
  const sides = new BothSides(ground);
  plantAppointments(sides);
  await plantEvents(sides);
  const imported =
    "select count(*) as n from appointment where origin = 'office365' and category like 'Art %'";
  await until(
    "the events on the board",
    () => (sides.sql<{ n: number }>(imported)[0]?.n ?? 0) >= PAYLOADS.length,
    120,
  );

  const seen = new Map<string, Set<string>>();
  const look = async (where: string) => {
    const shown = plain((await page.evaluate(EVERYTHING_SHOWN)) as string);
    const known = seen.get(where) ?? new Set();
    for (const payload of PAYLOADS) if (shown.includes(plain(payload))) known.add(payload);
    seen.set(where, known);
    const foreign = (await page.evaluate(elementsLike(FOREIGN))) as string[];
    assert.deepEqual(foreign, [], `${where} has elements of strangers`);
    assert.deepEqual(happened, [], where);
  };
  const visit = (address: string) =>
    open(page, url, address).catch((thrown: unknown) => {
      // Rather what ran than that the page is gone.
      assert.deepEqual(happened, [], address);
      throw thrown;
    });
  for (const one of PAGES) {
    await visit(await exampleOf(page, one));
    await look(one.path);
    if (one.path === "/board") await lookIntoBlocks(page, () => look("a block"));
  }
  // Only now: among so many people the appointments would be hard to find.
  plantNames(sides);
  for (const { path, icon } of PAGES) {
    if (icon === null) continue;
    await visit(path);
    await look(`${path} with names`);
  }
  const missed = PAYLOADS.filter((payload) => ![...seen.values()].some((shown) => shown.has(payload)));
  assert.deepEqual(missed, [], "shown nowhere as they were written");
  const counts = [...seen].map(([where, shown]) => `${where}: ${shown.size}`);
  t.diagnostic(`pieces seen as text: ${counts.join(", ")}`);
  assertNoComplaints(journey);
});

/** What a page shows or says: texts, fields, names of elements. */
const EVERYTHING_SHOWN = `[document.body.textContent, ...[...document.querySelectorAll("*")].flatMap((one) =>
  [one.title, one.ariaLabel, one.value, one.alt].filter((said) => typeof said === "string"))].join("\\n")`;

/** Also those that carry a listener in their markup. */
function elementsLike(selector: string): string {
  return `[...document.querySelectorAll("*")].filter((one) => one.matches(${JSON.stringify(selector)}) ||
    [...one.attributes].some(({ name }) => name.startsWith("on"))).map((one) => one.outerHTML.slice(0, 200))`;
}

/** White space is the browser's to lay out. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

async function lookIntoBlocks(page: Page, look: () => Promise<void>): Promise<void> {
  const blocks = page.locator("main .block");
  await blocks.first().waitFor();
  const count = Math.min(await blocks.count(), 12);
  for (let index = 0; index < count; index++) {
    await blocks.nth(index).click({ force: true });
    await settled(page);
    await look();
    await page.keyboard.press("Escape");
  }
}

function plantNames(sides: BothSides): void {
  sides.sql(
    ...PAYLOADS.flatMap((payload, index) => {
      const id = randomUUID();
      return [
        [
          "insert into employee (id, personnel_number, display_name, active) values (?, ?, ?, 1)",
          id,
          `9${index}`,
          payload,
        ],
        [
          "insert into app_user (id, login, display_name, employee_id, sync_kind, active) values (?, ?, ?, ?, 'none', 1)",
          randomUUID(),
          `${payload} ${index}`,
          payload,
          id,
        ],
      ] as const;
    }),
  );
}

function plantAppointments(sides: BothSides): void {
  const { people } = sides;
  sides.sql(
    ...PAYLOADS.flatMap((subject, index) => {
      const id = randomUUID();
      const [location = "", notes = "", customer = "", address = ""] = [1, 2, 3, 4].map(
        (step) => PAYLOADS[(index + step) % PAYLOADS.length],
      );
      const employee = people[index % people.length]?.employee ?? "";
      const slot = Math.floor(index / people.length);
      const start = monday() + Math.floor(slot / 20) * DAY_MS + (6 * 60 + (slot % 20) * 30) * MINUTE_MS;
      return [
        [
          `insert into appointment (id, subject, location, notes, category, customer_name, address, starts_at, ends_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[id, subject, location, notes, `Art ${customer}`, customer, address],
          ...[instant(start), instant(start + 30 * MINUTE_MS)],
        ],
        ["insert into appointment_employee (appointment_id, employee_id) values (?, ?)", id, employee],
      ] as const;
    }),
  );
}

/** In the evenings, as people's own events; Graph takes subjects of 255 characters at most. */
async function plantEvents(sides: BothSides): Promise<void> {
  const { people } = sides;
  for (const [index, payload] of PAYLOADS.entries()) {
    const slot = Math.floor(index / people.length);
    const start = monday() + (slot % 7) * DAY_MS + (17 * 60 + Math.floor(slot / 7) * 10) * MINUTE_MS;
    const at = (when: number) => ({ dateTime: instant(when).slice(0, 19), timeZone: "UTC" });
    const answer = await sides.outlook("POST", `${people[index % people.length]?.mail}/events`, {
      subject: payload.slice(0, 255),
      location: { displayName: payload },
      categories: [`Art ${payload.slice(0, 200)}`],
      body: { contentType: "text", content: payload },
      start: at(start),
      end: at(start + 10 * MINUTE_MS),
    });
    assert.ok(answer !== null);
  }
}

/** Midnight in UTC of this week's first day. */
function monday(): number {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS;
}

function instant(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
