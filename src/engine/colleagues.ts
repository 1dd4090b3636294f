// Colleagues on one appointment: one of their events leads, or is the one that planning shows the address of. When its link ends, the
// others have to be looked at again; when links begin, the one that leads from then on.
import type { AppointmentId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import { unshownLeader } from "../core/sync/leading.ts";
import type { PassFrame } from "./frame.ts";
import type { WaitingItem } from "./ports/state.ts";

/**
 * To be recorded with the end of these links, in the same turn. Whoever looked a moment before still took the ended one for the one that
 * leads, and nothing changes in planning that would tell them. Not as untold events: a pass of theirs may be about to tell that it has seen
 * them.
 */
export async function colleaguesLookAgain(
  { state, clock }: PassFrame,
  ended: readonly Pick<Link, "userId" | "appointmentId">[],
): Promise<readonly WaitingItem[]> {
  if (ended.length === 0) return [];
  const endedUsers = new Set(ended.map(({ userId }) => userId));
  const links = await state.linksOfAppointments(ended.map(({ appointmentId }) => appointmentId));
  return links.filter(({ userId }) => !endedUsers.has(userId)).map((link) => lookAgainAt(link, clock.now()));
}

/**
 * To be recorded with the beginning of these links, in the same turn. Each of them may have been decided on while a colleague's was on its
 * way (another pass, or a write that is being cleared up); once everybody's is there, they say who leads.
 */
export async function leadersLookAgain(
  frame: Pick<PassFrame, "planning" | "state" | "clock">,
  begun: readonly Link[],
): Promise<readonly WaitingItem[]> {
  const meetings = begun.filter(({ ownership }) => ownership === "meeting");
  if (meetings.length === 0) return [];
  const shared = await withColleagues(frame, meetings);
  if (shared.size === 0) return [];
  const rows = await frame.planning.rows([...shared.keys()]);
  const leaders = [...shared].flatMap(([id, links]) => {
    const row = rows.get(id);
    return row?.kind === "readable" ? (unshownLeader(row.appointment, links) ?? []) : [];
  });
  return leaders.map((link) => lookAgainAt(link, frame.clock.now()));
}

/** The links of those appointments that more than one person has, with the ones that are about to be stored. */
async function withColleagues(
  { state }: Pick<PassFrame, "state">,
  begun: readonly Link[],
): Promise<ReadonlyMap<AppointmentId, readonly Link[]>> {
  const known = await state.linksOfAppointments(begun.map(({ appointmentId }) => appointmentId));
  const all = new Map([...known, ...begun].map((link) => [link.id, link]));
  const ofEach = Map.groupBy(all.values(), ({ appointmentId }) => appointmentId);
  return new Map([...ofEach].filter(([, links]) => links.length > 1));
}

/** For the very next look. */
function lookAgainAt({ userId, appointmentId, eventId, base }: Link, now: number): WaitingItem {
  const keys = { userId, appointmentId, eventId, subject: base.fields.subject };
  return {
    ...keys,
    reason: "changedMeanwhile",
    kind: "parked",
    attempts: 1,
    since: now,
    retryAt: now,
    hold: null,
    answer: null,
  };
}
