// Every page of the console in every state it can be in, on a laptop and on a phone: usable by everybody (axe, WCAG 2.2 AA), one heading,
// nothing wider than the screen, and never a blank.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page, Route } from "playwright-core";
import { Findings, LANGS, type Lang, switchTheme, THEMES, type Theme } from "./accessibility.ts";
import { assertNoComplaints, beginConsole, type ConsoleJourney } from "./console-ground.ts";
import { exampleOf, open, PAGES, routesOf, settled } from "./console-pages.ts";

const SIZES = { laptop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Each language and each theme on both screens, and on the larger one German in both themes. */
const LOOKS = [
  { size: "laptop", lang: "de", themes: THEMES },
  { size: "laptop", lang: "en", themes: ["dark"] },
  { size: "phone", lang: "de", themes: ["dark"] },
  { size: "phone", lang: "en", themes: ["light"] },
] as const;
const PROBLEM = {
  type: "about:blank",
  title: "Planung nicht erreichbar.",
  status: 500,
  detail: "Warten Sie einen Augenblick.",
  code: "planningUnavailable",
};

test("every page, on a laptop and a phone, in both languages and themes", async (t) => {
  const journey = await beginConsole(t);
  const { page, url } = journey;
  const findings = new Findings();
  for (const one of PAGES)
    for (const { size, lang, themes } of LOOKS) {
      await page.setViewportSize(SIZES[size]);
      await open(page, url, await exampleOf(page, one), lang);
      await lookAround(page, findings, `${one.path}, ${size}, ${lang}`, themes);
    }
  findings.assertNone();
  assertNoComplaints(journey);
});

test("the menu of a phone takes the focus and gives it back; an address without a page says so", async (t) => {
  const journey = await beginConsole(t);
  const { page, url } = journey;
  const findings = new Findings();
  await page.setViewportSize(SIZES.phone);
  await open(page, url, "/");
  await page.getByRole("button", { name: "Menü" }).click();
  await findings.look(page, "the menu");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate("document.activeElement?.ariaLabel"), "Menü");
  await page.getByRole("button", { name: "Menü" }).click();
  await page.getByRole("link", { name: "Monteursteuerung" }).click();
  await page.waitForURL("**/board");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await open(page, url, "/nowhere");
  await page.getByText("Diese Seite gibt es nicht.").waitFor();
  await findings.look(page, "a page that is not there");
  findings.assertNone();
  assertNoComplaints(journey);
});

test("every page while it loads, when a route fails, and when the service is gone", async (t) => {
  const journey = await beginConsole(t);
  const { url, service } = journey;
  const page = await anotherWindow(journey, t);
  const findings = new Findings();
  let turn = 0;
  for (const one of PAGES) {
    const path = await exampleOf(page, one);
    const routes = await routesOf(page, url, path);
    if (routes.length === 0) findings.add(path, "reads nothing");
    await whileLoading(page, `${url}${path}`, routes, findings);
    for (const route of routes)
      await whenRouteFails(page, url, path, { route, lang: LANGS[turn++ % 2] ?? "de" }, findings);
  }
  const tabs: [string, Page][] = [];
  for (const { path } of PAGES) {
    const tab = await page.context().newPage();
    await open(tab, url, path);
    tabs.push([`${path} without the service`, tab]);
  }
  service.send("SIGKILL");
  await service.ended;
  for (const [where, tab] of tabs) {
    await tab.getByRole("status").filter({ hasText: "Der Dienst antwortet nicht." }).first().waitFor();
    await lookAround(tab, findings, where);
  }
  findings.assertNone();
});

test("every page of a company in which there is nobody yet", async (t) => {
  const journey = await beginConsole(t, { employees: 0 });
  const { page, url } = journey;
  const findings = new Findings();
  for (const { path } of PAGES)
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await open(page, url, path);
      await lookAround(page, findings, `${path} without anybody, ${size}`);
    }
  findings.assertNone();
  assertNoComplaints(journey);
});

/** Signed in as the journey's administrator, in another window; what goes wrong there is meant to. */
async function anotherWindow({ browser, page }: ConsoleJourney, t: TestContext): Promise<Page> {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ storageState, locale: "de-DE", viewport: SIZES.laptop });
  t.after(() => context.close());
  return context.newPage();
}

async function lookAround(
  page: Page,
  findings: Findings,
  where: string,
  themes: readonly Theme[] = ["light"],
): Promise<void> {
  for (const theme of themes) {
    await switchTheme(page, theme);
    await findings.look(page, `${where}, ${theme}`);
  }
  const headings = await page.locator("h1:visible").count();
  if (headings !== 1) findings.add(where, `has ${headings} headings`);
  const isTooWide = await page.evaluate(
    "[...document.querySelectorAll('html, main')].some((one) => one.scrollWidth > one.clientWidth + 1)",
  );
  if (isTooWide) findings.add(where, "has to be scrolled sideways");
}

/** The page waits for answers that do not come: it says so. */
async function whileLoading(
  page: Page,
  address: string,
  routes: readonly string[],
  findings: Findings,
): Promise<void> {
  const isHeld = ({ pathname }: URL) => routes.includes(pathname);
  const held: Route[] = [];
  await page.route(isHeld, (route) => void held.push(route));
  await page.goto(address);
  const told = page.locator("main").getByRole("status").filter({ hasText: "Wird geladen" });
  await told
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => findings.add(address, "does not say that it loads"));
  await findings.look(page, `${address} while it loads`);
  for (const route of held) await route.abort();
  await page.unroute(isHeld);
}

/** One route of the page's answers that it is broken: the page says what went wrong. */
async function whenRouteFails(
  page: Page,
  url: string,
  path: string,
  { route, lang }: { route: string; lang: Lang },
  findings: Findings,
): Promise<void> {
  const where = `${path} when ${route} fails`;
  const isBroken = ({ pathname }: URL) => pathname === route;
  await page.route(isBroken, (answer) =>
    answer.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(PROBLEM) }),
  );
  await open(page, url, path, lang, "dark");
  const told = page.getByRole("alert").filter({ hasText: PROBLEM.title });
  await told
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => findings.add(where, "does not say so"));
  await findings.look(page, where);
  await page.unroute(isBroken);
  const again = page.getByRole("button", { name: lang === "de" ? "Noch einmal versuchen" : "Try again" });
  if ((await again.count()) === 0) return;
  await again.first().click();
  await told
    .first()
    .waitFor({ state: "detached", timeout: 5_000 })
    .catch(() => findings.add(where, "stays broken"));
  await settled(page);
}
