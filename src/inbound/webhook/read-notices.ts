// Reads what was posted to the webhook: anybody on the internet may have sent it.
import type { GraphNotice, GraphNotices } from "../../contract/graph.ts";

export interface Notice {
  readonly subscriptionId: string;
  readonly clientState: string;
  /** Null: a change in a calendar. */
  readonly lifecycleEvent: string | null;
}

/** Microsoft's own limit (graph/api/resources/subscription). */
const LONGEST_STATE = 128;
const LONGEST_ID = 100;

/** One entry for each item; null for one that is no notice. Null where the whole is none. */
export function readNotices(text: string): readonly (Notice | null)[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const value = isObject(json) ? (json as GraphNotices).value : undefined;
  return Array.isArray(value) ? value.map(noticeOf) : null;
}

function noticeOf(item: unknown): Notice | null {
  if (!isObject(item)) return null;
  const { subscriptionId, clientState, lifecycleEvent = null } = item as GraphNotice;
  const isWhole =
    isText(subscriptionId, LONGEST_ID) &&
    isText(clientState, LONGEST_STATE) &&
    (lifecycleEvent === null || isText(lifecycleEvent, LONGEST_ID));
  return isWhole ? { subscriptionId, clientState, lifecycleEvent } : null;
}

function isObject(json: unknown): json is object {
  return typeof json === "object" && json !== null;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest;
}
