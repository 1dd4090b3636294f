// "Warum?", decisions, log and overview in a real Chromium: an appointment is explained, a move is taken back, held deletions and a conflict
// are answered, and what happened is found in the log and saved.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { BothSides } from "./both-sides.ts";
import { until } from "./command.ts";
import { assertNoComplaints, beginConsole } from "./console-ground.ts";
import { planJob } from "./ground.ts";

const JOB = "Abgasmessung";

/** Nothing that keeps somebody with a screen reader, a keyboard or weak eyes out. */
async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  const told = violations.map(
    ({ id, nodes }) => `${where}: ${id} ${nodes.map(({ html }) => html).join(" ")}`,
  );
  assert.deepEqual(told, []);
}

async function begin(t: Parameters<typeof beginConsole>[0]) {
  const journey = await beginConsole(t);
  await journey.page.getByText("Alles ist synchron.").waitFor({ timeout: 60_000 });
  const id = planJob(journey.ground);
  const sides = new BothSides(journey.ground);
  await until("the event in Outlook", async () => sides.eventsOf(id).length === 1);
  const open = (path: string) => journey.page.goto(`${journey.url}${path}`);
  return { ...journey, journey, id, sides, open };
}

test("an appointment says why it is as it is, looks into Outlook, and takes a move back", async (t) => {
  const { page, journey, id, sides, open } = await begin(t);
  await open(`/appointments/${id}`);
  await page.getByRole("heading", { level: 1, name: JOB }).waitFor();
  await page.getByText("Auf beiden Seiten gleich.").waitFor({ timeout: 20_000 });
  await page.getByText("Neu in der Planung: im Kalender des Mitarbeiters angelegt.").first().waitFor();
  await page.getByRole("button", { name: "In Outlook nachsehen" }).click();
  const place = page.getByRole("row").filter({ hasText: "Ort" });
  await place.getByText("Altdorf").nth(2).waitFor();
  await assertAccessible(page, "Warum?");

  sides.sql(["update appointment set location = 'Keller' where id = ?", id]);
  const moved = page.getByRole("listitem").filter({ hasText: "Keller" });
  await moved.first().waitFor({ timeout: 20_000 });
  await moved.first().getByRole("button", { name: "Zurücknehmen" }).click();
  const dialog = page.getByRole("dialog");
  // What it does is said before it is done.
  await dialog.getByText(/Keller → Altdorf/).waitFor();
  await dialog.getByRole("button", { name: "Zurücknehmen" }).click();
  await page.getByText("Zurückgenommen.").waitFor();
  const locationOf = () =>
    sides.sql<{ location: string }>(["select location from appointment where id = ?", id])[0]?.location;
  assert.equal(locationOf(), "Altdorf");
  await page.getByText("Von Hand zurückgenommen").first().waitFor();

  await open("/appointments/00000000-0000-4000-8000-00000000dead");
  await page.getByText("Es gibt keinen Termin").waitFor();
  await page.getByRole("button", { name: "Noch einmal versuchen" }).waitFor();
  journey.complaints.splice(
    0,
    journey.complaints.length,
    ...journey.complaints.filter((one) => !one.includes("404")),
  );
  assertNoComplaints(journey);
});

test("held deletions are answered for some and for the rest, and a conflict by one click", async (t) => {
  const { page, journey, id, sides, open } = await begin(t);
  const [event] = sides.eventsOf(id);
  assert.ok(event);
  // Both at once: whichever is seen first, the other one is an edit of the same field.
  await sides.outlook("PATCH", `${event.mail}/events/${event.id}`, { location: { displayName: "Dach" } });
  sides.sql(["update appointment set location = 'Keller' where id = ?", id]);
  await open("/decisions");
  await page.getByRole("heading", { name: "Konflikte" }).waitFor({ timeout: 30_000 });
  await assertAccessible(page, "conflict");
  await page.getByText("gilt jetzt").waitFor();
  await page.getByRole("button", { name: "Outlook übernehmen" }).click();
  await page.getByText("Konflikt entschieden.").waitFor();
  await page.getByText("Nichts zu entscheiden.").waitFor();
  await until("Outlook's value in planning", async () => {
    const [row] = sides.sql<{ location: string }>(["select location from appointment where id = ?", id]);
    return row?.location === "Dach";
  });

  const [person] = sides.people.toSorted((a, b) => countOf(sides, b.employee) - countOf(sides, a.employee));
  assert.ok(person);
  sides.sql([
    `delete from appointment where origin = 'planning' and id in (select appointment_id from appointment_employee where employee_id = ?)`,
    person.employee,
  ]);
  await open("/");
  await page.getByRole("link", { name: "Ansehen und antworten" }).click({ timeout: 30_000 });
  await page.getByRole("heading", { name: "Angehaltene Löschungen" }).waitFor();
  await assertAccessible(page, "held");
  const group = page.locator("section.card").first();
  const title = (await group.getByRole("heading").textContent()) ?? "";
  const held = Number(/(\d+) Löschungen/.exec(title)?.[1]);
  assert.ok(held > 3, title);
  await group.getByRole("row").nth(1).getByRole("checkbox").check();
  await group.getByRole("button", { name: "Löschung bestätigen (1)" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/aus dem Outlook-Kalender von .* gelöscht/).waitFor();
  await assertAccessible(page, "question");
  await dialog.getByRole("button", { name: "1 löschen" }).click();
  await page.getByText("Löschung beantwortet.").waitFor();
  await group.getByRole("button", { name: /Wiederherstellen/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /wiederherstellen/ })
    .click();
  await until("everything else is back", async () => countOf(sides, person.employee) >= held - 1);
  const name = title.split(":")[0] ?? "";
  await page
    .getByRole("heading", { name: `${name}:` })
    .waitFor({ state: "detached", timeout: 30_000 })
    .catch(async (thrown) => {
      console.error(await page.locator("main").textContent());
      throw thrown;
    });
  assertNoComplaints(journey);
});

function countOf(sides: BothSides, employee: string): number {
  const [row] = sides.sql<{ n: number }>([
    `select count(*) as n from appointment_employee join appointment on id = appointment_id
      where employee_id = ? and origin = 'planning' and trashed_at is null`,
    employee,
  ]);
  return Number(row?.n ?? 0);
}

test("the log is searched and saved, the technical log read; overview and Warum? fit on a phone", async (t) => {
  const { page, journey, id, open } = await begin(t);
  await open("/protocol");
  await page.getByLabel("Text").fill("abgas");
  await page.getByRole("link", { name: JOB }).first().waitFor();
  await until("only what was searched for", async () => (await page.getByRole("row").count()) === 2);
  assert.match(page.url(), /text=abgas/);
  await assertAccessible(page, "journal");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Als CSV" }).click();
  const file = await saving;
  assert.match(file.suggestedFilename(), /^termin-sync-protokoll-\d{4}-\d{2}-\d{2}\.csv$/);
  const csv = readFileSync(await file.path(), "utf8");
  assert.match(csv, /^\uFEFFZeitpunkt;Benutzer;/);
  assert.equal(csv.trim().split("\r\n").length, 2);

  await page.getByRole("tab", { name: "Technisches Protokoll" }).click();
  await page.getByText("The service is running.").waitFor();
  await assertAccessible(page, "log");

  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/", `/appointments/${id}`, "/decisions", "/protocol"]) {
    await open(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".loading").waitFor({ state: "detached" });
    const tooWide = Number(await page.evaluate("document.querySelector('main').scrollWidth - innerWidth"));
    assert.ok(tooWide <= 0, `${path} is ${tooWide} too wide`);
    await assertAccessible(page, `${path} on a phone`);
  }
  assertNoComplaints(journey);
});
