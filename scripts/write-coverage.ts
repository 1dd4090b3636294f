// Writes sandbox/COVERAGE.md: what the sandbox does, and the case that shows it, from the lines above each case of
// test/conformance: `// proof: OPERATION | BEHAVIOUR | PROOF`. With --check it only compares. Fails on a case without
// such a line, on a line about no operation, and on an operation without any line.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { allRoutes } from "../sandbox/graph/routes.ts";

const root = new URL("..", import.meta.url).pathname;
const file = `${root}sandbox/COVERAGE.md`;

/** What is no route of Graph's. */
const OTHERS = [
  "POST {tenant}/oauth2/v2.0/token",
  "GET {tenant}/oauth2/v2.0/authorize",
  "GET {tenant}/discovery/v2.0/keys",
  "GET {tenant}/v2.0/.well-known/openid-configuration",
  "GET common/discovery/instance",
  "POST $batch",
  "any operation",
  "sandbox",
];

interface Row {
  operation: string;
  behaviour: string;
  proof: string;
  test: string;
}

/** One name for all forms of an operation: below any calendar, by any spelling of delta, whatever its ids are called. */
function keyOf(operation: string): string {
  return operation
    .toLowerCase()
    .replace(/\{[^}]*\}/g, "{}")
    .replace(/(?<=users\/\{\}\/)(calendar|calendars\/\{\})\/(?=events\b|calendarview\b)/, "")
    .replace(/(?<=\/)(microsoft\.graph\.)?delta(\(\))?$/, "delta");
}

/** `users/{user}/` may be left out. */
function find(name: string): string | undefined {
  return known.get(keyOf(name)) ?? known.get(keyOf(name.replace(" ", " users/{user}/")));
}

/** The shortest template of each operation, in the order of the table of routes. */
function operations(): Map<string, string> {
  const found = new Map<string, string>();
  for (const { method, template } of allRoutes()) {
    const operation = `${method} ${template}`;
    if (!found.has(keyOf(operation))) found.set(keyOf(operation), operation);
  }
  for (const each of OTHERS) found.set(keyOf(each), each);
  return found;
}

const known = operations();
const problems: string[] = [];
const rows: Row[] = [];

for (const path of globSync("test/conformance/*.test.ts", { cwd: root }).sort()) {
  const lines = readFileSync(`${root}${path}`, "utf8").split("\n");
  for (const [i, line] of lines.entries()) {
    if (!/^\s*(?:it|test)\(/.test(line)) continue;
    let above = i;
    while (/^\s*\/\//.test(lines[above - 1] ?? "")) above--;
    const proofs = lines.slice(above, i).flatMap((each) => /\/\/ proof: (.*)$/.exec(each)?.[1] ?? []);
    if (proofs.length === 0) problems.push(`${path}:${i + 1}: the case has no line of proof above it`);
    for (const text of proofs) readProof(text, path, i + 1);
  }
}

function readProof(text: string, path: string, line: number): void {
  const [names = "", behaviour = "", proof = "", ...rest] = text.split("|").map((part) => part.trim());
  if (behaviour === "" || proof === "" || rest.length > 0) {
    problems.push(`${path}:${line}: a proof is OPERATION | BEHAVIOUR | PROOF`);
    return;
  }
  for (const name of names.split(",").map((each) => each.trim())) {
    const operation = find(name);
    if (operation === undefined) problems.push(`${path}:${line}: '${name}' is no operation of the sandbox`);
    else rows.push({ operation, behaviour, proof, test: basename(path) });
  }
}

for (const operation of known.values()) {
  if (!rows.some((row) => row.operation === operation)) problems.push(`no case shows ${operation}`);
}

function table(operation: string): string {
  const own = rows.filter((row) => row.operation === operation);
  const lines = own.map(
    ({ behaviour, proof, test }) =>
      `| \`${operation}\` | ${behaviour} | ${proof} | [${test}](../test/conformance/${test}) |`,
  );
  return [...new Set(lines)].join("\n");
}

const document = `# What the sandbox does, and what shows it

Written by \`scripts/write-coverage.ts\` from the cases in \`test/conformance\`: change it there. Operations on events and views exist
below \`users/{user}\`, \`users/{user}/calendar\` and \`users/{user}/calendars/{calendar}\`. A proof is Microsoft's documentation (*learn*), reports of
users (*observed*), or nothing but a decision of the sandbox (*sandbox*).

| operation | behaviour | proof | case |
| --------- | --------- | ----- | ---- |
${[...known.values()]
  .map(table)
  .filter((text) => text !== "")
  .join("\n")}
`;

const isCheck = process.argv.includes("--check");
if (!isCheck) writeFileSync(file, document);
else if (readFileSync(file, "utf8") !== document) {
  problems.push("sandbox/COVERAGE.md is not what test/conformance says: run npm run docs.");
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
}
