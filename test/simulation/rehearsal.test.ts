// A dry run is the pass that follows it: the same writes with the same values for the same reasons, and the same counts, in random
// worlds with random edits that nobody has synchronised yet; and it leaves no trace. One person at a time: where two passes meet, who
// comes first is left to chance.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ParticipantReport, PlannedWrite } from "../../src/contract/report.ts";
import { only as reportOf } from "../scenario/world.ts";
import { editAtRandom, randomWorld } from "./random-world.ts";
import { PEOPLE } from "./story.ts";

const SEEDS = 20;
let everPlanned = 0;

/** New appointments and events have other ids each time. */
function line(one: Omit<PlannedWrite, "mails" | "appointment" | "event">): string {
  const { side, action, subject, before, after, reason } = one;
  return JSON.stringify([side, action, subject, reason, before, after]);
}

function counts({ planned: _, requests: __, parked, ...one }: ParticipantReport): object {
  return { ...one, parked: parked.map(({ reason, subject }) => `${reason} ${subject}`).sort() };
}

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`seed ${seed}: the dry run tells what the pass does`, async () => {
    const play = await randomWorld(seed, 15);
    await using world = play.world;
    for (const [index, person] of PEOPLE.entries()) {
      await editAtRandom(play, seed + 1000 * (index + 1), 20);
      const only = [person];
      const known = new Set((await world.entries()).map(({ id }) => id));
      const before = world.traces();
      const dry = reportOf(await world.cycle({ only, dryRun: true }));
      const again = reportOf(await world.cycle({ only, dryRun: true }));
      assert.deepEqual(world.traces(), before, "a dry run wrote something");
      assert.deepEqual(counts(again), counts(dry), "a dry run was remembered");
      const real = reportOf(await world.cycle({ only }));
      const planned = (dry.planned ?? []).filter(({ held }) => held === undefined).map(line);
      const done = (await world.entries()).filter(({ id }) => !known.has(id)).map(line);
      everPlanned += planned.length;
      assert.deepEqual(planned.sort(), done.sort());
      assert.deepEqual(counts(dry), counts(real));
      assert.equal(real.planned, undefined);
    }
  });
}

test("the worlds were large enough", () => {
  assert.ok(everPlanned > 150, `only ${everPlanned} writes were planned`);
});
