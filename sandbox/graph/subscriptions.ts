// Subscriptions to change notifications, each seen only by the app that made it.
// learn.microsoft.com/graph/api/subscription-post-subscriptions, -get, -list, -update, -delete, -reauthorize
import type { Subscription } from "../subscriptions/subscription.ts";
import { type Call, contextOf, type GraphReply, parameter } from "./call.ts";
import { GraphError } from "./errors.ts";
import type { Json } from "./event-json.ts";
import { openMailbox } from "./mailbox-state.ts";
import {
  checkClientState,
  checkWebhook,
  invalidSubscription,
  readChangeTypes,
  readExpiry,
  readResource,
  readSubscription,
  type SubscriptionInput,
} from "./subscription-input.ts";

export async function postSubscription(call: Call): Promise<GraphReply> {
  const { world } = call;
  const input = readSubscription(call);
  const needed = (name: keyof SubscriptionInput): string => {
    const value = input[name];
    if (value) return value;
    throw invalidSubscription(`${name} is a required property for subscription creation`);
  };
  const changeTypes = readChangeTypes(needed("changeType"));
  const resource = needed("resource");
  const notificationUrl = needed("notificationUrl");
  const lifecycleNotificationUrl = input.lifecycleNotificationUrl ?? null;
  checkWebhook(notificationUrl, "notificationUrl");
  if (lifecycleNotificationUrl !== null) checkWebhook(lifecycleNotificationUrl, "lifecycleNotificationUrl");
  const expiresAtMs = readExpiry(needed("expirationDateTime"), world.clock.now(), world.settings);
  const clientState = input.clientState === undefined ? null : checkClientState(input.clientState);
  const mailbox = subscribedMailbox(call, readResource(resource));
  refuseTooMany(call, mailbox.user.id, changeTypes.join());
  await shakeHands(call, notificationUrl);
  if (lifecycleNotificationUrl !== null) await shakeHands(call, lifecycleNotificationUrl);
  const subscription: Subscription = {
    id: world.entropy.uuid(),
    applicationId: call.appId,
    resource,
    userId: mailbox.user.id,
    changeTypes,
    notificationUrl,
    lifecycleNotificationUrl,
    clientState,
    expiresAtMs,
    immutableIds: call.preferences.immutableIds,
    seq: mailbox.seq,
    isPaused: false,
    failingSinceMs: null,
    nextTryMs: 0,
  };
  world.subscriptions.add(subscription);
  return entity(call, 201, subscription);
}

export function listSubscriptions(call: Call): GraphReply {
  const own = call.world.subscriptions.list().filter((each) => isOwn(call, each));
  return {
    status: 200,
    json: {
      "@odata.context": contextOf(call, "subscriptions"),
      // The list keeps the secret to itself (msgraph-sdk-dotnet#545, msgraph-sdk-javascript#906).
      value: own.map((each) => ({ ...subscriptionJson(each), clientState: null })),
    },
  };
}

export function getSubscription(call: Call): GraphReply {
  return entity(call, 200, findSubscription(call));
}

/** A renewal, or another address for the notices; either authorises anew. */
export async function patchSubscription(call: Call): Promise<GraphReply> {
  const { world } = call;
  const subscription = findSubscription(call);
  const { expirationDateTime, notificationUrl, ...others } = readSubscription(call);
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalidSubscription(`The property '${other}' cannot be changed.`);
  if (expirationDateTime === undefined && notificationUrl === undefined) {
    throw invalidSubscription(
      "Subscription must contain either the 'expirationDateTime' or 'notificationUrl' property and its value.",
    );
  }
  if (notificationUrl !== undefined) checkWebhook(notificationUrl, "notificationUrl");
  const expiresAtMs =
    expirationDateTime === undefined
      ? subscription.expiresAtMs
      : readExpiry(expirationDateTime, world.clock.now(), world.settings);
  const url = notificationUrl ?? subscription.notificationUrl;
  if (notificationUrl !== undefined || world.settings.subscriptionRenewalValidates)
    await shakeHands(call, url);
  world.subscriptions.change(subscription, { expiresAtMs, notificationUrl: url, isPaused: false });
  return entity(call, 200, subscription);
}

export function reauthorizeSubscription(call: Call): GraphReply {
  call.world.subscriptions.change(findSubscription(call), { isPaused: false });
  return { status: 204 };
}

export function deleteSubscription(call: Call): GraphReply {
  call.world.subscriptions.remove(findSubscription(call).id);
  return { status: 204 };
}

function findSubscription(call: Call): Subscription {
  const subscription = call.world.subscriptions.find(parameter(call, "subscription"));
  if (subscription && isOwn(call, subscription)) return subscription;
  throw new GraphError(404, "ResourceNotFound", "The object was not found.");
}

function isOwn(call: Call, subscription: Subscription): boolean {
  return call.appId === null || call.appId === subscription.applicationId;
}

/** What Exchange refuses comes wrapped (msgraph-sdk-java#510, msgraph-sdk-javascript#252). */
function subscribedMailbox(call: Call, key: string) {
  try {
    return openMailbox(call.world, call.world.find(key), key);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const reason = error.status === 403 ? "Forbidden" : "NotFound";
    const message = `Operation: Create; Exception: [Status Code: ${reason}; Reason: ${error.message}]`;
    throw new GraphError(error.status, "ExtensionError", message);
  }
}

function refuseTooMany(call: Call, userId: string, changeTypes: string): void {
  const { subscriptionDuplicateStatus, subscriptionsPerMailbox } = call.world.settings;
  const others = call.world.subscriptions.list().filter((each) => each.userId === userId);
  const isSame = (each: Subscription) =>
    each.applicationId === call.appId && each.changeTypes.join() === changeTypes;
  if (subscriptionDuplicateStatus === 409 && others.some(isSame)) {
    throw new GraphError(409, "ObjectIdentifierInUse", "The resource already has such a subscription.");
  }
  if (others.length >= subscriptionsPerMailbox) {
    throw new GraphError(
      403,
      "ExtensionError",
      "Operation: Create; Exception: [Status Code: Forbidden; Reason: The mailbox has too many subscriptions.]",
    );
  }
}

async function shakeHands(call: Call, url: string): Promise<void> {
  const problem = await call.world.subscriptions.validate(url);
  if (problem !== null) throw invalidSubscription(problem);
}

function entity(call: Call, status: number, subscription: Subscription): GraphReply {
  const context = contextOf(call, "subscriptions/$entity");
  return { status, json: { "@odata.context": context, ...subscriptionJson(subscription) } };
}

function subscriptionJson(subscription: Subscription): Json {
  const { id, applicationId, resource, changeTypes, clientState, notificationUrl } = subscription;
  return {
    id,
    resource,
    applicationId,
    changeType: changeTypes.join(","),
    clientState,
    notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
    expirationDateTime: new Date(subscription.expiresAtMs).toISOString(),
    creatorId: applicationId,
    includeResourceData: null,
    latestSupportedTlsVersion: "v1_2",
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}
