// A subscription as it is kept, and what it says to its webhook.
// learn.microsoft.com/graph/api/resources/subscription, resources/changenotification
import { isEvent, type Mailbox } from "../mailbox/mailbox.ts";

export const CHANGE_TYPES = ["created", "updated", "deleted"] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

export const LIFECYCLE_EVENTS = ["missed", "subscriptionRemoved", "reauthorizationRequired"] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

export interface Subscription {
  id: string;
  applicationId: string | null;
  /** As it was sent. */
  resource: string;
  userId: string;
  changeTypes: ChangeType[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAtMs: number;
  /** The form of ids in notices; fixed at creation (learn.microsoft.com/graph/outlook-immutable-id). */
  immutableIds: boolean;
  /** The position in the mailbox's history up to which everything was told. */
  seq: number;
  /** After reauthorizationRequired nothing is told until the app has reauthorised. */
  isPaused: boolean;
  /** Since when the webhook fails; null while it answers. */
  failingSinceMs: number | null;
  nextTryMs: number;
}

type Json = Record<string, unknown>;

/** What the subscription has to tell of its mailbox, oldest change first. */
export function notices(
  subscription: Subscription,
  mailbox: Mailbox,
  tenantId: string,
  createdThenUpdated: boolean,
): Json[] {
  return mailbox.changesAfter(subscription.seq).flatMap((item): Json[] => {
    const isNew = item.createdSeq > subscription.seq;
    const id = subscription.immutableIds ? item.immutableId : item.id;
    const notice = (changeType: ChangeType): Json => ({
      ...envelope(subscription, tenantId),
      id: `${subscription.id}-${item.seq}`,
      changeType,
      resource: `Users/${subscription.userId}/Events/${id}`,
      resourceData: {
        "@odata.type": "#Microsoft.Graph.Event",
        "@odata.id": `Users/${subscription.userId}/Events/${id}`,
        ...(isEvent(item) ? { "@odata.etag": `W/"${item.changeKey}"` } : {}),
        id,
      },
    });
    const types: ChangeType[] = !isEvent(item) ? ["deleted"] : isNew ? ["created"] : ["updated"];
    if (isEvent(item) && isNew && createdThenUpdated) types.push("updated");
    return types.filter((type) => subscription.changeTypes.includes(type)).map(notice);
  });
}

/** learn.microsoft.com/graph/change-notifications-lifecycle-events */
export function lifecycleNotice(subscription: Subscription, tenantId: string, event: LifecycleEvent): Json {
  return { ...envelope(subscription, tenantId), lifecycleEvent: event };
}

function envelope({ id, expiresAtMs, clientState }: Subscription, tenantId: string): Json {
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: new Date(expiresAtMs).toISOString(),
    clientState,
    tenantId,
  };
}
