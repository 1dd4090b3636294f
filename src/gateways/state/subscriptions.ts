// Subscriptions as rows, one for each user.
import type { MailboxId, SubscriptionId, UserId } from "../../core/model/ids.ts";
import type { Subscription } from "../../core/subscriptions/subscription.ts";
import type { Row, StateDatabase } from "./database.ts";

export function storeSubscription(database: StateDatabase, subscription: Subscription): void {
  database.run(
    `insert or replace into subscription (user_id, mailbox, id, url, client_state, created_at, granted_at, expires_at, heard_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    subscription.userId,
    subscription.mailbox,
    subscription.id,
    subscription.url,
    subscription.clientState,
    subscription.createdAt,
    subscription.grantedAt,
    subscription.expiresAt,
    subscription.heardAt,
  );
}

export function readSubscription(row: Row): Subscription {
  return {
    userId: row.user_id as UserId,
    mailbox: row.mailbox as MailboxId,
    id: row.id as SubscriptionId | null,
    url: row.url as string,
    clientState: row.client_state as string,
    createdAt: row.created_at as number,
    grantedAt: row.granted_at as number,
    expiresAt: row.expires_at as number,
    heardAt: row.heard_at as number | null,
  };
}
