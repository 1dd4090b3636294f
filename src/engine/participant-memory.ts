// What is remembered of a participant when a pass begins: nothing yet, where it was, or a fresh start in another mailbox.
import type { UserId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import type { Participant } from "../core/model/participant.ts";
import { windowAt } from "../core/time/window.ts";
import type { Subject } from "./observe.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { ParticipantMemory, StatePort } from "./ports/state.ts";
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

/** What a pass works on: the participant as it is remembered, and the ports. `look`: nothing is written, not even what a new mailbox ends. */
export async function openSubject(
  frame: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
  access: "write" | "look",
): Promise<{ readonly frame: PassFrame; readonly subject: Subject }> {
  const { clock, company, sync } = frame;
  const remembered = await recall(frame, participant, mailbox, access);
  const window = windowAt(clock.now(), company.TimeZone, sync.MonthsPast, sync.MonthsFuture);
  const waiting = await remembered.state.waiting(participant.userId);
  const subject = { participant, mailbox, memory: remembered.memory, window, waiting };
  return { frame: { ...frame, state: remembered.state }, subject };
}

/**
 * A user who was given another mailbox starts anew there: the links speak of events that it never had. Nothing is deleted on
 * either side; what both have already is found again by its time and subject.
 */
async function recall(
  { state, log }: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
  access: "write" | "look",
): Promise<{ readonly memory: ParticipantMemory; readonly state: StatePort }> {
  const { userId, login } = participant;
  const memory = (await state.memory(userId)) ?? freshMemory(participant);
  if (memory.mailbox === null || isSameMailbox(memory.mailbox, mailbox)) return { memory, state };
  log.information("Sync", "The user has another mailbox now.", { user: login });
  const fresh = freshMemory(participant);
  if (access === "look") return { memory: fresh, state: withoutLinksOf(state, userId) };
  const links = await state.everyLink(userId);
  await state.record({
    forgetLinks: links.map((link) => link.id),
    noLongerWaiting: await state.waiting(userId),
    memory: fresh,
  });
  return { memory: fresh, state };
}

/** The state as it will be once this user's links are forgotten. */
function withoutLinksOf(state: StatePort, userId: UserId): StatePort {
  const others = (links: readonly Link[]) => links.filter((link) => link.userId !== userId);
  return {
    ...state,
    linksByAppointment: async () => [],
    linksByEvent: async () => [],
    linksOfSeries: async () => [],
    everyLink: async () => [],
    countActiveLinks: async () => 0,
    waiting: async () => [],
    linksOfAppointments: async (ids) => others(await state.linksOfAppointments(ids)),
    linksOfMeetings: async (keys) => others(await state.linksOfMeetings(keys)),
  };
}

/** The id alone does not tell: it is an address as long as the directory may not be read. */
function isSameMailbox(a: Mailbox, b: Mailbox): boolean {
  return a.id === b.id || a.addresses.some((address) => b.addresses.includes(address));
}
