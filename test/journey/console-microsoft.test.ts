// "Mit Microsoft anmelden" in a real browser, before a real service and the sandbox as its Microsoft: who comes in, who is told why not, and
// that a way back serves nobody but the browser that it was begun in.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { MICROSOFT_BACK } from "../../src/contract/console/session.ts";
import { Findings } from "./accessibility.ts";
import { ADMIN, beginConsole, type ConsoleJourney } from "./console-ground.ts";

interface Person {
  readonly name: string;
  readonly userName: string;
}

async function beginWithMicrosoft(t: TestContext) {
  const journey = await beginConsole(t, { microsoftSignIn: true });
  const people = [...journey.ground.sandbox.core.world.mailboxes.values()].map(({ user }) => ({
    name: user.displayName,
    userName: user.userPrincipalName,
  }));
  const [one, other] = people;
  assert.ok(one !== undefined && other !== undefined && one.name !== other.name);
  /** The sandbox has a certificate of its own authority. */
  const visitor = async () => (await journey.newVisitor({ ignoreHTTPSErrors: true })).page;
  return { journey, one, other, visitor };
}

async function signInWithPassword(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Name").fill(ADMIN.name);
  await page.getByLabel("Kennwort").fill(ADMIN.password);
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await page.getByRole("link", { name: "Überblick" }).waitFor();
}

async function makeAccount(page: Page, { userName }: Person, role: string): Promise<void> {
  await page.getByRole("link", { name: "Konten" }).click();
  await page.getByRole("button", { name: "Neues Konto" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Anmeldung").selectOption("nur mit Microsoft");
  await dialog.getByLabel("Benutzername bei Microsoft").fill(userName);
  await dialog.getByLabel("Rolle").selectOption(role);
  await dialog.getByRole("button", { name: "Konto anlegen" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** From the sign-in page to Microsoft's. */
async function goToMicrosoft(page: Page, { ground }: ConsoleJourney): Promise<void> {
  await page.getByRole("link", { name: "Mit Microsoft anmelden" }).click();
  await page.waitForURL(`${ground.sandbox.url}/**`);
}

const pick = (page: Page, { userName }: Person) => page.getByRole("link", { name: userName }).click();

test("an administrator lets somebody in by Microsoft, who comes in with their role and nobody else's", async (t) => {
  const { journey, one, other, visitor } = await beginWithMicrosoft(t);
  const { url } = journey;
  const findings = new Findings();
  const page = await visitor();
  await signInWithPassword(page, url);
  await page.getByRole("link", { name: "Konten" }).click();
  await page.getByRole("button", { name: "Neues Konto" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Anmeldung").selectOption("nur mit Microsoft");
  await dialog.getByLabel("Benutzername bei Microsoft").fill("Berger");
  await dialog.getByRole("button", { name: "Konto anlegen" }).click();
  await dialog.getByText("Das ist kein Benutzername von Microsoft.").waitFor();
  await findings.look(page, "a new account for Microsoft");
  await page.keyboard.press("Escape");
  await makeAccount(page, one, "dispatcher");
  const line = page.getByRole("listitem").filter({ hasText: one.userName });
  await line.getByText("nur mit Microsoft").waitFor();
  await line.getByText("Disponent").waitFor();
  await page.getByRole("button", { name: "Abmelden" }).click();

  await page.getByRole("link", { name: "Mit Microsoft anmelden" }).waitFor();
  await findings.look(page, "the sign-in page");
  await goToMicrosoft(page, journey);
  await page.getByText("to continue to Termin-Sync").waitFor();
  await findings.look(page, "Microsoft's page");
  await pick(page, one);
  await page.waitForURL(`${url}/`);
  await page.getByRole("link", { name: one.userName }).click();
  await page.getByText("Plant Termine und entscheidet, was offen ist.").waitFor();
  await page.getByText("dieses Konto hat kein Kennwort").waitFor();
  assert.equal(await page.getByLabel("Bisheriges Kennwort").count(), 0);
  assert.equal(await page.getByRole("link", { name: "Konten" }).count(), 0);
  await findings.look(page, "an account of one's own without a password");
  await page.reload();
  await page.getByText("Disponent").first().waitFor();
  const cookies = await page.context().cookies(url);
  const held = cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]);
  assert.deepEqual(held, [["termin-sync", true, "Strict"]]);

  // Who has no account is told so with the name to make one for, and may take another one at once.
  await page.getByRole("button", { name: "Abmelden" }).click();
  await goToMicrosoft(page, journey);
  await pick(page, other);
  await page.waitForURL(`${url}/`);
  await page
    .getByText(`Microsoft kennt Sie als ${other.userName}, aber hier gibt es dafür kein Konto.`)
    .waitFor();
  await findings.look(page, "the sign-in page with a refusal");
  await page.reload();
  await page.getByRole("link", { name: "Mit Microsoft anmelden" }).waitFor();
  assert.equal(await page.getByText("Microsoft kennt Sie als").count(), 0);
  await goToMicrosoft(page, journey);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL(`${url}/`);
  await page.getByText("Die Anmeldung bei Microsoft wurde abgebrochen.").waitFor();

  // No password opens it, in the words of any wrong password.
  await page.getByLabel("Name").fill(one.userName);
  await page.getByLabel("Kennwort").fill("vier kleine Dachdecker");
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await page.getByText("Name oder Kennwort stimmt nicht.").waitFor();
  assert.equal(await page.getByText("wurde abgebrochen").count(), 0);

  await signInWithPassword(page, url);
  await page.getByRole("link", { name: "Wer hat was getan" }).click();
  await page.getByRole("cell", { name: "Anmeldung misslungen" }).first().waitFor();
  await page.getByText(`${other.userName}, 127.0.0.1, Microsoft`).waitFor();
  findings.assertNone();
  assertRefusalsOnly(journey);
});

test("a way back that somebody else was sent is refused, and so is one that was used", async (t) => {
  const { journey, one, visitor } = await beginWithMicrosoft(t);
  const { url, page: admin } = journey;
  await makeAccount(admin, one, "admin");
  const page = await visitor();
  await page.goto(url);
  await goToMicrosoft(page, journey);
  // Whoever sees the address where Microsoft leads back to, before the browser that it is meant for follows it.
  const picked = await page.getByRole("link", { name: one.userName }).getAttribute("href");
  const answer = await page.request.get(new URL(picked ?? "", page.url()).href, { maxRedirects: 0 });
  const back = answer.headers().location ?? "";
  assert.ok(back.startsWith(`${url}${MICROSOFT_BACK}?code=`) && back.includes("&state="), back);
  const thief = await visitor();
  await thief.goto(back);
  await thief.getByText("Diese Anmeldung bei Microsoft gilt nicht oder nicht mehr.").waitFor();
  assert.equal(await thief.getByRole("link", { name: "Überblick" }).count(), 0);
  await page.goto(back);
  await page.getByRole("link", { name: "Konten" }).waitFor();
  await page.getByRole("button", { name: "Abmelden" }).click();
  await page.getByRole("link", { name: "Mit Microsoft anmelden" }).waitFor();
  await page.goto(back);
  await page.getByText("Diese Anmeldung bei Microsoft gilt nicht oder nicht mehr.").waitFor();
});

/** A browser itself notes each answer of 4xx. */
function assertRefusalsOnly({ complaints }: ConsoleJourney): void {
  assert.deepEqual(
    complaints.filter((one) => !/status of (?:401|422)/.test(one)),
    [],
  );
}
