// Measures the console's dispatch board in a real browser before a real service: npm run bench:console
//   -- --people 50 --appointments 5000   the size of the company and of its month
//   -- --consoles 100                    how many boards are open at once in the last part
// Prints what was measured beside its goal. Wants a quiet machine: browser, service and sandbox share its cores.
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { measureBoard } from "./bench/board-browser.ts";
import { onBoard } from "./bench/board-ground.ts";
import { openConsoles } from "./bench/open-consoles.ts";

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "50" },
    appointments: { type: "string", default: "5000" },
    consoles: { type: "string", default: "100" },
  },
});
const size = { people: Number(values.people), appointments: Number(values.appointments) };
const ASSETS = new URL("../console/dist/assets/", import.meta.url);

/** Kilobytes of what a page has loaded, gzipped. */
function kilobytesOf(scripts: readonly string[]): number {
  const bytes = (name: string) => gzipSync(readFileSync(new URL(name, ASSETS))).length;
  return scripts.reduce((sum, name) => sum + bytes(name), 0) / 1_000;
}

/** Every other view with all that they share: more than any of them loads. */
function allButTheBoard(): readonly string[] {
  return readdirSync(ASSETS).filter((name) => name.endsWith(".js") && !name.startsWith("Board"));
}

function line(what: string, value: number, goal: number | null, unit: string): void {
  const shown = `${Math.round(value * 10) / 10} ${unit}`;
  const verdict = goal === null ? "" : `   goal ${goal} ${unit}: ${value <= goal ? "met" : "missed"}`;
  console.log(`${what.padEnd(58)} ${shown.padStart(12)}${verdict}`);
}

console.log(
  `${type()} ${release()}, ${cpus()[0]?.model ?? "?"}, ${availableParallelism()} cores, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
);
console.log(
  `${size.people} employees, ${size.appointments} appointments in the month; every number is the worst of its kind.`,
);
await onBoard(size, async (ground) => {
  const board = await measureBoard(ground.setUpUrl);
  line("JavaScript, gzipped: all views but the board together", kilobytesOf(allButTheBoard()), 120, "kB");
  line("JavaScript, gzipped: what the board's page loaded", kilobytesOf(board.scripts), 250, "kB");
  line("Blocks in the month; drawn of them", board.drawn, null, `of ${board.known}`);
  line("First paint of the frame", board.firstPaint, 1_500, "ms");
  line("Until the month's blocks are painted", board.blocksPainted, 1_500, "ms");
  line("A drag: until the ghost is painted", board.dragAnswer, 50, "ms");
  line("A drag: until the block is painted in its new place", board.dropAnswer, 50, "ms");
  line("A drag: until it is stored", board.stored, 300, "ms");
  line("Scrolling through the month: longest task", board.longestScrollTask, 100, "ms");
  line("Scrolling through the month: slowest frame", board.slowestFrame, null, "ms");
  const consoles = await openConsoles(ground, Number(values.consoles));
  line(`Service at rest, no console: work`, consoles.alone.percent, null, "% of a core");
  line(`Service at rest, ${values.consoles} consoles: work`, consoles.many.percent, null, "% of a core");
  line(
    `Service at rest, ${values.consoles} consoles: event loop late, p99`,
    consoles.many.delayP99,
    null,
    "ms",
  );
  line(`A change with ${values.consoles} consoles: work of the service`, consoles.changeMs, null, "ms");
  line(`A change with ${values.consoles} consoles: until all have read it`, consoles.toldMs, null, "ms");
});
