// Who may work on the state: this process once it has the lease, or the service that is running and is asked instead.
import { Fault } from "../core/fault.ts";
import { type Lease, takeLease } from "../gateways/state/lease.ts";
import type { Watch } from "../inbound/cli/actions.ts";
import { type Instance, makeDataFolder } from "./instance.ts";
import { checkState } from "./open-stores.ts";
import { findRunningService, type RunningService } from "./running-service.ts";

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
