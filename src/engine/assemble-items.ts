// Puts links, rows and events together into the items that are decided about.
import type { AppointmentId, EventId, Version } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import { type NewEventSeen, successorOf } from "../core/sync/arrivals.ts";
import type { EditTimes, Item } from "../core/sync/item.ts";
import { isTakenOver, meetingKeyOf } from "../core/sync/ownership.ts";
import type { PassFrame } from "./frame.ts";
import { blank, newEventsOf, newItems } from "./new-items.ts";
import type { Observation, Subject } from "./observe.ts";
import { isAssigned, planningView, present } from "./views.ts";

/** Rows, links and colleagues' links are read in one turn, so that they belong together. */
export function assembleItems(
  frame: PassFrame,
  subject: Subject,
  seen: Observation,
): Promise<readonly Item[]> {
  return frame.turn.take(async () => {
    const byEvent = await frame.state.linksByEvent(subject.participant.userId, [...seen.events.keys()]);
    const newEvents = newEventsOf(frame, subject, seen, [...seen.links, ...byEvent]);
    const links = await linksOf(frame, subject, seen, byEvent, newEvents);
    const { own, joins } = await linksOfMeetings(frame, subject, newEvents);
    const ids = new Set([
      ...seen.appointmentIds,
      ...links.map((link) => link.appointmentId),
      ...joins.values(),
      ...newEvents.flatMap(({ rowIds, mark }) => [...rowIds, ...(mark === null ? [] : [mark.appointmentId])]),
    ]);
    const rows = await frame.planning.rows([...ids]);
    const others = await othersByAppointment(frame, subject, [...ids]);
    const successors = successorsOf(frame, links, seen, newEvents);
    const linked = links.map((link) => ({
      ...blank(others.get(link.appointmentId) ?? []),
      ...linkedEvent(link, seen, successors.get(link)),
      planning: planningView(rows.get(link.appointmentId), link.employeeId),
    }));
    const linkedIds = new Set([...links.map((link) => link.appointmentId), ...joins.values()]);
    const newRows = [...rows.values()].filter(
      (row) => !linkedIds.has(row.appointment.id) && isAssigned(row, subject.participant.employeeId),
    );
    const used = new Set(successors.values());
    const rest = newEvents.filter((one) => !used.has(one));
    const further = furtherCopies(rest, own);
    const first = rest.filter((one) => !further.includes(one));
    const items = [
      ...linked,
      ...newItems(frame, subject, {
        newRows,
        asked: seen.appointmentIds,
        newEvents: first,
        rows,
        others,
        joins,
        linkedIds,
      }),
      ...further.map(({ event }) => ({ ...blank([]), event: present(event), isAmbiguous: true })),
    ];
    return items.map((item) => ({ ...item, editedAt: editTimesOf(item, seen) }));
  });
}

function editTimesOf({ planning, event }: Item, { fed, reported }: Observation): EditTimes {
  const row = planning.kind === "present" || planning.kind === "deleted" ? planning.row : null;
  const shown = event.kind === "present" ? event.event : null;
  return {
    planning: row !== null && fed.has(row.id) ? row.modifiedAt : null,
    office365: shown !== null && reported.has(shown.id) ? shown.modifiedAt : null,
  };
}

/** Also those of the appointments that new events lead to: what has another event by now is not paired a second time. */
async function linksOf(
  frame: PassFrame,
  subject: Subject,
  seen: Observation,
  byEvent: readonly Link[],
  newEvents: readonly NewEventSeen[],
): Promise<readonly Link[]> {
  const { userId } = subject.participant;
  const marked = [...seen.marks.values()].map((mark) => mark.appointmentId);
  const led = newEvents.flatMap(({ rowIds }) => rowIds);
  const byAppointment = await frame.state.linksByAppointment(userId, [
    ...new Set([...seen.appointmentIds, ...marked, ...led]),
  ]);
  return [...new Map([...seen.links, ...byAppointment, ...byEvent].map((link) => [link.id, link])).values()];
}

/** Links whose event is gone while another one stands in its place. */
function successorsOf(
  frame: PassFrame,
  links: readonly Link[],
  seen: Observation,
  newEvents: readonly NewEventSeen[],
): ReadonlyMap<Link, NewEventSeen> {
  const successors = new Map<Link, NewEventSeen>();
  const free = new Set(newEvents);
  for (const link of links) {
    const view = seen.events.get(link.eventId);
    const isGone =
      view?.kind === "deleted" ||
      (view?.kind === "present" && !isTakenOver(view.event, link.ownership, frame.sync.PrivateEvents));
    if (!isGone) continue;
    const successor = successorOf(link, [...free]);
    if (successor === undefined) continue;
    free.delete(successor);
    successors.set(link, successor);
  }
  return successors;
}

function linkedEvent(
  link: Link,
  seen: Observation,
  successor: NewEventSeen | undefined,
): Pick<Item, "link" | "event"> {
  if (successor === undefined) return { link, event: seen.events.get(link.eventId) ?? { kind: "unseen" } };
  const { event, mark } = successor;
  const generation = mark?.generation ?? link.generation;
  // No version is known of it: so the link is stored even if both sides agree.
  const moved: Link = { ...link, eventId: event.id, generation, eventVersion: "" as Version };
  return { link: moved, event: { kind: "present", event } };
}

interface Meetings {
  /** This participant's own links on the meetings of the new events. */
  readonly own: readonly Link[];
  /** For each new event: the appointment that a colleague's copy of the same meeting is linked to. */
  readonly joins: ReadonlyMap<EventId, AppointmentId>;
}

async function linksOfMeetings(
  frame: PassFrame,
  subject: Subject,
  events: readonly NewEventSeen[],
): Promise<Meetings> {
  const keys = new Map<EventId, string>();
  for (const { event } of events) {
    const key = meetingKeyOf(event);
    if (key !== null) keys.set(event.id, key);
  }
  const links = keys.size === 0 ? [] : await frame.state.linksOfMeetings([...new Set(keys.values())]);
  const meetings = links.filter((link) => link.ownership === "meeting");
  const own = meetings.filter((link) => link.userId === subject.participant.userId);
  const colleagues = meetings.filter((link) => !own.includes(link));
  const appointments = new Map(colleagues.map((link) => [link.meetingKey, link.appointmentId]));
  const joins = new Map<EventId, AppointmentId>();
  for (const [id, key] of keys) {
    const appointment = appointments.get(key);
    if (appointment !== undefined) joins.set(id, appointment);
  }
  return { own, joins };
}

/** New events of which this very mailbox has another copy, as careless software leaves them: nobody can tell which one counts. */
function furtherCopies(events: readonly NewEventSeen[], own: readonly Link[]): readonly NewEventSeen[] {
  const standing = new Set(own.map((link) => link.meetingKey));
  return events.filter(({ event }) => {
    const key = meetingKeyOf(event);
    const isFurther = key !== null && standing.has(key);
    standing.add(key);
    return isFurther;
  });
}

async function othersByAppointment(frame: PassFrame, subject: Subject, ids: readonly AppointmentId[]) {
  const links = await frame.state.linksOfAppointments(ids);
  return Map.groupBy(
    links.filter((link) => link.userId !== subject.participant.userId),
    (link) => link.appointmentId,
  );
}
