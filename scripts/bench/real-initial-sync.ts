// The initial sync once more in real time, as a command against the sandbox over HTTPS, on the trace that was also played: it has to take as long
// as in played time. What only a real process has is measured here: memory, and how long its event loop is held up.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SyncReport } from "../../src/contract/report.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { COMPANY, fillPlanning, type Size } from "./company.ts";
import { floorOf, type InitialOrder } from "./initial-sync.ts";
import type { Reading } from "./probe.ts";
import { ProductProcess } from "./product-process.ts";
import { SandboxProcess, type Summary } from "./sandbox-process.ts";
import { Trace, WEATHERS } from "./trace.ts";

export interface RealInitialRun
  extends InitialOrder,
    Reading,
    Pick<Summary, "violations" | "refusals" | "peak"> {
  /** Milliseconds: of the cycle, of the whole process, the floor, and until the coming 14 days were done. */
  readonly ours: number;
  readonly process: number;
  readonly floor: number;
  readonly soon: number;
}

/** A data folder with the jobs of all in its planning database, and a sandbox; both are gone when `work` has ended. */
export async function onGround<Result>(
  order: InitialOrder | (Size & { readonly weather: null; readonly seed: number }),
  work: (folder: string, sandbox: SandboxProcess) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  let sandbox: SandboxProcess | null = null;
  try {
    const planning = await openPlanning({ file: join(folder, "planning.db"), company: COMPANY });
    await fillPlanning(planning, order, Date.now());
    await planning.close();
    sandbox = await SandboxProcess.start({ ...order, folder });
    return await work(folder, sandbox);
  } finally {
    await sandbox?.stop();
    rmSync(folder, { recursive: true });
  }
}

export function realInitialSync(order: InitialOrder): Promise<RealInitialRun> {
  return onGround(order, async (folder, sandbox) => {
    const began = performance.now();
    const { stdout, reading } = await new ProductProcess(["sync", "--json"], folder, sandbox).ended;
    const process = performance.now() - began;
    const { startedAt, finishedAt } = JSON.parse(stdout) as SyncReport;
    const summary = await sandbox.summary();
    assertComplete(order, summary);
    if (reading === null) throw new Error("The process told nothing of itself.");
    const { violations, refusals, peak, soonDoneAt } = summary;
    return {
      ...order,
      ...reading,
      ours: Date.parse(finishedAt) - Date.parse(startedAt),
      process,
      floor: floorOf(order, new Trace(WEATHERS[order.weather], order.seed)),
      soon: soonDoneAt - Date.parse(startedAt),
      violations,
      refusals,
      peak,
    };
  });
}

export function assertComplete({ people, appointments }: Size, { events, doubled }: Summary): void {
  if (events !== people * appointments || doubled > 0)
    throw new Error(`${events} events instead of ${people * appointments}, ${doubled} of them twice.`);
}
