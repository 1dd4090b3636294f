// Whether a reading has shown what somebody else changed in the calendar: neither our own echo, nor what was reported without being new.
import type { EventId } from "../core/model/ids.ts";
import type { Item, WriteVerdict } from "../core/sync/item.ts";
import { touchesPlanning } from "./act.ts";
import type { PassPlan } from "./plan.ts";

/** What it is answered with tells: a version also moves where nobody edited anything. */
export function showsForeignChange({ seen, plan }: PassPlan): boolean {
  return [...plan.free, ...plan.held].some(
    ({ item, verdict }) => verdict.kind === "write" && isAnswer(verdict) && isReported(item, seen.reported),
  );
}

/** An edit in the calendar reaches planning, is taken back there, or was overruled. What is taken back in planning was edited there. */
function isAnswer(verdict: WriteVerdict): boolean {
  return touchesPlanning(verdict) !== verdict.isRevert || verdict.conflicts.length > 0;
}

function isReported({ link, event }: Item, reported: ReadonlySet<EventId>): boolean {
  if (event.kind === "present")
    return reported.has(event.event.id) && event.event.version !== link?.eventVersion;
  return event.kind === "deleted" && link !== null && reported.has(link.eventId);
}
