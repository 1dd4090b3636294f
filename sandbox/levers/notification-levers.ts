// The levers of subscriptions and their notices: where figures differ, and what delivery at least once may do.

export interface NotificationLevers {
  /** The longest a subscription lives: documented as 10,080 minutes, 10,070 in the refusals users quote; older: 4,230. */
  subscriptionMaxMinutes: number;
  /** The same app, resource and change types again: documented as 409; users have collected dozens (msgraph-sdk-php#221). */
  subscriptionDuplicateStatus: 409 | 201;
  /** A renewal shakes hands with the webhook again (seen in msgraph-sdk-dotnet#2805). */
  subscriptionRenewalValidates: boolean;
  /** Active subscriptions for one mailbox: 1,000, learn.microsoft.com/graph/outlook-change-notifications-overview. */
  subscriptionsPerMailbox: number;
  /** How long a webhook may take for the handshake: 10 s, learn.microsoft.com/graph/change-notifications-delivery-webhooks. */
  validationTimeoutMs: number;
  /** How long it may take to acknowledge a notice: 3 s, same page. */
  notificationTimeoutMs: number;
  /** From the change to its notice: under a minute on average, learn.microsoft.com/graph/change-notifications-overview. */
  notificationDelayMs: number;
  /** How often each notice is sent: delivery is at least once. */
  notificationCopies: number;
  /** Every so-manieth notice is lost; 0 loses none, 1 all. */
  notificationLossEvery: number;
  /** Notices that are sent together come in reverse order. */
  notificationsReversed: boolean;
  /** A `created` brings an `updated` along (microsoft-graph-docs#8497 to #8499). */
  notificationUpdatedAfterCreated: boolean;
}

export const notificationLevers: NotificationLevers = {
  subscriptionMaxMinutes: 10_070,
  subscriptionDuplicateStatus: 409,
  subscriptionRenewalValidates: false,
  subscriptionsPerMailbox: 1000,
  validationTimeoutMs: 10_000,
  notificationTimeoutMs: 3000,
  notificationDelayMs: 0,
  notificationCopies: 1,
  notificationLossEvery: 0,
  notificationsReversed: false,
  notificationUpdatedAfterCreated: false,
};

/** Levers that take only some values of their type. */
export const notificationChoices = {
  subscriptionDuplicateStatus: [409, 201],
} satisfies Partial<{ [Name in keyof NotificationLevers]: NotificationLevers[Name][] }>;
