// `sync`: one cycle in this process; beside a running service that service does it, beside another `sync` it waits its turn.
import type { SyncReport } from "../contract/report.ts";
import { Fault } from "../core/fault.ts";
import { runCycle } from "../engine/cycle.ts";
import type { Ports } from "../engine/ports.ts";
import type { OnProgress } from "../engine/progress.ts";
import { type Lease, takeLease } from "../gateways/state/lease.ts";
import type { Watch } from "../inbound/cli/actions.ts";
import { checkState, openPorts } from "./assemble.ts";
import { type Instance, makeDataFolder } from "./instance.ts";
import { findRunningService, type RunningService } from "./running-service.ts";
import { findCredentials } from "./settings/credentials.ts";

export interface SyncOrder {
  readonly users: readonly string[];
  readonly dryRun: boolean;
}

export async function syncOnce(instance: Instance, order: SyncOrder, watch: Watch): Promise<SyncReport> {
  const asked = await leaseOrService(instance, watch, () => {
    findCredentials(instance.settings, instance.dataFolder, instance.environment);
  });
  if ("entry" in asked) return asked.ask("sync", order, watch);
  try {
    const ports = await openPorts(instance, order.dryRun ? "look" : "write");
    try {
      return await cycle(ports, instance, order, watch);
    } finally {
      await ports.close();
    }
  } finally {
    asked.release();
  }
}

/** A cycle as the settings say; in this process or inside of the service. */
export function cycle(
  ports: Ports,
  { settings }: Pick<Instance, "settings">,
  { users, dryRun }: SyncOrder,
  { onProgress, signal }: { onProgress: OnProgress; signal: AbortSignal },
): Promise<SyncReport> {
  return runCycle(ports, {
    company: settings.Company,
    sync: settings.Sync,
    logins: users.length === 0 ? null : users,
    dryRun,
    onProgress,
    signal,
  });
}

/** How often somebody who waits asks again for the lease. */
const WAIT_MS = 500;

/**
 * The right to work on the state, or the service that has it. `before` runs where this process is to do the work, before
 * anything is written. Faults: `stateInUse` where waiting was broken off.
 */
export async function leaseOrService(
  instance: Instance,
  watch: Watch,
  before: () => void = () => undefined,
): Promise<Lease | RunningService> {
  let isTold = false;
  while (!watch.signal.aborted) {
    const service = await findRunningService(instance.serviceFile);
    if (service !== null) return service;
    before();
    await checkState(instance);
    makeDataFolder(instance);
    const lease = tryLease(instance.stateFile);
    if (lease !== null) return lease;
    if (!isTold) instance.log.information("Console", "Another termin-sync is at work here; waiting for it.");
    isTold = true;
    await instance.clock.sleep(WAIT_MS, watch.signal);
  }
  throw new Fault("unavailable", "stateInUse", { file: instance.stateFile });
}

function tryLease(stateFile: string): Lease | null {
  try {
    return takeLease(stateFile);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "stateInUse") return null;
    throw thrown;
  }
}
