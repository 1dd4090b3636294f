// A hundred sudden deaths of the real service: ten stories, each in a company of its own.
import { test } from "node:test";
import { playKills } from "../journey/killed-service.ts";
import { seedGiven } from "../journey/seed.ts";

const first = seedGiven();
for (let story = 0; story < 10; story++)
  test(`kill -9 at ten random moments, story ${story + 1}`, async (t) => {
    await playKills(t, { seed: first + story, kills: 10 });
  });
