// docs/performance.md, every number of which comes out of docs/performance.json.
import {
  duration,
  goalsOf,
  mebibytes,
  percent,
  ratio,
  seconds,
  tenths,
  thousandths,
  times,
} from "./goals.ts";
import { NOTICES } from "./picture.ts";
import type { Results } from "./results.ts";

const MADE = "This file is made by `npm run docs` out of `performance.json`, which `npm run bench` writes.";

export function pageOf(results: Results): string {
  return `${[
    "# Performance",
    MADE,
    machine(results),
    goals(results),
    "![How long an initial sync takes beside its floor, and how long edits take to arrive](performance.svg)",
    HOW,
    initialSync(results),
    real(results),
    delays(results),
    idle(results),
    limits(results),
    memory(results),
    kills(results),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function machine({ machine: { day, node, system, processor, cores, memory, load, seed } }: Results): string {
  return `Measured on ${day}: Node ${node}, ${system}, ${cores} cores (${processor}), ${mebibytes(memory)}, load ${load.toFixed(1)} at the start, seed ${seed}.`;
}

function goals(results: Results): string {
  const rows = goalsOf(results).map(({ goal, measured, isMet, reason }) => [
    goal,
    measured,
    isMet === null ? "–" : isMet ? "yes" : `**no**: ${reason}`,
  ]);
  return `## Goals\n\n${table(["goal", "measured", "met"], rows)}`;
}

const HOW = `## How it is measured

**Played time.** The real engine, the real gateways and the real gates run over databases in memory against the sandbox's core in the same
process; the clock stands still while anything works and jumps to whoever wakes up next. So hours take seconds, no moment of the machine is in
a result, and the same seed gives the same result on every machine. What played time cannot know, computing and the disk, real time shows:
commands as processes over HTTPS, and both have to agree.

**The trace.** The n-th request to a mailbox takes the same time, and is refused or not, whichever client sends it: drawn from the seed. *fixed*:
each takes 250 ms. *scattered*: log-normal with a median of 250 ms, 95 % within 900 ms, and 0.5 % refused with a \`Retry-After\` of 2 s,
whatever a client does. No vendor publishes how long Exchange takes to make an event: these are assumptions, and the ratios mean more than the times.

**The floor** (\`scripts/bench/floor.ts\`) is a lower bound for one reading and all creates of each mailbox on that trace: four at a time, 10,000 in ten
minutes, nothing sent before a \`Retry-After\` has passed. It knows neither an order nor reading before writing, so nobody can reach it quite. Every
client of a run is held against it: one that were faster would fail the benchmark.

**The naive client** sends one request at a time, mailbox after mailbox. **Four workers** have four lanes for each mailbox, all mailboxes at once,
without batches. Both are played on the same trace, know beforehand what to write and keep no memory: less work than ours.

\`npm run bench\` runs all of it, \`npm run bench -- --only idle --runs 1\` a part, \`-- --full\` also the dearest sizes. A run in which nothing was
written, something stands twice or is missing, or a \`Retry-After\` was not kept, is no result.`;

function initialSync({ initialSync: rows }: Results): string {
  if (rows.length === 0) return "";
  const head = [
    "mailboxes × appointments",
    "trace",
    "runs",
    "floor",
    "ours",
    "floor ÷ ours (worst)",
    "four workers",
    "naive",
    "naive ÷ ours",
    "coming 14 days",
  ];
  const body = rows.map((row) => [
    `${row.people} × ${row.appointments.toLocaleString("en")}`,
    row.weather,
    String(row.runs),
    duration(row.floor),
    duration(row.ours),
    `${ratio(row.efficiency)} (${ratio(row.worst)})`,
    duration(row.fourWorkers),
    duration(row.naive),
    times(row.speedUp),
    seconds(row.soon),
  ]);
  return `## Initial sync\n\nPlayed time, medians; where one run is told, the trace has no chance in it or the size is too dear for more. The last column: until
everybody's coming two weeks stand in all calendars.\n\n${table(head, body)}`;
}

function real({ real: rows }: Results): string {
  if (rows.length === 0) return "";
  const head = [
    "mailboxes × appointments",
    "trace",
    "played",
    "real",
    "apart",
    "floor ÷ real",
    "coming 14 days",
    "timers late, 99 % (longest)",
    "RSS at most",
    "work of one core",
  ];
  const body = rows.map((row) => [
    `${row.people} × ${row.appointments.toLocaleString("en")}`,
    row.weather,
    duration(row.played),
    duration(row.ours),
    percent(Math.abs(row.ours - row.played) / row.played),
    ratio(row.floor / row.ours),
    seconds(row.soon),
    `${tenths(row.delayP99)} ms (${seconds(row.delayMax)})`,
    mebibytes(row.peakRss),
    `${tenths(row.cpu)} s`,
  ]);
  return `## The same in real time\n\nThe command \`sync\` against the sandbox over HTTPS, one run each, from the start of the cycle to its end.\n\n${table(head, body)}`;
}

function delays({ delays: rows }: Results): string {
  if (rows.length === 0) return "";
  const body = rows.map(({ when, direction, notices, edits, p50, p95, longest }) => [
    direction === "planningToOutlook" ? "planning to Outlook" : "Outlook to planning",
    when === "working" ? "working hours" : "night",
    NOTICES[notices],
    String(edits),
    seconds(p50),
    seconds(p95),
    seconds(longest),
  ]);
  return `## From edit to arrival\n\nPlayed time, scattered trace, 50 people, one edit in 36 seconds in each direction at moments of chance, measured from outside by looking at
the other side ten times a second. *Notices at once* leave out what Microsoft takes to tell (under a minute on average by its own figures, three at most, and nothing
promised for events); *late* ones take 20 s on average.\n\n${table(["direction", "when", "how", "edits", "half within", "95 % within", "longest"], body)}`;
}

function idle({ idle: rows, service }: Results): string {
  const [run] = rows;
  if (run === undefined) return "";
  const rested = service.find(({ people }) => people === 500);
  const work =
    rested === undefined
      ? []
      : [
          [
            "milliseconds of work of one core (real time)",
            `${((rested.cpu * 1000) / Math.max(1, rested.requests)).toFixed(2)}`,
          ],
        ];
  const body = [
    ["requests", ratio(run.requests / run.looks)],
    ["HTTP calls", thousandths(run.calls / run.looks)],
    ["SQL statements in both databases", tenths(run.statements / run.looks)],
    ["writes", String(run.writes)],
    ...work,
  ];
  return `## At rest\n\n${run.mailboxes} mailboxes in which nothing happens, ${run.minutes} minutes of working hours in played time: ${run.looks.toLocaleString("en")} looks. For each mailbox and cycle:\n\n${table(["", ""], body)}\n\nIn that time ${run.audits} full comparisons fell due, each mailbox's once a day; they asked ${run.auditRequests} times more and recorded their outcome.`;
}

function limits({ limits: rows }: Results): string {
  if (rows.length === 0) return "";
  const body = rows.map((run) => [
    run.whose === "mailbox"
      ? "a mailbox's: 4, after a minute 2, after two 1"
      : "the application's: after ten seconds 4 over ten mailboxes",
    run.weather,
    duration(run.floor),
    duration(run.ours),
    ratio(run.floor / run.ours),
    `${run.refusals} of ${run.requests.toLocaleString("en")}`,
    String(run.violations),
    String(run.gaveUp),
  ]);
  return `## Limits that fall while it runs\n\nNobody tells the product. The floor knows the limits, and loses nothing to finding out.\n\n${table(["limit", "trace", "floor", "ours", "floor ÷ ours", "refused", "asked too early", "passes that gave up and were taken up by the next cycle"], body)}`;
}

function memory({ service: rows, real }: Results): string {
  if (rows.length === 0) return "";
  const body = rows.map((run) => [
    `${run.people} × ${run.links.toLocaleString("en")}, at rest`,
    mebibytes(run.rss),
    `${mebibytes(run.peakRss)}, until an edit for everybody had arrived`,
  ]);
  const initial = real.map((run) => [
    `${run.people} × ${run.appointments.toLocaleString("en")}, initial sync`,
    mebibytes(run.rss),
    mebibytes(run.peakRss),
  ]);
  return `## Memory\n\nResident, of the process; run from the source, whose types Node strips at the start.\n\n${table(["mailboxes × links", "at the end", "at most"], [...body, ...initial])}`;
}

function kills({ kills: rows }: Results): string {
  const [run] = rows;
  if (run === undefined) return "";
  const body = [
    ["undisturbed", seconds(run.undisturbed), String(run.requestsUndisturbed), "0", "0"],
    [
      `killed ${run.kills} times`,
      seconds(run.killed),
      String(run.requestsKilled),
      String(run.repeated),
      String(run.doubled),
    ],
  ];
  return `## Killed twenty times\n\nReal time, ${run.people} mailboxes × ${run.appointments}, SIGKILL spread evenly over the writes; from a start until its first event ${seconds(run.start)}.\n\n${table(["", "took", "requests", "creates sent once more", "events twice"], body)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
