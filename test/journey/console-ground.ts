// The console in a real Chromium, before a real service and its sandbox: what the journeys through its pages start from.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import chromium from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContext,
  type Page,
  chromium as playwright,
  type Response,
} from "playwright-core";
import { answerProblems, routeOf } from "../support/answers.ts";
import { begin, type Running, until } from "./command.ts";
import { type Ground, type GroundWishes, newGround, settingsOf } from "./ground.ts";

export const ADMIN = { name: "Chefin", password: "vier kleine Dachdecker" };

export interface ConsoleJourney {
  readonly ground: Ground;
  readonly service: Running;
  readonly browser: Browser;
  readonly url: string;
  /** Signed in as the first administrator, in German. */
  readonly page: Page;
  /** Whatever the page complained of: errors, refused scripts, failed requests. Empty at the end of a good journey. */
  readonly complaints: string[];
  /** Another browser, nobody signed in. */
  newVisitor(
    options?: Parameters<Browser["newContext"]>[0],
  ): Promise<{ page: Page; context: BrowserContext }>;
}

export async function beginConsole(t: TestContext, options: GroundWishes = {}): Promise<ConsoleJourney> {
  const ground = await newGround(t, options);
  const present = options.now === undefined ? [] : ["--now", options.now];
  const service = begin(t, ["run", "--data", ground.folder, "--lang", "en", ...present], ground.variables);
  const link = () => /http:\S+set-up#\S+/.exec(service.stdout() + service.stderr())?.[0];
  await until("the set-up link", async () => link() !== undefined, 90);
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Its package's own switches turn a page's security off.
    args: ["--no-sandbox", "--disable-gpu"],
  });
  t.after(() => browser.close());
  const complaints: string[] = [];
  const newVisitor = async (wishes: Parameters<Browser["newContext"]>[0] = {}) => {
    const context = await browser.newContext({ locale: "de-DE", timezoneId: "Europe/Berlin", ...wishes });
    const page = await context.newPage();
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("response", (answer) => void complainOfShape(answer, complaints));
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") complaints.push(line.text());
    });
    return { page, context };
  };
  const { page } = await newVisitor();
  await page.goto(link() ?? "");
  await page.getByLabel("Name").fill(ADMIN.name);
  await page.getByLabel("Kennwort").fill(ADMIN.password);
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await page.getByRole("link", { name: "Monteursteuerung" }).waitFor();
  return {
    ground,
    service,
    browser,
    url: settingsOf(ground.folder).Console.Url,
    page,
    complaints,
    newVisitor,
  };
}

/** What the API answers is what its description says. A page that is left or closed takes answers with it. */
async function complainOfShape(answer: Response, complaints: string[]): Promise<void> {
  const route = routeOf(answer.request().method(), answer.url());
  if (route === null || answer.status() !== 200) return;
  const text = await answer.text().catch(() => null);
  if (text !== null) complaints.push(...answerProblems(route, JSON.parse(text)));
}

/** Nothing went wrong behind the page. */
export function assertNoComplaints({ complaints }: ConsoleJourney): void {
  assert.deepEqual(complaints, []);
}
