// Ten power cuts; the long suite (`npm run test:long`) plays fifty.
import { test } from "node:test";
import { seedGiven } from "../journey/seed.ts";
import { playCuts } from "./power-cut.ts";

test("a power cut at any commit: the state is one that was, and the next start ends in the same picture", async (t) => {
  for (const cut of await playCuts(seedGiven(), 10)) t.diagnostic(cut);
});
