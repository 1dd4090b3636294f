// Fifty power cuts, of every kind and all over the story.
import { test } from "node:test";
import { seedGiven } from "../journey/seed.ts";
import { playCuts } from "../simulation/power-cut.ts";

test("fifty power cuts: the state is one that was, and the next start ends in the same picture", async (t) => {
  for (const cut of await playCuts(seedGiven(), 50)) t.diagnostic(cut);
});
