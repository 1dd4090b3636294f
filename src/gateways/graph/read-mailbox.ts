// What every operation on a mailbox needs: the client, the surroundings, and how to read an event that Graph answered.
import type { GraphEvent } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import { eventFromGraph } from "../../core/mapping/event-from-graph.ts";
import type { CalendarEvent } from "../../core/model/event.ts";
import type { EventId } from "../../core/model/ids.ts";
import type { Urgency } from "../../core/pacing/limits.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Surroundings } from "./exchange.ts";
import { type GraphAnswer, type GraphCall, type GraphClient, userPath } from "./graph-client.ts";
import { htmlToText } from "./html.ts";
import type { Slicing } from "./slicing.ts";
import { WINDOWS_ZONES } from "./windows-zones.ts";

export interface Access {
  readonly client: GraphClient;
  readonly around: Surroundings;
  readonly companyTimeZone: string;
  readonly urgency: Urgency;
  readonly slicing: Slicing;
}

export function callMailbox(
  { client, urgency }: Access,
  mailbox: Mailbox,
  call: Omit<GraphCall, "mailboxKey" | "urgency">,
): Promise<GraphAnswer> {
  return client.call({ ...call, mailboxKey: mailbox.id, urgency });
}

/** Ids hold slashes, plus and equals signs (microsoft-graph-docs#3598). */
export function eventPath(mailbox: Mailbox, id: EventId | string): string {
  return `${userPath(mailbox)}/events/${encodeURIComponent(id)}`;
}

/** Null where the event has no readable time. */
export function readEvent(
  { companyTimeZone }: Access,
  mailbox: Mailbox,
  event: GraphEvent,
): CalendarEvent | null {
  return eventFromGraph(event, {
    ownAddresses: new Set(mailbox.addresses),
    htmlToText,
    windowsZones: WINDOWS_ZONES,
    companyTimeZone,
  });
}

export function readableEvent(access: Access, mailbox: Mailbox, json: unknown): CalendarEvent {
  const event = isEvent(json) ? readEvent(access, mailbox, json) : null;
  if (event === null) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "event" });
  return event;
}

export function isEvent(json: unknown): json is GraphEvent {
  return typeof json === "object" && json !== null && typeof (json as GraphEvent).id === "string";
}
