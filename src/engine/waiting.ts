// What is set aside or held after a pass: with its reason, and with pauses that grow.
import type { HoldReason, ParkReason } from "../contract/reasons.ts";
import type { Fault } from "../core/fault.ts";
import type { AppointmentId, EventId } from "../core/model/ids.ts";
import type { Item, PlanningView } from "../core/sync/item.ts";
import { knownAs } from "../core/sync/journal.ts";
import { overlapsWindow } from "../core/time/window.ts";
import type { Subject } from "./observe.ts";
import type { Intent, WaitingItem } from "./ports/state.ts";

/** Minutes until a parked item is tried again: growing, never given up. */
const PAUSES_MINUTES = [1, 5, 15, 60, 240, 1440] as const;
/** What only somebody's edit came in between of is for the very next pass. */
const PAUSES_MEANWHILE = [0, ...PAUSES_MINUTES] as const;
const MINUTE_MS = 60_000;

export interface ItemKeys {
  readonly appointmentId: AppointmentId | null;
  readonly eventId: EventId | null;
}

export function keysOf({ link, planning, event, arrival }: Item): ItemKeys {
  if (link !== null) return { appointmentId: link.appointmentId, eventId: link.eventId };
  return {
    appointmentId: shownId(planning) ?? arrival?.former?.id ?? null,
    eventId: event.kind === "present" ? event.event.id : null,
  };
}

function shownId(planning: PlanningView): AppointmentId | null {
  if (planning.kind === "present") return planning.row.id;
  return planning.kind === "unreadable" ? planning.id : null;
}

/** Two events are never one item, whatever appointment they lead to: one may be a copy of the other. */
export function isSameItem(one: ItemKeys, keys: ItemKeys): boolean {
  if (one.eventId !== null && keys.eventId !== null) return one.eventId === keys.eventId;
  return keys.appointmentId !== null && one.appointmentId === keys.appointmentId;
}

export function waitingFor(subject: Subject, keys: ItemKeys): WaitingItem | undefined {
  const isExact = (one: ItemKeys) => one.appointmentId === keys.appointmentId && one.eventId === keys.eventId;
  return subject.waiting.find(isExact) ?? subject.waiting.find((one) => isSameItem(one, keys));
}

/** Of an event that neither has a link nor waits no stored cursor is known to tell, and of one that lay outside of the window until now. */
export function isNews(subject: Subject, item: Item): boolean {
  const { link, event } = item;
  if (link === null) return waitingFor(subject, keysOf(item)) === undefined;
  const { time } = event.kind === "present" ? event.event.fields : link.base.fields;
  return !overlapsWindow(time, subject.window);
}

export function park(subject: Subject, item: Item, reason: ParkReason, now: number): WaitingItem {
  return parkKeys(subject, keysOf(item), knownAs(item), reason, now);
}

/** A write whose outcome nobody can read: the item is left alone until somebody puts it right. */
export function parkInDoubt(subject: Subject, intent: Intent, now: number): WaitingItem {
  const { appointmentId, eventId, journal } = intent;
  return parkKeys(subject, { appointmentId, eventId }, journal[0]?.subject ?? null, "notReadable", now);
}

function parkKeys(
  subject: Subject,
  keys: ItemKeys,
  name: string | null,
  reason: ParkReason,
  now: number,
): WaitingItem {
  const before = waitingFor(subject, keys);
  // Looked at for another's sake it has not been tried once more.
  if (before?.reason === reason && before.retryAt > now) return { ...before, ...keys, subject: name };
  const attempts = before?.reason === reason ? before.attempts + 1 : 1;
  const pauses = reason === "changedMeanwhile" ? PAUSES_MEANWHILE : PAUSES_MINUTES;
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? 1440;
  return {
    userId: subject.participant.userId,
    ...keys,
    subject: name,
    reason,
    kind: "parked",
    attempts,
    since: before?.since ?? now,
    retryAt: now + pause * MINUTE_MS,
    hold: before?.hold ?? null,
    answer: before?.answer ?? null,
  };
}

export function hold(subject: Subject, item: Item, reason: HoldReason, now: number): WaitingItem {
  const keys = keysOf(item);
  const before = waitingFor(subject, keys);
  // Whatever was answered before and is held again is asked again.
  if (before?.kind === "held") return before.answer === null ? before : { ...before, answer: null };
  return {
    userId: subject.participant.userId,
    ...keys,
    subject: knownAs(item),
    reason,
    kind: "held",
    attempts: 0,
    since: now,
    retryAt: now,
    hold: reason,
    answer: null,
  };
}

/** What one item's fault means for it; the participant's other items go on. */
export function parkReasonOf(fault: Fault): ParkReason {
  if (fault.kind === "stale") return "changedMeanwhile";
  if (fault.code === "appointmentRefused") return "refusedByPlanning";
  if (fault.kind === "refused") return "refusedByMicrosoft";
  return fault.code === "graphThrottled" ? "mailboxThrottled" : "itemUnavailable";
}
