// Gives a verdict on one item: what the decision table says for a link, and the rules for what only one side has.
import { looksLikeHeader } from "../mapping/body.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import { NO_FACTS, NO_HEADER } from "../model/fields.ts";
import type { AppointmentId, EventId, Version } from "../model/ids.ts";
import type { Link, Ownership } from "../model/link.ts";
import type { NewRow, RowPatch, Write } from "../model/writes.ts";
import { overlapsWindow } from "../time/window.ts";
import { sameFacts } from "./compare.ts";
import { decideLink } from "./decide-link.ts";
import type { OtherReason } from "./decision-table.ts";
import { newEventFor, rowFactsFor, rowPatchTo } from "./drafts.ts";
import type { DecisionContext, FormerRow, Item, Verdict } from "./item.ts";
import { baseForAdoption, conflictWinner } from "./merge.ts";
import {
  factsOfPlanned,
  isTakenOver,
  leads,
  meetingKeyOf,
  ownershipOfEvent,
  visibleEvent,
} from "./ownership.ts";

export function decide(item: Item, context: DecisionContext): Verdict {
  if (item.planning.kind === "unreadable") return { kind: "park", reason: "invalidTime" };
  if (item.isAmbiguous) return { kind: "park", reason: "ambiguousMatch" };
  if (item.link !== null) return decideLink(item.link, item, context);
  const row = item.planning.kind === "present" ? item.planning.row : null;
  const event = item.event.kind === "present" ? item.event.event : null;
  if (row !== null && event !== null) return adopt(row, event, item, context);
  if (row !== null) return decideNewAppointment(row, item, context);
  const former = item.arrival?.former ?? null;
  if (context.nothingRemembered && event !== null && former !== null)
    return decideLeftover(former, event, item, context);
  if (event !== null) return decideNewEvent(event, item, context);
  return { kind: "nothing" };
}

/** Planning has an assignment that the calendar never had. */
function decideNewAppointment(row: Appointment, item: Item, context: DecisionContext): Verdict {
  if (!overlapsWindow(row.fields.time, context.window)) return { kind: "nothing" };
  if (row.origin === "planning") return createEvent(row, [], "planned.new", context);
  const meetingOthers = item.others.filter((other) => other.ownership === "meeting");
  if (meetingOthers.length > 0) {
    const write: Write = {
      kind: "updateRow",
      id: row.id,
      expected: row.version,
      patch: { unassign: [context.employeeId] },
    };
    return { ...asWrites("meeting.notInvited", [write], null), isRevert: true };
  }
  if (row.locked || (context.nothingRemembered && item.others.length === 0)) {
    return { kind: "park", reason: "originalMissing" };
  }
  const facts = factsOfPlanned(row.facts);
  const becomesPlanned: Write = {
    kind: "updateRow",
    id: row.id,
    expected: row.version,
    patch: { origin: "planning", ...(!sameFacts(row.facts, facts) && { facts }) },
  };
  return createEvent(row, [becomesPlanned], "solo.secondEmployee", context);
}

function createEvent(
  row: Appointment,
  before: readonly Write[],
  reason: OtherReason,
  context: DecisionContext,
): Verdict {
  const link: Link = {
    ...emptyLink(context),
    appointmentId: row.id,
    ownership: "planned",
    base: { fields: row.fields, header: row.header, facts: NO_FACTS, isMasked: false },
    planningVersion: row.version,
    generation: context.newGeneration,
    isOrganizer: true,
  };
  return asWrites(
    reason,
    [...before, { kind: "createEvent", event: newEventFor(link, row.fields, row.header) }],
    link,
  );
}

/** The calendar has an event that planning never had. */
function decideNewEvent(event: CalendarEvent, item: Item, context: DecisionContext): Verdict {
  const ownership = ownershipOfEvent(event);
  const isWanted = isTakenOver(event, ownership, context.sync.PrivateEvents);
  if (!isWanted || !overlapsWindow(event.fields.time, context.window)) return { kind: "nothing" };
  const joins = item.joins ?? (ownership === "meeting" ? rowOfMeeting(item) : null);
  if (joins !== null) return joinMeeting(joins, event, item, context);
  const visible = visibleEvent(event, ownership, context.sync.PrivateEvents);
  const row: NewRow = {
    id: item.arrival?.rowId ?? context.newAppointmentId,
    fields: visible.fields,
    header: NO_HEADER,
    employees: [context.employeeId],
    ...rowFactsFor(ownership, visible.facts, event.seriesMasterId),
  };
  const link = linkForEvent(event, ownership, context);
  return asWrites(ownership === "meeting" ? "meeting.new" : "solo.new", [{ kind: "insertRow", row }], {
    ...link,
    appointmentId: row.id,
    base: {
      fields: row.fields,
      header: NO_HEADER,
      facts: visible.facts,
      isMasked: visible.hidden.length > 0,
    },
  });
}

/** The row that a colleague's copy led to, though nobody's link tells: that pass came to an end before it could be recorded. */
function rowOfMeeting({ arrival }: Item): Appointment | null {
  const row = arrival?.former?.row ?? null;
  return row?.origin === "office365" && row.locked ? row : null;
}

/** A colleague's copy of the same meeting is in planning already: this employee is added to that appointment. */
function joinMeeting(row: Appointment, event: CalendarEvent, item: Item, context: DecisionContext): Verdict {
  const visible = visibleEvent(event, "meeting", context.sync.PrivateEvents);
  const link: Link = {
    ...linkForEvent(event, "meeting", context),
    appointmentId: row.id,
    base: {
      fields: visible.fields,
      header: row.header,
      facts: visible.facts,
      isMasked: visible.hidden.length > 0,
    },
    planningVersion: row.version,
  };
  const facts = rowFactsFor("meeting", visible.facts, event.seriesMasterId);
  const patch: RowPatch = {
    ...(leads(link, item.others) && rowPatchTo(row, visible.fields, facts)),
    ...(!row.employees.includes(context.employeeId) && { assign: [context.employeeId] }),
    ...(row.trashed && { trashedAt: null }),
  };
  if (Object.keys(patch).length === 0) return { kind: "record", reason: "meeting.joined", link };
  return asWrites("meeting.joined", [{ kind: "updateRow", id: row.id, expected: row.version, patch }], link);
}

/** Both sides have the same thing already and nobody remembers the link: it is made, not doubled. */
function adopt(row: Appointment, event: CalendarEvent, item: Item, context: DecisionContext): Verdict {
  const ownership: Ownership = row.origin === "planning" ? "planned" : ownershipOfEvent(event);
  const visible = visibleEvent(event, ownership, context.sync.PrivateEvents);
  const winner = conflictWinner(ownership, context.sync.ConflictWinner);
  const isShown = ownership === "meeting" || looksLikeHeader(event.header, row.header);
  const link: Link = {
    ...linkForEvent(event, ownership, context),
    appointmentId: row.id,
    generation: generationFor(row.id, item, context),
    base: {
      fields: baseForAdoption(row.fields, visible.fields, winner),
      header: isShown ? row.header : event.header,
      facts: row.facts,
      isMasked: visible.hidden.length > 0,
    },
    planningVersion: row.version,
  };
  const verdict = decideLink(link, item, context);
  const isAgreed = verdict.kind === "nothing" || verdict.kind === "record";
  return isAgreed
    ? { kind: "record", reason: "adopted.equal", link: verdict.kind === "record" ? verdict.link : link }
    : verdict;
}

/**
 * The event stands for an appointment that planning does not show for this employee any more, and nobody remembers more: as if both
 * had agreed before that went. The guard holds such a deletion for a person to answer.
 */
function decideLeftover(
  { id, row }: FormerRow,
  event: CalendarEvent,
  item: Item,
  context: DecisionContext,
): Verdict {
  const isOurs = item.arrival?.mark?.appointmentId === id;
  const ownership: Ownership = isOurs ? "planned" : ownershipOfEvent(event);
  const visible = visibleEvent(event, ownership, context.sync.PrivateEvents);
  const link: Link = {
    ...linkForEvent(event, ownership, context),
    appointmentId: id,
    generation: generationFor(id, item, context),
    base: {
      fields: visible.fields,
      header: event.header,
      facts: visible.facts,
      isMasked: visible.hidden.length > 0,
    },
    planningVersion: row?.version ?? ("" as Version),
  };
  return decideLink(link, { ...item, planning: { kind: "deleted", row } }, context);
}

/** A copy bears the mark of another appointment, an event in a mailbox that was handed over that of another user. */
function generationFor(id: AppointmentId, { arrival }: Item, { userId }: DecisionContext): string {
  const mark = arrival?.mark;
  return mark?.appointmentId === id && mark.userId === userId ? mark.generation : "";
}

function linkForEvent(
  event: CalendarEvent,
  ownership: Ownership,
  context: DecisionContext,
): Omit<Link, "base"> {
  return {
    ...emptyLink(context),
    eventId: event.id,
    ownership,
    eventVersion: event.version,
    meetingKey: ownership === "meeting" ? meetingKeyOf(event) : null,
    isOrganizer: event.isOrganizer,
    seriesMasterId: event.seriesMasterId,
  };
}

function emptyLink(context: DecisionContext): Omit<Link, "ownership" | "base"> {
  return {
    id: context.newLinkId,
    userId: context.userId,
    appointmentId: context.newAppointmentId,
    employeeId: context.employeeId,
    mailbox: context.mailbox,
    eventId: "" as EventId,
    eventVersion: "" as Version,
    planningVersion: "" as Version,
    generation: "",
    meetingKey: null,
    isOrganizer: false,
    seriesMasterId: null,
    status: "active",
  };
}

function asWrites(reason: OtherReason, writes: readonly Write[], link: Link | null) {
  return { kind: "write", reason, writes, link, conflicts: [], isRevert: false, deletesOn: null } as const;
}
