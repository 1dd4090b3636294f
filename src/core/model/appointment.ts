// An appointment as planning has it, with everything the decisions need.
import type { EventFacts, JobHeader, SharedFields } from "./fields.ts";
import type { AppointmentId, EmployeeId, Version } from "./ids.ts";

export type Origin = "planning" | "office365";

/** The appointment's columns that people and the sync change; the other fields describe the row. */
export interface Appointment {
  readonly id: AppointmentId;
  readonly version: Version;
  readonly origin: Origin;
  readonly fields: SharedFields;
  readonly header: JobHeader;
  readonly facts: EventFacts;
  readonly locked: boolean;
  /** A code, for example `meeting`; null unless locked. */
  readonly lockedReason: string | null;
  readonly seriesId: string | null;
  readonly trashed: boolean;
  /** In ascending order. */
  readonly employees: readonly EmployeeId[];
  /** Epoch milliseconds by the database's clock; null where it does not tell. */
  readonly modifiedAt: number | null;
}

/** A row whose time makes no sense: reported at that appointment and left alone. */
export interface UnreadableAppointment {
  readonly id: AppointmentId;
  readonly version: Version;
  readonly trashed: boolean;
  readonly employees: readonly EmployeeId[];
  readonly problem: "invalidTime";
}

export type PlanningRow =
  | { readonly kind: "readable"; readonly appointment: Appointment }
  | { readonly kind: "unreadable"; readonly appointment: UnreadableAppointment };
