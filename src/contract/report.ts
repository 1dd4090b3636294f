// What the commands print with `--json`.
import type { AuditSummary } from "./audit.ts";
import type { FailReason, HoldReason, ParkReason, SkipReason, UndoRefusal } from "./reasons.ts";

/** One number for each side. */
export interface SideCounts {
  planning: number;
  office365: number;
}

export interface ParkedItem {
  appointment?: string;
  event?: string;
  /** What people know it by. */
  subject?: string;
  reason: ParkReason;
}

export type ParticipantOutcome = "ok" | "failed" | "skipped" | "needsConfirmation";

export interface ParticipantReport {
  /** The login. */
  user: string;
  email: string;
  outcome: ParticipantOutcome;
  reason?: FailReason | SkipReason | HoldReason;
  created: SideCounts;
  updated: SideCounts;
  deleted: SideCounts;
  /** Edits that a rule took back, restored appointments and events among them; counted nowhere else. */
  reverted: number;
  conflicts: number;
  /** There on both sides already: linked instead of created. */
  linked: number;
  /** Mails that Microsoft sends by itself because of these writes: to guests whom somebody invited to a planned event. We invite nobody. */
  mails: number;
  held: number;
  parked: ParkedItem[];
  /** In a dry run only: every write that the cycle would carry out, and every deletion that it would hold. */
  planned?: PlannedWrite[];
  /** Requests to Microsoft Graph, each part of a batch counted on its own. */
  requests: number;
}

/** A write as the journal would have it. */
export interface PlannedWrite extends Omit<JournalEntry, "id" | "at" | "user" | "run"> {
  /** Mails that Microsoft would send because of it. */
  mails: number;
  /** It would wait for a person's answer. */
  held?: HoldReason;
  /** Announced before a crash or a lost answer: the cycle first finds out whether it has happened. */
  announced?: true;
}

export interface SyncReport {
  startedAt: string;
  finishedAt: string;
  dryRun: boolean;
  participants: ParticipantReport[];
  skipped: { user: string; reason: SkipReason }[];
}

export type ParticipantState =
  | "waiting"
  | "initialSync"
  | "inStep"
  | "failed"
  | "skipped"
  | "paused"
  | "needsConfirmation";

/**
 * `waiting`: not asked for yet. `subscribed`: given, and nothing has come so far. `silent`: changes were found that no notice had told of.
 * `refused`: Microsoft gives none, with the fault's code.
 */
export type NoticeState = "waiting" | "subscribed" | "arriving" | "silent" | "refused";

/** How Microsoft's change notifications of a mailbox fare. */
export interface NoticeStatus {
  state: NoticeState;
  /** When the last one came. */
  heardAt?: string;
  reason?: string;
}

export interface ParticipantStatus {
  user: string;
  email: string;
  state: ParticipantState;
  reason?: FailReason | SkipReason | HoldReason;
  /** 0 to 1, while the initial sync runs. */
  progress?: number;
  remainingSeconds?: number;
  lastPassAt: string | null;
  /** Only where the state is `paused`. */
  pausedSince?: string;
  held: number;
  parked: number;
  conflicts: number;
  /** The last full comparison of both sides; absent until there was one. */
  audit?: AuditSummary;
  /** Only where `Office365.NotificationUrl` is set, and while the service runs. */
  notifications?: NoticeStatus;
}

/** How long edits were on their way, from one side to the other. */
export interface DelayReport {
  count: number;
  /** Half of them arrived within so many seconds. */
  p50Seconds: number;
  /** Nineteen in twenty arrived within so many seconds. */
  p95Seconds: number;
}

export interface StatusReport {
  service: { running: boolean; pid?: number; startedAt?: string };
  /** Of the last 24 hours, by the side where they arrived; absent where nothing did. */
  delays?: Partial<Record<Side, DelayReport>>;
  participants: ParticipantStatus[];
}

export type Side = "planning" | "office365";

export const JOURNAL_ACTIONS = [
  "create",
  "update",
  "delete",
  "assign",
  "unassign",
  "trash",
  "restore",
  "link",
  "overrule",
] as const;
export type JournalAction = (typeof JOURNAL_ACTIONS)[number];

export interface JournalEntry {
  id: string;
  at: string;
  /** The login whose calendar it was. */
  user: string;
  appointment: string | null;
  event: string | null;
  /** What people know the appointment by, as it was then; null where nothing was known of it. */
  subject: string | null;
  side: Side;
  action: JournalAction;
  /** The fields that were written, as they were before; null where there was nothing. */
  before: unknown;
  after: unknown;
  /** The decision table's cell or the rule, as a stable code. */
  reason: string;
  run: string;
  /** Seconds from the edit on the other side until this write was done; absent where that is not known. */
  delaySeconds?: number;
}

export interface PauseReport {
  /** The logins whose state has changed; whoever was paused (or not) already is not among them. */
  users: string[];
}

export interface JournalReport {
  entries: JournalEntry[];
}

export interface UndoReport {
  /** Newest first, as they were taken back. */
  undone: {
    entry: string;
    user: string;
    appointment: string | null;
    subject: string | null;
    /** `nothing`: it was as before already. */
    outcome: "done" | "nothing" | "refused";
    reason?: UndoRefusal;
  }[];
}

export interface ConflictsReport {
  /** Edits of the same field on both sides that nobody has answered since, the newest last. */
  conflicts: {
    id: string;
    at: string;
    user: string;
    appointment: string;
    event: string;
    subject: string | null;
    field: string;
    planning: unknown;
    office365: unknown;
    /** The side whose value both have now. */
    winner: Side;
  }[];
}

export interface ConflictTaken {
  id: string;
  side: Side;
  /** False where the appointment has that value already. */
  changed: boolean;
}
