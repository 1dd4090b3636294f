// Limits that fall under the whole product: they are found soon, nobody asks too early, and nobody gives up.
import assert from "node:assert/strict";
import { it } from "node:test";
import { playLoweredLimits } from "./lowered-limits.ts";

it("the application's limit falls from forty to four", async () => {
  const run = await playLoweredLimits({ whose: "application", weather: "fixed", seed: 1 });
  const { floor, ours, refusals, requests, gaveUp, violations } = run;
  assert.deepEqual({ gaveUp, violations }, { gaveUp: 0, violations: 0 });
  assert.ok(floor / ours > 0.8, `${(floor / ours).toFixed(2)} of what the limits allow`);
  assert.ok(refusals / requests < 0.05, `${refusals} of ${requests} refused`);
});

it("a mailbox's falls from four to two to one", async () => {
  const run = await playLoweredLimits({ whose: "mailbox", weather: "fixed", seed: 1 });
  const { floor, ours, refusals, gaveUp, violations } = run;
  assert.deepEqual({ gaveUp, violations }, { gaveUp: 0, violations: 0 });
  assert.ok(floor / ours > 0.85, `${(floor / ours).toFixed(2)} of what the limits allow`);
  assert.ok(refusals <= 12, `${refusals} refused`);
});
