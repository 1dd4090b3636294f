// The writes that a verdict can ask for, on either side: complete values, so that they can be shown, announced and carried out.
import type { Origin } from "./appointment.ts";
import type { EventFacts, JobHeader, SharedFields } from "./fields.ts";
import type { AppointmentId, EmployeeId, EventId, Version } from "./ids.ts";

/** The sync's own columns beside the shared fields. */
export interface RowFacts {
  readonly origin: Origin;
  readonly locked: boolean;
  readonly lockedReason: string | null;
  readonly seriesId: string | null;
  readonly facts: EventFacts;
}

export interface NewRow extends RowFacts {
  readonly id: AppointmentId;
  readonly fields: SharedFields;
  /** Columns that Microsoft 365 never fills, brought back when a deleted row is restored. */
  readonly header: JobHeader;
  readonly employees: readonly EmployeeId[];
}

/** Only what changes; an absent key leaves its columns alone. */
export interface RowPatch {
  readonly fields?: Partial<SharedFields>;
  readonly facts?: EventFacts;
  readonly origin?: Origin;
  readonly lock?: { readonly locked: boolean; readonly lockedReason: string | null };
  readonly seriesId?: string | null;
  /** Instant to put it into the trash, null to take it out. */
  readonly trashedAt?: string | null;
  readonly assign?: readonly EmployeeId[];
  readonly unassign?: readonly EmployeeId[];
}

export interface NewEvent {
  readonly fields: SharedFields;
  readonly header: JobHeader;
  /** Makes the create repeatable: the same id never makes a second event. At most 64 characters. */
  readonly transactionId: string;
  /** Our mark on the event: a hint for recovery only. At most 200 characters. */
  readonly mark: string;
}

/** Only what changes. `body` is sent only where notes or job header changed. */
export interface EventPatch {
  readonly fields: Partial<Omit<SharedFields, "notes" | "category">>;
  readonly body?: { readonly header: JobHeader; readonly notes: string };
  /** The complete list: the first is the synchronised one. */
  readonly categories?: readonly string[];
}

export type Write =
  | { readonly kind: "createEvent"; readonly event: NewEvent }
  | {
      readonly kind: "updateEvent";
      readonly id: EventId;
      readonly expected: Version;
      readonly patch: EventPatch;
    }
  | { readonly kind: "deleteEvent"; readonly id: EventId; readonly expected: Version }
  | { readonly kind: "insertRow"; readonly row: NewRow }
  | {
      readonly kind: "updateRow";
      readonly id: AppointmentId;
      readonly expected: Version;
      readonly patch: RowPatch;
    }
  | { readonly kind: "deleteRow"; readonly id: AppointmentId; readonly expected: Version };
