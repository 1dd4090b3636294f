// All pairs of faults in three situations, of which one alone is played by `npm test`: npm run fault-pairs [-- --situation "a new job for two"]
import { parseArgs } from "node:util";
import { disturb, endsAlike, singleFaults } from "../test/simulation/disturb.ts";
import { SITUATIONS } from "../test/simulation/situations.ts";

/** A create on one side; updates of both at once with a conflict; a deletion, a creation and a change of class. */
const THREE = [
  "a new job for two",
  "the same field changed on both sides",
  "an own event given to another employee",
];

const { values } = parseArgs({ options: { situation: { type: "string", multiple: true, default: THREE } } });
const startedAt = performance.now();
let pairs = 0;
let failed = 0;

for (const name of values.situation) {
  const situation = SITUATIONS.find((one) => one.name === name);
  if (situation === undefined) throw new Error(`There is no situation "${name}".`);
  const undisturbed = await disturb(situation);
  for (const first of singleFaults(undisturbed.calls)) {
    // After the first one the calls are others: the second strikes at what is called then.
    const { calls } = await endsAlike(situation, undisturbed, [first]);
    for (const second of singleFaults(calls)) {
      if (second.atCall <= first.atCall || calls[second.atCall - 1]?.hasEffect !== true) continue;
      pairs += 1;
      try {
        await endsAlike(situation, undisturbed, [first, second]);
      } catch (thrown) {
        failed += 1;
        console.error(thrown);
      }
    }
  }
  console.log(`${name}: ${pairs} pairs so far, ${failed} failed`);
}
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`${pairs} pairs, ${failed} failed, ${seconds} s`);
if (failed > 0 || pairs === 0) process.exitCode = 1;
