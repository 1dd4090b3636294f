// Ten sudden deaths of the real service; the long suite (`npm run test:long`) plays a hundred.
import { test } from "node:test";
import { playKills } from "./killed-service.ts";
import { seedGiven } from "./seed.ts";

test("kill -9 at ten random moments: nothing doubled, nothing lost, nothing redone, nobody mailed", async (t) => {
  await playKills(t, { seed: seedGiven(), kills: 10 });
});
