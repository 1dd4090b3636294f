// Looks at single events directly. Only a definite "not found" in a mailbox that otherwise answers counts as gone, and an event
// that was moved to another calendar answers 200 all the same: so its calendar is asked for too.
import type { GraphCalendar } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import { kindOfEvent } from "../../core/mapping/event-from-graph.ts";
import type { EventLook } from "../../core/model/event.ts";
import type { EventId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { getMany } from "./get-many.ts";
import { type GraphAnswer, userPath } from "./graph-client.ts";
import { isNotThere, isOk, refusedByMailbox } from "./mailbox-fault.ts";
import { type Access, callMailbox, eventPath, isEvent, readEvent } from "./read-mailbox.ts";

const GONE: EventLook = { kind: "gone" };

export async function lookAtEvents(
  access: Access,
  mailbox: Mailbox,
  ids: readonly EventId[],
): Promise<ReadonlyMap<EventId, EventLook>> {
  const distinct = [...new Set(ids)];
  const looks = new Map<EventId, EventLook>();
  const there: { id: EventId; look: EventLook }[] = [];
  const unreadable = new Set<EventId>();
  const answers = await getAll(access, mailbox, distinct, "");
  for (const [id, answer] of answers) {
    const look = judge(access, mailbox, answer);
    if (look === null) unreadable.add(id);
    else if (look.kind === "present") there.push({ id, look });
    else looks.set(id, look);
  }
  if (answers.length > 0 && !answers.some(([, answer]) => isOk(answer))) await readCalendar(access, mailbox);
  const isHere = await inDefaultCalendar(
    access,
    mailbox,
    there.map((one) => one.id),
  );
  for (const { id, look } of there) looks.set(id, isHere.has(id) ? look : GONE);
  const told = distinct.filter((id) => !unreadable.has(id));
  return new Map(told.map((id) => [id, looks.get(id) ?? GONE]));
}

async function getAll(
  access: Access,
  mailbox: Mailbox,
  ids: readonly EventId[],
  below: string,
): Promise<readonly (readonly [EventId, GraphAnswer])[]> {
  const paths = ids.map((id) => `${eventPath(mailbox, id)}${below}`);
  const answers = await getMany(access, mailbox, "look", paths);
  return ids.flatMap((id, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [[id, answer]];
  });
}

/** Masters are no events of ours: whoever looks at one asks for the single event that it was. Null: it is there, and no time can be read. */
function judge(access: Access, mailbox: Mailbox, answer: GraphAnswer): EventLook | null {
  if (isNotThere(answer)) return GONE;
  if (!isOk(answer)) throw refusedByMailbox(answer, mailbox.email);
  if (isEvent(answer.json) && kindOfEvent(answer.json) === "master") return GONE;
  if (!isEvent(answer.json)) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "event" });
  const event = readEvent(access, mailbox, answer.json);
  return event === null ? null : { kind: "present", event };
}

async function inDefaultCalendar(
  access: Access,
  mailbox: Mailbox,
  ids: readonly EventId[],
): Promise<ReadonlySet<EventId>> {
  const here = new Set<EventId>();
  const doubtful: EventId[] = [];
  let defaultId: string | null = null;
  for (const [id, answer] of await getAll(access, mailbox, ids, "/calendar")) {
    if (!isOk(answer)) {
      doubtful.push(id);
      continue;
    }
    const calendar = answer.json as GraphCalendar | null;
    if (typeof calendar?.isDefaultCalendar === "boolean") {
      if (calendar.isDefaultCalendar) here.add(id);
      continue;
    }
    defaultId ??= (await readCalendar(access, mailbox)).id ?? "";
    if (calendar?.id === defaultId) here.add(id);
  }
  // Deleted between the two questions, or a server that cannot tell an event's calendar.
  for (const [id, answer] of await getAll(access, mailbox, doubtful, "")) if (isOk(answer)) here.add(id);
  return here;
}

/** Throws the mailbox's fault where it does not answer. */
export async function readCalendar(access: Access, mailbox: Mailbox): Promise<GraphCalendar> {
  const url = `${userPath(mailbox)}/calendar`;
  const answer = await callMailbox(access, mailbox, { purpose: "look", method: "GET", url });
  if (!isOk(answer)) throw refusedByMailbox(answer, mailbox.email);
  if (answer.json === null) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "calendar" });
  return answer.json as GraphCalendar;
}
