// Reads the body of a POST or PATCH of a subscription: every property is known and checked, or refused.
// learn.microsoft.com/graph/api/subscription-post-subscriptions, subscription-update
import { decoded } from "../exchange.ts";
import type { NotificationLevers } from "../levers/notification-levers.ts";
import { CHANGE_TYPES, type ChangeType } from "../subscriptions/subscription.ts";
import { type Call, jsonBody } from "./call.ts";
import { badRequest, GraphError, notDeserialisable, notModelled } from "./errors.ts";
import { readDateTimeOffset } from "./instants.ts";

const MINUTE_MS = 60_000;
/** Shorter lives are lifted to this (resources/subscription). */
const LEAST_MINUTES = 45;

const WRITABLE = [
  "changeType",
  "notificationUrl",
  "lifecycleNotificationUrl",
  "resource",
  "expirationDateTime",
  "clientState",
  "latestSupportedTlsVersion",
  "includeResourceData",
];

export interface SubscriptionInput {
  changeType?: string;
  notificationUrl?: string;
  lifecycleNotificationUrl?: string;
  resource?: string;
  expirationDateTime?: string;
  clientState?: string;
}

export function invalidSubscription(message: string): GraphError {
  return new GraphError(400, "ValidationError", message);
}

export function readSubscription(call: Call): SubscriptionInput {
  const body = jsonBody(call);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw notDeserialisable("subscription");
  const input: SubscriptionInput = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === "@odata.type" || value === null) continue;
    if (!WRITABLE.includes(name)) throw notModelled(`the subscription property '${name}'`);
    if (name === "includeResourceData") {
      if (value !== false) throw notModelled("notices with resource data");
    } else if (typeof value !== "string") throw notDeserialisable(name);
    else if (name === "latestSupportedTlsVersion") checkTls(value);
    else input[name as keyof SubscriptionInput] = value;
  }
  return input;
}

function checkTls(value: string): void {
  if (!/^v1_[0-3]$/.test(value)) throw invalidSubscription(`There is no TLS version '${value}'.`);
}

export function readChangeTypes(text: string): ChangeType[] {
  const wanted = text.split(",").map((each) => each.trim().toLowerCase());
  const unknown = wanted.find((each) => !CHANGE_TYPES.includes(each as ChangeType));
  if (unknown !== undefined) throw invalidSubscription(`The change type '${unknown}' is not supported.`);
  return CHANGE_TYPES.filter((each) => wanted.includes(each));
}

/** The user that `users/{key}/events` names; that resource covers every calendar of the mailbox. */
export function readResource(text: string): string {
  const path = text.replace(/^\//, "");
  if (/^me\//i.test(path)) throw badRequest("/me request is only valid with delegated authentication flow.");
  const match = /^users(?:\/([^/?]+)|\('([^']+)'\))\/events\/?$/i.exec(path);
  const key = match?.[1] ?? match?.[2];
  if (key === undefined) throw notModelled(`a subscription to '${text}'`);
  return decoded(key);
}

/** https, as Graph demands; http only to this machine, for tests without a certificate. */
export function checkWebhook(text: string, name: string): void {
  if (/^Event(Hub|Grid):/i.test(text)) throw notModelled("delivery to Event Hubs or Event Grid");
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return;
  throw invalidSubscription(`The ${name} '${text}' has to be an absolute https address.`);
}

export function checkClientState(text: string): string {
  if (text.length > 128) throw invalidSubscription("The clientState has at most 128 characters.");
  return text;
}

export function readExpiry(
  text: string,
  nowMs: number,
  { subscriptionMaxMinutes }: NotificationLevers,
): number {
  const ms = readDateTimeOffset(text);
  if (ms === null) throw notDeserialisable("expirationDateTime");
  if (ms <= nowMs) throw invalidSubscription("The expirationDateTime has to lie in the future.");
  if (ms > nowMs + subscriptionMaxMinutes * MINUTE_MS) {
    throw new GraphError(
      400,
      "ExtensionError",
      `Subscription expiration can only be ${subscriptionMaxMinutes} minutes in the future.`,
    );
  }
  return Math.max(ms, nowMs + LEAST_MINUTES * MINUTE_MS);
}
