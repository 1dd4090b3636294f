// Pictures of every page of the console, in both languages and both themes, into docs/images: npm run screenshots
// The sample company, its seed and its day are always the same; a page that is new in console/src/pages.ts comes along by itself.
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { LANGS, switchTheme, THEMES } from "../test/journey/accessibility.ts";
import { BothSides } from "../test/journey/both-sides.ts";
import { beginConsole } from "../test/journey/console-ground.ts";
import { open, PAGES } from "../test/journey/console-pages.ts";
import { liveThrough } from "./lively-day.ts";

const FOLDER = new URL("../docs/images/", import.meta.url).pathname;
const SIZE = { width: 1440, height: 900 };
/** A working Tuesday in the middle of the morning. */
const NOW = "2026-11-24T09:10:00+01:00";
/** Of WebP: letters stay sharp, and a picture has about 40 kB. */
const QUALITY = 72;
const MOST_BYTES = 3_000_000;

/** What somebody does on a page before it has something to show. */
const BEFORE: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async appointment(page) {
    await page.getByRole("button", { name: /^(In Outlook nachsehen|Look into Outlook)$/ }).click();
    await page
      .getByText(/^(nicht nachgesehen|not looked at)$/)
      .first()
      .waitFor({ state: "detached" });
  },
};

test("pictures", async (t) => {
  const journey = await beginConsole(t, {
    employees: 12,
    seed: 1,
    appointments: 120,
    now: NOW,
  });
  const { page, url, newVisitor } = journey;
  await page.getByText("Alles ist synchron.").first().waitFor({ timeout: 300_000 });
  const disputed = await liveThrough(journey, new BothSides(journey.ground));
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  let bytes = 0;
  const { page: door } = await newVisitor();
  bytes += await takeAll(door, url, "sign-in", "/");
  for (const one of PAGES)
    bytes += await takeAll(
      page,
      url,
      one.key,
      one.key === "appointment" ? `${one.path}/${disputed}` : one.path,
    );
  console.log(`${FOLDER}: ${(bytes / 1e6).toFixed(2)} MB`);
  if (bytes > MOST_BYTES) throw new Error(`More than ${MOST_BYTES / 1e6} MB of pictures`);
});

/** Resolves with the size of what was written. */
async function takeAll(page: Page, url: string, name: string, address: string): Promise<number> {
  await page.setViewportSize(SIZE);
  await page.clock.setFixedTime(NOW);
  let bytes = 0;
  for (const lang of LANGS) {
    await open(page, url, address, lang);
    await BEFORE[name]?.(page);
    for (const theme of THEMES) {
      await switchTheme(page, theme);
      bytes += await take(page, `${FOLDER}${name}-${lang}-${theme}.webp`);
    }
  }
  return bytes;
}

/** By the browser's own protocol, which knows WebP. */
async function take(page: Page, file: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await session.detach();
  writeFileSync(file, Buffer.from(data, "base64"));
  return statSync(file).size;
}
