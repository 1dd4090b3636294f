// The catalogue: no text is there twice under one name, none is empty, and both languages fill in the same values.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { ROUTES } from "../../../src/contract/console/routes.ts";
import type { Texts } from "./area.ts";
import { DEED_NAMES } from "./deed-names.ts";

/** Each area with its texts. */
async function areas(): Promise<Map<string, Texts>> {
  const folder = new URL("./", import.meta.url);
  const names = readdirSync(folder).filter(
    (name) => name.endsWith(".ts") && !/^area\.ts$|\.svelte\.ts$|\.test\.ts$/.test(name),
  );
  const found = new Map<string, Texts>();
  for (const name of names) {
    const parts = Object.values((await import(new URL(name, folder).href)) as Record<string, Texts>);
    found.set(name, Object.assign({}, ...parts.filter((part) => typeof part === "object")));
  }
  return found;
}

const AREAS = await areas();

test("no name is given twice", () => {
  const owners = new Map<string, string>();
  const twice: string[] = [];
  for (const [area, texts] of AREAS)
    for (const key of Object.keys(texts)) {
      const owner = owners.get(key);
      if (owner !== undefined) twice.push(`${key}: in ${owner} and in ${area}`);
      owners.set(key, area);
    }
  assert.deepEqual(twice, []);
  assert.ok(owners.size > 50);
});

test("both languages say something, with the same values", () => {
  const wrong: string[] = [];
  for (const texts of AREAS.values())
    for (const [key, { de, en }] of Object.entries(texts)) {
      const values = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted().join();
      if (de.trim() === "" || en.trim() === "") wrong.push(`${key} is empty`);
      if (values(de) !== values(en)) wrong.push(`${key}: ${values(de)} in German, ${values(en)} in English`);
    }
  assert.deepEqual(wrong, []);
});

test("every change of the API has words in the record of who did what", () => {
  const names = Object.keys(DEED_NAMES);
  const changing = Object.entries(ROUTES).flatMap(([name, { method }]) => (method === "GET" ? [] : [name]));
  assert.ok(changing.length > 20);
  assert.deepEqual(
    changing.filter((name) => !names.includes(`deed_${name}`)),
    [],
  );
});
