// The mutants of `npm run mutants` can still be planted: their text stands exactly once where they say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MUTANTS, mutated } from "../../scripts/mutants/mutant.ts";

const root = new URL("../../", import.meta.url).pathname;

test("every mutant can be planted", () => {
  const rotten = MUTANTS.filter((one) => mutated(one, readFileSync(`${root}${one.file}`, "utf8")) === null);
  assert.deepEqual(
    rotten.map(({ name, file }) => `${name}: ${file}`),
    [],
  );
});

test("mutants have names of their own, and there are enough of them", () => {
  assert.equal(new Set(MUTANTS.map(({ name }) => name)).size, MUTANTS.length);
  assert.ok(MUTANTS.length >= 24, `${MUTANTS.length} mutants`);
});

test("a mutant whose text is missing, or stands there twice, is refused", () => {
  const mutant = { name: "", harm: "", file: "", text: "one", replacement: "two" };
  assert.equal(mutated(mutant, "one line"), "two line");
  assert.equal(mutated(mutant, "no line"), null);
  assert.equal(mutated(mutant, "one by one"), null);
  assert.equal(mutated({ ...mutant, replacement: "one" }, "one line"), null);
});
