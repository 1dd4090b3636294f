// Every scenario once more, on the emulated Microsoft 365 in the place of the calendars in memory: the real gateway over HTTPS, meetings
// whose copies Exchange keeps, and logs that tell whom we mailed and whether we kept the limits.
import { globSync } from "node:fs";
import { basename } from "node:path";
import { after, before } from "node:test";
import type { Settings } from "../../sandbox/settings.ts";
import { SandboxCompany } from "./sandbox-company.ts";
import { World } from "./world.ts";

/** Where Microsoft 365 may be one way or the other, the way that asks more of us. */
const HARDER: Partial<Settings> = {
  awkwardIds: true,
  conflictOnEvery: 5,
  deltaLinkPath: "namespaced",
  deltaMasterAlways: false,
  deltaRepeatsItems: true,
  deltaShufflesItems: true,
  etagMovesAfter: "write",
  ifMatchOnDelete: false,
  secondDeleteStatus: 400,
  tokenLifetimeSeconds: 60,
};

const here = import.meta.dirname;
const scenarios = globSync("*.test.ts", { cwd: here }).filter(
  (file) => file !== basename(import.meta.filename),
);

const allAreThere = Promise.withResolvers<void>();
let company: SandboxCompany | undefined;

before(async () => {
  const opened = await SandboxCompany.open(HARDER);
  company = opened;
  World.playOn((clock) => opened.outlook(clock));
  await allAreThere.promise;
});
after(() => company?.close());

for (const file of scenarios.sort()) await import(`./${file}`);
allAreThere.resolve();
