// What a person answers to an invitation, on the own copy and on the organizer's event; and the mail of it.
// learn.microsoft.com/graph/api/event-accept, event-tentativelyaccept, event-decline
import { occurrenceOn } from "../recurrence/occurrences.ts";
import { deleteOccurrence, updateOccurrence } from "./changes.ts";
import type { AnswerStatus, Attendee, EventView, TimeSlot } from "./event.ts";
import type { Mailbox } from "./mailbox.ts";
import { renew } from "./shared-copy.ts";
import type { World } from "./world.ts";

export interface MeetingAnswer {
  response: "accepted" | "tentativelyAccepted" | "declined";
  comment: string;
  sendResponse: boolean;
  proposedNewTime: TimeSlot | null;
}

export function answerMeeting(world: World, mailbox: Mailbox, view: EventView, answer: MeetingAnswer): void {
  const { event, date } = view;
  const { response, comment, sendResponse } = answer;
  const status: AnswerStatus = { response, time: world.clock.now() };
  if (date !== null) answerOccurrence(world, mailbox, view, status);
  else if (response === "declined") mailbox.remove(event, world.clock.now());
  else {
    event.status = status;
    event.fields = { ...event.fields, showAs: response === "accepted" ? "busy" : "tentative" };
    renew(world, mailbox, event);
  }
  tellOrganizer(world, mailbox, view, status, answer.proposedNewTime);
  if (sendResponse) {
    world.mails.add(world.clock.now(), {
      kind: "response",
      from: mailbox.user.mail ?? mailbox.user.userPrincipalName,
      to: event.organizer.address,
      subject: view.fields.subject,
      iCalUId: event.iCalUId,
      response,
      comment,
    });
  }
  world.onChange();
}

function answerOccurrence(world: World, mailbox: Mailbox, view: EventView, status: AnswerStatus): void {
  const { event, date } = view;
  if (date === null) return;
  if (status.response === "declined") {
    deleteOccurrence(world, mailbox, event, date, { silent: true });
    return;
  }
  updateOccurrence(world, mailbox, event, date, { fields: {} }, true);
  const exception = event.series?.exceptions[date];
  if (exception) exception.status = status;
}

/** The organizer's copy is the truth for answers; it shows them without a mail to anybody else. */
function tellOrganizer(
  world: World,
  mailbox: Mailbox,
  { event, date }: EventView,
  status: AnswerStatus,
  proposedNewTime: TimeSlot | null,
): void {
  const organizer = world.find(event.organizer.address);
  const original = organizer?.meeting(event.iCalUId);
  if (!organizer || !original?.isOrganizer) return;
  const own = [mailbox.user.mail, mailbox.user.userPrincipalName].map((each) => each?.toLowerCase());
  const answered = ({ proposedNewTime: _, ...each }: Attendee): Attendee =>
    proposedNewTime ? { ...each, status, proposedNewTime } : { ...each, status };
  const withAnswer = (attendees: Attendee[]) =>
    attendees.map((each) => (own.includes(each.address.toLowerCase()) ? answered(each) : each));
  if (date === null) {
    original.fields = { ...original.fields, attendees: withAnswer(original.fields.attendees) };
    renew(world, organizer, original);
    return;
  }
  const occurrence = occurrenceOn(original, date);
  if (!occurrence || !original.series) return;
  const now = world.clock.now();
  const known = original.series.exceptions[date];
  original.series.exceptions[date] = {
    ...known,
    fields: { ...known?.fields, attendees: withAnswer(occurrence.fields.attendees) },
    extended: occurrence.extended,
    changeKey: organizer.newChangeKey(),
    createdMs: known?.createdMs ?? now,
    modifiedMs: now,
  };
  renew(world, organizer, original, date);
}
