// The first day in a real Chromium: a service that nobody has told yet who signs in to Microsoft, from its set-up link to everybody in step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { terminSync, until } from "./command.ts";
import { assertNoComplaints, beginConsole } from "./console-ground.ts";

test("from the set-up link to the initial sync, led by what the pages say, with a wrong secret on the way", async (t) => {
  const journey = await beginConsole(t, { secretIn: "nowhere" });
  const { page, ground, service } = journey;
  const app = [...ground.sandbox.core.directory.apps.values()][0];
  assert.ok(app);
  await page.getByText("Die Verbindung zu Microsoft 365 ist noch nicht eingerichtet.").first().waitFor();
  await page.getByRole("link", { name: "Zur Konfiguration" }).click();
  await page.getByRole("textbox", { name: "Tenant-ID" }).fill(ground.sandbox.tenantId);
  await page.getByRole("textbox", { name: "Client-ID" }).fill(app.clientId);
  await page.getByRole("button", { name: "Clientschlüssel hinterlegen" }).click();
  const dialog = page.getByRole("dialog");
  const secret = dialog.getByLabel("Wert des geheimen Clientschlüssels");
  await secret.fill("the-id-of-the-secret");
  await dialog.getByRole("button", { name: "Prüfen" }).click();
  await dialog.getByText(/AADSTS7000215/).waitFor();
  await secret.fill(app.secrets[0]?.value ?? "");
  await dialog.getByRole("button", { name: "Prüfen" }).click();
  await dialog.getByText(/Der Kalender von .+ ist zu lesen/).waitFor();
  await dialog.getByRole("button", { name: "Hinterlegen", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  // What was typed beside the dialog is still there.
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByText("Gespeichert.", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Überblick" }).click();
  await page.getByText("Alles ist synchron.").first().waitFor({ timeout: 60_000 });
  const said = service.stdout() + service.stderr();
  assert.ok(!said.includes(app.secrets[0]?.value ?? "?"));
  assert.equal(said.match(/notConnected/g)?.length, 1, "the log repeats itself");
  assertNoComplaints(journey);
});

test("the command line says too what is missing", async (t) => {
  const { ground } = await beginConsole(t, { secretIn: "nowhere" });
  const ask = () => terminSync(t, ["status", "--data", ground.folder, "--lang", "en"], ground.variables);
  await until("that everybody is told", async () => /failed/.test((await ask()).stdout));
  const { code, stdout } = await ask();
  assert.match(stdout, /The connection to Microsoft 365 is not set up yet.*\[notConnected\]/);
  assert.equal(code, 1);
});
