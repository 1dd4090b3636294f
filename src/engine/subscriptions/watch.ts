// What is known of one mailbox's notices while the service runs; the subscription itself is in the state store.
import type { FaultCode } from "../../core/fault.ts";
import type { UserId } from "../../core/model/ids.ts";
import type { Subscription } from "../../core/subscriptions/subscription.ts";
import type { Mailbox } from "../ports/calendar.ts";

/** All times in epoch milliseconds. */
export interface Watch {
  readonly userId: UserId;
  login: string;
  /** Whose notices are wanted; null: nobody's. */
  mailbox: Mailbox | null;
  kept: Subscription | null;
  isGone: boolean;
  mustRenew: boolean;
  heardAt: number | null;
  /** When the first notice came that no look has followed yet. */
  hintedAt: number | null;
  lookBeganAt: number | null;
  /** What happened before this, a look has seen. */
  lookedAt: number | null;
  unannouncedSince: number | null;
  /** How often in a row it was replaced because nothing was heard. */
  silences: number;
  notBeforeSilence: number;
  failures: number;
  notBefore: number;
  trouble: FaultCode | null;
}

export function newWatch(userId: UserId, kept: Subscription | null): Watch {
  return {
    userId,
    login: "",
    mailbox: null,
    kept,
    isGone: false,
    mustRenew: false,
    heardAt: kept?.heardAt ?? null,
    hintedAt: null,
    lookBeganAt: null,
    lookedAt: null,
    unannouncedSince: null,
    silences: 0,
    notBeforeSilence: 0,
    failures: 0,
    notBefore: 0,
    trouble: null,
  };
}
