// Some seeds on every run; `npm run simulate -- --seeds N` plays as many as one likes.
import { test } from "node:test";
import { playSeed } from "./play.ts";

const SEEDS = 40;

for (let seed = 1; seed <= SEEDS; seed++) test(`seed ${seed}`, () => playSeed(seed));
