// Runs everything that proves the product, or with --fast what a developer wants to know within a minute, and closes with one line
// of totals: "N passed, M failed".
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const root = new URL("..", import.meta.url).pathname;
const isFast = process.argv.includes("--fast");

/** Fast: what needs neither another process nor a browser nor much of the network stack. */
const FAST = [
  "src/**/*.test.ts",
  "test/tidy/*.test.ts",
  "test/contract/*.test.ts",
  "test/scenario/*.test.ts",
];
const NOT_FAST = ["test/scenario/on-the-sandbox.test.ts"];
const EVERYTHING = [
  ...FAST,
  "test/simulation/*.test.ts",
  "test/conformance/*.test.ts",
  "test/journey/*.test.ts",
];

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

const found = isFast ? globSync(FAST, { cwd: root, exclude: NOT_FAST }) : globSync(EVERYTHING, { cwd: root });
const files = found.map((file) => `${root}${file}`);
const events = run({ files, concurrency: 2 });
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
