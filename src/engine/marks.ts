// Asks for our marks on events that no link pairs, and looks at the events whose place they seem to have taken.
import type { EventId } from "../core/model/ids.ts";
import type { Mark } from "../core/model/mark.ts";
import type { EventView } from "../core/sync/item.ts";
import { meetingKeyOf } from "../core/sync/ownership.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import { viewOfLook } from "./views.ts";

export interface EventsSeen {
  /** Reported in this round, or looked at. */
  readonly events: ReadonlyMap<EventId, EventView>;
  /** Our marks on those that no link pairs. */
  readonly marks: ReadonlyMap<EventId, Mark>;
}

/**
 * Events that bear a mark of an assignment which has a link already, or are a copy of a meeting that has one: the link's own event is
 * looked at too, for it may be gone.
 */
export async function withMarks(
  frame: PassFrame,
  { participant, mailbox }: Subject,
  events: ReadonlyMap<EventId, EventView>,
): Promise<EventsSeen> {
  const present = [...events].flatMap(([id, { kind }]) => (kind === "present" ? [id] : []));
  const linked = await frame.state.linksByEvent(participant.userId, present);
  const paired = new Set(linked.map(({ eventId }) => eventId));
  const ids = present.filter((id) => !paired.has(id));
  if (ids.length === 0) return { events, marks: new Map() };
  const marks = await frame.calendar.marks(mailbox, ids);
  const appointments = [...marks.values()].map(({ appointmentId }) => appointmentId);
  const marked = await frame.state.linksByAppointment(participant.userId, appointments);
  const keys = ids.flatMap((id) => meetingKeyIn(events.get(id)) ?? []);
  const meetings = keys.length === 0 ? [] : await frame.state.linksOfMeetings(keys);
  const links = [...marked, ...meetings.filter(({ userId }) => userId === participant.userId)];
  const unseen = links.map(({ eventId }) => eventId).filter((id) => !events.has(id));
  if (unseen.length === 0) return { events, marks };
  const looks = await frame.calendar.look(mailbox, unseen);
  return {
    events: new Map([...events, ...[...looks].map(([id, look]) => [id, viewOfLook(look)] as const)]),
    marks,
  };
}

function meetingKeyIn(view: EventView | undefined): string | null {
  return view?.kind === "present" ? meetingKeyOf(view.event) : null;
}
