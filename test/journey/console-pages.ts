// Going through the pages that console/src/pages.ts lists: opening one, knowing that it has everything, and which routes it asks.
import type { Page, Request } from "playwright-core";
import { PAGES } from "../../console/src/pages.ts";
import { choose, type Lang, type Theme } from "./accessibility.ts";

export { PAGES };
export type ConsolePage = (typeof PAGES)[number];

/** What the frame itself asks: without it there is no page at all. */
const OF_THE_FRAME = ["/session", "/events"];
const API = "/api/v1";

/** Opens a page, in a language and a theme, and waits until nothing is on its way. */
export async function open(
  page: Page,
  url: string,
  address: string,
  lang: Lang = "de",
  theme: Theme = "light",
): Promise<void> {
  if (!page.url().startsWith(url)) await page.goto(`${url}/icon.svg`);
  await choose(page, lang, theme);
  await page.goto(`${url}${address}`);
  await settled(page);
}

/** Everything that the page shows is there: no grey lines, no request under way but the one that stays open. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main").first().waitFor();
  await page.locator(".loading").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => null)");
  await page.waitForTimeout(300);
}

/** Paths under /api/v1 that a page reads, as it asked for them. */
export async function routesOf(page: Page, url: string, address: string): Promise<string[]> {
  const asked = new Set<string>();
  const note = (request: Request) => {
    const { pathname } = new URL(request.url());
    const isOfThePage = pathname.startsWith(API) && !OF_THE_FRAME.includes(pathname.slice(API.length));
    if (isOfThePage && request.method() === "GET") asked.add(pathname);
  };
  page.on("request", note);
  await open(page, url, address);
  page.off("request", note);
  return [...asked];
}

/** An address of the page that shows something: of most the page's own, of what shows one appointment that of one. */
export async function exampleOf(page: Page, { path, icon }: ConsolePage): Promise<string> {
  if (icon !== null) return path;
  const ask = `fetch("${API}/appointments?" + new URLSearchParams(${JSON.stringify(spanAround(Date.now()))})).then((answer) => answer.json())`;
  const { appointments } = (await page.evaluate(ask)) as { appointments: { id: string }[] };
  const id = appointments[0]?.id;
  return id === undefined ? path : `${path}/${id}`;
}

function spanAround(now: number): { from: string; to: string } {
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
  return { from: at(-7), to: at(7) };
}
