// The overview: who is in step, and what needs attention.
import type { DelayReport, NoticeState, ParticipantState, Side, StatusReport } from "../report.ts";
import type { Routes } from "./route.ts";
import type { Told } from "./told.ts";

export interface OverviewParticipant {
  user: string;
  /** The person's name. */
  name: string;
  email: string;
  state: ParticipantState;
  /** Why, where it is not in step. */
  told: Told | null;
  /** 0 to 1, while the initial sync runs. */
  progress: number | null;
  remainingSeconds: number | null;
  lastLookAt: string | null;
  nextLookAt: string | null;
  /** Of the last 24 hours, by the side where edits arrived; null where none did. */
  delays: Record<Side, DelayReport | null>;
  /** How Microsoft's notices of changes fare; null where there are none. */
  notices: { state: NoticeState; heardAt: string | null } | null;
}

/**
 * What needs a person, with the place where it is put right. `participant`: does not work. `user`: is to be synchronised and cannot be.
 * `held`, `conflicts`, `parked`: wait for a decision. `everybody`: it is the application that does not work.
 */
export interface Attention {
  kind: "everybody" | "participant" | "user" | "held" | "conflicts" | "parked";
  /** The person, where it concerns one. */
  name: string | null;
  user: string | null;
  count: number;
  told: Told | null;
}

export interface OverviewHour {
  /** When the hour begins. */
  from: string;
  /** Writes by the side where they were made. */
  writes: Record<Side, number>;
  /** Half of the edits arrived within so many seconds; null where none did. */
  delaySeconds: number | null;
}

export interface OverviewAnswer {
  /** Null: not everybody is in step. Not earlier than the service began. */
  inStepSince: string | null;
  participants: OverviewParticipant[];
  attention: Attention[];
  delays: Record<Side, DelayReport | null>;
  throttling: {
    /** Requests that Microsoft answered with "later". */
    refusedLastHour: number;
    paused: number;
    pausedUntil: string | null;
  };
  /** The last 24 hours, the oldest first. */
  hours: OverviewHour[];
}

export const STATUS_ROUTES = {
  getStatus: {
    method: "GET",
    path: "/status",
    role: "viewer",
    summary: "Who is in step, and what needs attention",
  },
  getOverview: {
    method: "GET",
    path: "/overview",
    role: "viewer",
    summary: "The same in words, with the last 24 hours",
  },
} as const satisfies Routes;

export interface StatusExchanges {
  getStatus: { answer: StatusReport };
  getOverview: { answer: OverviewAnswer };
}
