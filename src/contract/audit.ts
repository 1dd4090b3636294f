// What `audit --json` prints: a full comparison of planning and calendars, difference by difference.
import type { FailReason, SkipReason } from "./reasons.ts";

/** Every kind of difference that a full comparison can find; docs/errors.md has a line for each. */
export const DIFFERENCE_KINDS = [
  "missingInOutlook",
  "missingInPlanning",
  "fieldsDiffer",
  "duplicateEvent",
  "duplicateAppointment",
  "strayEvent",
  "notLinked",
  "linkToNothing",
  "ambiguous",
  "unreadable",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/**
 * What becomes of a difference. `nextCycle`: somebody changed something just now, and the next cycle deals with it. `readAgain`: no cycle
 * would have noticed; the participant is read from the start at the next cycle, and the rule in `reason` repairs it. `waiting`: set aside
 * or held, and told as such. `byHand`: no rule repairs it.
 */
export const PROSPECTS = ["nextCycle", "readAgain", "waiting", "byHand"] as const;
export type Prospect = (typeof PROSPECTS)[number];

export interface FieldDifference {
  /** A synchronised field, or `header`, `organizer`, `attendees`, `joinUrl`, `webUrl`, `origin`, `locked`, `series`, `employees`. */
  field: string;
  planning: unknown;
  /** As planning may see it: of a private event nothing but the time. */
  office365: unknown;
}

export interface Difference {
  kind: DifferenceKind;
  prospect: Prospect;
  /** The decision table's cell or rule that will deal with it, or why it waits. */
  reason?: string;
  appointment?: string;
  event?: string;
  /** What people know it by; null where planning may not see it. */
  subject: string | null;
  /** `{ kind: "timed", start, end }` or `{ kind: "allDay", startDate, endDate }`; null where none can be read. */
  time: object | null;
  /** Only at `fieldsDiffer` and `notLinked`. */
  fields?: FieldDifference[];
}

export interface ParticipantAudit {
  /** The login. */
  user: string;
  email: string;
  outcome: "ok" | "failed";
  reason?: FailReason;
  /** How many of this participant's assignments and events in the window were compared. */
  compared: { appointments: number; events: number };
  differences: Difference[];
  /** Requests to Microsoft Graph, each part of a batch counted on its own. */
  requests: number;
}

export interface AuditReport {
  startedAt: string;
  finishedAt: string;
  participants: ParticipantAudit[];
  skipped: { user: string; reason: SkipReason }[];
}

/** What is kept of a participant's last audit, and shown by `status`. */
export interface AuditSummary {
  at: string;
  appointments: number;
  events: number;
  differences: Record<Prospect, number>;
}
