// What a person decides at the desk, beside the cycles: answers to held deletions, undo, the other side of a conflict, pauses. A running service
// does it; otherwise this process does, with the lease.
import type { DeskPorts } from "../engine/by-hand.ts";
import { realEntropy } from "../gateways/system/entropy.ts";
import type { Watch } from "../inbound/cli/actions.ts";
import type { ControlWork } from "../inbound/control/control-server.ts";
import { takeConflict } from "./conflicts.ts";
import { releaseHeld } from "./held.ts";
import type { Instance } from "./instance.ts";
import { leaseOrService } from "./lease-or-service.ts";
import { openStores } from "./open-stores.ts";
import { pause, resume } from "./paused.ts";
import { undo } from "./undo.ts";

const DESK_WORK = { release: releaseHeld, undo, takeConflict, pause, resume } as const;
type DeskWork = typeof DESK_WORK;
type Order<Name extends keyof DeskWork> = Parameters<DeskWork[Name]>[1];
type Result<Name extends keyof DeskWork> = Awaited<ReturnType<DeskWork[Name]>>;

export async function atDesk<Name extends keyof DeskWork>(
  instance: Instance,
  watch: Watch,
  name: Name,
  order: Order<Name>,
): Promise<Result<Name>> {
  const asked = await leaseOrService(instance, watch);
  if ("entry" in asked) return asked.ask<Result<Name>>(name, order);
  try {
    const stores = await openStores(instance, "write");
    try {
      const ports = { ...stores, clock: instance.clock, entropy: realEntropy };
      return await perform(ports, name, order);
    } finally {
      await stores.close();
    }
  } finally {
    asked.release();
  }
}

/** The same for the service's door; `alone` keeps the passes away meanwhile. */
export function deskWork(
  ports: DeskPorts,
  alone: <Value>(work: () => Promise<Value>) => Promise<Value>,
): ControlWork {
  const names = Object.keys(DESK_WORK) as (keyof DeskWork)[];
  return Object.fromEntries(
    names.map((name) => [name, (order: unknown) => alone(() => perform(ports, name, order as never))]),
  );
}

function perform<Name extends keyof DeskWork>(
  ports: DeskPorts,
  name: Name,
  order: Order<Name>,
): Promise<Result<Name>> {
  const work = DESK_WORK[name] as (ports: DeskPorts, order: Order<Name>) => Promise<Result<Name>>;
  return work(ports, order);
}
