// A process that the tests kill: takes the lease of the state file in its first argument, then announces and records one item
// after another, and tells each number once its promise has resolved.
import { writeSync } from "node:fs";
import { takeLease } from "../../src/gateways/state/lease.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { realEntropy } from "../../src/gateways/system/entropy.ts";
import { intentNumber, journalNumber, linkNumber } from "./state-ground.ts";

const file = process.argv[2] ?? "";
takeLease(file);
const state = await openState({ file, companyNumber: "01", clock: { now: () => 0 }, entropy: realEntropy });
for (let number = 1; ; number++) {
  await state.announce([intentNumber(number)]);
  writeSync(1, `announced ${number}\n`);
  await state.record({
    storeLinks: [linkNumber(number)],
    settle: [`intent-${number}`],
    journal: [journalNumber(number, { at: "2026-11-24T10:00:00Z" })],
  });
  writeSync(1, `recorded ${number}\n`);
}
