// Every single fault at every effect of every situation: the process dies before it or after it, its answer is lost, it is refused for
// now. Whatever strikes, it ends as if nothing had: nothing lost, nothing doubled, everything told in the journal, and quiet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { disturb, endsAlike, singleFaults } from "./disturb.ts";
import { SITUATIONS } from "./situations.ts";

/** That the faults strike at all is part of the proof. */
const FEWEST_FAULTS = 50;

for (const situation of SITUATIONS) {
  test(`${situation.name}: every single fault ends alike`, async () => {
    const undisturbed = await disturb(situation);
    const faults = singleFaults(undisturbed.calls);
    assert.ok(faults.length >= FEWEST_FAULTS, `only ${faults.length} faults`);
    for (const fault of faults) {
      const { count } = await endsAlike(situation, undisturbed, [fault]);
      assert.equal(count, 1, `the fault at call ${fault.atCall} did not strike`);
    }
  });
}
