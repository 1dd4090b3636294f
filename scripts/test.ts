// Runs everything that proves the product, or with --fast what a developer wants to know within a minute, or with --long what takes
// many minutes, and closes with one line of totals: "N passed, M failed". Other arguments (`--seed N`) reach the tests.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { parseArgs } from "node:util";

const root = new URL("..", import.meta.url).pathname;
const { values } = parseArgs({
  options: { fast: { type: "boolean" }, long: { type: "boolean" } },
  strict: false,
});

/** Fast: what needs neither another process nor a browser nor much of the network stack. */
const FAST = [
  "src/**/*.test.ts",
  "scripts/**/*.test.ts",
  "console/src/**/*.test.ts",
  "test/tidy/*.test.ts",
  "test/contract/*.test.ts",
  "test/scenario/*.test.ts",
  "test/simulation/some-faults.test.ts",
];
const NOT_FAST = ["test/scenario/on-the-sandbox.test.ts"];
const EVERYTHING = [
  ...FAST,
  "test/simulation/*.test.ts",
  "test/conformance/*.test.ts",
  "test/journey/*.test.ts",
];
/** The same as above, many times over. */
const LONG = ["test/long/*.test.ts"];

function testFiles(): string[] {
  if (values.fast) return globSync(FAST, { cwd: root, exclude: NOT_FAST });
  return globSync(values.long ? LONG : EVERYTHING, { cwd: root });
}

/** A check that is a program of its own: counts as one test. */
function check(name: string, command: string, ...options: string[]): boolean {
  const { status } = spawnSync(`node_modules/.bin/${command}`, options, { cwd: root, stdio: "inherit" });
  console.log(`${status === 0 ? "✔" : "✖"} ${name}`);
  return status === 0;
}

const checks = [
  check("format and lint", "biome", "check", "."),
  check("types", "tsc", "--noEmit", "-p", "."),
];
let passed = checks.filter(Boolean).length;
let failed = checks.length - passed;

const files = testFiles().map((file) => `${root}${file}`);
const events = run({ files, concurrency: 2, argv: process.argv.slice(2) });
events.on("test:pass", ({ details }) => {
  if (details.type !== "suite") passed += 1;
});
events.on("test:fail", ({ details }) => {
  if (details.type !== "suite") failed += 1;
});
events.compose(spec).pipe(process.stdout);
events.once("end", () => {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});
