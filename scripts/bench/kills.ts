// Benchmark (g) in real time: an initial sync whose process is killed twenty times, spread evenly over its writes, beside one that nobody kills.
import { setTimeout as sleep } from "node:timers/promises";
import type { Size } from "./company.ts";
import { ProductProcess } from "./product-process.ts";
import { assertComplete, onGround } from "./real-initial-sync.ts";
import type { SandboxProcess, Summary } from "./sandbox-process.ts";

const LOOK_MS = 20;

export interface KillsOrder extends Size {
  readonly kills: number;
  readonly seed: number;
}

export interface KillsRun extends KillsOrder {
  /** Milliseconds from the first start to the last end, undisturbed and with the kills. */
  readonly undisturbed: number;
  readonly killed: number;
  /** Of each start until the first event came: what each kill costs beside the work. */
  readonly start: number;
  /** Requests to mailboxes. */
  readonly requestsUndisturbed: number;
  readonly requestsKilled: number;
  /** Creates that were sent once more: their answers had been lost with the process. */
  readonly repeated: number;
  readonly doubled: number;
  readonly violations: number;
}

export async function playKills(order: KillsOrder): Promise<KillsRun> {
  const ground = { ...order, weather: "fixed" } as const;
  const calm = await onGround(ground, async (folder, sandbox) => {
    const began = performance.now();
    const [start] = await Promise.all([
      untilEvents(sandbox, 1).then(() => performance.now() - began),
      new ProductProcess(["sync"], folder, sandbox).ended,
    ]);
    return { took: performance.now() - began, start, summary: await complete(order, sandbox) };
  });
  const killed = await onGround(ground, async (folder, sandbox) => {
    const began = performance.now();
    const all = order.people * order.appointments;
    for (let kill = 1; kill <= order.kills; kill++) {
      const process = new ProductProcess(["sync"], folder, sandbox);
      await untilEvents(sandbox, Math.floor((all * kill) / (order.kills + 1)));
      process.send("SIGKILL");
      if ((await process.ended).code !== "SIGKILL") throw new Error("It had ended before it was killed.");
    }
    await new ProductProcess(["sync"], folder, sandbox).ended;
    return { took: performance.now() - began, summary: await complete(order, sandbox) };
  });
  return {
    ...order,
    undisturbed: calm.took,
    killed: killed.took,
    start: calm.start,
    requestsUndisturbed: calm.summary.requests,
    requestsKilled: killed.summary.requests,
    repeated: killed.summary.creates - order.people * order.appointments,
    doubled: killed.summary.doubled,
    violations: calm.summary.violations + killed.summary.violations,
  };
}

async function untilEvents(sandbox: SandboxProcess, count: number): Promise<void> {
  while ((await sandbox.summary()).events < count) await sleep(LOOK_MS);
}

async function complete(order: KillsOrder, sandbox: SandboxProcess): Promise<Summary> {
  const summary = await sandbox.summary();
  assertComplete(order, summary);
  return summary;
}
