// Creates an event without attendees. The transaction id makes it repeatable: however often it is sent, there is one event.
import type { GraphEvent, GraphPage } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import { MARK_PROPERTY, newEventToGraph } from "../../core/mapping/event-to-graph.ts";
import type { CalendarEvent } from "../../core/model/event.ts";
import type { NewEvent } from "../../core/model/writes.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { type GraphAnswer, userPath } from "./graph-client.ts";
import { isOk, refusedByMailbox, refusedEvent } from "./mailbox-fault.ts";
import { type Access, callMailbox, eventPath, isEvent, readableEvent, readEvent } from "./read-mailbox.ts";

export async function createEvent(access: Access, mailbox: Mailbox, event: NewEvent): Promise<CalendarEvent> {
  const answer = await callMailbox(access, mailbox, {
    purpose: "create",
    method: "POST",
    url: `${userPath(mailbox)}/events`,
    body: newEventToGraph(event),
  });
  if (isOk(answer)) return readWritten(access, mailbox, answer);
  if (isDuplicate(answer)) return findExisting(access, mailbox, event, answer);
  if (answer.status === 404) throw refusedByMailbox(answer, mailbox.email);
  throw refusedEvent(answer, mailbox.email);
}

/** The event as the answer to a write shows it; read again where the answer is too short. */
export async function readWritten(
  access: Access,
  mailbox: Mailbox,
  answer: GraphAnswer,
  knownId?: string,
): Promise<CalendarEvent> {
  const shown =
    isEvent(answer.json) && answer.json.subject !== undefined
      ? readEvent(access, mailbox, answer.json)
      : null;
  if (shown !== null) return shown;
  const id = isEvent(answer.json) ? answer.json.id : knownId;
  const again = id === undefined ? null : await getEvent(access, mailbox, id);
  return readableEvent(access, mailbox, again?.json);
}

/** Seen as 400 and as 409. */
function isDuplicate({ status, code, error }: GraphAnswer): boolean {
  if (status !== 400 && status !== 409) return false;
  return (
    code.includes("duplicatetransaction") || /transactionid .*already been used/i.test(error?.message ?? "")
  );
}

async function findExisting(
  access: Access,
  mailbox: Mailbox,
  event: NewEvent,
  refusal: GraphAnswer,
): Promise<CalendarEvent> {
  const id = refusal.error?.["@event.existingEventId"];
  const named = id ? await getEvent(access, mailbox, id) : null;
  const found = named !== null && isOk(named) ? named.json : await findByMark(access, mailbox, event);
  if (found !== null) return readableEvent(access, mailbox, found);
  throw new Fault("stale", "duplicateTransaction", { mailbox: mailbox.email });
}

/** Outlook copies marks together with events: among several bearers, the one that this transaction made, else the oldest. */
async function findByMark(
  access: Access,
  mailbox: Mailbox,
  { mark, transactionId }: NewEvent,
): Promise<GraphEvent | null> {
  const value = mark.replaceAll("'", "''");
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${MARK_PROPERTY}' and ep/value eq '${value}')`;
  const expand = `singleValueExtendedProperties($filter=id eq '${MARK_PROPERTY}')`;
  const query = `$filter=${encodeURIComponent(filter)}&$expand=${encodeURIComponent(expand)}`;
  const url = `${userPath(mailbox)}/events?${query}`;
  const answer = await callMailbox(access, mailbox, { purpose: "create", method: "GET", url });
  if (!isOk(answer)) return null;
  const page = answer.json as GraphPage<GraphEvent> | null;
  // The value is compared without case (graph/extended-properties-overview); ours is not.
  const bearers = (page?.value ?? []).filter((one) =>
    one.singleValueExtendedProperties?.some((property) => property.value === mark),
  );
  const oldest = bearers.toSorted((a, b) =>
    String(a.createdDateTime) < String(b.createdDateTime) ? -1 : 1,
  )[0];
  return bearers.find((one) => one.transactionId === transactionId) ?? oldest ?? null;
}

export async function findMade(
  access: Access,
  mailbox: Mailbox,
  event: NewEvent,
): Promise<CalendarEvent | null> {
  const found = await findByMark(access, mailbox, event);
  return found === null ? null : readableEvent(access, mailbox, found);
}

export function getEvent(access: Access, mailbox: Mailbox, id: string): Promise<GraphAnswer> {
  return callMailbox(access, mailbox, { purpose: "read", method: "GET", url: eventPath(mailbox, id) });
}
