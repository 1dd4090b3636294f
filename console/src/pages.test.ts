// Which page an address belongs to.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { PAGES, pageAt } from "./pages.ts";

test("each page has its own address, and a file", () => {
  assert.equal(new Set(PAGES.map(({ path }) => path)).size, PAGES.length);
  for (const { path, view } of PAGES) {
    assert.equal(pageAt(path)?.path, path);
    assert.ok(existsSync(new URL(`views/${view}.svelte`, import.meta.url)), view);
  }
});

test("an address below a page is that page's, and one beside it is nobody's", () => {
  assert.equal(pageAt("/board/2026-12-01")?.key, "board");
  assert.equal(pageAt("/boards"), undefined);
  assert.equal(pageAt("/nowhere"), undefined);
});
