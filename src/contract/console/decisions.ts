// What waits for a person: held deletions, conflicts, and what was set aside; and the answers to them, several at once.
import type { Side } from "../report.ts";
import type { BoardTime } from "./appointments.ts";
import type { Routes } from "./route.ts";
import type { Told } from "./told.ts";

/** Names one item that waits. */
export interface WaitingKey {
  user: string;
  appointment: string | null;
  event: string | null;
}

interface WaitingEntry extends WaitingKey {
  /** The person's. */
  name: string;
  subject: string | null;
  /** Null where it cannot be told. */
  time: BoardTime | null;
  since: string;
  told: Told;
}

export interface HeldEntry extends WaitingEntry {
  /** Where the deletion would happen: the other side does not have it any more. */
  deletesOn: Side;
  /** What becomes of it, in words. */
  ifConfirmed: string;
  ifRestored: string;
  answer: "confirm" | "restore" | null;
}

export interface ParkedEntry extends WaitingEntry {
  attempts: number;
  /** When it is tried again by itself. */
  retryAt: string;
}

export interface ConflictEntry {
  id: string;
  at: string;
  user: string;
  appointment: string;
  subject: string | null;
  field: string;
  label: string;
  planning: string;
  office365: string;
  /** The side whose value both have now. */
  winner: Side;
  /** What it is now; null where planning does not have it any more. */
  now: string | null;
  /** Calendars that a taken value goes to. */
  calendars: number;
  /** Why neither value can be taken any more; it can still be left as it is. */
  blocked: Told | null;
}

export interface DecisionsAnswer {
  held: HeldEntry[];
  conflicts: ConflictEntry[];
  parked: ParkedEntry[];
}

export interface HeldAnswers {
  items: WaitingKey[];
  answer: "confirm" | "restore";
}

/** `leave`: as it is now; nothing is written. */
export const CONFLICT_ANSWERS = ["planning", "office365", "leave"] as const;
export type ConflictAnswer = (typeof CONFLICT_ANSWERS)[number];

export interface ConflictAnswers {
  ids: string[];
  answer: ConflictAnswer;
}

/** Of several, those that could not be done are told, and the others are done. */
export interface DecisionsDone {
  done: number;
  failed: { subject: string | null; told: Told }[];
}

export const DECISION_ROUTES = {
  listDecisions: {
    method: "GET",
    path: "/decisions",
    role: "viewer",
    summary: "Held deletions, conflicts, and what is set aside",
  },
  answerHeld: {
    method: "POST",
    path: "/decisions/held",
    role: "dispatcher",
    summary: "Confirm held deletions, or have everything restored",
  },
  answerConflicts: {
    method: "POST",
    path: "/conflicts",
    role: "dispatcher",
    summary: "Take one side's value, or leave it as it is",
  },
  retryParked: {
    method: "POST",
    path: "/decisions/parked",
    role: "dispatcher",
    summary: "Try again at once what is set aside",
  },
} as const satisfies Routes;

export interface DecisionExchanges {
  listDecisions: { answer: DecisionsAnswer };
  answerHeld: { body: HeldAnswers; answer: DecisionsDone };
  answerConflicts: { body: ConflictAnswers; answer: DecisionsDone };
  retryParked: { body: { items: WaitingKey[] }; answer: DecisionsDone };
}
