// Items of rows and events that no link pairs yet: found to belong together, or new on one side.
import type { Appointment, PlanningRow } from "../core/model/appointment.ts";
import type { CalendarEvent } from "../core/model/event.ts";
import type { AppointmentId, EventId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import { type NewEventSeen, pairArrivals, rowNamesOf } from "../core/sync/arrivals.ts";
import { type Arrival, type Item, UNTOLD } from "../core/sync/item.ts";
import { isTakenOver, ownershipOfEvent } from "../core/sync/ownership.ts";
import type { PassFrame } from "./frame.ts";
import type { Observation, Subject } from "./observe.ts";
import { planningView } from "./views.ts";

export interface Unpaired {
  /** Assigned to this participant, and without a link of his. */
  readonly newRows: readonly PlanningRow[];
  /** Appointments that this is about. Others only came along, since events seem to belong to them: without one they are for whoever is asked. */
  readonly asked: ReadonlySet<AppointmentId>;
  readonly newEvents: readonly NewEventSeen[];
  readonly rows: ReadonlyMap<AppointmentId, PlanningRow>;
  readonly others: ReadonlyMap<AppointmentId, readonly Link[]>;
  /** For a new event: the appointment that a colleague's copy of the same meeting has. */
  readonly joins: ReadonlyMap<EventId, AppointmentId>;
  /** Appointments that have a link of this participant, or are joined. */
  readonly linkedIds: ReadonlySet<AppointmentId>;
}

export function blank(others: readonly Link[]): Item {
  return {
    link: null,
    planning: { kind: "none" },
    event: { kind: "none" },
    others,
    joins: null,
    isAmbiguous: false,
    arrival: null,
    editedAt: UNTOLD,
  };
}

/** Events to be taken over that no link pairs, with what tells where they belong. */
export function newEventsOf(
  frame: PassFrame,
  subject: Subject,
  seen: Observation,
  links: readonly Link[],
): readonly NewEventSeen[] {
  const linked = new Set(links.map((link) => link.eventId));
  return [...seen.events.values()].flatMap((view) => {
    if (view.kind !== "present" || linked.has(view.event.id)) return [];
    const { event } = view;
    if (!isTakenOver(event, ownershipOfEvent(event), frame.sync.PrivateEvents)) return [];
    const names = rowNamesOf(event, subject.participant.userId);
    const rowIds = names.map((name) => frame.entropy.uuidOf(name) as AppointmentId);
    return [{ event, mark: seen.marks.get(event.id) ?? null, rowIds }];
  });
}

export function newItems(frame: PassFrame, subject: Subject, unpaired: Unpaired): readonly Item[] {
  const { newRows, asked, newEvents, rows, others, joins } = unpaired;
  const { employeeId, userId } = subject.participant;
  const readable = newRows.flatMap((row) => (row.kind === "readable" ? [row.appointment] : []));
  const free = readable.filter((row) =>
    (others.get(row.id) ?? []).every((other) => other.ownership !== "meeting"),
  );
  const single = newEvents.filter(({ event }) => !joins.has(event.id));
  const open = single.filter((seen) => !standsForUnreadable(newRows, seen));
  const { pairs, ambiguous } = pairArrivals(free, open, userId, frame.sync.PrivateEvents);
  const eventOfRow = new Map(pairs.map(({ row, event }) => [row.id, event]));
  const doubtful = new Set<string>(
    ambiguous.flatMap((group) => [...group.rows, ...group.events]).map(({ id }) => id),
  );
  const homes = new Set([...unpaired.linkedIds, ...eventOfRow.keys()]);
  const paired = new Set([...eventOfRow.values()].map(({ id }) => id));
  const arrivals = new Map(
    newEvents.map((seen) => {
      const arrival = arrivalOf(seen, rows, homes);
      // Of several that stand for one appointment the first does; the others are copies, a person's own.
      if (arrival.former !== null && !paired.has(seen.event.id)) homes.add(arrival.former.id);
      return [seen.event.id, arrival];
    }),
  );
  const homeless = [...arrivals].flatMap(([id, arrival]) => (paired.has(id) ? [] : [arrival]));
  const isConcerned = ({ appointment: { id } }: PlanningRow) =>
    asked.has(id) || eventOfRow.has(id) || doubtful.has(id);
  const fromRows = newRows
    .filter((row) => isConcerned(row) && (row.kind === "readable" || !standsForNew(row, homeless)))
    .map((row) => ({
      ...blank(others.get(row.appointment.id) ?? []),
      planning: planningView(row, employeeId),
      ...arriving(eventOfRow.get(row.appointment.id), arrivals),
      isAmbiguous: doubtful.has(row.appointment.id),
    }));
  const fromEvents = single
    .filter(({ event }) => !paired.has(event.id))
    .map(({ event }) => ({
      ...blank(othersOnFormer(arrivals.get(event.id), others)),
      ...unreadableView(arrivals.get(event.id)?.former?.id, rows),
      ...arriving(event, arrivals),
      isAmbiguous: doubtful.has(event.id),
    }));
  const fromJoins = newEvents.flatMap(({ event }) => {
    const appointment = joins.get(event.id);
    if (appointment === undefined) return [];
    return [
      {
        ...blank(others.get(appointment) ?? []),
        ...unreadableView(appointment, rows),
        ...arriving(event, arrivals),
        joins: remainsOf(rows.get(appointment)),
      },
    ];
  });
  return [...fromRows, ...fromEvents, ...fromJoins];
}

/** A row of its own comes before the one that its mark names: a copy bears the mark of its original. */
function standsForUnreadable(rows: readonly PlanningRow[], { mark, rowIds }: NewEventSeen): boolean {
  const own = rows.find(({ appointment }) => rowIds.includes(appointment.id));
  const home = own ?? rows.find(({ appointment }) => appointment.id === mark?.appointmentId);
  return home?.kind === "unreadable";
}

function standsForNew({ appointment }: PlanningRow, homeless: readonly Arrival[]): boolean {
  return homeless.some(({ former }) => former?.id === appointment.id);
}

/** A row whose time makes no sense stands for its event all the same: a row of its own would be a second one. */
function unreadableView(
  id: AppointmentId | undefined,
  rows: ReadonlyMap<AppointmentId, PlanningRow>,
): Partial<Pick<Item, "planning">> {
  const row = id === undefined ? undefined : rows.get(id);
  return row?.kind === "unreadable" ? { planning: { kind: "unreadable", id: row.appointment.id } } : {};
}

/** @param homes appointments that this participant has an event of */
function arrivalOf(
  { mark, rowIds }: NewEventSeen,
  rows: ReadonlyMap<AppointmentId, PlanningRow>,
  homes: ReadonlySet<AppointmentId>,
): Arrival {
  const known = [...rowIds.filter((id) => rows.has(id)), ...(mark === null ? [] : [mark.appointmentId])];
  const [rowId = null] = rowIds;
  const formerId = known.find((id) => !homes.has(id));
  return {
    mark,
    rowId: rowId !== null && rows.has(rowId) ? null : rowId,
    former: formerId === undefined ? null : { id: formerId, row: remainsOf(rows.get(formerId)) },
  };
}

function othersOnFormer(
  arrival: Arrival | undefined,
  others: ReadonlyMap<AppointmentId, readonly Link[]>,
): readonly Link[] {
  const former = arrival?.former ?? null;
  return former === null ? [] : (others.get(former.id) ?? []);
}

function remainsOf(row: PlanningRow | undefined): Appointment | null {
  return row?.kind === "readable" ? row.appointment : null;
}

function arriving(
  event: CalendarEvent | undefined,
  arrivals: ReadonlyMap<EventId, Arrival>,
): Pick<Item, "event" | "arrival"> {
  if (event === undefined) return { event: { kind: "none" }, arrival: null };
  return { event: { kind: "present", event }, arrival: arrivals.get(event.id) ?? null };
}
