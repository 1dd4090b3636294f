// Gives a verdict on a link: looks up the cell of the decision table and carries out what it says, as planned writes.

import { projectToEvent } from "../mapping/event-limits.ts";
import type { FieldName, JobHeader, SharedFields } from "../model/fields.ts";
import type { EventId, Version } from "../model/ids.ts";
import type { Link } from "../model/link.ts";
import type { RowPatch, Write } from "../model/writes.ts";
import { overlapsWindow } from "../time/window.ts";
import { type Action, cellOf, DECISION_TABLE, type OtherReason, type Reason } from "./decision-table.ts";
import { eventPatchTo, newEventFor, rowPatchTo } from "./drafts.ts";
import { type Case, examine, touchesWindow, uninvited } from "./examine.ts";
import type { DecisionContext, Item, Verdict, WriteVerdict } from "./item.ts";
import { conflictWinner, mergeFields } from "./merge.ts";
import { HIDDEN_FIELDS, meetingKeyOf } from "./ownership.ts";

export function decideLink(link: Link, item: Item, context: DecisionContext): Verdict {
  const found = examine(link, item, context);
  if (!touchesWindow(found)) return leaveAlone(found);
  const reason: Reason = cellOf(found.ownership, found.planning, found.calendar);
  return carryOut(DECISION_TABLE[found.ownership][found.planning][found.calendar], reason, found);
}

/** What nobody can say of a restored planning must not look like somebody's deletion when the event comes back one day. */
function leaveAlone({ link, planning, context }: Case): Verdict {
  if (planning === "deleted" && context.isPlanningRestored)
    return { kind: "forget", reason: "window.left", link };
  if (link.status === "archived") return { kind: "nothing" };
  return { kind: "record", reason: "window.left", link: { ...link, status: "archived" } };
}

function carryOut(action: Action, reason: Reason, found: Case): Verdict {
  switch (action) {
    case "nothing":
    case "updateEvent":
    case "updatePlanning":
    case "mergeWinnerPlanning":
    case "mergeWinnerEvent":
      return agree(reason, found);
    case "undoInPlanning":
    case "eventOverwrites":
      return overwritePlanning(reason, found, action === "undoInPlanning");
    case "deleteEvent":
      if (found.context.putsBack) return restore(reason, found);
      return deletion(reason, "office365", deleteEvent(found));
    case "deleteInPlanning":
      if (!found.context.putsBack) return deletion(reason, "planning", removeFromPlanning(found));
      // A meeting cannot be put back into Outlook, only its organizer can make it anew: planning keeps it, and nothing else happens.
      if (found.ownership === "meeting") return { kind: "forget", reason, link: found.link };
      return createAgain(reason, found, true);
    case "restoreInPlanning":
      return restore(reason, found);
    case "tidiedUp":
      return tidiedUp(reason, found);
    case "createEventAgain":
      return createAgain(reason, found, false);
    case "forget":
      return { kind: "forget", reason, link: found.link };
  }
}

/** Brings both sides to the merged fields; with nothing or one edit that is simply the edited side's state. */
function agree(reason: Reason, found: Case): Verdict {
  const { link, row, context, visible } = found;
  if (row === null) return { kind: "forget", reason, link };
  if (!found.isLeading) return recordOnly(reason, found, visible?.fields ?? link.base.fields);
  const shown = visible?.fields ?? projectToEvent(link.base.fields);
  const winner = conflictWinner(found.ownership, context.sync.ConflictWinner);
  const hidden = visible?.hidden ?? (link.base.isMasked ? HIDDEN_FIELDS : []);
  const merged = mergeFields(link.base.fields, row.fields, shown, winner, hidden);
  const header = row.header;
  const target = { fields: merged.fields, header, hidden };
  const isMicrosofts = found.ownership === "meeting";
  const eventPatch = isMicrosofts ? null : eventPatchTo(shown, link.base.header, found.event, target);
  if (eventPatch !== null && found.event === null && needsLook(eventPatch)) return { kind: "look" };
  const rowPatch = rowPatchTo(row, merged.fields, found.facts);
  const writes: Write[] = [];
  if (eventPatch !== null) {
    const expected = found.event?.version ?? link.eventVersion;
    writes.push({ kind: "updateEvent", id: link.eventId, expected, patch: eventPatch });
  }
  if (rowPatch !== null)
    writes.push({ kind: "updateRow", id: row.id, expected: row.version, patch: rowPatch });
  if (writes.length === 0) return recordOnly(reason, found, merged.fields);
  const overruled = eventPatch === null ? overrulingReason(found, hidden, rowPatch) : null;
  return {
    ...asWrites(overruled ?? reason, writes, linkAfter(found, merged.fields, header)),
    conflicts: merged.conflicts,
    isRevert: overruled !== null,
  };
}

/** Other categories are left alone, so they have to be known before the first one is replaced. */
function needsLook(patch: { categories?: readonly string[] }): boolean {
  return patch.categories !== undefined;
}

/** Why a row gets something back that somebody changed in planning; null where it follows the event. */
function overrulingReason(
  { planning, calendar }: Case,
  hidden: readonly FieldName[],
  patch: RowPatch | null,
): OtherReason | null {
  if (hidden.length > 0 && planning === "changed") return "private.hidden";
  return calendar === "same" && patch !== null && patch.fields === undefined ? "columns.putBack" : null;
}

/** A meeting is Microsoft's: planning gets its fields, its lock and its employees back. */
function overwritePlanning(reason: Reason, found: Case, isRevert: boolean): Verdict {
  const { link, row, visible } = found;
  if (row === null) return { kind: "forget", reason, link };
  const fields = visible?.fields ?? link.base.fields;
  const unassign = uninvited(found, row);
  const patch = { ...rowPatchTo(row, fields, found.facts), ...(unassign.length > 0 && { unassign }) };
  if (Object.keys(patch).length === 0) return recordOnly(reason, found, fields);
  const write: Write = { kind: "updateRow", id: row.id, expected: row.version, patch };
  return { ...asWrites(reason, [write], linkAfter(found, fields, row.header)), isRevert };
}

function deletion(reason: Reason, deletesOn: "planning" | "office365", write: Write): WriteVerdict {
  return { ...asWrites(reason, [write], null), deletesOn };
}

function deleteEvent({ link, event }: Case): Write {
  return { kind: "deleteEvent", id: link.eventId, expected: event?.version ?? link.eventVersion };
}

/** The row goes, unless colleagues still have the same meeting: then only this employee does. */
function removeFromPlanning({ row, others, link }: Case): Write {
  if (row === null) throw new Error("A row that is gone cannot be removed from planning.");
  if (others.some((other) => row.employees.includes(other.employeeId))) {
    return { kind: "updateRow", id: row.id, expected: row.version, patch: { unassign: [link.employeeId] } };
  }
  return { kind: "deleteRow", id: row.id, expected: row.version };
}

/** Planning deleted what is Microsoft's to delete: it comes back with the same id. */
function restore(reason: Reason, found: Case): Verdict {
  const { link, row, visible, others } = found;
  const fields = visible?.fields ?? link.base.fields;
  const after = linkAfter(found, fields, row?.header ?? link.base.header);
  if (row === null) {
    const employees = [...new Set([link.employeeId, ...others.map((other) => other.employeeId)])].sort();
    const write: Write = {
      kind: "insertRow",
      row: { id: link.appointmentId, fields, header: link.base.header, employees, ...found.facts },
    };
    return { ...asWrites(reason, [write], after), isRevert: true };
  }
  // Given to somebody else on the board: only Outlook invites to a meeting.
  const unassign = found.ownership === "meeting" ? uninvited(found, row) : [];
  const patch: RowPatch = {
    ...(found.isLeading && rowPatchTo(row, fields, found.facts)),
    ...(row.trashed && { trashedAt: null }),
    ...(!row.employees.includes(link.employeeId) && { assign: [link.employeeId] }),
    ...(unassign.length > 0 && { unassign }),
  };
  const write: Write = { kind: "updateRow", id: row.id, expected: row.version, patch };
  return { ...asWrites(reason, [write], after), isRevert: true };
}

/** Somebody deleted the event of a planned appointment in Outlook. */
function tidiedUp(reason: Reason, found: Case): Verdict {
  const { row, link, context } = found;
  if (row === null) return { kind: "forget", reason, link };
  if (context.sync.DeletedInOutlook === "Restore" || context.putsBack)
    return createAgain(reason, found, true);
  const patch: RowPatch =
    row.employees.length > 1 ? { unassign: [link.employeeId] } : { trashedAt: context.now };
  return deletion(reason, "planning", { kind: "updateRow", id: row.id, expected: row.version, patch });
}

/** A further event for the same assignment: a new generation, so that its transaction id is a new one. */
function createAgain(reason: Reason, found: Case, isRevert: boolean): Verdict {
  const { row, link, context } = found;
  if (row === null) return { kind: "forget", reason, link };
  const agreed = linkAfter(found, row.fields, row.header);
  const after: Link = {
    ...agreed,
    base: { ...agreed.base, isMasked: false },
    generation: context.newGeneration,
    eventId: "" as EventId,
    eventVersion: "" as Version,
  };
  const write: Write = { kind: "createEvent", event: newEventFor(after, row.fields, row.header) };
  return { ...asWrites(reason, [write], after), isRevert };
}

/** Both sides agree; only what is remembered may be old. */
function recordOnly(reason: Reason, found: Case, fields: SharedFields): Verdict {
  const { link, row } = found;
  const after = linkAfter(found, fields, row?.header ?? link.base.header);
  return JSON.stringify(after) === JSON.stringify(link)
    ? { kind: "nothing" }
    : { kind: "record", reason, link: after };
}

/** The link once both sides have these fields. A guest's copy is remembered as it is: it may turn out to be the one that leads. */
function linkAfter(found: Case, fields: SharedFields, header: JobHeader): Link {
  const { link, row, event, visible, guestsOwn, context, ownership } = found;
  const { fields: agreed, facts } = guestsOwn ?? { fields, facts: found.eventFacts };
  const isMasked = visible === null ? link.base.isMasked : visible.hidden.length > 0;
  return {
    ...link,
    ownership,
    base: { fields: agreed, header, facts, isMasked },
    eventVersion: event?.version ?? link.eventVersion,
    planningVersion: row?.version ?? link.planningVersion,
    meetingKey:
      ownership === "meeting" ? (link.meetingKey ?? (event === null ? null : meetingKeyOf(event))) : null,
    isOrganizer: event?.isOrganizer ?? link.isOrganizer,
    status: overlapsWindow(fields.time, context.window) ? "active" : "archived",
  };
}

function asWrites(reason: Reason, writes: readonly Write[], link: Link | null): WriteVerdict {
  return { kind: "write", reason, writes, link, conflicts: [], isRevert: false, deletesOn: null };
}
