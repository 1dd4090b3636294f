// In which order a pass writes: what people need in the coming days first, then outwards from today.
import type { Time } from "../core/model/fields.ts";
import type { Item } from "../core/sync/item.ts";
import type { Decided } from "./plan.ts";

const SOON_MS = 14 * 86_400_000;

/** Within the coming two weeks, or of today. */
export function isSoon(item: Item, now: number): boolean {
  const start = startOf(item);
  return start > now - 86_400_000 && start < now + SOON_MS;
}

export function soonestFirst(decided: readonly Decided[], now: number): readonly Decided[] {
  const rank = ({ item }: Decided) => (isSoon(item, now) ? 0 : 1);
  return decided
    .map((one) => ({ one, rank: rank(one), distance: Math.abs(startOf(one.item) - now) }))
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance)
    .map(({ one }) => one);
}

function startOf({ planning, event, link }: Item): number {
  const time: Time | undefined =
    planning.kind === "present"
      ? planning.row.fields.time
      : event.kind === "present"
        ? event.event.fields.time
        : link?.base.fields.time;
  if (time === undefined) return 0;
  return Date.parse(time.kind === "timed" ? time.start : time.startDate);
}
