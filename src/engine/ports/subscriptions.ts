// Subscriptions to the notices of mailboxes as the engine needs them.
import type { SubscriptionId } from "../../core/model/ids.ts";
import type { Mailbox } from "./calendar.ts";

/** What Microsoft gave. `expiresAt` in epoch milliseconds. */
export interface Granted {
  readonly id: SubscriptionId;
  readonly expiresAt: number;
}

export interface Listed {
  readonly id: SubscriptionId;
  /** Where its notices go. */
  readonly url: string;
}

/**
 * Faults of every call: those of the sign-in and of Graph as a whole, as with calendars, and `subscriptionRefused` (refused).
 */
export interface SubscriptionPort {
  /**
   * Asks for a notice of every event that is made, changed or deleted in the mailbox, for about a week; `url` has to answer Microsoft's
   * handshake meanwhile. Faults: `webhookUnreachable` (refused: it did not), `subscriptionTaken` (stale: there is one already),
   * `mailboxNotFound`, `mailboxUnavailable`.
   */
  create(mailbox: Mailbox, wanted: { readonly url: string; readonly clientState: string }): Promise<Granted>;
  /** For another week; authorises anew where Microsoft asked for that. Faults: `subscriptionGone` (stale), `webhookUnreachable`. */
  renew(id: SubscriptionId): Promise<Granted>;
  /** One that is gone already is no fault. */
  end(id: SubscriptionId): Promise<void>;
  /** All that this application has, whoever made them. */
  list(): Promise<readonly Listed[]>;
}
