// All pairs of faults in three situations, of which `npm test` plays one alone: the second strikes what is called after the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { disturb, endsAlike, singleFaults } from "../simulation/disturb.ts";
import { SITUATIONS } from "../simulation/situations.ts";

/** A create on one side; updates of both at once with a conflict; a deletion, a creation and a change of class. */
const THREE = [
  "a new job for two",
  "the same field changed on both sides",
  "an own event given to another employee",
];

for (const situation of SITUATIONS.filter(({ name }) => THREE.includes(name))) {
  test(`${situation.name}: every pair of faults ends alike`, async (t) => {
    const undisturbed = await disturb(situation);
    let pairs = 0;
    for (const first of singleFaults(undisturbed.calls)) {
      const { calls } = await endsAlike(situation, undisturbed, [first]);
      for (const second of singleFaults(calls)) {
        if (second.atCall <= first.atCall || calls[second.atCall - 1]?.hasEffect !== true) continue;
        await endsAlike(situation, undisturbed, [first, second]);
        pairs += 1;
      }
    }
    t.diagnostic(`${pairs} pairs`);
    assert.ok(pairs > 2_000, `only ${pairs} pairs`);
  });
}
