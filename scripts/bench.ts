// Measures how fast the product is beside what Microsoft's limits allow: npm run bench
//   -- --only initial,real,delays,idle,service,limits,kills   a part; the results are printed, and kept only with --out
//   -- --runs 5      seeds for each size that chance has a part in
//   -- --seed 1      the first of them
//   -- --full        also the dearest sizes: 10,000 appointments for many mailboxes
//   -- --out FILE    the results as JSON; without --only docs/performance.json, from which page and picture are written
// All of it takes about a quarter of an hour; what runs in real time wants a quiet machine.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { parseArgs, promisify } from "node:util";
import type { DelayRun } from "./bench/delays.ts";
import { duration, goalsOf, mebibytes } from "./bench/goals.ts";
import type { IdleRun } from "./bench/idle.ts";
import type { InitialOrder, InitialRun } from "./bench/initial-sync.ts";
import type { JOBS } from "./bench/job.ts";
import { type KillsRun, playKills } from "./bench/kills.ts";
import type { LimitsRun } from "./bench/lowered-limits.ts";
import { realInitialSync } from "./bench/real-initial-sync.ts";
import { realService, type ServiceRun } from "./bench/real-service.ts";
import type { Machine, Results } from "./bench/results.ts";
import { delayRows, initialRow } from "./bench/summarise.ts";

const PARTS = ["initial", "delays", "idle", "limits", "real", "service", "kills"] as const;
type Part = (typeof PARTS)[number];

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    runs: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    full: { type: "boolean", default: false },
    out: { type: "string" },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const parts = (values.only?.split(",") ?? PARTS) as readonly Part[];
for (const part of parts)
  if (!PARTS.includes(part)) throw new RangeError(`There is no part '${part}': ${PARTS.join(", ")}.`);

/** Beyond so many appointments in all a run takes minutes of computing, and one has to do. */
const DEAR = 20_000;
const SIZES = [1, 10, 50].flatMap((people) =>
  [500, 2_000, 10_000].map((appointments) => ({ people, appointments })),
);
/** Both are played as well, under the same seed. */
const REAL: readonly InitialOrder[] = [
  { people: 50, appointments: 2_000, weather: "scattered", seed },
  { people: 10, appointments: 500, weather: "fixed", seed },
];

function initialOrders(): InitialOrder[] {
  return SIZES.flatMap((size) => {
    const isDear = size.people * size.appointments > DEAR;
    const seeds = Array.from({ length: isDear ? 1 : runs }, (_, index) => seed + index);
    // A fixed trace has no chance in it: another seed would be the same again.
    const fixed: InitialOrder = { ...size, weather: "fixed", seed };
    const scattered = seeds.map((one): InitialOrder => ({ ...size, weather: "scattered", seed: one }));
    return [fixed, ...scattered].filter((order) => values.full || !isForFull(order));
  });
}

/** The dearest: they take as long as everything else together. */
function isForFull({ people, appointments, weather }: InitialOrder): boolean {
  return appointments === 10_000 && (people === 50 || (people === 10 && weather === "scattered"));
}

type Orders = { [Name in keyof typeof JOBS]: Parameters<(typeof JOBS)[Name]>[0] };
type Runs = { [Name in keyof typeof JOBS]: Awaited<ReturnType<(typeof JOBS)[Name]>> };
const run = promisify(execFile);
const JOB = new URL("./bench/job.ts", import.meta.url).pathname;

/** Plays one benchmark in a process of its own. */
async function play<Name extends keyof typeof JOBS>(name: Name, order: Orders[Name]): Promise<Runs[Name]> {
  const began = performance.now();
  const args = ["--max-old-space-size=12000", JOB, name, JSON.stringify(order)];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1e9 });
  console.log(`${name} ${JSON.stringify(order)}: played in ${duration(performance.now() - began)}`);
  return JSON.parse(stdout) as Runs[Name];
}

/** As many at a time as there are cores, the longest first. */
async function playAll<Name extends keyof typeof JOBS>(
  name: Name,
  orders: readonly Orders[Name][],
): Promise<Runs[Name][]> {
  const done: Runs[Name][] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < orders.length; index = next++)
      done[index] = await play(name, orders[index] as Orders[Name]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return done;
}

function machine(): Machine {
  return {
    day: String(Temporal.Now.plainDateISO()),
    node: process.version,
    system: `${type()} ${release()}`,
    processor: cpus()[0]?.model.trim() ?? "",
    cores: cpus().length,
    memory: totalmem(),
    load: loadavg()[0] ?? 0,
    seed,
  };
}

async function measure(): Promise<Results> {
  const about = machine();
  console.log(
    `node ${about.node}, ${about.system}, ${about.cores} cores (${about.processor}), ${mebibytes(about.memory)}, load ${about.load.toFixed(1)}, seed ${seed}`,
  );
  const has = (part: Part) => parts.includes(part);
  const orders = [...(has("initial") ? initialOrders() : []), ...(has("real") ? REAL : [])];
  const unique = [...new Map(orders.map((order) => [keyOf(order), order])).values()];
  unique.sort((a, b) => b.people * b.appointments - a.people * a.appointments);
  const initial = await playAll("initialSync", unique);
  const delays: DelayRun[] = has("delays")
    ? await playAll("delays", [
        { when: "working", notices: "none", seed },
        { when: "working", notices: "atOnce", seed },
        { when: "working", notices: "late", seed },
        { when: "night", notices: "none", seed },
      ])
    : [];
  const idle: IdleRun[] = has("idle") ? await playAll("idle", [{ minutes: 10, seed }]) : [];
  const limits: LimitsRun[] = has("limits")
    ? await playAll(
        "loweredLimits",
        (["mailbox", "application"] as const).flatMap((whose) =>
          (["fixed", "scattered"] as const).map((weather) => ({ whose, weather, seed })),
        ),
      )
    : [];
  // What runs in real time runs by itself.
  const real = [];
  for (const order of has("real") ? REAL : []) {
    const played = initial.find((one) => keyOf(one) === keyOf(order));
    if (played !== undefined)
      real.push({ ...(await told("real", realInitialSync(order))), played: played.ours });
  }
  const service: ServiceRun[] = [];
  for (const people of has("service") ? [50, 500] : []) {
    const order = { people, links: 2_000, restSeconds: 60, seed };
    service.push(await told("service", realService(order)));
  }
  const kills: KillsRun[] = has("kills")
    ? [await told("kills", playKills({ people: 5, appointments: 300, kills: 20, seed }))]
    : [];
  const shown = has("initial")
    ? initial.filter((one) => initialOrders().some((order) => keyOf(order) === keyOf(one)))
    : [];
  const everything = [...initial, ...delays, ...idle, ...limits, ...real, ...service, ...kills];
  return {
    machine: about,
    initialSync: rowsOf(shown),
    real,
    delays: delays.flatMap(delayRows),
    idle,
    service,
    limits,
    kills,
    violations: everything.reduce((sum, { violations }) => sum + violations, 0),
  };
}

function keyOf({ people, appointments, weather, seed: one }: InitialOrder): string {
  return [people, appointments, weather, one].join(" ");
}

/** By weather, then by size. */
function rowsOf(all: readonly InitialRun[]) {
  const groups = Map.groupBy(all, ({ weather, people, appointments }) =>
    [weather, people, appointments].join(" "),
  );
  return [...groups.values()]
    .map(initialRow)
    .sort(
      (a, b) => a.weather.localeCompare(b.weather) || a.people - b.people || a.appointments - b.appointments,
    );
}

async function told<Run>(name: string, work: Promise<Run>): Promise<Run> {
  const began = performance.now();
  const done = await work;
  console.log(`${name}: measured in ${duration(performance.now() - began)} ${JSON.stringify(done)}`);
  return done;
}

const results = await measure();
if (results.initialSync.length > 0)
  console.table(
    results.initialSync.map(
      ({ people, appointments, weather, floor, ours, efficiency, fourWorkers, naive, soon }) => ({
        size: `${people} × ${appointments}`,
        weather,
        floor: duration(floor),
        ours: duration(ours),
        "floor ÷ ours": efficiency.toFixed(2),
        "four workers": duration(fourWorkers),
        naive: duration(naive),
        "14 days": duration(soon),
      }),
    ),
  );
const goals = goalsOf(results).filter(({ isMet }) => values.only === undefined || isMet !== null);
console.table(
  goals.map(({ goal, measured, isMet }) => ({
    goal,
    measured,
    met: isMet === null ? "–" : isMet ? "yes" : "NO",
  })),
);
const isWhole = values.only === undefined;
const out = values.out ?? (isWhole ? new URL("../docs/performance.json", import.meta.url).pathname : null);
if (out !== null) writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
if (isWhole && values.out === undefined) await import("./write-performance.ts");
if (results.violations > 0) process.exitCode = 1;
