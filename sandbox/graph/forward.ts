// Forwarding a meeting to further people. learn.microsoft.com/graph/api/event-forward
import type { Attendee } from "../mailbox/event.ts";
import { forwardMeeting } from "../mailbox/forwarding.ts";
import { actionBody, checkIfMatchForm, inOurCase } from "./action-body.ts";
import type { Call, GraphReply } from "./call.ts";
import { GraphError, notDeserialisable, notModelled } from "./errors.ts";
import { readAttendee } from "./event-parts.ts";
import { findEvent } from "./events.ts";
import { list } from "./json-values.ts";

export function forwardEvent(call: Call): GraphReply {
  checkIfMatchForm(call);
  const { comment = "", toRecipients = [] } = actionBody(call, ["comment", "toRecipients"]);
  if (typeof comment !== "string") throw notDeserialisable("comment");
  const recipients = list(toRecipients, "toRecipients").map(readRecipient);
  if (recipients.length === 0) {
    throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
  }
  const view = findEvent(call);
  // Of these the page says nothing: it speaks of meetings, and of one recipient's copy of the whole.
  if (view.fields.attendees.length === 0) throw notModelled("forwarding an event without attendees");
  if (view.date !== null) throw notModelled("forwarding a single occurrence");
  forwardMeeting(call.world, call.mailbox, view.event, recipients, comment);
  return { status: 202 };
}

function readRecipient(value: unknown): Attendee {
  const name = "toRecipients";
  const { emailAddress } = inOurCase(value, name, ["emailAddress"]);
  return readAttendee({ emailAddress: inOurCase(emailAddress, name, ["name", "address"]) }, name);
}
