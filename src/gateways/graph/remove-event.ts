// Deletes an event only if it still is as it was when that was decided. Whether DELETE honours If-Match is not documented, so the
// version is compared beforehand as well.
import { Fault } from "../../core/fault.ts";
import { versionOf } from "../../core/mapping/event-from-graph.ts";
import type { EventId, Version } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { getEvent } from "./create-event.ts";
import type { GraphAnswer } from "./graph-client.ts";
import { readCalendar } from "./look-at-events.ts";
import { isNotThere, isOk, refusedEvent } from "./mailbox-fault.ts";
import { type Access, callMailbox, eventPath, isEvent } from "./read-mailbox.ts";
import { matching } from "./update-event.ts";

/** learn.microsoft.com/graph/api/event-delete */
const NO_CONTENT = 204;

export async function removeEvent(
  access: Access,
  mailbox: Mailbox,
  id: EventId,
  expected: Version,
): Promise<void> {
  if (!(await isStillAsExpected(access, mailbox, id, expected))) return;
  const answer = await callMailbox(access, mailbox, {
    purpose: "remove",
    method: "DELETE",
    url: eventPath(mailbox, id),
    headers: matching(expected),
  });
  if (answer.status === NO_CONTENT || (await isGone(access, mailbox, answer))) return;
  // A second DELETE is a 400 on some servers; an attempt whose answer was lost may have been the first. And whatever else pretends to
  // be a success may come from something in between.
  const isDoubtful = answer.status === 400 || isOk(answer);
  if (isDoubtful && (await isGone(access, mailbox, await getEvent(access, mailbox, id)))) return;
  if (isOk(answer)) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "delete" });
  throw refusedEvent(answer, mailbox.email);
}

/** False: it is gone already. */
async function isStillAsExpected(
  access: Access,
  mailbox: Mailbox,
  id: EventId,
  expected: Version,
): Promise<boolean> {
  const answer = await getEvent(access, mailbox, id);
  if (await isGone(access, mailbox, answer)) return false;
  if (!isOk(answer)) throw refusedEvent(answer, mailbox.email);
  if (!isEvent(answer.json)) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "event" });
  if (versionOf(answer.json) !== expected)
    throw new Fault("stale", "eventChanged", { mailbox: mailbox.email });
  return true;
}

/** A 404 counts only in a mailbox that otherwise answers; this throws the mailbox's fault where it does not. */
async function isGone(access: Access, mailbox: Mailbox, answer: GraphAnswer): Promise<boolean> {
  if (!isNotThere(answer)) return false;
  await readCalendar(access, mailbox);
  return true;
}
