// Colleagues on one appointment: one of their events leads, or is the one that planning shows the address of. When its link ends, the
// others have to be looked at again.
import type { Link } from "../core/model/link.ts";
import type { WaitingItem } from "./ports/state.ts";
import type { PassFrame } from "./ports.ts";
import { isSameItem } from "./waiting.ts";

/**
 * To be recorded with the end of these links. Whoever looked a moment before still took the ended one for the one that leads, and nothing
 * changes in planning that would tell them. Not as untold events: a pass of theirs may be about to tell that it has seen them.
 */
export async function colleaguesLookAgain(
  { state, clock }: PassFrame,
  ended: readonly Pick<Link, "userId" | "appointmentId">[],
): Promise<readonly WaitingItem[]> {
  if (ended.length === 0) return [];
  const endedUsers = new Set(ended.map(({ userId }) => userId));
  const links = await state.linksOfAppointments(ended.map(({ appointmentId }) => appointmentId));
  const theirs = Map.groupBy(
    links.filter((link) => !endedUsers.has(link.userId)),
    (link) => link.userId,
  );
  const waiting: WaitingItem[] = [];
  for (const [userId, ofOne] of theirs) {
    const known = await state.waiting(userId);
    const further = ofOne.filter((link) => !known.some((one) => isSameItem(one, link)));
    waiting.push(...further.map((link) => asWaiting(link, clock.now())));
  }
  return waiting;
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
