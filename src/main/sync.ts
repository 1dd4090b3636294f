// `sync`: one cycle in this process; beside a running service that service does it, beside another `sync` it waits its turn.
import type { SyncReport } from "../contract/report.ts";
import { runCycle } from "../engine/cycle.ts";
import type { Ports } from "../engine/ports.ts";
import type { OnProgress } from "../engine/progress.ts";
import type { Watch } from "../inbound/cli/actions.ts";
import { openPorts } from "./assemble.ts";
import type { Instance } from "./instance.ts";
import { leaseOrService } from "./lease-or-service.ts";
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
