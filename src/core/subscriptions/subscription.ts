// A subscription to the notices of one mailbox, as it is remembered.
import type { MailboxId, SubscriptionId, UserId } from "../model/ids.ts";

/** All times in epoch milliseconds. */
export interface Subscription {
  readonly userId: UserId;
  readonly mailbox: MailboxId;
  /** Null: asked for, and whether it was given is not known. */
  readonly id: SubscriptionId | null;
  /** Where its notices go. */
  readonly url: string;
  /** What each of its notices has to carry: a secret. */
  readonly clientState: string;
  readonly createdAt: number;
  /** When it was given or renewed last. */
  readonly grantedAt: number;
  readonly expiresAt: number;
  /** When it was heard last, to the hour; null: never. */
  readonly heardAt: number | null;
}
