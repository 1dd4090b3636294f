// The dispatch board in Chromium: how soon it is painted, how soon a drag answers and is stored, and how smoothly it scrolls.
import chromium from "@sparticuz/chromium";
import { type Page, chromium as playwright } from "playwright-core";

export const ACCOUNT = { name: "Chefin", password: "vier kleine Dachdecker" };
const DRAGS = 5;

export interface BoardRun {
  /** File names of what the board's page loaded. */
  readonly scripts: readonly string[];
  readonly firstPaint: number;
  readonly blocksPainted: number;
  /** Blocks that are drawn, and that there are. */
  readonly drawn: number;
  readonly known: number;
  readonly dragAnswer: number;
  readonly dropAnswer: number;
  readonly stored: number;
  readonly longestScrollTask: number;
  readonly slowestFrame: number;
}

/** In the page: notes when something is painted, and long tasks. */
const WATCHER = `
  window.bench = { tasks: [], blocks: null, frames: [] };
  new PerformanceObserver((list) => bench.tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
  const look = () => {
    if (document.querySelector(".block") === null) return requestAnimationFrame(look);
    // The frame after the next one begins when this one is on the screen.
    requestAnimationFrame(() => { bench.blocks = performance.now(); });
  };
  requestAnimationFrame(look);
`;

/** In the page, before the event: its milliseconds until the effect is painted are kept in bench.answer. */
const untilPainted = (event: string, holds: string) => `bench.answer = new Promise((resolve) => {
  addEventListener("${event}", ({ timeStamp }) => {
    const look = () => (${holds}) ? requestAnimationFrame(() => resolve(performance.now() - timeStamp)) : requestAnimationFrame(look);
    look();
  }, { once: true, capture: true });
}), 0`;

export async function measureBoard(setUpUrl: string): Promise<BoardRun> {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const context = await browser.newContext({ locale: "de-DE", viewport: { width: 1440, height: 860 } });
    const page = await context.newPage();
    await page.goto(setUpUrl);
    await page.getByLabel("Name").fill(ACCOUNT.name);
    await page.getByLabel("Kennwort").fill(ACCOUNT.password);
    await page.getByRole("button", { name: "Konto anlegen" }).click();
    await page.getByRole("link", { name: "Monteursteuerung" }).waitFor();
    await context.addInitScript(WATCHER);
    const url = `${new URL(setUpUrl).origin}/board?view=month`;
    const paints: { first: number; blocks: number }[] = [];
    for (let time = 0; time < 3; time++) paints.push(await paintOf(page, url));
    const scripts = await scriptsOf(page);
    const known = (await page.evaluate(`(async () => {
      const now = new Date();
      const iso = (at) => at.toISOString().slice(0, 19) + "Z";
      const span = [0, 1].map((month) => iso(new Date(now.getFullYear(), now.getMonth() + month, 1)));
      return (await (await fetch("/api/v1/appointments?from=" + span[0] + "&to=" + span[1])).json()).appointments.length;
    })()`)) as number;
    const drawn = await page.locator(".block").count();
    const drags: { answer: number; drop: number; stored: number }[] = [];
    for (let time = 0; time < DRAGS; time++) drags.push(await dragOnce(page));
    const scroll = await scrollThrough(page);
    const worst = (values: readonly number[]) => Math.max(...values);
    return {
      scripts,
      firstPaint: worst(paints.map(({ first }) => first)),
      blocksPainted: worst(paints.map(({ blocks }) => blocks)),
      drawn,
      known,
      dragAnswer: worst(drags.map(({ answer }) => answer)),
      dropAnswer: worst(drags.map(({ drop }) => drop)),
      stored: worst(drags.map(({ stored }) => stored)),
      ...scroll,
    };
  } finally {
    await browser.close();
  }
}

async function scriptsOf(page: Page): Promise<readonly string[]> {
  const names = (await page.evaluate(
    `performance.getEntriesByType("resource").map(({ name }) => name)`,
  )) as string[];
  return names
    .map((name) => new URL(name).pathname.split("/").at(-1) ?? "")
    .filter((name) => name.endsWith(".js"));
}

async function paintOf(page: Page, url: string): Promise<{ first: number; blocks: number }> {
  await page.goto(url);
  // Waiting inside of the page would evaluate text there, which its policy refuses.
  while (!(await page.evaluate("bench.blocks !== null"))) await page.waitForTimeout(100);
  return (await page.evaluate(
    `({ first: performance.getEntriesByName("first-contentful-paint")[0].startTime, blocks: bench.blocks })`,
  )) as { first: number; blocks: number };
}

/** A job to the day after it. */
async function dragOnce(page: Page): Promise<{ answer: number; drop: number; stored: number }> {
  await page.evaluate(`document.querySelector(".timeline").scrollTo(0, 0)`);
  await page.waitForTimeout(500);
  const block = page.locator(".block").first();
  const [box, id] = [await block.boundingBox(), await block.getAttribute("data-id")];
  if (box === null) throw new Error("There is no block to be dragged.");
  await page.mouse.move(box.x + 30, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 33, box.y + 10);
  await page.evaluate(untilPainted("pointermove", `document.querySelector(".ghost") !== null`));
  await page.mouse.move(box.x + 30 + box.width, box.y + 10);
  const answer = (await page.evaluate("bench.answer")) as number;
  await page.evaluate(
    untilPainted(
      "pointerup",
      `[...document.querySelectorAll('[data-id="${id}"]')].some((one) => one.offsetLeft > ${box.width / 2})`,
    ),
  );
  const began = performance.now();
  const response = page.waitForResponse((one) => one.request().method() === "PATCH");
  await page.mouse.up();
  const answerOfService = await response;
  const stored = performance.now() - began;
  if (!answerOfService.ok()) throw new Error(`The drag was refused: ${await answerOfService.text()}`);
  return { answer, drop: (await page.evaluate("bench.answer")) as number, stored };
}

async function scrollThrough(page: Page): Promise<{ longestScrollTask: number; slowestFrame: number }> {
  return (await page.evaluate(`(async () => {
    const board = document.querySelector(".timeline");
    bench.tasks.length = 0;
    let [slowestFrame, last] = [0, performance.now()];
    const frame = () => new Promise((resolve) => requestAnimationFrame((now) => {
      slowestFrame = Math.max(slowestFrame, now - last);
      last = now;
      resolve();
    }));
    await frame();
    slowestFrame = 0;
    for (let top = 0; top < board.scrollHeight - board.clientHeight; top += 120) { board.scrollTop = top; await frame(); }
    for (let left = 0; left < board.scrollWidth - board.clientWidth; left += 120) { board.scrollLeft = left; await frame(); }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { longestScrollTask: Math.max(0, ...bench.tasks), slowestFrame };
  })()`)) as { longestScrollTask: number; slowestFrame: number };
}
