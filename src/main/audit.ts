// `audit`: both sides compared in full, in this process; beside a running service that service does it.
import type { AuditReport } from "../contract/audit.ts";
import { auditEverybody } from "../engine/audit-everybody.ts";
import type { Ports } from "../engine/ports.ts";
import type { Watch } from "../inbound/cli/actions.ts";
import { openPorts } from "./assemble.ts";
import type { Instance } from "./instance.ts";
import { leaseOrService } from "./lease-or-service.ts";
import { findCredentials } from "./settings/credentials.ts";

export interface AuditOrder {
  readonly users: readonly string[];
}

export async function auditOnce(instance: Instance, order: AuditOrder, watch: Watch): Promise<AuditReport> {
  const asked = await leaseOrService(instance, watch, () => {
    findCredentials(instance.settings, instance.dataFolder, instance.environment);
  });
  if ("entry" in asked) return asked.ask("audit", order, { signal: watch.signal });
  try {
    const ports = await openPorts(instance, "write");
    try {
      return await audit(ports, instance, order, watch.signal);
    } finally {
      await ports.close();
    }
  } finally {
    asked.release();
  }
}

/** As the settings say; in this process or inside of the service. */
export function audit(
  ports: Ports,
  { settings }: Pick<Instance, "settings">,
  { users }: AuditOrder,
  signal: AbortSignal,
): Promise<AuditReport> {
  return auditEverybody(ports, {
    company: settings.Company,
    sync: settings.Sync,
    logins: users.length === 0 ? null : users,
    signal,
  });
}
