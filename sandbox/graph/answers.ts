// What a person answers to an invitation, and the organizer's cancellation.
// learn.microsoft.com/graph/api/event-accept, event-decline, event-cancel
import { answerMeeting, cancelMeeting } from "../mailbox/changes.ts";
import { type Call, type GraphReply, jsonBody } from "./call.ts";
import { GraphError, invalidParameter, invalidRequest, notDeserialisable, notModelled } from "./errors.ts";
import { findEvent } from "./events.ts";

const ANSWERS = {
  accept: "accepted",
  tentativelyAccept: "tentativelyAccepted",
  decline: "declined",
} as const;

export function answerEvent(call: Call, action: keyof typeof ANSWERS): GraphReply {
  const body = actionBody(call, ["comment", "sendResponse", "proposedNewTime"]);
  const { comment = "", sendResponse = true, proposedNewTime } = body;
  if (typeof comment !== "string") throw notDeserialisable("comment");
  if (typeof sendResponse !== "boolean") throw notDeserialisable("sendResponse");
  if (proposedNewTime !== undefined) {
    if (!sendResponse) throw invalidParameter("A new time can be proposed only together with a response.");
    throw notModelled("proposing a new time");
  }
  const view = findEvent(call);
  if (view.event.isOrganizer) {
    throw invalidRequest(
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    );
  }
  answerMeeting(call.world, call.mailbox, view, ANSWERS[action], { comment, sendResponse });
  return { status: 202 };
}

export function cancelEvent(call: Call): GraphReply {
  const { comment = "" } = actionBody(call, ["comment"]);
  if (typeof comment !== "string") throw notDeserialisable("comment");
  const view = findEvent(call);
  if (!view.event.isOrganizer) {
    throw invalidRequest("Your request can't be completed. You need to be an organizer to cancel a meeting.");
  }
  cancelMeeting(call.world, call.mailbox, view);
  return { status: 202 };
}

/** Names are taken in either case, as in Microsoft's samples. */
function actionBody(call: Call, allowed: readonly string[]): Record<string, unknown> {
  if (call.body.trim() === "") {
    // Without a body the length has to be said all the same (observed live).
    if (call.headers["content-length"] === undefined && call.headers["transfer-encoding"] === undefined) {
      throw new GraphError(411, "ErrorLengthRequired", "Content-Length is required.");
    }
    return {};
  }
  const body = jsonBody(call);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw notDeserialisable("parameters");
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const known = allowed.find((each) => each.toLowerCase() === name.toLowerCase());
    if (!known) throw notModelled(`the action parameter '${name}'`);
    values[known] = value;
  }
  return values;
}
