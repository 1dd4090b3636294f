// Users and employees in the console: somebody new takes part after a preview, two administrators meet on one user, a pause is kept and ended.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import type { Page } from "playwright-core";
import type { StatusReport } from "../../src/contract/report.ts";
import { terminSync, until } from "./command.ts";
import { ADMIN, assertNoComplaints, beginConsole, type ConsoleJourney } from "./console-ground.ts";
import { planJob } from "./ground.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Of WCAG 2.2 AA. */
async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          on: unknown,
          how: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
      };
    };
    const report = await axe.run(Reflect.get(globalThis, "document"), {
      runOnly: { type: "tag", values: tags },
    });
    return report.violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes[0])}`);
  });
  assert.deepEqual(violations, [], where);
}

/** Where the service was to refuse something, the browser notes that it has. */
function assertOnlyRefusals(journey: ConsoleJourney): void {
  const complaints = journey.complaints.filter((line) => !/status of 4\d\d/.test(line));
  assertNoComplaints({ ...journey, complaints });
}

const rowOf = (page: Page, login: string) => page.getByRole("row", { name: new RegExp(`^${login} `) });

async function eventsOf({ ground }: ConsoleJourney, subject: string): Promise<number> {
  const { mailboxes } = ground.sandbox.core.world;
  return [...mailboxes.values()]
    .flatMap((mailbox) => [...mailbox.events()])
    .filter(({ fields }) => fields.subject === subject).length;
}

test("somebody new: an employee is added, the user gets its account from the directory, sees the preview, and is in step", async (t) => {
  const journey = await beginConsole(t);
  const { page } = journey;
  await page.getByRole("link", { name: "Personal" }).click();
  await page.getByRole("button", { name: "Mitarbeiter anlegen" }).click();
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByText("Geben Sie einen Namen ein.").waitFor();
  await page.getByRole("dialog").getByLabel("Name").fill("Eva Büro");
  await page.getByLabel("Personalnummer").fill("900");
  await assertAccessible(page, "employee");
  await page.getByRole("button", { name: "Speichern" }).click();
  await rowOf(page, "Eva Büro").waitFor();
  await assertAccessible(page, "employees");

  await page.getByRole("link", { name: "Benutzer", exact: true }).click();
  const row = rowOf(page, "buchhaltung");
  await row.getByText("Dem Benutzer ist kein Mitarbeiter zugeordnet.").waitFor();
  await assertAccessible(page, "users");
  await row.getByRole("button", { name: "buchhaltung bearbeiten" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Mitarbeiter").selectOption({ label: "Eva Büro (900)" });
  await dialog.getByLabel("Synchronisationsart").selectOption("keine");
  assert.equal(await dialog.getByRole("tab").count(), 1, "without Office 365 there is no second tab");
  await dialog.getByLabel("Synchronisationsart").selectOption("Office 365");
  await assertAccessible(page, "user");
  await dialog.getByRole("tab", { name: "Sync-Dienste" }).click();
  await dialog.getByLabel("Benutzername").fill("niemand@muster-haustechnik.example");
  await dialog.getByLabel("E-Mail").fill("");
  await dialog.getByRole("button", { name: "Postfach prüfen" }).click();
  await dialog.getByText(/gibt es kein Postfach niemand@/).waitFor();
  await dialog.getByRole("button", { name: "Im Verzeichnis suchen" }).click();
  await dialog.getByLabel("Name oder Adresse des Kontos").fill("buch");
  await assertAccessible(page, "directory");
  await dialog.getByRole("button", { name: /Buchhaltung extern/ }).click();
  await dialog.getByRole("button", { name: "Postfach prüfen" }).click();
  await dialog.getByText("antwortet").waitFor();
  await dialog.getByRole("button", { name: "Vorschau zeigen" }).click();
  await dialog
    .getByRole("listitem")
    .filter({ hasText: "Mails verschickt Microsoft" })
    .getByText("0")
    .waitFor();
  await assertAccessible(page, "preview");
  // Nothing of it has happened yet.
  await dialog.getByRole("button", { name: "Abbrechen" }).click();
  await page.getByText("Änderungen verwerfen?").waitFor();
  await page.getByRole("button", { name: "Abbrechen" }).last().click();
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await row.getByText("synchron", { exact: true }).waitFor({ timeout: 60_000 });
  assertOnlyRefusals(journey);
});

test("two administrators on one user: the second is told, and keeps both changes", async (t) => {
  const journey = await beginConsole(t);
  const { page, url, newVisitor } = journey;
  const { page: second } = await newVisitor();
  await second.goto(url);
  await second.getByLabel("Name").fill(ADMIN.name);
  await second.getByLabel("Kennwort").fill(ADMIN.password);
  await second.getByRole("button", { name: "Anmelden" }).click();
  for (const each of [page, second]) {
    await each.getByRole("link", { name: "Benutzer", exact: true }).click();
    await each.getByRole("button", { name: "werkstatt bearbeiten" }).click();
  }
  await page.getByLabel("Anzeigename").fill("Werkstatt neu");
  await page.getByRole("button", { name: "Speichern" }).click();
  // By itself: the other page is told, and the open form stays as it is.
  await rowOf(second, "werkstatt").getByText("Werkstatt neu").waitFor();
  await second.getByLabel("Benutzer ist eingeschaltet").uncheck();
  await second.getByRole("button", { name: "Speichern" }).click();
  await second.getByText(/wurde geändert, seit Sie ihn geöffnet haben/).waitFor();
  await second.getByRole("button", { name: "Neuen Stand übernehmen" }).click();
  await second.getByText("Der neue Stand steht hier").waitFor();
  assert.equal(await second.getByLabel("Anzeigename").inputValue(), "Werkstatt neu");
  assert.equal(await second.getByLabel("Benutzer ist eingeschaltet").isChecked(), false);
  await second.getByRole("button", { name: "Speichern" }).click();
  await rowOf(page, "werkstatt").getByText("in der Planung abgeschaltet").waitFor();
  const database = new DatabaseSync(join(journey.ground.folder, "planning.db"), { readOnly: true });
  const stored = database
    .prepare("select display_name, active from app_user where login = 'werkstatt'")
    .get();
  database.close();
  assert.deepEqual({ ...stored }, { display_name: "Werkstatt neu", active: 0 });
  assertOnlyRefusals(journey);
});

test("a pause is kept: nothing arrives, the command line says so too, and resuming catches up", async (t) => {
  const journey = await beginConsole(t);
  const { page, ground } = journey;
  await page.getByText("Alles ist synchron.").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: "Benutzer", exact: true }).click();
  const pause = page.getByRole("button", { name: /anhalten$/ }).nth(1);
  const name = (await pause.getAttribute("aria-label")) ?? "";
  const login = name.split(" ")[0] ?? "";
  await rowOf(page, login).getByRole("button", { name: "jetzt prüfen" }).click();
  await rowOf(page, login).getByText("Wird geprüft …").waitFor();
  await rowOf(page, login).getByText("Jetzt prüfen").waitFor();
  await pause.click();
  await rowOf(page, login).getByText("pausiert").waitFor();
  planJob(ground);
  const command = (...args: string[]) =>
    terminSync(t, [...args, "--data", ground.folder, "--lang", "en"], ground.variables);
  const status = JSON.parse((await command("status", "--json")).stdout) as StatusReport;
  const one = status.participants.find(({ user }) => user === login);
  assert.deepEqual([one?.state, one?.reason], ["paused", "paused"]);
  const all = await command("pause");
  assert.match(all.stdout, /Paused: /);
  await page.getByRole("button", { name: "Alle fortsetzen" }).waitFor();
  await page.getByRole("button", { name: "Alle fortsetzen" }).click();
  await page.getByText(/^Fortgesetzt: /).waitFor();
  await until("the job in Outlook", async () => (await eventsOf(journey, "Abgasmessung")) > 0);
  assertNoComplaints(journey);
});
