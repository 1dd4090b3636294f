// What `npm run check` plays of `every-fault.test.ts`: every situation undisturbed, and with a handful of the faults that can strike it.
import { test } from "node:test";
import { disturb, endsAlike, singleFaults } from "./disturb.ts";
import { SITUATIONS } from "./situations.ts";

/** No multiple of the five kinds of faults, so that all of them come up. */
const EVERY = 37;

for (const [number, situation] of SITUATIONS.entries()) {
  test(`${situation.name}: ends alike`, async () => {
    const undisturbed = await disturb(situation);
    const some = singleFaults(undisturbed.calls).filter((_, index) => (index + number) % EVERY === 0);
    for (const fault of some) await endsAlike(situation, undisturbed, [fault]);
  });
}
