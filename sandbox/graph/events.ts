// Single events: read, create, update, delete. learn.microsoft.com/graph/api/event-get, calendar-post-events,
// event-update, event-delete, event-permanentdelete

import {
  createEvent,
  deleteEvent,
  deleteOccurrence,
  touch,
  updateEvent,
  updateOccurrence,
} from "../mailbox/changes.ts";
import type { EventView } from "../mailbox/event.ts";
import { viewOf } from "../mailbox/event.ts";
import { answerMeeting } from "../mailbox/meeting-answers.ts";
import { occurrenceOn, splitOccurrenceId } from "../recurrence/occurrences.ts";
import { actionBody } from "./action-body.ts";
import { calendarJson, calendarOf } from "./calendars.ts";
import { type Call, contextOf, type GraphReply, jsonBody, parameter } from "./call.ts";
import { GraphError, invalidRequest, itemNotFound, notModelled } from "./errors.ts";
import { readEventChange } from "./event-input.ts";
import { etagOf, idOf, type Json } from "./event-json.ts";
import { eventShape, shapeEvent } from "./event-shape.ts";

/** Ids of events begin so, in whatever mailbox; anything else is malformed rather than unknown. */
const LOOKS_LIKE_AN_ID = /^AA(?:MkA|kALg)[A-Za-z0-9+/=_-]{20,}$/;

export function findEvent(call: Call): EventView {
  const id = parameter(call, "event");
  // Documented for beta only, and reported to fail on its second page in v1.0 (microsoft-graph-docs#6599).
  if (/^(microsoft\.graph\.)?delta(\(\))?$/i.test(id)) throw notModelled("'events/delta'");
  const event = call.mailbox.event(id);
  // A calendar that the path names has to be the event's own.
  const calendar = "calendar" in call.parameters ? calendarOf(call) : undefined;
  if (event && calendar && event.calendarId !== calendar.id) throw itemNotFound();
  if (event) return viewOf(event);
  const parts = splitOccurrenceId(id);
  const master = parts && call.mailbox.event(parts.masterId);
  const occurrence = master && occurrenceOn(master, parts.date);
  if (occurrence) return occurrence;
  if (LOOKS_LIKE_AN_ID.test(id)) throw itemNotFound();
  throw new GraphError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
}

export function getEvent(call: Call): GraphReply {
  const view = findEvent(call);
  const shape = eventShape(call.query, true);
  const json = shapeEvent(view, call.preferences, shape);
  if (shape.exceptions) {
    const dates = Object.keys(view.event.series?.exceptions ?? {});
    const exceptions = view.type === "seriesMaster" ? dates : [];
    json.exceptionOccurrences = exceptions
      .map((date) => occurrenceOn(view.event, date))
      .filter((each) => each !== undefined)
      .map((each) => shapeEvent(each, call.preferences, eventShape(new Map())));
  }
  return entity(call, 200, json);
}

export function getCalendarOfEvent(call: Call): GraphReply {
  const calendar = call.mailbox.calendar(findEvent(call).event.calendarId);
  if (!calendar) throw itemNotFound();
  const context = contextOf(call, `users('${call.mailbox.user.id}')/calendars/$entity`);
  return { status: 200, json: { "@odata.context": context, ...calendarJson(call, calendar) } };
}

export function postEvent(call: Call): GraphReply {
  const { world, mailbox } = call;
  const body = jsonBody(call);
  const change = readEventChange(body);
  const calendar = calendarOf(call);
  if (!calendar.canEdit)
    throw new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
  const replayed = change.transactionId && replay(call, change.transactionId, body);
  if (replayed) return replayed;
  const event = createEvent(world, mailbox, calendar.id, change);
  if (change.transactionId) {
    mailbox.rememberTransaction(change.transactionId, { eventId: event.id, body: canonical(body) });
  }
  const json = shapeEvent(viewOf(event), call.preferences, eventShape(call.query, true));
  if (world.settings.etagMovesAfter !== "nothing") touch(world, mailbox, event);
  const reply = entity(call, 201, json);
  const location = `${call.baseUrl}/users('${mailbox.user.id}')/events('${encodeURIComponent(idOf(event, call.preferences))}')`;
  return { ...reply, headers: { location } };
}

/** The same transactionId again: the event that exists, or an error if it is meant for another one. */
function replay(call: Call, transactionId: string, body: unknown): GraphReply | null {
  const { mailbox, world } = call;
  const known = mailbox.transaction(transactionId);
  if (!known) return null;
  const event = mailbox.event(known.eventId);
  if (event && known.body === canonical(body)) {
    const json = shapeEvent(viewOf(event), call.preferences, eventShape(call.query, true));
    return entity(call, world.settings.transactionReplayStatus, json);
  }
  throw new GraphError(
    world.settings.transactionDuplicateStatus,
    "ErrorDuplicateTransactionId",
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    { more: { "@event.existingEventId": known.eventId } },
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

export function patchEvent(call: Call): GraphReply {
  const { world, mailbox } = call;
  const view = findEvent(call);
  checkIfMatch(call, view);
  const change = readEventChange(jsonBody(call));
  if (change.transactionId)
    throw invalidRequest("The transactionId of an event can only be set when it is created.");
  const { conflictOnEvery, etagMovesAfter } = world.settings;
  if (conflictOnEvery > 0 && ++world.patches % conflictOnEvery === 0) throw conflict();
  if (view.date === null) updateEvent(world, mailbox, view.event, change);
  else updateOccurrence(world, mailbox, view.event, view.date, change);
  const after = findEvent(call);
  const json = shapeEvent(after, call.preferences, eventShape(call.query, true));
  if (etagMovesAfter === "write") touch(world, mailbox, after.event, after.date);
  return entity(call, 200, json);
}

export function removeEvent(call: Call): GraphReply {
  return remove(call, false);
}

/** Out of reach for Outlook as well; what a client of Graph sees of it is a deletion (event-permanentdelete). */
export function permanentlyDeleteEvent(call: Call): GraphReply {
  actionBody(call, []);
  return remove(call, !call.world.settings.permanentDeleteTells);
}

function remove(call: Call, isUntold: boolean): GraphReply {
  const { world, mailbox } = call;
  const { secondDeleteStatus, ifMatchOnDelete, deletedCopyDeclines } = world.settings;
  const id = parameter(call, "event");
  if (secondDeleteStatus === 400 && mailbox.wasDeleted(id)) {
    throw invalidRequest("The request is invalid: the event was deleted before.");
  }
  const view = findEvent(call);
  if (ifMatchOnDelete) checkIfMatch(call, view);
  if (deletedCopyDeclines && !isUntold && !view.event.isOrganizer && !view.isCancelled) {
    const answer = { response: "declined", comment: "", sendResponse: true, proposedNewTime: null } as const;
    answerMeeting(world, mailbox, view, answer);
  } else if (view.date === null) deleteEvent(world, mailbox, view.event, { keepsCopies: isUntold });
  else deleteOccurrence(world, mailbox, view.event, view.date, { keepsCopies: isUntold });
  return { status: 204 };
}

/** `If-Match: W/"<changeKey>"` is enforced; a list of etags or another form is not modelled. */
function checkIfMatch(call: Call, view: EventView): void {
  const wanted = call.headers["if-match"];
  if (wanted === undefined || wanted === "*") return;
  if (!/^(W\/)?"[^"]*"$/.test(wanted)) throw notModelled(`the If-Match header '${wanted}'`);
  if (wanted.replace(/^W\//, "") === etagOf(view).replace(/^W\//, "")) return;
  throw conflict();
}

/** Also met without an If-Match, when the server itself still works on the event. */
function conflict(): GraphError {
  return new GraphError(
    412,
    "ErrorIrresolvableConflict",
    "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.",
  );
}

function entity(call: Call, status: number, json: Json): GraphReply {
  const context = contextOf(call, `users('${encodeURIComponent(call.mailbox.user.id)}')/events/$entity`);
  return { status, json: { "@odata.context": context, ...json } };
}
