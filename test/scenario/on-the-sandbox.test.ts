// Every scenario once more, on the emulated Microsoft 365 in the place of the calendars in memory: the real gateway over HTTPS, meetings
// whose copies Exchange keeps, and logs that tell whom we mailed and whether we kept the limits.
import { globSync } from "node:fs";
import { basename } from "node:path";
import { after, before } from "node:test";
import { SandboxCompany } from "./sandbox-company.ts";
import { World } from "./world.ts";

const here = import.meta.dirname;
const scenarios = globSync("*.test.ts", { cwd: here }).filter(
  (file) => file !== basename(import.meta.filename),
);

const allAreThere = Promise.withResolvers<void>();
let company: SandboxCompany | undefined;

before(async () => {
  const opened = await SandboxCompany.open();
  company = opened;
  World.playOn((clock) => opened.outlook(clock));
  await allAreThere.promise;
});
after(() => company?.close());

for (const file of scenarios.sort()) await import(`./${file}`);
allAreThere.resolve();
