// Holds a page of the console against WCAG 2.2 AA with axe, in both languages and both themes, and tells each violation in one line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

export const LANGS = ["de", "en"] as const;
export const THEMES = ["light", "dark"] as const;
export type Lang = (typeof LANGS)[number];
export type Theme = (typeof THEMES)[number];

/** Where the console keeps what a person chose. */
const KEPT_LANG = "termin-sync.lang";
const KEPT_THEME = "termin-sync.theme";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};

/** Holds from the next page that is opened. */
export async function choose(page: Page, lang: Lang, theme: Theme): Promise<void> {
  for (const [key, value] of [
    [KEPT_LANG, lang],
    [KEPT_THEME, theme],
  ])
    await page.evaluate(`localStorage.setItem("${key}", "${value}")`);
}

/** Of the open page as it stands. */
export async function switchTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(`document.documentElement.dataset.theme = "${theme}"`);
}

/** One line for each place that breaks a rule. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Not as an element of the page: its policy takes no script but its own.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(RULES)})`)) as AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => {
      const why = failureSummary?.split("\n").slice(1).join(" ").replaceAll(/\s+/g, " ").trim();
      return `${id}: ${help} (${target.join(" ")}) ${html.slice(0, 120)} ${why ?? ""}`;
    }),
  );
}

/** What is wrong with many pages, told at once and each thing once: whoever mends them sees all of it. */
export class Findings {
  readonly #places = new Map<string, string[]>();

  async look(page: Page, where: string): Promise<void> {
    for (const line of await violationsOf(page)) this.add(where, line);
  }

  add(where: string, what: string): void {
    this.#places.set(what, [...(this.#places.get(what) ?? []), where]);
  }

  assertNone(): void {
    const lines = [...this.#places].map(([what, places]) => {
      const others = places.length > 1 ? ` and ${places.length - 1} more` : "";
      return `${places[0]}${others}: ${what}`;
    });
    assert.equal(lines.length, 0, lines.join("\n"));
  }
}
