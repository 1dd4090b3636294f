// `release`: takes a person's answer to held deletions; the next cycle carries it out.
import type { ReleaseReport, Watch } from "../inbound/cli/actions.ts";
import { releaseHeld } from "./held.ts";
import type { Instance } from "./instance.ts";
import { leaseOrService } from "./lease-or-service.ts";
import { openStores } from "./open-stores.ts";

export async function release(
  instance: Instance,
  options: { user: string; answer: "confirm" | "restore" },
  watch: Watch,
): Promise<ReleaseReport> {
  const asked = await leaseOrService(instance, watch);
  if ("entry" in asked) return asked.ask("release", options);
  try {
    const stores = await openStores(instance, "write");
    try {
      return await releaseHeld(stores, options);
    } finally {
      await stores.close();
    }
  } finally {
    asked.release();
  }
}
