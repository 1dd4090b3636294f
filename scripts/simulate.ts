// Plays many seeds on all cores: npm run simulate -- --seeds 100000 [--from 1] [--cores 2], or one again: --replay SEED. Ends with what
// the stories met, and fails where one of the things that they are to meet never happened.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { neverMet } from "../test/simulation/expected.ts";
import { playAll, playShare, type Told } from "../test/simulation/share.ts";
import type { Failure } from "../test/simulation/simulate.ts";
import type { Tally } from "../test/simulation/tally.ts";

/** In so many stories everything is met. */
const MEETS_ALL = 10_000;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10000" },
    from: { type: "string", default: "1" },
    cores: { type: "string", default: String(availableParallelism()) },
    replay: { type: "string" },
  },
});

function tellFailure({ seed, error, lines }: Failure): void {
  console.error(`\nseed ${seed} failed; again with: npm run simulate -- --replay ${seed}\n${error}\n`);
  console.error(lines.join("\n"));
}

async function replay(seed: number): Promise<void> {
  let hasFailed = false;
  await playShare({ from: seed, end: seed + 1, step: 1 }, (told) => {
    if (told.kind !== "failed") return;
    hasFailed = true;
    tellFailure(told.failure);
  });
  if (!hasFailed) console.log(`seed ${seed} ends well`);
  process.exitCode = hasFailed ? 1 : 0;
}

async function playMany(from: number, count: number, cores: number): Promise<void> {
  const startedAt = performance.now();
  let played = 0;
  const { failures, tally } = await playAll({ from, count, cores }, (told: Told) => {
    if (told.kind === "failed") tellFailure(told.failure);
    if (told.kind !== "progress" || !process.stderr.isTTY) return;
    played += told.played;
    const perSecond = (played / (performance.now() - startedAt)) * 1000;
    process.stderr.write(`\r${played} of ${count}, ${perSecond.toFixed(0)} a second`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const missing = count < MEETS_ALL ? [] : neverMet(tally);
  tellTally(tally);
  for (const name of missing) console.error(`never met: ${name}`);
  const perSecond = count / seconds;
  console.log(
    `${count} seeds, ${failures.length} failed, ${perSecond.toFixed(1)} a second on ${cores} cores, ` +
      `${(perSecond / cores).toFixed(1)} a second and core`,
  );
  if (failures.length + missing.length > 0) process.exitCode = 1;
}

function tellTally({ counts }: Tally): void {
  console.log("");
  for (const [name, times] of [...counts].sort()) console.log(`${String(times).padStart(9)}  ${name}`);
  console.log("");
}

if (values.replay !== undefined) await replay(Number(values.replay));
else await playMany(Number(values.from), Number(values.seeds), Number(values.cores));
