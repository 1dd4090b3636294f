// A link pairs one assignment with one event and remembers what both sides had when they last agreed.
import type { EventFacts, JobHeader, SharedFields } from "./fields.ts";
import type { AppointmentId, EmployeeId, EventId, LinkId, UserId, Version } from "./ids.ts";

/**
 * Who owns it: `planned` was created in planning; `solo` in Microsoft 365 by the mailbox owner alone; `meeting` in Microsoft 365
 * with more than one participant, or organised by somebody else.
 */
export const OWNERSHIPS = ["planned", "solo", "meeting"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** The agreed state: what every change is measured against. */
export interface Base {
  readonly fields: SharedFields;
  readonly header: JobHeader;
  readonly facts: EventFacts;
  /** The event is private and planning saw only its time: the other fields never cross, not even once it counts as planned. */
  readonly isMasked: boolean;
}

export interface Link {
  readonly id: LinkId;
  readonly userId: UserId;
  readonly appointmentId: AppointmentId;
  readonly employeeId: EmployeeId;
  /** Address of the mailbox, lower-case: the smallest leads a meeting whose organizer is no participant. */
  readonly mailbox: string;
  readonly eventId: EventId;
  /** As it was when both sides last agreed; the class follows the event. */
  readonly ownership: Ownership;
  readonly base: Base;
  /** The event's version when it was last seen or written by us: the If-Match of the next write. */
  readonly eventVersion: Version;
  readonly planningVersion: Version;
  /** Names the event that was made for this assignment, another name for each one; empty where a person made the event. */
  readonly generation: string;
  /** Same for all copies of one meeting (and one occurrence of it); null for planned and solo events. */
  readonly meetingKey: string | null;
  /** The participant's own copy is the organizer's: it leads the shared fields of a meeting. */
  readonly isOrganizer: boolean;
  readonly seriesMasterId: EventId | null;
  /** `archived`: it left the window by time passing and is left alone on both sides. */
  readonly status: "active" | "archived";
}
