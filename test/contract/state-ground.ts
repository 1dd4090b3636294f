// Values for the state port's tests.
import type { JournalEntry } from "../../src/contract/report.ts";
import type {
  AppointmentId,
  CalendarCursor,
  EmployeeId,
  EventId,
  LinkId,
  MailboxId,
  SubscriptionId,
  UserId,
  Version,
} from "../../src/core/model/ids.ts";
import type { Link } from "../../src/core/model/link.ts";
import type { Subscription } from "../../src/core/subscriptions/subscription.ts";
import type {
  Conflict,
  Intent,
  ParticipantMemory,
  StatePort,
  WaitingItem,
} from "../../src/engine/ports/state.ts";
import { LINK } from "../support/samples.ts";

export interface StateGround extends AsyncDisposable {
  readonly state: StatePort;
}

export const ANNA_USER = LINK.userId;
export const BERND_USER = "00000000-0000-4000-8000-0000000000e2" as UserId;

/** A link told apart by a number. */
export function linkNumber(number: number, changes: Partial<Link> = {}): Link {
  return {
    ...LINK,
    id: `link-${number}` as LinkId,
    appointmentId: `appointment-${number}` as AppointmentId,
    eventId: `Event-${number}` as EventId,
    ...changes,
  };
}

export const MEMORY: ParticipantMemory = {
  employeeId: "employee-a" as EmployeeId,
  userId: ANNA_USER,
  addresses: ["anna", "anna@muster.example"],
  mailbox: { id: "m-1" as MailboxId, email: "anna@muster.example", addresses: ["anna@muster.example"] },
  calendarCursor: "https://graph/delta?$deltatoken=1" as CalendarCursor,
  cursorStoredAt: 1_700_000_000_000,
  cursorWindow: "2026-05-24/2028-01-25",
  planningPosition: { sequence: 12, fingerprint: "2026-11-24T10:00:00.123Z insert appointment-1" },
  initialSyncDoneAt: null,
};

export const SUBSCRIPTION: Subscription = {
  userId: ANNA_USER,
  mailbox: "m-1" as MailboxId,
  id: "subscription-1" as SubscriptionId,
  url: "https://planung.example/notices",
  clientState: "secret",
  createdAt: 1_700_000_000_000,
  grantedAt: 1_700_000_000_001,
  expiresAt: 1_700_600_000_000,
  heardAt: 1_700_000_000_002,
};

export function journalNumber(number: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: `entry-${number}`,
    at: `2026-11-24T10:00:0${number}Z`,
    user: "anna",
    appointment: "appointment-1",
    event: "Event-1",
    subject: "neu",
    side: "planning",
    action: "update",
    before: { subject: "alt", nested: [1, null] },
    after: null,
    reason: "eventEdited",
    run: "run-1",
    ...changes,
  };
}

export function intentNumber(number: number, changes: Partial<Intent> = {}): Intent {
  const link = linkNumber(number);
  return {
    id: `intent-${number}`,
    userId: ANNA_USER,
    linkId: link.id,
    appointmentId: link.appointmentId,
    eventId: null,
    writes: [{ kind: "deleteEvent", id: link.eventId, expected: "etag" as Version }],
    linkAfter: link,
    journal: [journalNumber(number)],
    conflicts: [],
    ...changes,
  };
}

export const WAITING: WaitingItem = {
  userId: ANNA_USER,
  appointmentId: "appointment-1" as AppointmentId,
  eventId: null,
  subject: "Wartung",
  reason: "invalidTime",
  kind: "parked",
  attempts: 1,
  since: 1000,
  retryAt: 2000,
  hold: null,
  answer: null,
};

export const HELD: WaitingItem = { ...WAITING, kind: "held", reason: "massDeletion", hold: "massDeletion" };

export function conflictNumber(number: number, userId: UserId = ANNA_USER): Conflict {
  return {
    id: `conflict-${number}`,
    at: "2026-11-24T10:00:00Z",
    userId,
    appointmentId: LINK.appointmentId,
    eventId: LINK.eventId,
    field: "subject",
    planning: "a",
    office365: "b",
    winner: "planning",
  };
}

export async function activeLinks(state: StatePort): Promise<readonly Link[]> {
  return (await state.everyLink(ANNA_USER)).filter(({ status }) => status === "active");
}
