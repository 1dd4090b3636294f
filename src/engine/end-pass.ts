// The end of a pass: what waits from now on, and how far both sides are read.
import type { EventId } from "../core/model/ids.ts";
import type { PassFrame } from "./frame.ts";
import type { Observation, Subject } from "./observe.ts";
import type { ParticipantMemory, WaitingItem } from "./ports/state.ts";

/** What of a reading has to be known at the end. */
export interface Seen extends Pick<Observation, "told" | "unheard" | "memory"> {
  /** Looked at in this pass: it is decided anew, and what does not wait again has found its end. */
  readonly waiting: readonly WaitingItem[];
}

export function whatWasSeen(
  { waiting }: Subject,
  { told, unheard, memory, appointmentIds, events }: Observation,
): Seen {
  const isSeen = ({ appointmentId, eventId }: WaitingItem) =>
    (appointmentId !== null && appointmentIds.has(appointmentId)) ||
    (eventId !== null && events.has(eventId));
  return { told, unheard, memory, waiting: waiting.filter(isSeen) };
}

export interface PassEnd {
  readonly seen: Seen;
  /** Set aside or held in this pass. */
  readonly added: readonly WaitingItem[];
  /** Events that were written into the window after its reading. */
  readonly news: ReadonlySet<EventId>;
  /** Both sides were read from the start, and everything is carried out. */
  readonly isInitialDone: boolean;
}

/** What waits after this pass. */
export function waitingAfter({ waiting }: Subject, { seen, added }: PassEnd): readonly WaitingItem[] {
  return [...waiting.filter((one) => !seen.waiting.includes(one) && !isAmong(added, one)), ...added];
}

/** The cursors advance with what waits in one transaction: nothing before them is unrecorded. An idle pass writes nothing. */
export async function recordEnd(frame: PassFrame, subject: Subject, end: PassEnd): Promise<void> {
  const { seen, added, news } = end;
  const { waiting } = subject;
  const { userId } = subject.participant;
  const memory = memoryAfter(frame, subject, end);
  const untold = seen.told.size === 0 ? [] : await frame.state.untoldEvents(userId);
  const told = untold.filter((eventId) => seen.told.has(eventId) && !news.has(eventId));
  const further = added.filter((one) => !waiting.includes(one));
  const noLongerWaiting = seen.waiting.filter((one) => !added.includes(one) && !isAmong(added, one));
  if (memory === null && told.length + further.length + noLongerWaiting.length === 0) return;
  await frame.state.record({
    untold: (await stillUntold(frame, subject, seen, further)).map((eventId) => ({ userId, eventId })),
    told: told.map((eventId) => ({ userId, eventId })),
    ...(memory !== null && { memory }),
    waiting: further,
    noLongerWaiting,
  });
}

/**
 * A link that it may get later takes it for granted that a stored cursor told of what waited. What has a link or waited before was told of then,
 * and may never be told of again.
 */
async function stillUntold(
  { state }: PassFrame,
  { waiting, participant }: Subject,
  { unheard }: Seen,
  added: readonly WaitingItem[],
): Promise<readonly EventId[]> {
  const waited = new Set(waiting.map(({ eventId }) => eventId));
  const events = added.flatMap(({ eventId }) =>
    eventId !== null && unheard.has(eventId) && !waited.has(eventId) ? [eventId] : [],
  );
  if (events.length === 0) return [];
  const linked = new Set(
    (await state.linksByEvent(participant.userId, events)).map(({ eventId }) => eventId),
  );
  return events.filter((eventId) => !linked.has(eventId));
}

/** Null where nothing new is to be remembered. */
function memoryAfter(
  { clock }: PassFrame,
  { memory: before }: Subject,
  { seen: { memory }, isInitialDone }: PassEnd,
): ParticipantMemory | null {
  const next = isInitialDone ? { ...memory, initialSyncDoneAt: clock.now() } : memory;
  return JSON.stringify(next) === JSON.stringify(before) ? null : next;
}

/** By its keys. */
function isAmong(items: readonly WaitingItem[], { appointmentId, eventId }: WaitingItem): boolean {
  return items.some((one) => one.appointmentId === appointmentId && one.eventId === eventId);
}
