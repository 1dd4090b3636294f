// calendarView/delta: a first round that lists a window, then rounds of what changed in it.
// learn.microsoft.com/graph/api/event-delta, graph/delta-query-events. The window is baked into the tokens.
import { calendarOf } from "./calendars.ts";
import { type Call, contextOf, type GraphReply } from "./call.ts";
import { deltaItems } from "./delta-items.ts";
import { type DeltaToken, readToken, writeToken } from "./delta-token.ts";
import { badRequest, GraphError, invalidRequest } from "./errors.ts";
import type { Json } from "./event-json.ts";
import { readSelect } from "./event-shape.ts";
import { readWindow } from "./odata-query.ts";

const DAY_MS = 86_400_000;

export function calendarViewDelta(call: Call): GraphReply {
  refuseUnsupported(call);
  const token = deltaToken(call);
  const { deltaEmptyPages, deltaRepeatsItems, deltaShufflesItems } = call.world.settings;
  const opensRound = !call.query.has("$skiptoken");
  const read = deltaEmptyPages && opensRound ? { items: [], next: token } : readPage(call, token);
  const value = opensRound ? [...replayed(call, token), ...read.items] : read.items;
  if (deltaShufflesItems) call.world.entropy.shuffle(value);
  if (deltaRepeatsItems && value[0]) value.push(value[0]);
  const json: Json = { "@odata.context": contextOf(call, "Collection(event)"), value };
  if (read.next) json["@odata.nextLink"] = link(call, "$skiptoken", read.next);
  else {
    const end = { ...token, cursor: endOf(call, token), split: null };
    if (leadsInCircles(call, token))
      json["@odata.nextLink"] = link(call, "$skiptoken", { ...end, cursor: token.since });
    else json["@odata.deltaLink"] = link(call, "$deltatoken", { ...end, since: end.cursor });
  }
  return { status: 200, json };
}

/** Throws where the round breaks off here. */
function leadsInCircles({ world }: Call, { since, from, to }: DeltaToken): boolean {
  const { deltaEndless, deltaMostDays, deltaOverMostDays } = world.settings;
  const isTooLong = since === 0 && deltaMostDays > 0 && to - from > deltaMostDays * DAY_MS;
  if (isTooLong && deltaOverMostDays === "timeout") throw new GraphError(504, "UnknownError", "");
  return deltaEndless || isTooLong;
}

/** Documented as unsupported; what $expand really ends in is a lever. */
function refuseUnsupported(call: Call): void {
  if (call.query.has("$expand") && call.world.settings.deltaExpandStatus === 500) {
    throw new GraphError(500, "ErrorInternalServerError", "Value cannot be null. (Parameter 'initialState')");
  }
  for (const name of ["$expand", "$filter", "$orderby", "$search", "$top", "$skip"]) {
    if (call.query.has(name)) {
      throw invalidRequest(
        `The following parameters are not supported with change tracking over the 'CalendarView' resource: '${name}'.`,
      );
    }
  }
}

/** The token that was sent, or the one a first round begins with. */
function deltaToken(call: Call): DeltaToken {
  if (call.query.has("$deltatoken") && call.query.has("$skiptoken"))
    throw badRequest("A round has one token.");
  const text = call.query.get("$deltatoken") ?? call.query.get("$skiptoken");
  const calendar = calendarOf(call);
  const { world, mailbox } = call;
  if (text === undefined) {
    const { from, to } = readWindow(call.query);
    const select = readSelect(call.query.get("$select"));
    return {
      user: mailbox.user.id,
      calendar: calendar.id,
      from,
      to,
      since: 0,
      cursor: 0,
      split: null,
      generation: world.deltaGeneration,
      issuedMs: world.clock.now(),
      select: select && [...select].join(","),
    };
  }
  const token = readToken(world.tenantId, text);
  if (!token || token.user !== mailbox.user.id) {
    throw new GraphError(400, "BadRequest", "Badly formed token.");
  }
  const { deltaTokenLifetimeSeconds: lifetime, deltaExpiredCode } = world.settings;
  const isOld = lifetime > 0 && world.clock.now() - token.issuedMs >= lifetime * 1000;
  if (isOld || token.generation < world.deltaGeneration || token.cursor > mailbox.seq) {
    const { deltaGeneration: highest } = world;
    throw new GraphError(
      410,
      deltaExpiredCode,
      `The sync state generation is not found; generation=${token.generation};[highest=${highest}][${highest}].`,
    );
  }
  return token;
}

/** Items up to the page size, and from where the next page goes on; null where there is none. */
function readPage(call: Call, token: DeltaToken): { items: Json[]; next: DeltaToken | null } {
  const { deltaPageSize, deltaSplitsSeries } = call.world.settings;
  const size = call.preferences.maxPageSize ?? deltaPageSize;
  const end = endOf(call, token);
  const items: Json[] = [];
  let { cursor } = token;
  for (const change of call.mailbox.changesAfter(token.cursor)) {
    if (change.seq > end) break;
    if (items.length >= size) return { items, next: { ...token, cursor, split: null } };
    const told = token.split?.[0] === change.seq ? token.split[1] : 0;
    const all = deltaItems(call, token, change).slice(told);
    const room = size - items.length;
    if (deltaSplitsSeries && all.length > room) {
      items.push(...all.slice(0, room));
      return { items, next: { ...token, cursor, split: [change.seq, told + room] } };
    }
    items.push(...all);
    cursor = change.seq;
  }
  return { items, next: null };
}

/** The last change that delta shows by now; what a round has told is not taken back. */
function endOf(call: Call, token: DeltaToken): number {
  const { deltaDelayMs } = call.world.settings;
  if (deltaDelayMs === 0) return call.mailbox.seq;
  const visibleUntil = call.world.clock.now() - deltaDelayMs;
  const hidden = call.mailbox.changesAfter(0).find((change) => change.modifiedMs > visibleUntil);
  return hidden ? Math.max(hidden.seq - 1, token.cursor) : call.mailbox.seq;
}

/** What the round before had told last. */
function replayed(call: Call, token: DeltaToken): Json[] {
  if (!call.world.settings.deltaReplays) return [];
  const told = call.mailbox.changesAfter(0).filter((change) => change.seq <= token.since);
  const last = told.findLast((change) => change.calendarId === token.calendar);
  return last ? deltaItems(call, { ...token, since: last.seq - 1 }, last) : [];
}

function link(call: Call, name: string, token: DeltaToken): string {
  const { world } = call;
  const written = { ...token, generation: world.deltaGeneration, issuedMs: world.clock.now() };
  return `${call.baseUrl}${linkPath(call)}?${name}=${writeToken(world.tenantId, written)}`;
}

function linkPath({ path, world }: Call): string {
  switch (world.settings.deltaLinkPath) {
    case "asCalled":
      return path;
    case "namespaced":
      return path.replace(/\/[^/]+$/, "/microsoft.graph.delta()");
    case "calendar":
      return path.replace(/^(\/users\/[^/]+)(\/calendarView\/)/i, "$1/calendar$2");
  }
}
