// Plants one mutant after the other in a copy of the repository and runs the suites until one notices: npm run mutants
// [-- --only TEXT …] [--seeds 120000] [--no-control]. Ends with 1 if one survives.
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { MUTANTS, type Mutant, mutated } from "./mutants/mutant.ts";
import { everySuite, type Finding, runSeeds, runSuite, suitesFor } from "./mutants/suites.ts";

const root = new URL("..", import.meta.url).pathname;
const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: "string", multiple: true, default: [] },
    seeds: { type: "string", default: "120000" },
    control: { type: "boolean", default: true },
  },
});
const seeds = Number(values.seeds);

/** What is under version control, or will be; the packages are not copied. */
function copyRepository(copy: string): void {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: root, encoding: "utf8" }).trim().split("\n");
  for (const file of files.filter((one) => existsSync(join(root, one)))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
}

interface Caught {
  readonly suite: string;
  readonly finding: string;
}

/** What does not compile would be noticed by anything, and prove nothing. What it leaves unused is no matter. */
function refuseUncompilable(copy: string, { name }: Mutant): void {
  const options = ["--noEmit", "-p", ".", "--noUnusedLocals", "false", "--noUnusedParameters", "false"];
  const { status, stdout } = spawnSync("node_modules/.bin/tsc", options, { cwd: copy, encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} does not compile: ${stdout}`);
}

async function hunt(copy: string, { file }: Mutant): Promise<Caught | null> {
  for (const suite of suitesFor(file)) {
    const finding = await runSuite(copy, suite);
    if (finding !== null) return { suite: suite.name, finding };
  }
  const finding: Finding = await runSeeds(copy, seeds);
  return finding === null ? null : { suite: "seeds", finding };
}

/** Without a mutant nothing fails: else what notices one would prove nothing. */
async function checkControl(copy: string): Promise<void> {
  for (const suite of everySuite()) {
    const finding = await runSuite(copy, suite);
    if (finding !== null) throw new Error(`Without any mutant: ${suite.name}, ${finding}`);
  }
  console.log("Without a mutant every suite passes.");
}

async function huntAll(copy: string, mutants: readonly Mutant[]): Promise<number> {
  let survivors = 0;
  for (const [index, mutant] of mutants.entries()) {
    const startedAt = performance.now();
    const path = join(copy, mutant.file);
    const source = readFileSync(path, "utf8");
    const planted = mutated(mutant, source);
    if (planted === null) throw new Error(`${mutant.name}: its text does not stand once in ${mutant.file}`);
    writeFileSync(path, planted);
    refuseUncompilable(copy, mutant);
    const caught = await hunt(copy, mutant);
    writeFileSync(path, source);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    if (caught === null) survivors += 1;
    const told =
      caught === null ? `SURVIVES ${seeds} seeds: ${mutant.harm}` : `${caught.suite}: ${caught.finding}`;
    console.log(`${index + 1}. ${mutant.name} | ${told} | ${seconds} s`);
  }
  return survivors;
}

const mutants = MUTANTS.filter(
  ({ name }) => values.only.length === 0 || values.only.some((text) => name.includes(text)),
);
const copy = mkdtempSync(join(tmpdir(), "mutants-"));
try {
  copyRepository(copy);
  if (values.control) await checkControl(copy);
  const survivors = await huntAll(copy, mutants);
  console.log(`${mutants.length} mutants, ${survivors} survive`);
  if (survivors > 0 || mutants.length === 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true });
}
