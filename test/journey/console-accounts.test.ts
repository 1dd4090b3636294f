// Accounts in the console: made, used, given other rights, ended; a program's token; who did what; and an account from the terminal.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { ADMIN, assertNoComplaints, beginConsole } from "./console-ground.ts";

const PROGRAM = fileURLToPath(new URL("../../src/main/termin-sync.ts", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PASSWORD = "fünf große Rohrzangen";

/** What a screen reader, a keyboard or weak eyes would stumble over. */
async function stumbles(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate("axe.run()")) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

async function signIn(page: Page, url: string, name: string, password: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Kennwort").fill(password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await page.getByRole("link", { name: "Überblick" }).waitFor();
}

test("an administrator makes an account, gives it another role, a new password, and ends it", async (t) => {
  const journey = await beginConsole(t);
  const { page, url } = journey;
  await page.getByRole("link", { name: "Konten" }).click();
  await page.getByRole("button", { name: "Neues Konto" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Bert");
  await dialog.getByLabel("Rolle").selectOption("dispatcher");
  await dialog.getByLabel("Kennwort").fill("Sommer2026!!");
  assert.deepEqual(await stumbles(page), []);
  await dialog.getByRole("button", { name: "Konto anlegen" }).click();
  await dialog.getByText("zu kurz oder zu leicht zu erraten").waitFor();
  await dialog.getByLabel("Kennwort").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Konto anlegen" }).click();
  await page.getByRole("button", { name: "Rolle ändern: Bert" }).waitFor();
  assert.deepEqual(await stumbles(page), []);

  const bert = (await journey.newVisitor()).page;
  await signIn(bert, url, "Bert", PASSWORD);
  assert.equal(await bert.getByRole("link", { name: "Konten" }).count(), 0);
  await bert.getByRole("link", { name: "Bert" }).click();
  await bert.getByText("Plant Termine").waitFor();
  assert.deepEqual(await stumbles(bert), []);

  await page.getByRole("button", { name: "Rolle ändern: Bert" }).click();
  await page.getByRole("dialog").getByLabel("Rolle").selectOption("admin");
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await bert.reload();
  await bert.getByRole("link", { name: "Konten" }).waitFor();

  // A second administrator may take the first one's role, and nobody the last one's.
  await page.getByRole("button", { name: "Anmeldungen: Bert" }).click();
  await page.getByRole("button", { name: /^Beenden/ }).click();
  await page.getByText("Niemand ist mit diesem Konto angemeldet.").waitFor();
  await page.keyboard.press("Escape");
  await bert.getByRole("link", { name: "Wer hat was getan" }).click();
  // Signed out by somebody else: the page says so and asks to sign in.
  await bert.getByRole("button", { name: "Anmelden" }).waitFor();

  await page.getByRole("button", { name: "Entfernen: Bert" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Entfernen", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByText("Bert", { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: `Rolle ändern: ${ADMIN.name}` }).click();
  await page.getByRole("dialog").getByLabel("Rolle").selectOption("viewer");
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByText("der letzte Administrator").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Wer hat was getan" }).click();
  await page.getByRole("cell", { name: "Konto entfernt" }).waitFor();
  await page.getByText("Alle Einträge sind so, wie sie geschrieben wurden.").waitFor();
  assert.deepEqual(await stumbles(page), []);
  assertRefusalsOnly(journey);
});

test("a program's token is shown once, works with its role, and is void when withdrawn", async (t) => {
  const journey = await beginConsole(t);
  const { page, url } = journey;
  await page.getByRole("link", { name: "Konten" }).click();
  await page.getByRole("button", { name: "Neues Programm" }).click();
  await page.getByRole("dialog").getByLabel("Name des Programms").fill("ERP");
  await page.getByRole("button", { name: "Schlüssel erzeugen" }).click();
  const token = await page.getByLabel("Zugangsschlüssel").inputValue();
  await page.getByRole("button", { name: "Ich habe ihn" }).click();
  assert.ok(!(await page.content()).includes(token));
  const asked = async (path: string) =>
    (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  assert.deepEqual(
    [await asked("/appointments"), await asked("/accounts"), await asked("/me")],
    [200, 403, 403],
  );
  await page.getByRole("button", { name: "Zurückziehen: ERP" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Zurückziehen" }).click();
  await page.getByText("Noch hat kein Programm Zugang.").waitFor();
  assert.equal(await asked("/appointments"), 401);
  assertNoComplaints(journey);
});

test("one's own password needs the former one, and a new one ends the other sessions", async (t) => {
  const journey = await beginConsole(t);
  const { page, url } = journey;
  const other = (await journey.newVisitor()).page;
  await signIn(other, url, ADMIN.name, ADMIN.password);
  await page.goto(`${url}/me`);
  await page.getByRole("button", { name: "Alle anderen beenden" }).waitFor();
  await page.getByLabel("Bisheriges Kennwort").fill("not this one");
  await page.getByLabel("Neues Kennwort").fill(PASSWORD);
  await page.getByRole("button", { name: "Kennwort ändern" }).click();
  await page.getByText("Das bisherige Kennwort stimmt nicht.").waitFor();
  await page.getByLabel("Bisheriges Kennwort").fill(ADMIN.password);
  await page.getByRole("button", { name: "Kennwort ändern" }).click();
  await page.getByText("Das Kennwort ist geändert.").waitFor();
  await other.getByRole("link", { name: "Konten" }).click();
  await other.getByRole("button", { name: "Anmelden" }).waitFor();
  await signIn(other, url, ADMIN.name, PASSWORD);
  assertRefusalsOnly(journey);
});

test("an account is made at the server's terminal, also while the service runs", async (t) => {
  const journey = await beginConsole(t);
  const { ground, url } = journey;
  const add = (password: string, ...args: string[]) =>
    new Promise<{ code: number | null; stdout: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        [PROGRAM, "admin", "add", ...args, "--data", ground.folder, "--json"],
        {
          env: { PATH: process.env.PATH ?? "" },
          stdio: ["pipe", "pipe", "ignore"],
        },
      );
      let stdout = "";
      child.stdout.on("data", (part: Buffer) => {
        stdout += String(part);
      });
      child.once("close", (code) => resolve({ code, stdout }));
      child.stdin.end(`${password}\n`);
    });
  assert.equal((await add("kurz", "Vertretung")).code, 2);
  const { code, stdout } = await add(PASSWORD, "Vertretung", "--role", "admin");
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), { name: "Vertretung", role: "admin", console: url });
  const { page } = await journey.newVisitor();
  await signIn(page, url, "Vertretung", PASSWORD);
  await page.getByRole("link", { name: "Wer hat was getan" }).click();
  await page.getByText("am Server").waitFor();
  assertNoComplaints(journey);
});

/** A browser itself notes each answer of 4xx. */
function assertRefusalsOnly({ complaints }: Parameters<typeof assertNoComplaints>[0]): void {
  assert.deepEqual(
    complaints.filter((one) => !/status of (?:401|409|422)/.test(one)),
    [],
  );
}
