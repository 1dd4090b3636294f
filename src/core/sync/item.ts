// One thing to decide about: a link with what both sides show of it, or something that only one side has so far.
import type { ParkReason } from "../../contract/reasons.ts";
import type { Side } from "../../contract/report.ts";
import type { SyncSettings } from "../../contract/settings.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { AppointmentId, EmployeeId, LinkId, UserId } from "../model/ids.ts";
import type { Link } from "../model/link.ts";
import type { Mark } from "../model/mark.ts";
import type { Write } from "../model/writes.ts";
import type { WindowSpan } from "../time/window.ts";
import type { Reason } from "./decision-table.ts";
import type { FieldConflict } from "./merge.ts";

/** What planning shows of an assignment. */
export type PlanningView =
  /** There, not in the trash, and assigned to this employee. */
  | { readonly kind: "present"; readonly row: Appointment }
  | { readonly kind: "unreadable"; readonly id: AppointmentId }
  /** Gone, in the trash, or assigned to others only; `row` is what is left of it. */
  | { readonly kind: "deleted"; readonly row: Appointment | null }
  /** Planning never had it. */
  | { readonly kind: "none" };

/** What the calendar shows of an assignment. */
export type EventView =
  | { readonly kind: "present"; readonly event: CalendarEvent }
  /** Definitely not there. */
  | { readonly kind: "deleted" }
  /** Not mentioned since the last look: as in the base. */
  | { readonly kind: "unseen" }
  /** The calendar never had it. */
  | { readonly kind: "none" };

export interface Item {
  readonly link: Link | null;
  readonly planning: PlanningView;
  readonly event: EventView;
  /** Links of other participants on the same appointment. */
  readonly others: readonly Link[];
  /** The appointment that colleagues already have of the same meeting. */
  readonly joins: Appointment | null;
  /** Several on one side could belong to one on the other: a person has to look. */
  readonly isAmbiguous: boolean;
  /** What tells where an event belongs that no link pairs yet. */
  readonly arrival: Arrival | null;
  readonly editedAt: EditTimes;
}

/**
 * When each side was edited, where this reading was told of an edit: epoch milliseconds by that side's clock. Null where nothing was told,
 * everything was read, or nobody knows (what is gone tells no time).
 */
export type EditTimes = Readonly<Record<Side, number | null>>;

export const UNTOLD: EditTimes = { planning: null, office365: null };

export interface FormerRow {
  readonly id: AppointmentId;
  /** What is left of it. */
  readonly row: Appointment | null;
}

export interface Arrival {
  /** Our mark on it. */
  readonly mark: Mark | null;
  /** The id that planning gives to what came from this event; null where a row has it already. */
  readonly rowId: AppointmentId | null;
  /** The appointment that it was made for, or brought to, where planning does not show that for this employee any more. */
  readonly former: FormerRow | null;
}

/** What a decision knows beside the item. Ids are new ones, used only if the verdict needs them. */
export interface DecisionContext {
  readonly userId: UserId;
  readonly employeeId: EmployeeId;
  readonly mailbox: string;
  readonly sync: SyncSettings;
  readonly window: WindowSpan;
  /** ISO 8601; goes into `trashed_at`. */
  readonly now: string;
  readonly newLinkId: LinkId;
  readonly newAppointmentId: AppointmentId;
  readonly newGeneration: string;
  /** Nothing is remembered of this participant: what one side once got from the other and does not find there stays untouched. */
  readonly nothingRemembered: boolean;
  /** A backup stands in the place of the planning database: what it does not have was not necessarily deleted. */
  readonly isPlanningRestored: boolean;
  /** A person was asked about the deletions that the guard held, and wants them put back. */
  readonly putsBack: boolean;
}

export type Verdict =
  | { readonly kind: "nothing" }
  /** The event has to be looked at before this can be decided. */
  | { readonly kind: "look" }
  | { readonly kind: "park"; readonly reason: ParkReason }
  /** No write on either side; only what is remembered changes. */
  | { readonly kind: "record"; readonly reason: Reason; readonly link: Link }
  | { readonly kind: "forget"; readonly reason: Reason; readonly link: Link }
  | WriteVerdict;

export interface WriteVerdict {
  readonly kind: "write";
  readonly reason: Reason;
  /** In this order; usually one, two where both sides changed. */
  readonly writes: readonly Write[];
  /** What is remembered once all writes are done: `eventId` is empty until it is created. Null: the link ends. */
  readonly link: Link | null;
  readonly conflicts: readonly FieldConflict[];
  /** A rule took an edit back. */
  readonly isRevert: boolean;
  /** Side on which something disappears: what the guard counts. */
  readonly deletesOn: "planning" | "office365" | null;
}
