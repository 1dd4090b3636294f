// Naming what waits.
import type { WaitingKey } from "../../../src/contract/console/decisions.ts";

export function keyOf({ user, appointment, event }: WaitingKey): WaitingKey {
  return { user, appointment, event };
}

export function nameOf(key: WaitingKey): string {
  return JSON.stringify(keyOf(key));
}
