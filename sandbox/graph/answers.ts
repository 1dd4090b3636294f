// What a person answers to an invitation, and the organizer's cancellation.
// learn.microsoft.com/graph/api/event-accept, event-decline, event-cancel
import { cancelMeeting } from "../mailbox/changes.ts";
import type { EventView, TimeSlot } from "../mailbox/event.ts";
import { answerMeeting } from "../mailbox/meeting-answers.ts";
import { localToMs } from "../mailbox/zones.ts";
import { actionBody, checkIfMatchForm } from "./action-body.ts";
import type { Call, GraphReply } from "./call.ts";
import { invalidParameter, invalidRequest, notDeserialisable } from "./errors.ts";
import { readTimeSlot } from "./event-parts.ts";
import { findEvent } from "./events.ts";

const ANSWERS = {
  accept: "accepted",
  tentativelyAccept: "tentativelyAccepted",
  decline: "declined",
} as const;

export function answerEvent(call: Call, action: keyof typeof ANSWERS): GraphReply {
  checkIfMatchForm(call);
  // There is nothing to propose to a meeting that one accepts.
  const proposal = action === "accept" ? [] : ["proposedNewTime"];
  const body = actionBody(call, ["comment", "sendResponse", ...proposal]);
  const { comment = "", sendResponse = true, proposedNewTime = null } = body;
  if (typeof comment !== "string") throw notDeserialisable("comment");
  if (typeof sendResponse !== "boolean") throw notDeserialisable("sendResponse");
  const view = findEvent(call);
  if (view.event.isOrganizer) {
    throw invalidRequest(
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    );
  }
  answerMeeting(call.world, call.mailbox, view, {
    response: ANSWERS[action],
    comment,
    sendResponse,
    proposedNewTime: proposedNewTime === null ? null : readProposal(view, proposedNewTime, sendResponse),
  });
  return { status: 202 };
}

/** Only where the organizer allows it, and only together with a response (event-tentativelyaccept). */
function readProposal(view: EventView, value: unknown, sendResponse: boolean): TimeSlot {
  if (!sendResponse) throw invalidParameter("A new time can be proposed only together with a response.");
  if (!view.fields.allowNewTimeProposals) {
    throw invalidRequest("Your request can't be completed. The meeting does not allow new time proposals.");
  }
  const { start, end } = readTimeSlot(value, "proposedNewTime");
  return {
    start: { ms: localToMs(start.local, start.iana), zone: start.zone },
    end: { ms: localToMs(end.local, end.iana), zone: end.zone },
  };
}

export function cancelEvent(call: Call): GraphReply {
  const { comment = "" } = actionBody(call, ["comment"]);
  if (typeof comment !== "string") throw notDeserialisable("comment");
  const view = findEvent(call);
  if (!view.event.isOrganizer) {
    throw invalidRequest("Your request can't be completed. You need to be an organizer to cancel a meeting.");
  }
  cancelMeeting(call.world, call.mailbox, view, comment);
  return { status: 202 };
}
