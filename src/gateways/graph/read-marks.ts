// Reads our marks on events. Neither delta nor calendarView tells them, so they are asked for: a few events one by one, more of them
// by one list of all events that bear a mark.
import type { GraphEvent } from "../../contract/graph.ts";
import { asFault, type Fault } from "../../core/fault.ts";
import { MARK_PROPERTY } from "../../core/mapping/event-to-graph.ts";
import type { EventId } from "../../core/model/ids.ts";
import { MARK_START, type Mark, readMark } from "../../core/model/mark.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { getMany } from "./get-many.ts";
import { userPath } from "./graph-client.ts";
import { isOk } from "./mailbox-fault.ts";
import { type Access, eventPath, isEvent } from "./read-mailbox.ts";
import { readPages } from "./read-pages.ts";

const MOST_ONE_BY_ONE = 20;
const EXPAND = `singleValueExtendedProperties($filter=id eq '${MARK_PROPERTY}')`;
const SHOWN = `$select=id&$expand=${encodeURIComponent(EXPAND)}`;

export async function readMarks(
  access: Access,
  mailbox: Mailbox,
  ids: readonly EventId[],
): Promise<ReadonlyMap<EventId, Mark>> {
  const wanted = new Set<string>(ids);
  const ask = wanted.size > MOST_ONE_BY_ONE ? listBearers : askEach;
  const bearers = await ask(access, mailbox, ids).catch((thrown: unknown) => {
    // Matching goes on by what both sides show.
    if (!cannotTell(asFault(thrown))) throw thrown;
    access.around.log.warning("Graph", "The calendar does not tell our marks.", { mailbox: mailbox.email });
    return [];
  });
  return new Map(
    bearers.flatMap((event) => {
      const mark = markOf(event);
      return mark === null || !wanted.has(event.id ?? "") ? [] : [[event.id as EventId, mark] as const];
    }),
  );
}

/** A refusal leaves an event without a mark: a hint that is missing is harmless. */
async function askEach(
  access: Access,
  mailbox: Mailbox,
  ids: readonly EventId[],
): Promise<readonly GraphEvent[]> {
  const paths = [...new Set(ids)].map((id) => `${eventPath(mailbox, id)}?${SHOWN}`);
  const answers = await getMany(access, mailbox, "marks", paths);
  return answers.flatMap((answer) => (isOk(answer) && isEvent(answer.json) ? [answer.json] : []));
}

async function listBearers(access: Access, mailbox: Mailbox): Promise<readonly GraphEvent[]> {
  const isOurs = `ep/id eq '${MARK_PROPERTY}' and startswith(ep/value, '${MARK_START}')`;
  const filter = encodeURIComponent(`singleValueExtendedProperties/Any(ep: ${isOurs})`);
  const url = `${userPath(mailbox)}/events?$filter=${filter}&${SHOWN}`;
  const bearers: GraphEvent[] = [];
  await readPages(access, mailbox, "marks", { url, isLink: false }, (items) => bearers.push(...items));
  return bearers;
}

/** A server that refuses such a filter, or fails on it. */
function cannotTell({ kind, code, detail }: Fault): boolean {
  return kind === "broken" || code === "cursorExpired" || detail.status === 500 || detail.status === 501;
}

/** Graph compares the property's name with regard to case and returns it in its own spelling of the id. */
function markOf(event: GraphEvent): Mark | null {
  for (const { value } of event.singleValueExtendedProperties ?? []) {
    const mark = readMark(value ?? "");
    if (mark !== null) return mark;
  }
  return null;
}
