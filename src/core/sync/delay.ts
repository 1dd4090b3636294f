// How long an edit was on its way to the other side.
import type { DelayReport, Side } from "../../contract/report.ts";
import type { Item, WriteVerdict } from "./item.ts";

/**
 * Seconds from the edit until the write that carries it to this side was done; null where no edit was told of. What a rule takes back on
 * the side of the edit has nowhere to arrive. Two clocks may differ: never below zero.
 */
export function delaySeconds(
  side: Side,
  { editedAt }: Pick<Item, "editedAt">,
  { isRevert }: Pick<WriteVerdict, "isRevert">,
  now: number,
): number | null {
  const from = editedAt[side === "planning" ? "office365" : "planning"];
  return from === null || isRevert ? null : Math.max(0, Math.round(now - from) / 1000);
}

/** Null where nothing arrived. By the nearest rank. */
export function summariseDelays(seconds: readonly number[]): DelayReport | null {
  const sorted = seconds.toSorted((a, b) => a - b);
  const within = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return sorted.length === 0
    ? null
    : { count: sorted.length, p50Seconds: within(0.5), p95Seconds: within(0.95) };
}
