// Tells what a write does to one side: the action, and the values before and after, for journal, report and undo.
import type { JournalAction, Side } from "../../contract/report.ts";
import type { Appointment } from "../model/appointment.ts";
import type { SharedFields } from "../model/fields.ts";
import type { EventPatch, RowPatch, Write } from "../model/writes.ts";
import type { Item } from "./item.ts";
import { ownershipOf } from "./ownership.ts";

export interface WriteRecord {
  readonly side: Side;
  readonly action: JournalAction;
  /** What people know the appointment by; null where nothing is known of it. */
  readonly subject: string | null;
  /** Null where there was nothing. */
  readonly before: object | null;
  /** Null where nothing is left. */
  readonly after: object | null;
}

/** Describes a write against what was seen of the item when it was decided. */
export function describeWrite(write: Write, item: Item): WriteRecord {
  const change = describeChange(write, item);
  return { ...change, subject: subjectOf(change.after) ?? knownAs(item) ?? subjectOf(change.before) };
}

/** What people know an item by; null where nothing is known of it that planning may see. */
export function knownAs(item: Item): string | null {
  const { event } = item;
  const isOpen = event.kind === "present" && !event.event.fields.private;
  return (
    subjectOf(rowOf(item)?.fields) ??
    subjectOf(item.link?.base.fields) ??
    (isOpen ? event.event.fields.subject : null)
  );
}

function subjectOf(fields: object | null | undefined): string | null {
  return fields && "subject" in fields && typeof fields.subject === "string" ? fields.subject : null;
}

function describeChange(write: Write, item: Item): Omit<WriteRecord, "subject"> {
  const event = shownOf(item);
  const row = rowOf(item);
  switch (write.kind) {
    case "createEvent":
      return {
        side: "office365",
        action: "create",
        before: null,
        after: { ...write.event.fields, header: write.event.header },
      };
    case "updateEvent":
      return { side: "office365", action: "update", ...eventChange(write.patch, event, item) };
    case "deleteEvent":
      return { side: "office365", action: "delete", before: event ?? null, after: null };
    case "insertRow":
      return {
        side: "planning",
        action: item.link === null ? "create" : "restore",
        before: null,
        after: { ...write.row.fields, employees: write.row.employees },
      };
    case "deleteRow":
      return { side: "planning", action: "delete", before: row === null ? null : wholeRow(row), after: null };
    case "updateRow":
      return { side: "planning", action: rowAction(write.patch), ...rowChange(write.patch, row) };
  }
}

/**
 * What was in the calendar. Of a person's private event only what both sides agreed on: the rest is nobody else's to read. What stands
 * for a planned job is in planning with all its text.
 */
function shownOf(item: Item): SharedFields | undefined {
  const { event, link, others } = item;
  if (event.kind !== "present") return link?.base.fields;
  const row = rowOf(item);
  const isPlanned =
    link === null
      ? row?.origin === "planning"
      : !link.base.isMasked && ownershipOf(link, row, event.event, others) === "planned";
  return isPlanned || !event.event.fields.private ? event.event.fields : link?.base.fields;
}

function rowOf({ planning, joins, arrival }: Item): Appointment | null {
  if (planning.kind === "present" || planning.kind === "deleted") return planning.row;
  return joins ?? arrival?.former?.row ?? null;
}

function wholeRow(row: Appointment): object {
  return { ...row.fields, header: row.header, facts: row.facts, employees: row.employees };
}

function rowAction(patch: RowPatch): JournalAction {
  if (patch.trashedAt !== undefined) return patch.trashedAt === null ? "restore" : "trash";
  const changesColumns = Object.keys(patch).some((key) => key !== "assign" && key !== "unassign");
  if (changesColumns) return "update";
  return patch.assign === undefined ? "unassign" : "assign";
}

function rowChange(patch: RowPatch, row: Appointment | null): Pick<WriteRecord, "before" | "after"> {
  const { fields, lock, assign, unassign, ...columns } = patch;
  const isStaffed = assign !== undefined || unassign !== undefined;
  const employees = row?.employees ?? [];
  const after = {
    ...fields,
    ...lock,
    ...columns,
    ...(isStaffed && {
      employees: [...employees.filter((one) => !unassign?.includes(one)), ...(assign ?? [])].sort(),
    }),
  };
  if (row === null) return { before: null, after };
  const known: Record<string, unknown> = { ...row, ...row.fields, trashedAt: row.trashed ? "trashed" : null };
  const before = Object.fromEntries(Object.keys(after).map((key) => [key, known[key] ?? null]));
  return { before, after };
}

function eventChange(
  patch: EventPatch,
  shown: SharedFields | undefined,
  item: Item,
): Pick<WriteRecord, "before" | "after"> {
  const after: Record<string, unknown> = {
    ...patch.fields,
    ...(patch.body !== undefined && { notes: patch.body.notes, header: patch.body.header }),
    ...(patch.categories !== undefined && { category: patch.categories[0] ?? null }),
  };
  const known: Record<string, unknown> = { ...shown, header: item.link?.base.header };
  const names = Object.keys(after).filter((key) => key in known);
  return { before: Object.fromEntries(names.map((key) => [key, known[key] ?? null])), after };
}
