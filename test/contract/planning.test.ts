// The planning gateway: the port's promises, and the table contract's, which outsiders rely on with plain SQL.
import { planningFeedSuite } from "./planning-feed.ts";
import { openFile, openMemory } from "./planning-ground.ts";
import { planningPeopleSuite } from "./planning-people.ts";
import { planningSuite } from "./planning-suite.ts";
import { planningValuesSuite } from "./planning-values.ts";
import { planningWritersSuite } from "./planning-writers.ts";

for (const [name, open] of [
  ["a file", () => openFile()],
  ["a database in memory", openMemory],
] as const) {
  planningSuite(name, open);
  planningFeedSuite(name, open);
  planningValuesSuite(name, open);
  planningPeopleSuite(name, open);
}
planningWritersSuite("as most tools are set", {});
planningWritersSuite("foreign keys enforced", { foreignKeys: true });
planningWritersSuite("recursive triggers", { recursiveTriggers: true });
planningWritersSuite("foreign keys and recursive triggers", { foreignKeys: true, recursiveTriggers: true });
