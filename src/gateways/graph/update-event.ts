// Changes an event only if it still is as it was when the change was decided, and only what is meant to change.
import type { GraphEventWrite } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import { versionOf } from "../../core/mapping/event-from-graph.ts";
import { bodyOfPatch, fieldsOfPatch, patchToGraph } from "../../core/mapping/event-to-graph.ts";
import { sameText } from "../../core/mapping/same-text.ts";
import type { CalendarEvent } from "../../core/model/event.ts";
import type { EventId, Version } from "../../core/model/ids.ts";
import type { EventPatch } from "../../core/model/writes.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { getEvent, readWritten } from "./create-event.ts";
import { preferences } from "./graph-client.ts";
import { bodyAroundJoinPart } from "./html.ts";
import { isOk, refusedEvent } from "./mailbox-fault.ts";
import { type Access, callMailbox, eventPath, isEvent, readEvent } from "./read-mailbox.ts";

export async function updateEvent(
  access: Access,
  mailbox: Mailbox,
  id: EventId,
  expected: Version,
  patch: EventPatch,
): Promise<CalendarEvent> {
  const text = bodyOfPatch(patch);
  const body = text === null ? {} : { body: await bodyToSend(access, mailbox, id, expected, text) };
  const answer = await callMailbox(access, mailbox, {
    purpose: "update",
    method: "PATCH",
    url: eventPath(mailbox, id),
    body: { ...patchToGraph(patch), ...body },
    headers: matching(expected),
  });
  if (isOk(answer)) {
    if (isEvent(answer.json)) return readWritten(access, mailbox, answer, id);
    // A success without the event may come from something in between: then the event itself tells.
    const written = await findOurs(access, mailbox, id, patch);
    if (written === null) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "event" });
    return written;
  }
  if (answer.status === 412 && answer.isRepeated) {
    const ours = await findOurs(access, mailbox, id, patch);
    if (ours !== null) return ours;
  }
  throw refusedEvent(answer, mailbox.email);
}

/** Nothing can be demanded of a server that tells no versions. */
export function matching(expected: Version): Record<string, string> {
  return expected === "" ? {} : { "If-Match": expected };
}

/**
 * Whoever sends a body without the join part switches the meeting off (learn.microsoft.com/graph/api/event-update), so the fresh
 * body is read first, and its join part goes back to the letter.
 */
async function bodyToSend(
  access: Access,
  mailbox: Mailbox,
  id: EventId,
  expected: Version,
  text: string,
): Promise<NonNullable<GraphEventWrite["body"]>> {
  const answer = await callMailbox(access, mailbox, {
    purpose: "update",
    method: "GET",
    url: eventPath(mailbox, id),
    headers: { Prefer: preferences("html") },
  });
  if (!isOk(answer)) throw refusedEvent(answer, mailbox.email);
  const { json } = answer;
  const event = isEvent(json) ? readEvent(access, mailbox, json) : null;
  if (event === null || !isEvent(json))
    throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "event" });
  if (versionOf(json) !== expected) throw new Fault("stale", "eventChanged", { mailbox: mailbox.email });
  if (!event.isOnlineMeeting) return { contentType: "text", content: text };
  const content = bodyAroundJoinPart(json.body?.content ?? "", text, event.facts.joinUrl);
  return { contentType: "html", content };
}

/** An earlier attempt whose answer was lost moved the version itself: then the event shows exactly what was sent. */
async function findOurs(
  access: Access,
  mailbox: Mailbox,
  id: EventId,
  patch: EventPatch,
): Promise<CalendarEvent | null> {
  const answer = await getEvent(access, mailbox, id);
  const event = isOk(answer) && isEvent(answer.json) ? readEvent(access, mailbox, answer.json) : null;
  if (event === null) return null;
  const wanted = Object.entries(fieldsOfPatch(patch));
  const isOurs = wanted.every(([name, value]) =>
    isSame(value, event.fields[name as keyof typeof event.fields]),
  );
  return isOurs ? event : null;
}

function isSame(sent: unknown, found: unknown): boolean {
  if (typeof sent === "string" && typeof found === "string") return sameText(sent, found);
  return JSON.stringify(sent) === JSON.stringify(found);
}
