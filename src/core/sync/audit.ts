// Holds both sides directly against each other, under the rules and whatever is remembered of them: the proof that nothing got lost.
// It says what differs; what becomes of it is the decision table's to say.
import type { DifferenceKind, FieldDifference } from "../../contract/audit.ts";
import { projectToEvent } from "../mapping/event-limits.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import { FIELD_NAMES, type SharedFields, type Time } from "../model/fields.ts";
import type { AppointmentId } from "../model/ids.ts";
import type { Ownership } from "../model/link.ts";
import { overlapsWindow } from "../time/window.ts";
import { likenessOf } from "./adoption.ts";
import { sameFacts, sameField, sameHeader } from "./compare.ts";
import { rowFactsPatch } from "./drafts.ts";
import { type Case, examine, touchesWindow, uninvited } from "./examine.ts";
import type { DecisionContext, Item } from "./item.ts";
import { knownAs } from "./journal.ts";
import { isTakenOver, ownershipOfEvent, visibleEvent } from "./ownership.ts";

export interface Finding {
  readonly item: Item;
  readonly kind: DifferenceKind;
  /** Empty unless both sides have it. */
  readonly fields: readonly FieldDifference[];
}

/** What has a link. */
interface Linked {
  readonly appointments: ReadonlySet<AppointmentId>;
  readonly likenesses: ReadonlySet<string>;
}

/** Every difference among items whose both sides were read in full: an event that is still `unseen` could not be read. */
export function findDifferences(items: readonly Item[], context: DecisionContext): readonly Finding[] {
  const linked: Linked = {
    appointments: new Set(items.flatMap(({ link }) => link?.appointmentId ?? [])),
    likenesses: new Set(items.flatMap((item) => (item.link === null ? [] : likenesses(item)))),
  };
  return items.flatMap((item) => {
    const finding = compareItem(item, context);
    return finding === null ? [] : { ...finding, item, kind: moreExactly(finding.kind, item, linked) };
  });
}

/** When it is, and what people know it by; of a private event only the time. */
export function nameOf(item: Item): { readonly subject: string | null; readonly time: Time | null } {
  const row = item.planning.kind === "present" || item.planning.kind === "deleted" ? item.planning.row : null;
  const event = item.event.kind === "present" ? item.event.event : null;
  const fields = row?.fields ?? event?.fields ?? item.link?.base.fields;
  return { subject: knownAs(item), time: fields?.time ?? null };
}

function compareItem(item: Item, context: DecisionContext): Omit<Finding, "item"> | null {
  if (item.planning.kind === "unreadable") return found("unreadable");
  if (item.isAmbiguous) return found("ambiguous");
  return item.link === null ? compareUnlinked(item, context) : compareLinked(item, context);
}

function found(kind: DifferenceKind, fields: readonly FieldDifference[] = []): Omit<Finding, "item"> {
  return { kind, fields };
}

function compareUnlinked(item: Item, { window, sync, employeeId }: DecisionContext) {
  const row = item.planning.kind === "present" ? item.planning.row : null;
  const event = item.event.kind === "present" ? item.event.event : null;
  const isWanted = event !== null && isTakenOver(event, ownershipOfEvent(event), sync.PrivateEvents);
  const times = [row?.fields.time, isWanted ? event.fields.time : undefined];
  if (!times.some((time) => time !== undefined && overlapsWindow(time, window))) return null;
  if (row !== null && isWanted) return found("notLinked", unlinkedFields(row, event, sync.PrivateEvents));
  if (row !== null) return found("missingInOutlook");
  const isThere = item.joins !== null && !item.joins.trashed && item.joins.employees.includes(employeeId);
  return found(isThere ? "notLinked" : "missingInPlanning");
}

function unlinkedFields(
  row: Appointment,
  event: CalendarEvent,
  privateEvents: DecisionContext["sync"]["PrivateEvents"],
) {
  const ownership: Ownership = row.origin === "planning" ? "planned" : ownershipOfEvent(event);
  return fieldDifferences(row.fields, visibleEvent(event, ownership, privateEvents).fields);
}

function compareLinked(item: Item, context: DecisionContext): Omit<Finding, "item"> | null {
  if (item.link === null) return null;
  const seen = examine(item.link, item, context);
  if (!touchesWindow(seen)) return null;
  const inPlanning = item.planning.kind === "present";
  if (item.event.kind === "unseen") return found("unreadable");
  if (!inPlanning && seen.event === null) return found("linkToNothing");
  if (seen.event === null) return found("missingInOutlook");
  if (!inPlanning) return found("missingInPlanning");
  const fields = linkedFields(seen);
  return fields.length === 0 ? null : found("fieldsDiffer", fields);
}

/** Of a meeting among colleagues planning shows one copy; the others tell presence alone. */
function linkedFields(seen: Case): readonly FieldDifference[] {
  const { row, visible, isLeading, link, ownership } = seen;
  if (row === null || visible === null || !isLeading) return [];
  const differences = [...fieldDifferences(row.fields, visible.fields), ...columnDifferences(seen, row)];
  // What stands in an event is not read back: it is what was last written there.
  if (ownership !== "meeting" && visible.hidden.length === 0 && !sameHeader(row.header, link.base.header))
    differences.push({ field: "header", planning: row.header, office365: link.base.header });
  const strangers = ownership === "meeting" ? uninvited(seen, row) : [];
  if (strangers.length > 0) {
    const invited = row.employees.filter((employee) => !strangers.includes(employee));
    differences.push({ field: "employees", planning: row.employees, office365: invited });
  }
  return differences;
}

function fieldDifferences(row: SharedFields, event: SharedFields): FieldDifference[] {
  const shown = projectToEvent(row);
  return FIELD_NAMES.filter((name) => !sameField(name, shown, event)).map((field) => ({
    field,
    planning: row[field],
    office365: event[field],
  }));
}

/** The columns that only the sync writes. */
function columnDifferences(seen: Case, row: Appointment): FieldDifference[] {
  const { facts } = seen;
  const patch = rowFactsPatch(row, facts);
  const differences: FieldDifference[] = [];
  if (patch.origin !== undefined)
    differences.push({ field: "origin", planning: row.origin, office365: facts.origin });
  if (patch.lock !== undefined)
    differences.push({ field: "locked", planning: row.locked, office365: facts.locked });
  if (patch.seriesId !== undefined)
    differences.push({ field: "series", planning: row.seriesId, office365: facts.seriesId });
  if (patch.facts !== undefined) {
    for (const field of ["organizer", "attendees", "joinUrl", "webUrl"] as const) {
      const [planning, office365] = [row.facts[field], facts.facts[field]];
      if (!sameFacts({ ...row.facts, [field]: office365 }, row.facts))
        differences.push({ field, planning, office365 });
    }
  }
  return differences;
}

function likenesses({ planning, event }: Item): string[] {
  return [
    ...(planning.kind === "present" ? [likenessOf(planning.row.fields)] : []),
    ...(event.kind === "present" ? [likenessOf(event.event.fields)] : []),
  ];
}

/**
 * Something without a link: twice what looks like something with one; astray an event that bears our mark, unless it is a copy that a
 * person made of one of ours.
 */
function moreExactly(kind: DifferenceKind, item: Item, linked: Linked): DifferenceKind {
  if (item.link !== null || (kind !== "missingInOutlook" && kind !== "missingInPlanning")) return kind;
  const isTwin = likenesses(item).some((likeness) => linked.likenesses.has(likeness));
  if (isTwin) return kind === "missingInOutlook" ? "duplicateAppointment" : "duplicateEvent";
  const mark = item.arrival?.mark ?? null;
  return mark !== null && !linked.appointments.has(mark.appointmentId) ? "strayEvent" : kind;
}
