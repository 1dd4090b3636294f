// "Konfiguration" and "System" in a real browser: a secret rotated without a failed cycle, settings changed by two people, prerequisites checked.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import type { SupportBundle } from "../../src/contract/console/system.ts";
import type { StatusReport } from "../../src/contract/report.ts";
import { terminSync, until } from "./command.ts";
import { ADMIN, assertNoComplaints, beginConsole, type ConsoleJourney } from "./console-ground.ts";
import { type Ground, planJob, settingsOf } from "./ground.ts";

const NEXT = "the-next-secret-of-the-app";

/** The tenant knows both secrets; the first may be over already. */
function registerSecrets({ sandbox, folder }: Ground, first: string, isFirstOver: boolean): void {
  const { ClientId } = settingsOf(folder).Office365 as { ClientId: string };
  const old = isFirstOver ? { value: first, expiresAt: "2020-01-01T00:00:00Z" } : first;
  sandbox.control.registerApp({ clientId: ClientId, secrets: [old, NEXT] });
  if (isFirstOver) sandbox.control.expireTokens();
}

function firstSecretOf({ sandbox }: Ground): string {
  return [...sandbox.core.directory.apps.values()][0]?.secrets[0]?.value ?? "";
}

async function inStep({ page }: ConsoleJourney): Promise<void> {
  await page.getByRole("link", { name: "Überblick" }).click();
  await page.getByText("Alles ist synchron.").first().waitFor({ timeout: 60_000 });
}

async function openSheet(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Konfiguration" }).click();
  await page.getByRole("tab", { name }).click();
}

test("a secret is rotated in the console: the second one takes over without a failed cycle", async (t) => {
  const journey = await beginConsole(t, { secretIn: "store" });
  const { page, ground, service } = journey;
  const first = firstSecretOf(ground);
  registerSecrets(ground, first, false);
  await inStep(journey);
  await openSheet(page, "Verbindung");
  await page.getByText("in Gebrauch").waitFor();
  await page.getByRole("button", { name: "Clientschlüssel hinterlegen" }).click();
  const dialog = page.getByRole("dialog");
  const secret = dialog.getByLabel("Wert des geheimen Clientschlüssels");
  await secret.fill("not-this-one-at-all");
  await dialog.getByRole("button", { name: "Prüfen" }).click();
  await dialog.getByText(/AADSTS7000215/).waitFor();
  await secret.fill(NEXT);
  await dialog.getByLabel("Läuft ab am").fill("2099-06-30");
  await dialog.getByRole("button", { name: "Prüfen" }).click();
  await dialog.getByText(/Der Kalender von .+ ist zu lesen/).waitFor();
  await dialog.getByRole("button", { name: "Hinterlegen", exact: true }).click();
  await page.getByText(/gilt bis 30\.06\.2099/).waitFor();
  registerSecrets(ground, first, true);
  planJob(ground);
  const isInOutlook = () =>
    [...ground.sandbox.core.world.mailboxes.values()].some((mailbox) =>
      [...mailbox.events()].some(({ fields }) => fields.subject === "Abgasmessung"),
    );
  await until("the job in Outlook", isInOutlook);
  const list = page.locator("[data-credential]");
  await page.locator('[data-credential="client-secret-2"]').getByText("in Gebrauch").waitFor();
  await page.locator('[data-credential="client-secret-1"]').getByText("abgelehnt").waitFor();
  await until(
    "the order on the page",
    async () => (await list.first().getAttribute("data-credential")) === "client-secret-2",
  );
  const { stdout } = await terminSync(t, ["status", "--json", "--data", ground.folder], ground.variables);
  const { participants } = JSON.parse(stdout) as StatusReport;
  assert.deepEqual(
    [...new Set(participants.map(({ state }) => state))].filter((one) => one !== "skipped"),
    ["inStep"],
  );
  const said = service.stdout() + service.stderr();
  assert.match(said, /took the next one/);
  assert.doesNotMatch(said, /credentialsRefused|credentialsExpired|"level":"Error"/);
  for (const hidden of [first, NEXT]) assert.ok(!said.includes(hidden) && !stdout.includes(hidden));
  assert.ok(!(await page.content()).includes(NEXT));
  await page
    .locator('[data-credential="client-secret-1"]')
    .getByRole("button", { name: "Entfernen" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Entfernen" }).click();
  await until("one credential", async () => (await list.count()) === 1);
  await page.getByRole("tab", { name: "Änderungen" }).click();
  await page.getByRole("cell", { name: "entfernt" }).waitFor();
  assert.ok((await page.getByRole("row", { name: /Chefin.*Geheimer Clientschlüssel/ }).count()) >= 2);
  assertNoComplaints(journey);
});

test("settings are saved with their comments, of two people the second is told, and it is noted who changed what", async (t) => {
  const journey = await beginConsole(t);
  const { page, ground } = journey;
  const file = join(ground.folder, "appsettings.json");
  writeFileSync(file, readFileSync(file, "utf8").replace("{", "{\n  // Von Hand.\n  "));
  const { page: second } = await journey.newVisitor();
  await second.goto(journey.url);
  await second.getByLabel("Name").fill(ADMIN.name);
  await second.getByLabel("Kennwort").fill(ADMIN.password);
  await second.getByRole("button", { name: "Anmelden" }).click();
  await openSheet(second, "Synchronisation");
  await second.getByRole("textbox", { name: "Monate voraus" }).fill("5");
  await openSheet(page, "Synchronisation");
  const interval = page.getByRole("textbox", { name: "Takt in Sekunden" });
  await interval.fill("10");
  await page.getByText("Hier passt eine ganze Zahl von 30 bis 86400.").waitFor();
  assert.ok(await page.getByRole("button", { name: "Speichern" }).isDisabled());
  await interval.fill("120");
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByText("Gespeichert.", { exact: true }).waitFor();
  const written = readFileSync(file, "utf8");
  assert.match(written, /\/\/ Von Hand\./);
  assert.match(written, /"Interval": 120/);
  await second.getByText("Jemand anderes hat die Einstellungen inzwischen geändert.").waitFor();
  assert.ok(await second.getByRole("button", { name: "Speichern" }).isDisabled());
  await second.getByRole("button", { name: "Neuen Stand zeigen" }).click();
  assert.equal(await second.getByRole("textbox", { name: "Takt in Sekunden" }).inputValue(), "120");
  assert.equal(await second.getByRole("textbox", { name: "Monate voraus" }).inputValue(), "5");
  await second.getByRole("button", { name: "Speichern" }).click();
  await second.getByText("Gespeichert.", { exact: true }).waitFor();
  await page.getByRole("tab", { name: "Änderungen" }).click();
  await page.getByRole("row", { name: /Chefin Monate voraus 3 5/ }).waitFor();
  await page.getByRole("row", { name: /Chefin Takt in Sekunden – 120/ }).waitFor();
  assertNoComplaints(journey);
});

test("the connection is tried step by step, prerequisites are checked, and the support bundle holds no secret and no address", async (t) => {
  const journey = await beginConsole(t);
  const { page, ground } = journey;
  await inStep(journey);
  const [closed] = [...ground.sandbox.core.world.mailboxes.values()].slice(-1);
  const address = closed?.user.userPrincipalName ?? "";
  await openSheet(page, "Verbindung");
  await page.getByText("Clientschlüssel aus der Umgebung").waitFor();
  await page.getByLabel("Postfach, das verschlossen sein muss").fill(address);
  await page.getByRole("button", { name: "Verbindung prüfen" }).click();
  await page
    .getByText(`Der Kalender von ${address} ist zu lesen, obwohl er verschlossen sein soll.`)
    .waitFor();
  ground.sandbox.control.changeUser(address, { state: "forbidden" });
  await page.getByRole("button", { name: "Verbindung prüfen" }).click();
  await page.getByText(`Der Kalender von ${address} ist verschlossen`).waitFor();
  await page.getByLabel("Tenant-ID").fill("00000000-0000-4000-8000-00000000dead");
  await page.getByRole("button", { name: "Verbindung prüfen" }).click();
  await page.getByText(/Microsoft kennt den Tenant/).waitFor();
  await page.getByRole("button", { name: "Verwerfen" }).click();
  await page.getByRole("link", { name: "System" }).click();
  await page.getByRole("button", { name: "Jetzt prüfen" }).click();
  await page.getByText(/Geprüft am/).waitFor({ timeout: 60_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Paket herunterladen" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  const bundle = JSON.parse(text) as SupportBundle;
  assert.ok(bundle.checks.length > 8 && bundle.settings.length > 20 && bundle.log.length > 0);
  assert.ok(!text.includes(ground.variables.TERMINSYNC_CLIENT_SECRET ?? "?"));
  for (const { user } of ground.sandbox.core.world.mailboxes.values())
    assert.ok(!text.includes(user.userPrincipalName), user.userPrincipalName);
  assertNoComplaints(journey);
});
