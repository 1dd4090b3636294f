// Colleagues on one meeting: one copy leads, and when its link ends, theirs have to be looked at again.
import type { Link } from "../core/model/link.ts";
import type { WaitingItem } from "./ports/state.ts";
import type { PassFrame } from "./ports.ts";
import { isSameItem } from "./waiting.ts";

/**
 * To be recorded with the end of these links. Whoever looked a moment before still took the ended copy for the one that leads, and nothing
 * changes in planning that would tell them. Not as untold events: a pass of theirs may be about to tell that it has seen them.
 */
export async function colleaguesLookAgain(
  { state, clock }: PassFrame,
  ended: readonly Pick<Link, "userId" | "appointmentId">[],
): Promise<readonly WaitingItem[]> {
  if (ended.length === 0) return [];
  const links = await state.linksOfAppointments(ended.map(({ appointmentId }) => appointmentId));
  const theirs = links.filter(
    (link) => link.ownership === "meeting" && !ended.some(({ userId }) => userId === link.userId),
  );
  const waiting = await Promise.all(theirs.map(({ userId }) => state.waiting(userId)));
  return theirs.flatMap((link, index) =>
    waiting[index]?.some((one) => isSameItem(one, link)) === true ? [] : [asWaiting(link, clock.now())],
  );
}

/** For the very next look. */
function asWaiting({ userId, appointmentId, eventId, base }: Link, now: number): WaitingItem {
  const keys = { userId, appointmentId, eventId, subject: base.fields.subject };
  return {
    ...keys,
    reason: "changedMeanwhile",
    kind: "parked",
    attempts: 1,
    since: now,
    retryAt: now,
    answer: null,
  };
}
