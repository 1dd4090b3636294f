// Takes a journal entry back: the write on planning's side that makes things as they were before it. The next pass then brings it to
// the calendar by the same rules as any other edit; a meeting is Microsoft's, and cannot be undone into Outlook.
import type { UndoRefusal } from "../../contract/reasons.ts";
import type { JournalEntry } from "../../contract/report.ts";
import type { Appointment } from "../model/appointment.ts";
import { FIELD_NAMES, type FieldName, NO_FACTS, NO_HEADER, type SharedFields } from "../model/fields.ts";
import type { AppointmentId, EmployeeId } from "../model/ids.ts";
import type { NewRow, RowPatch, Write } from "../model/writes.ts";
import { sameField } from "./compare.ts";

export interface Undoing {
  readonly entry: JournalEntry;
  /** The appointment as planning has it now; null where it is gone. */
  readonly row: Appointment | null;
  /** Whose calendar the entry speaks of; null where the user is no participant any more. */
  readonly employee: EmployeeId | null;
  /** ISO 8601; goes into `trashed_at`. */
  readonly now: string;
}

export type TakenBack =
  | { readonly kind: "write"; readonly write: Extract<Write, { kind: "updateRow" | "insertRow" }> }
  /** It is as it was before already. */
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly why: UndoRefusal };

export function takeBack(undoing: Undoing): TakenBack {
  const { entry, row } = undoing;
  if (entry.reason.startsWith("meeting.") || row?.locked === true) return refused("meetingIsMicrosofts");
  switch (entry.action) {
    case "update":
      return row === null ? refused("appointmentGone") : fieldsBack(entry, row);
    case "trash":
      return row === null ? refused("appointmentGone") : patched(row, row.trashed, { trashedAt: null });
    case "assign":
    case "unassign":
      return row === null ? refused("appointmentGone") : staffBack(entry, row);
    case "delete":
      return deletionBack(undoing);
    case "create":
    case "restore":
      return creationBack(undoing);
    case "link":
    case "overrule":
      return refused("nothingWritten");
  }
}

/** Only what still has the value that was written: what somebody changed since is theirs. */
function fieldsBack({ before, after }: JournalEntry, row: Appointment): TakenBack {
  const [old, written] = [fieldsOf(before), fieldsOf(after)];
  const names = FIELD_NAMES.filter((name) => name in old && name in written);
  if (names.length === 0) return refused("notUndoable");
  const open = names.filter((name) => !sameField(name, row.fields, { ...row.fields, ...old }));
  if (open.length === 0) return { kind: "nothing" };
  const untouched = open.filter((name) => sameField(name, row.fields, { ...row.fields, ...written }));
  if (untouched.length === 0) return refused("changedSince");
  const fields = Object.fromEntries(untouched.map((name) => [name, old[name]])) as Partial<SharedFields>;
  return patched(row, true, { fields });
}

function staffBack({ before, after }: JournalEntry, row: Appointment): TakenBack {
  const [old, written] = [employeesOf(before), employeesOf(after)];
  const assign = old.filter((one) => !written.includes(one) && !row.employees.includes(one));
  const unassign = written.filter((one) => !old.includes(one) && row.employees.includes(one));
  const isLast = row.employees.every((one) => unassign.includes(one)) && assign.length === 0;
  if (isLast && unassign.length > 0) return refused("lastEmployee");
  return patched(row, assign.length + unassign.length > 0, {
    ...(assign.length > 0 && { assign }),
    ...(unassign.length > 0 && { unassign }),
  });
}

/** The appointment comes back with its id, and its events are created by the next pass. */
function deletionBack({ entry, row, employee }: Undoing): TakenBack {
  const employees = employeesOf(entry.before);
  const staff = employees.length > 0 ? employees : employee === null ? [] : [employee];
  if (row !== null) {
    const assign = staff.filter((one) => !row.employees.includes(one));
    return patched(row, row.trashed || assign.length > 0, {
      ...(row.trashed && { trashedAt: null }),
      ...(assign.length > 0 && { assign }),
    });
  }
  const fields = fieldsOf(entry.before);
  if (entry.appointment === null || staff.length === 0 || !isWhole(fields)) return refused("notUndoable");
  const header = (entry.before as { header?: NewRow["header"] }).header ?? NO_HEADER;
  const restored: NewRow = {
    id: entry.appointment as AppointmentId,
    fields,
    header,
    employees: staff,
    origin: "planning",
    locked: false,
    lockedReason: null,
    seriesId: null,
    facts: NO_FACTS,
  };
  return { kind: "write", write: { kind: "insertRow", row: restored } };
}

/** What planning made goes to the trash, from where it comes back; what somebody made in Outlook is theirs. */
function creationBack({ row, now }: Undoing): TakenBack {
  if (row === null) return { kind: "nothing" };
  if (row.origin === "office365") return refused("madeInOutlook");
  return patched(row, !row.trashed, { trashedAt: now });
}

function patched(row: Appointment, isDue: boolean, patch: RowPatch): TakenBack {
  if (!isDue) return { kind: "nothing" };
  return { kind: "write", write: { kind: "updateRow", id: row.id, expected: row.version, patch } };
}

function refused(why: UndoRefusal): TakenBack {
  return { kind: "refused", why };
}

function fieldsOf(value: unknown): Partial<Record<FieldName, never>> {
  return typeof value === "object" && value !== null ? value : {};
}

function isWhole(fields: object): fields is SharedFields {
  return FIELD_NAMES.every((name) => name in fields);
}

function employeesOf(value: unknown): readonly EmployeeId[] {
  const employees =
    typeof value === "object" && value !== null && "employees" in value ? value.employees : [];
  return Array.isArray(employees) ? employees : [];
}
