// Puts links, rows and events together into the items that are decided about.
import type { PlanningRow } from "../core/model/appointment.ts";
import type { CalendarEvent } from "../core/model/event.ts";
import type { AppointmentId, EmployeeId, EventId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import { pairEquals } from "../core/sync/adoption.ts";
import type { EventView, Item, PlanningView } from "../core/sync/item.ts";
import { isTakenOver, meetingKeyOf, ownershipOfEvent } from "../core/sync/ownership.ts";
import type { Observation, Subject } from "./observe.ts";
import type { PassFrame } from "./ports.ts";

/** Rows, links and colleagues' links are read in one turn, so that they belong together. */
export function assembleItems(
  frame: PassFrame,
  subject: Subject,
  seen: Observation,
): Promise<readonly Item[]> {
  return frame.turn.take(async () => {
    const { userId, employeeId } = subject.participant;
    const byAppointment = await frame.state.linksByAppointment(userId, [...seen.appointmentIds]);
    const byEvent = await frame.state.linksByEvent(userId, [...seen.events.keys()]);
    const links = new Map([...seen.links, ...byAppointment, ...byEvent].map((link) => [link.id, link]));
    const linkedEvents = new Set([...links.values()].map((link) => link.eventId));
    const newEvents = [...seen.events.values()].flatMap((view) =>
      view.kind === "present" && !linkedEvents.has(view.event.id) ? [view.event] : [],
    );
    const joins = await meetingsOfColleagues(frame, subject, newEvents);
    const ids = new Set([
      ...seen.appointmentIds,
      ...[...links.values()].map((link) => link.appointmentId),
      ...joins.values(),
    ]);
    const rows = await frame.planning.rows([...ids]);
    const others = await othersByAppointment(frame, subject, [...ids]);
    const linked = [...links.values()].map((link) => ({
      link,
      planning: planningView(rows.get(link.appointmentId), link.employeeId),
      event: seen.events.get(link.eventId) ?? ({ kind: "unseen" } as const),
      others: others.get(link.appointmentId) ?? [],
      joins: null,
      isAmbiguous: false,
    }));
    const linkedAppointments = new Set([...links.values()].map((link) => link.appointmentId));
    const unlinked = [...ids].filter(
      (id) => !linkedAppointments.has(id) && ![...joins.values()].includes(id),
    );
    const newRows = unlinked.flatMap((id) => rows.get(id) ?? []).filter((row) => isAssigned(row, employeeId));
    return [...linked, ...newItems(subject, frame, newRows, newEvents, others, joins, rows)];
  });
}

function newItems(
  subject: Subject,
  frame: PassFrame,
  rows: readonly PlanningRow[],
  events: readonly CalendarEvent[],
  others: ReadonlyMap<AppointmentId, readonly Link[]>,
  joins: ReadonlyMap<EventId, AppointmentId>,
  known: ReadonlyMap<AppointmentId, PlanningRow>,
): Item[] {
  const wanted = events.filter((event) =>
    isTakenOver(event, ownershipOfEvent(event), frame.sync.PrivateEvents),
  );
  const joining = wanted.filter((event) => joins.has(event.id));
  const readable = rows.flatMap((row) => (row.kind === "readable" ? [row.appointment] : []));
  const free = readable.filter((row) =>
    (others.get(row.id) ?? []).every((other) => other.ownership !== "meeting"),
  );
  const { pairs, ambiguous } = pairEquals(
    free,
    wanted.filter((event) => !joins.has(event.id)),
    frame.sync.PrivateEvents,
  );
  const pairedRows = new Map(pairs.map((pair) => [pair.row.id, pair.event]));
  const pairedEvents = new Set(pairs.map((pair) => pair.event.id));
  const doubtful = new Set<string>(
    ambiguous.flatMap((group) => [...group.rows, ...group.events]).map((one) => one.id),
  );
  const fromRows = rows.map((row) => ({
    ...blank(others.get(row.appointment.id) ?? []),
    planning: planningView(row, subject.participant.employeeId),
    event: eventView(pairedRows.get(row.appointment.id)),
    isAmbiguous: doubtful.has(row.appointment.id),
  }));
  const fromEvents = wanted
    .filter((event) => !pairedEvents.has(event.id) && !joins.has(event.id))
    .map((event) => ({ ...blank([]), event: eventView(event), isAmbiguous: doubtful.has(event.id) }));
  const fromJoins = joining.map((event) => {
    const appointment = joins.get(event.id) as AppointmentId;
    const row = known.get(appointment);
    return {
      ...blank(others.get(appointment) ?? []),
      event: eventView(event),
      joins: row?.kind === "readable" ? row.appointment : null,
    };
  });
  return [...fromRows, ...fromEvents, ...fromJoins];
}

function blank(others: readonly Link[]): Item {
  return {
    link: null,
    planning: { kind: "none" },
    event: { kind: "none" },
    others,
    joins: null,
    isAmbiguous: false,
  };
}

function eventView(event: CalendarEvent | undefined): EventView {
  return event === undefined ? { kind: "none" } : { kind: "present", event };
}

export function planningView(row: PlanningRow | undefined, employee: EmployeeId): PlanningView {
  if (row === undefined) return { kind: "deleted", row: null };
  if (row.kind === "unreadable") return { kind: "unreadable", id: row.appointment.id };
  return isAssigned(row, employee)
    ? { kind: "present", row: row.appointment }
    : { kind: "deleted", row: row.appointment };
}

function isAssigned(row: PlanningRow, employee: EmployeeId): boolean {
  const { appointment } = row;
  return !appointment.trashed && appointment.employees.includes(employee);
}

/** For each new event: the appointment that a colleague's copy of the same meeting is linked to. */
async function meetingsOfColleagues(
  frame: PassFrame,
  subject: Subject,
  events: readonly CalendarEvent[],
): Promise<ReadonlyMap<EventId, AppointmentId>> {
  const keys = new Map<EventId, string>();
  for (const event of events) {
    const key = meetingKeyOf(event);
    if (key !== null) keys.set(event.id, key);
  }
  const links = keys.size === 0 ? [] : await frame.state.linksOfMeetings([...new Set(keys.values())]);
  const colleagues = links.filter(
    (link) => link.userId !== subject.participant.userId && link.ownership === "meeting",
  );
  const appointments = new Map(colleagues.map((link) => [link.meetingKey, link.appointmentId]));
  const joins = new Map<EventId, AppointmentId>();
  for (const [id, key] of keys) {
    const appointment = appointments.get(key);
    if (appointment !== undefined) joins.set(id, appointment);
  }
  return joins;
}

async function othersByAppointment(frame: PassFrame, subject: Subject, ids: readonly AppointmentId[]) {
  const links = await frame.state.linksOfAppointments(ids);
  return Map.groupBy(
    links.filter((link) => link.userId !== subject.participant.userId),
    (link) => link.appointmentId,
  );
}
