// Ten thousand stories on every run; `npm run simulate -- --seeds N` plays as many as one likes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neverMet } from "./expected.ts";
import { playAll } from "./share.ts";

const SEEDS = 10_000;

test("stories end well, and meet every fault, rule and way back", async () => {
  const { failures, tally } = await playAll({ from: 1, count: SEEDS });
  const told = failures.map(({ seed, error, lines }) => `seed ${seed}: ${error}\n${lines.join("\n")}`);
  assert.deepEqual(told, []);
  assert.deepEqual(neverMet(tally), []);
});
