// Plays many seeds: npm run simulate -- --seeds 1000 [--from 1] [--replay SEED]
import { parseArgs } from "node:util";
import { playSeed } from "../test/simulation/play.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});
const from = Number(values.replay ?? values.from);
const count = values.replay === undefined ? Number(values.seeds) : 1;
const failed: number[] = [];
const startedAt = performance.now();
for (let seed = from; seed < from + count; seed++) {
  try {
    await playSeed(seed);
  } catch (error) {
    failed.push(seed);
    console.error(`seed ${seed} failed; again with: npm run simulate -- --replay ${seed}`);
    console.error(error);
  }
}
const seconds = (performance.now() - startedAt) / 1000;
console.log(`${count} seeds, ${failed.length} failed, ${(count / seconds).toFixed(1)} a second`);
if (failed.length > 0) process.exitCode = 1;
