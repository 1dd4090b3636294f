// "Warum?": one appointment, participant by participant: what both sides agreed on, what each has now, which rule decided, and what
// happens next.
import type { UndoReport } from "../report.ts";
import type { BoardTime, SyncMark } from "./appointments.ts";
import type { ById, Routes } from "./route.ts";
import type { Told, ToldEntry } from "./told.ts";

/**
 * `inStep`: nothing. `onItsWay`: the next pass carries it over. `held`: a person is asked. `answered`: a person has answered, the next
 * pass does it. `parked`: tried again at `retryAt`. `failing`: the participant's mailbox is the trouble. `notParticipant`: goes to no
 * calendar. `outsideWindow`: too far away. `leaves`: planning no longer has it for this person, the next pass takes it out of the calendar.
 */
export const NEXT_STEPS = [
  "inStep",
  "onItsWay",
  "held",
  "answered",
  "parked",
  "failing",
  "notParticipant",
  "outsideWindow",
  "leaves",
] as const;
export type NextStepKind = (typeof NEXT_STEPS)[number];

export interface NextStep {
  kind: NextStepKind;
  /** Where there is a reason to tell. */
  told: Told | null;
  /** When it is tried again, or the calendar looked at next; null where nobody knows. */
  at: string | null;
  /** So often in vain; 0 unless parked. */
  attempts: number;
}

export interface WhyField {
  field: string;
  label: string;
  /** Null where both sides never agreed. */
  agreed: string | null;
  /** Null where planning does not have it. */
  planning: string | null;
  /** Planning against what was agreed. */
  differs: boolean;
}

/** One employee of the appointment, or somebody whose calendar still has it. */
export interface WhyCopy {
  /** Names this copy in further questions; null where no login stands for the employee. */
  user: string | null;
  employee: string;
  /** Who decides: where it came from; null where both sides never agreed. */
  owner: string | null;
  isLinked: boolean;
  /** The rule that decided last, and when; without an instant: what is agreed, nothing was written since the journal begins. */
  rule: { code: string; sentence: string; at: string | null } | null;
  next: NextStep;
  fields: WhyField[];
}

/** `nothing`: it is as it was before already. */
export type Undoable =
  | { kind: "possible"; effect: string }
  | { kind: "nothing" }
  | { kind: "refused"; told: Told };

export interface WhyEntry extends ToldEntry {
  undo: Undoable;
}

export interface WhyAnswer {
  id: string;
  subject: string | null;
  /** Null where planning does not have it any more, or cannot make sense of its time. */
  time: BoardTime | null;
  state: "present" | "trashed" | "unreadable" | "gone";
  isLocked: boolean;
  organizer: string | null;
  webUrl: string | null;
  mark: SyncMark | null;
  copies: WhyCopy[];
  /** Ids of conflicts that nobody has answered. */
  conflicts: string[];
  /** The newest first. */
  history: WhyEntry[];
  isHistoryCut: boolean;
}

export interface OutlookField {
  field: string;
  value: string;
  /** Outlook against what was agreed. */
  differs: boolean;
}

/**
 * `present`: with its fields, of a private event nothing but the time. `gone`: deleted, or moved to another calendar. `notTakenOver`:
 * declined, cancelled, or private and not wanted. `failed`: it could not be looked at.
 */
export interface OutlookCopy {
  user: string;
  kind: "present" | "gone" | "notTakenOver" | "failed";
  told: Told | null;
  fields: OutlookField[];
}

export interface OutlookAnswer {
  lookedAt: string;
  copies: OutlookCopy[];
}

export interface UndoAnswer {
  outcome: UndoReport["undone"][number]["outcome"];
  told: Told | null;
}

export const WHY_ROUTES = {
  explainAppointment: {
    method: "GET",
    path: "/appointments/{id}/why",
    role: "viewer",
    summary: "Why an appointment is as it is, and what happens next",
  },
  lookIntoOutlook: {
    method: "GET",
    path: "/appointments/{id}/outlook",
    role: "viewer",
    summary: "The appointment's events, looked at directly",
  },
  undoEntry: {
    method: "POST",
    path: "/journal/{id}/undo",
    role: "dispatcher",
    summary: "Take one entry of the journal back",
  },
} as const satisfies Routes;

export interface WhyExchanges {
  explainAppointment: { params: ById; answer: WhyAnswer };
  lookIntoOutlook: { params: ById; answer: OutlookAnswer };
  undoEntry: { params: ById; answer: UndoAnswer };
}
