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
/** How often the progress is told where nobody watches a terminal. */
const TOLD_TIMES = 50;

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
  const { isTTY } = process.stderr;
  let [played, failed, told] = [0, 0, 0];
  const tellProgress = () => {
    const perSecond = (played / (performance.now() - startedAt)) * 1000;
    const line = `${played} of ${count}, ${failed} failed, ${perSecond.toFixed(0)} a second`;
    process.stderr.write(isTTY ? `\r${line}` : `${line}\n`);
    told = played;
  };
  const { failures, tally } = await playAll({ from, count, cores }, (one: Told) => {
    if (one.kind === "failed") {
      failed += 1;
      tellFailure(one.failure);
    }
    if (one.kind !== "progress") return;
    played += one.played;
    // Into a file only now and then.
    if (isTTY || played - told >= count / TOLD_TIMES) tellProgress();
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
