// Which suites look at a file, the quickest first, and running one of them in a copy of the repository until its first failure.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { basename, dirname } from "node:path";
import { run } from "node:test";

export interface Suite {
  readonly name: string;
  readonly files: readonly string[];
  readonly except?: string;
}

/** What a suite found first; null: nothing. */
export type Finding = string | null;

const SANDBOX = "test/scenario/on-the-sandbox.test.ts";
const SCENARIOS: Suite = { name: "scenarios", files: ["test/scenario/*.test.ts"], except: SANDBOX };
const ON_THE_SANDBOX: Suite = { name: "scenarios on the sandbox", files: [SANDBOX] };
const EVERY_FAULT: Suite = { name: "every fault", files: ["test/simulation/every-fault.test.ts"] };
const STORES: Suite = {
  name: "contracts of the stores",
  files: ["test/contract/planning*.test.ts", "test/contract/state*.test.ts"],
};
const CALENDAR: Suite = {
  name: "contracts of Microsoft 365",
  files: ["test/contract/calendar*.test.ts", "test/contract/subscription*.test.ts"],
};

/** Longer than any suite takes: a mutant that never comes to an end is noticed too. */
const LONGEST_MS = 15 * 60_000;

export function suitesFor(file: string): readonly Suite[] {
  const room = ["src/core", "src/engine"].find((layer) => file.startsWith(`${layer}/`)) ?? dirname(file);
  const beside = { name: "unit tests", files: [`${room}/**/*.test.ts`] };
  if (file.startsWith("src/gateways/graph/")) return [beside, CALENDAR, ON_THE_SANDBOX];
  if (file.startsWith("src/gateways/")) return [STORES, SCENARIOS, EVERY_FAULT];
  if (file.startsWith("src/core/mapping/")) return [beside, CALENDAR, SCENARIOS, ON_THE_SANDBOX, EVERY_FAULT];
  return [beside, SCENARIOS, EVERY_FAULT];
}

export function everySuite(): readonly Suite[] {
  const units = { name: "unit tests", files: ["src/{core,engine,gateways,inbound}/**/*.test.ts"] };
  return [units, STORES, CALENDAR, SCENARIOS, ON_THE_SANDBOX, EVERY_FAULT];
}

/** The first test that fails, by its name. */
export async function runSuite(root: string, { name: suite, files, except }: Suite): Promise<Finding> {
  const found = globSync([...files], { cwd: root, exclude: except === undefined ? [] : [except] });
  if (found.length === 0) throw new Error(`${suite}: there is no such test file`);
  const stop = new AbortController();
  const overtime = setTimeout(() => stop.abort(), LONGEST_MS);
  let finding: Finding = null;
  const events = run({
    files: found.map((file) => `${root}/${file}`),
    cwd: root,
    concurrency: 2,
    signal: stop.signal,
  });
  events.on("test:fail", ({ name, file, details }) => {
    const { failureType } = details.error as { failureType?: string };
    if (failureType === "subtestsFailed" || finding !== null) return;
    finding = stop.signal.aborted ? "it never came to an end" : `${name} (${basename(file ?? "")})`;
    stop.abort();
  });
  for await (const _ of events.compose(ignoring)) {
    // Until the last of them has ended.
  }
  clearTimeout(overtime);
  return finding;
}

async function* ignoring(events: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const _ of events) yield "";
}

/** The first seed that fails, of so many. */
export async function runSeeds(root: string, count: number): Promise<Finding> {
  const simulate = ["scripts/simulate.ts", "--seeds", String(count)];
  // A group of its own, so that whatever it starts ends with it.
  const player = spawn(process.execPath, simulate, { cwd: root, stdio: "pipe", detached: true });
  let output = "";
  let seed: string | null = null;
  const hear = (chunk: unknown) => {
    output = `${output}${chunk}`.slice(-2_000);
    seed ??= /seed \d+ failed/.exec(output)?.[0] ?? null;
    if (seed !== null && player.pid !== undefined && player.exitCode === null) process.kill(-player.pid);
  };
  player.stdout.on("data", hear);
  player.stderr.on("data", hear);
  const [status] = await once(player, "close");
  return seed ?? (status === 0 ? null : output.trim());
}
