// Finds out what happened to a link: its class as it is now, and what changed on either side against the base.

import { splitBody } from "../mapping/body.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import { type EventFacts, NO_FACTS } from "../model/fields.ts";
import type { Link, Ownership } from "../model/link.ts";
import type { RowFacts } from "../model/writes.ts";
import { overlapsWindow } from "../time/window.ts";
import { editedInCalendar, editedInPlanning, sameFacts, sameHeader } from "./compare.ts";
import type { Change } from "./decision-table.ts";
import { rowFactsFor, rowFactsPatch } from "./drafts.ts";
import type { DecisionContext, Item } from "./item.ts";
import {
  factsOfPlanned,
  isTakenOver,
  leads,
  ownershipOf,
  type VisibleEvent,
  visibleEvent,
} from "./ownership.ts";

/** A link with everything that was found out about its two sides. */
export interface Case {
  readonly link: Link;
  readonly context: DecisionContext;
  readonly others: readonly Link[];
  /** What is left of the appointment, whether it counts as deleted or not. */
  readonly row: Appointment | null;
  readonly event: CalendarEvent | null;
  readonly visible: VisibleEvent | null;
  /** What the event itself shows, where `visible` leaves what is a person's own as planning shows it; else null. */
  readonly guestsOwn: VisibleEvent | null;
  readonly ownership: Ownership;
  /** A meeting's shared fields come from one copy only; the others tell presence alone. */
  readonly isLeading: boolean;
  /** What the row's own columns are to show. */
  readonly facts: RowFacts;
  /** What the event tells about itself. */
  readonly eventFacts: EventFacts;
  readonly planning: Change;
  readonly calendar: Change;
}

export function examine(link: Link, item: Item, context: DecisionContext): Case {
  const row = item.planning.kind === "present" || item.planning.kind === "deleted" ? item.planning.row : null;
  const seen = item.event.kind === "present" ? item.event.event : null;
  const ownership = ownershipOf(link, row, seen, item.others);
  const isThere = seen !== null && isTakenOver(seen, ownership, context.sync.PrivateEvents);
  const event = isThere ? seen : null;
  const shown =
    event === null
      ? null
      : withoutHeader(visibleEvent(event, ownership, context.sync.PrivateEvents, link.base.isMasked), link);
  const isLeaderUnknown =
    ownership === "meeting" && event?.isOrganizer === false && awaitsColleagues(link, row, item, context);
  const guestsOwn = isLeaderUnknown && shown?.hidden.length === 0 ? shown : null;
  const visible = guestsOwn !== null && row !== null ? asGuest(guestsOwn, row) : shown;
  const meetings = item.others.filter((other) => other.ownership === "meeting" && other.status === "active");
  const isLeading =
    ownership !== "meeting" ||
    (leads(event === null ? link : { ...link, isOrganizer: event.isOrganizer }, meetings) &&
      !(isLeaderUnknown && visible?.hidden.length !== 0));
  // Also of an event that was not looked at: an own one that has become planned tells nothing more about itself.
  const known = ownership === "planned" ? factsOfPlanned(link.base.facts) : link.base.facts;
  const eventFacts = visible?.facts ?? known;
  const facts = rowFactsOf(link, row, ownership, eventFacts, item.others);
  const part = {
    link,
    context,
    others: item.others,
    row,
    event,
    visible,
    guestsOwn,
    ownership,
    isLeading,
    facts,
    eventFacts,
  };
  const isGone = item.event.kind === "deleted" || (seen !== null && !isThere);
  return {
    ...part,
    planning: item.planning.kind === "present" ? planningChange(part, item.planning.row) : "deleted",
    calendar: isGone ? "deleted" : eventChange(part),
  };
}

/** Links are being made anew, and a colleague on this appointment has none yet: that copy may be the one that leads. */
function awaitsColleagues(
  link: Link,
  row: Appointment | null,
  item: Item,
  context: DecisionContext,
): boolean {
  const linked = new Set([link.employeeId, ...item.others.map((other) => other.employeeId)]);
  return context.nothingRemembered && row?.employees.some((employee) => !linked.has(employee)) === true;
}

/** What all copies have in common; what is a person's own stays as planning shows it. */
function asGuest(visible: VisibleEvent, row: Appointment): VisibleEvent {
  const { time, subject, location, notes } = visible.fields;
  return { ...visible, facts: row.facts, fields: { ...row.fields, time, subject, location, notes } };
}

/** False where the agreed state and both sides lie outside of the window: it left by time passing. */
export function touchesWindow({ link, row, event, context }: Case): boolean {
  const times = [link.base.fields.time, row?.fields.time, event?.fields.time];
  return times.some((time) => time !== undefined && overlapsWindow(time, context.window));
}

/** Who deletes the line below the job header in Outlook has not typed the header's lines as notes. */
function withoutHeader(visible: VisibleEvent, { base }: Link): VisibleEvent {
  return { ...visible, fields: { ...visible.fields, notes: splitBody(visible.fields.notes, base.header) } };
}

/** Several events stand for one planned appointment: its columns show one with guests, of several the one that changed last. */
function rowFactsOf(
  link: Link,
  row: Appointment | null,
  ownership: Ownership,
  eventFacts: EventFacts,
  others: readonly Link[],
): RowFacts {
  if (ownership !== "planned" || row === null) return rowFactsFor(ownership, eventFacts, link.seriesMasterId);
  const isAnothers =
    sameFacts(link.base.facts, eventFacts) &&
    !sameFacts(row.facts, NO_FACTS) &&
    others.some(({ base }) => sameFacts(base.facts, row.facts));
  return rowFactsFor(ownership, isAnothers ? row.facts : eventFacts, row.seriesId);
}

type Part = Omit<Case, "planning" | "calendar">;

function planningChange(part: Part, row: Appointment): Change {
  const { base } = part.link;
  if (part.ownership === "meeting") {
    if (!part.isLeading) return "same";
    const facts = { ...part.facts, facts: base.facts };
    const isTouched = Object.keys(rowFactsPatch(row, facts)).length > 0 && part.link.ownership === "meeting";
    if (isTouched || uninvited(part, row).length > 0) return "changed";
  } else if (!sameHeader(base.header, row.header)) {
    return "changed";
  }
  return editedInPlanning(base.fields, row.fields).length > 0 ? "changed" : "same";
}

function eventChange(part: Part): Change {
  const { visible, link } = part;
  if (visible === null || !part.isLeading) return "same";
  const isSame =
    editedInCalendar(link.base.fields, visible.fields).length === 0 &&
    sameFacts(link.base.facts, visible.facts) &&
    link.ownership === part.ownership;
  return isSame ? "same" : "changed";
}

/** Employees on a meeting that no link stands for: somebody assigned them in planning. Where links are only being made anew, nobody knows. */
export function uninvited(part: Part, row: Appointment) {
  if (part.context.nothingRemembered) return [];
  const invited = new Set([part.link.employeeId, ...part.others.map((other) => other.employeeId)]);
  return row.employees.filter((employee) => !invited.has(employee));
}
