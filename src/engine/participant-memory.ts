// What is remembered of a participant when a pass begins: nothing yet, where it was, or a fresh start in another mailbox.
import type { Participant } from "../core/model/participant.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { ParticipantMemory } from "./ports/state.ts";
import type { PassFrame } from "./ports.ts";

function freshMemory(participant: Participant): ParticipantMemory {
  return {
    userId: participant.userId,
    addresses: participant.addresses,
    mailbox: null,
    calendarCursor: null,
    cursorStoredAt: 0,
    cursorWindow: null,
    planningSequence: null,
    initialSyncDoneAt: null,
  };
}

/**
 * A user who was given another mailbox starts anew there: the links speak of events that it never had. Nothing is deleted on
 * either side; what both have already is found again by its time and subject.
 */
export async function memoryOf(
  frame: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
  dryRun: boolean,
): Promise<ParticipantMemory> {
  const { userId, login } = participant;
  const memory = (await frame.state.memory(userId)) ?? freshMemory(participant);
  if (memory.mailbox === null || isSameMailbox(memory.mailbox, mailbox)) return memory;
  frame.log.information("Sync", "The user has another mailbox now.", { user: login });
  if (!dryRun) {
    const links = await frame.state.everyLink(userId);
    await frame.state.record({
      forgetLinks: links.map((link) => link.id),
      noLongerWaiting: await frame.state.waiting(userId),
      memory: freshMemory(participant),
    });
  }
  return freshMemory(participant);
}

/** The id alone does not tell: it is an address as long as the directory may not be read. */
function isSameMailbox(a: Mailbox, b: Mailbox): boolean {
  return a.id === b.id || a.addresses.some((address) => b.addresses.includes(address));
}
