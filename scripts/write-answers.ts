// Writes src/inbound/http/answers.json, what each route of the API answers with, from the types of the contract; with --check it only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const file = new URL("../src/inbound/http/answers.json", import.meta.url);

interface Generated {
  readonly properties: Readonly<Record<string, { readonly properties: { readonly answer?: object } }>>;
  readonly definitions: Readonly<Record<string, object>>;
}

const { properties, definitions } = createGenerator({
  path: fileURLToPath(new URL("../src/contract/console/routes.ts", import.meta.url)),
  tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)),
  type: "Exchanges",
  topRef: false,
  // The compiler itself has its turn in the tests.
  skipTypeCheck: true,
  // Whoever reads an answer overlooks what a later version may add.
  additionalProperties: true,
}).createSchema("Exchanges") as Generated;

const SCHEMAS = "#/components/schemas/";
const answers = Object.entries(properties)
  .map(([name, exchange]) => [name, exchange.properties.answer] as const)
  .toSorted(([a], [b]) => a.localeCompare(b));

/** Of all that is named there, what answers lead to. */
function reachable(from: string, found: Set<string> = new Set()): Set<string> {
  for (const [, name] of from.matchAll(/"#\/definitions\/([^"]+)"/g)) {
    const key = decodeURIComponent(name as string);
    if (found.has(key)) continue;
    found.add(key);
    reachable(JSON.stringify(definitions[key]), found);
  }
  return found;
}

const named = [...reachable(JSON.stringify(answers))].toSorted();
const written = JSON.stringify(
  {
    answers: Object.fromEntries(answers),
    schemas: Object.fromEntries(named.map((name) => [name, definitions[name]])),
  },
  null,
  1,
).replaceAll("#/definitions/", SCHEMAS);

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== `${written}\n`) {
    process.stderr.write("src/inbound/http/answers.json is not current: run npm run docs\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, `${written}\n`);
}
