// What the sync remembers: links with their base, cursors, announced writes, what waits, and the journal.
import type { AuditSummary } from "../../contract/audit.ts";
import type { HoldReason, ParkReason } from "../../contract/reasons.ts";
import type { JournalAction, JournalEntry, ParticipantReport, Side } from "../../contract/report.ts";
import type { FeedPosition } from "../../core/model/feed-position.ts";
import type { FieldName } from "../../core/model/fields.ts";
import type {
  AppointmentId,
  CalendarCursor,
  EmployeeId,
  EventId,
  LinkId,
  RunId,
  UserId,
} from "../../core/model/ids.ts";
import type { Link } from "../../core/model/link.ts";
import type { Write } from "../../core/model/writes.ts";
import type { Subscription } from "../../core/subscriptions/subscription.ts";
import type { Mailbox } from "./calendar.ts";

/** How far a participant was read, and where its mailbox is. */
export interface ParticipantMemory {
  readonly userId: UserId;
  /** Whom the user stood for; null where that was not remembered yet. */
  readonly employeeId: EmployeeId | null;
  /** The addresses that `mailbox` was found under; another list means: find it again. */
  readonly addresses: readonly string[];
  readonly mailbox: Mailbox | null;
  readonly calendarCursor: CalendarCursor | null;
  /** Epoch milliseconds when the cursor was stored. */
  readonly cursorStoredAt: number;
  /** Window and private setting of the cursor, `YYYY-MM-DD/YYYY-MM-DD/BusyOnly`; others mean: read everything. */
  readonly cursorWindow: string | null;
  /** Null until planning was read in full once. */
  readonly planningPosition: FeedPosition | null;
  /** Epoch milliseconds; null until the initial sync ended. */
  readonly initialSyncDoneAt: number | null;
}

/** A write that is announced before it is sent, with its full value, so that after a crash its trace is recognised as ours. */
export interface Intent {
  readonly id: string;
  readonly userId: UserId;
  readonly linkId: LinkId;
  readonly appointmentId: AppointmentId;
  /** Null while an event is being created. */
  readonly eventId: EventId | null;
  /** In the order in which they are sent. */
  readonly writes: readonly Write[];
  /** The link as it is to be stored once all writes have happened (ids and versions filled in then); null where it ends. */
  readonly linkAfter: Link | null;
  readonly journal: readonly JournalEntry[];
  /** What the writes overrule. */
  readonly conflicts: readonly Conflict[];
}

/** One item that is set aside or held; it is looked at again although neither side reports it as changed. */
export interface WaitingItem {
  readonly userId: UserId;
  readonly appointmentId: AppointmentId | null;
  readonly eventId: EventId | null;
  /** What people know it by; null where nothing is known. */
  readonly subject: string | null;
  readonly reason: ParkReason | HoldReason;
  readonly kind: "parked" | "held";
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly retryAt: number;
  /** Why it was held, if it ever was: an item that is set aside afterwards is a held one still as soon as it would delete something. */
  readonly hold: HoldReason | null;
  /** What a person answered to that. It counts until the item has found its end, however often that is tried in vain. */
  readonly answer: "confirm" | "restore" | null;
}

export interface Conflict {
  readonly id: string;
  readonly at: string;
  readonly userId: UserId;
  readonly appointmentId: AppointmentId;
  readonly eventId: EventId;
  readonly field: FieldName;
  readonly planning: unknown;
  readonly office365: unknown;
  readonly winner: "planning" | "office365";
}

/** An event with a new link, or one that waits, of which no reading of its calendar that was recorded has told yet. */
export interface UntoldEvent {
  readonly userId: UserId;
  readonly eventId: EventId;
}

/** Everything that becomes true together, in one transaction. Absent keys change nothing. */
export interface Recording {
  readonly storeLinks?: readonly Link[];
  readonly forgetLinks?: readonly LinkId[];
  readonly settle?: readonly string[];
  readonly journal?: readonly JournalEntry[];
  readonly conflicts?: readonly Conflict[];
  /** Conflicts, by id, that a person has answered. */
  readonly answeredConflicts?: readonly string[];
  readonly memory?: ParticipantMemory;
  /** Adds or replaces by (user, appointment, event). */
  readonly waiting?: readonly WaitingItem[];
  readonly untold?: readonly UntoldEvent[];
  /** Untold no longer. */
  readonly told?: readonly UntoldEvent[];
  /**
   * To be looked at once more because of what somebody else's pass has done. What waits by the same keys is not replaced: held it stays as
   * it is, set aside it is due with this one.
   */
  readonly lookAgain?: readonly WaitingItem[];
  /** Ends waiting, by (user, appointment, event): what was read like this. Whatever was to be looked at again since waits on. */
  readonly noLongerWaiting?: readonly WaitingItem[];
}

export interface JournalQuery {
  /** The id of one entry, or of a run. */
  readonly entryOrRun?: string;
  readonly appointment?: string;
  readonly login?: string;
  /** ISO 8601 instant, inclusive. */
  readonly since?: string;
  /** ISO 8601 instant, exclusive. */
  readonly until?: string;
  /** In the subject or in what was written; whole words or parts of them. */
  readonly text?: string;
  readonly side?: Side;
  readonly action?: JournalAction;
  /** A reason, or how some begin: `meeting.` */
  readonly reason?: string;
  /** Only entries that were written before the one with this id. */
  readonly before?: string;
  readonly limit?: number;
}

/** What was written within one hour. */
export interface HourOfWrites {
  /** Epoch milliseconds at which the hour begins, counted in UTC. */
  readonly from: number;
  readonly side: Side;
  readonly writes: number;
}

/** How long one edit was on its way to this side. */
export interface MeasuredDelay {
  readonly login: string;
  readonly side: Side;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seconds: number;
}

/** What the last pass of a participant ended with; for `status`. */
export interface PassRecord {
  readonly userId: UserId;
  readonly login: string;
  readonly at: string;
  readonly report: ParticipantReport;
}

/** What a participant's last audit found; for `status`, and so that the next one is due in its time. */
export interface AuditRecord {
  readonly userId: UserId;
  readonly login: string;
  readonly summary: AuditSummary;
}

/** A participant that gets no passes until somebody resumes it. */
export interface Paused {
  readonly userId: UserId;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** Names for the events that are made. */
export interface Generations {
  /** For one more event that is to be made; also its transaction id. */
  next(): string;
  /** Whether this memory made an event of that generation after all that it remembers: it was put back from a backup since then. */
  isUnheardOf(generation: string): boolean;
}

/**
 * Faults: `stateUnreachable`, `stateCorrupt`, `stateNewer`, `stateInUse`, `stateOtherCompany`.
 * Each method is atomic and durable (survives a power cut) when its promise resolves.
 */
export interface StatePort {
  readonly generations: Generations;
  memory(user: UserId): Promise<ParticipantMemory | null>;
  memories(): Promise<readonly ParticipantMemory[]>;
  /** Active and archived links of this participant. */
  linksByAppointment(user: UserId, ids: readonly AppointmentId[]): Promise<readonly Link[]>;
  linksByEvent(user: UserId, ids: readonly EventId[]): Promise<readonly Link[]>;
  linksOfSeries(user: UserId, masters: readonly EventId[]): Promise<readonly Link[]>;
  /** Links of all participants on these appointments: who else has it. */
  linksOfAppointments(ids: readonly AppointmentId[]): Promise<readonly Link[]>;
  /** Links of all participants on these meetings. */
  linksOfMeetings(meetingKeys: readonly string[]): Promise<readonly Link[]>;
  /** Archived ones too. */
  everyLink(user: UserId): Promise<readonly Link[]>;
  countActiveLinks(user: UserId): Promise<number>;
  untoldEvents(user: UserId): Promise<readonly EventId[]>;
  announce(intents: readonly Intent[]): Promise<void>;
  openIntents(user: UserId): Promise<readonly Intent[]>;
  record(recording: Recording): Promise<void>;
  waiting(user: UserId): Promise<readonly WaitingItem[]>;
  /** Everybody's. */
  everyWaiting(): Promise<readonly WaitingItem[]>;
  /** Answers all held items of the user; returns how many. */
  answerHeld(user: UserId, answer: "confirm" | "restore"): Promise<number>;
  /** The newest last. */
  conflicts(): Promise<readonly Conflict[]>;
  countConflicts(): Promise<ReadonlyMap<UserId, number>>;
  journal(query: JournalQuery): Promise<readonly JournalEntry[]>;
  /** Of the entries since this instant that tell one: seconds, by the side where an edit arrived. */
  delays(since: string): Promise<Readonly<Record<Side, readonly number[]>>>;
  /** The same one by one, the oldest first. */
  measuredDelays(since: string): Promise<readonly MeasuredDelay[]>;
  /** Of the entries since this instant, links and overruled edits left out. */
  writesByHour(since: string): Promise<readonly HourOfWrites[]>;
  /** Forgets journal entries before this instant. */
  trimJournal(before: string): Promise<void>;
  recordPass(pass: PassRecord): Promise<void>;
  passes(): Promise<readonly PassRecord[]>;
  recordAudit(audit: AuditRecord): Promise<void>;
  audits(): Promise<readonly AuditRecord[]>;
  paused(): Promise<readonly Paused[]>;
  /** Returns whether it was not paused before. */
  pause(user: UserId, since: number): Promise<boolean>;
  /** Returns whether it was paused before. */
  resume(user: UserId): Promise<boolean>;
  subscriptions(): Promise<readonly Subscription[]>;
  /** In the place of the user's earlier one. */
  storeSubscription(subscription: Subscription): Promise<void>;
  forgetSubscription(user: UserId): Promise<void>;
  recordRun(run: { id: RunId; startedAt: string; finishedAt: string }): Promise<void>;
  lastRun(): Promise<{ id: RunId; startedAt: string; finishedAt: string } | null>;
  close(): Promise<void>;
}
