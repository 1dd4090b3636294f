// What is remembered of a participant when a pass begins: nothing yet, where it was, or a fresh start in another mailbox.
import type { Participant } from "../core/model/participant.ts";
import { windowAt } from "../core/time/window.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { ParticipantMemory } from "./ports/state.ts";

function freshMemory(participant: Participant): ParticipantMemory {
  return {
    userId: participant.userId,
    employeeId: participant.employeeId,
    addresses: participant.addresses,
    mailbox: null,
    calendarCursor: null,
    cursorStoredAt: 0,
    cursorWindow: null,
    planningPosition: null,
    initialSyncDoneAt: null,
  };
}

/** What a pass works on: the participant as it is remembered. */
export async function openSubject(
  frame: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
): Promise<Subject> {
  const { clock, company, sync, state } = frame;
  const memory = await recall(frame, participant, mailbox);
  const window = windowAt(clock.now(), company.TimeZone, sync.MonthsPast, sync.MonthsFuture);
  return { participant, mailbox, memory, window, waiting: await state.waiting(participant.userId) };
}

/**
 * A user who was given another mailbox, or stands for another employee, starts anew: the links speak of events that it never had, or of
 * somebody else's appointments. Nothing is deleted on
 * either side; what both have already is found again (`core/sync/arrivals.ts`).
 */
async function recall(
  { state, log }: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
): Promise<ParticipantMemory> {
  const { userId, login } = participant;
  const memory = (await state.memory(userId)) ?? freshMemory(participant);
  const isSamePerson = memory.employeeId === null || memory.employeeId === participant.employeeId;
  if (memory.mailbox === null || (isSamePerson && isSameMailbox(memory.mailbox, mailbox))) return memory;
  log.information("Sync", "The user has another mailbox or employee now.", { user: login });
  const fresh = freshMemory(participant);
  const links = await state.everyLink(userId);
  await state.record({
    forgetLinks: links.map((link) => link.id),
    noLongerWaiting: await state.waiting(userId),
    memory: fresh,
  });
  return fresh;
}

/** The id alone does not tell: it is an address as long as the directory may not be read. */
function isSameMailbox(a: Mailbox, b: Mailbox): boolean {
  return a.id === b.id || a.addresses.some((address) => b.addresses.includes(address));
}
