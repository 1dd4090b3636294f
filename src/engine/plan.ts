// Turns items into a plan: a verdict for each, with deletions held back where the guard says so.
import type { HoldReason } from "../contract/reasons.ts";
import type { AppointmentId, LinkId } from "../core/model/ids.ts";
import { looksAlike } from "../core/sync/adoption.ts";
import { decide } from "../core/sync/decide.ts";
import { holdsOf, type Surroundings } from "../core/sync/guard.ts";
import type { DecisionContext, Item, Verdict, WriteVerdict } from "../core/sync/item.ts";
import { assembleItems } from "./assemble-items.ts";
import type { PassFrame } from "./frame.ts";
import { type EventsSeen, withMarks } from "./marks.ts";
import { type Observation, observe, type Sides, type Subject } from "./observe.ts";
import type { Intent, WaitingItem } from "./ports/state.ts";
import type { Recovered } from "./recover.ts";
import { viewOfLook } from "./views.ts";
import { keysOf, waitingFor } from "./waiting.ts";

export interface Decided {
  readonly item: Item;
  readonly verdict: Verdict;
}

export interface HeldItem {
  readonly item: Item;
  readonly verdict: WriteVerdict;
  readonly reason: HoldReason;
}

export interface GuardedPlan {
  readonly free: readonly Decided[];
  readonly held: readonly HeldItem[];
}

export interface PassPlan {
  readonly seen: Observation;
  readonly plan: GuardedPlan;
}

/** After so many decisions others have their turn: thousands of them would hold up everything else in this process. */
const PIECE = 250;
const CHANGED_MEANWHILE: Verdict = { kind: "park", reason: "changedMeanwhile" };

/** What a pass is to carry out, as a value: the pass does it, a dry run counts it, an audit asks whether it deals with a difference. */
export async function planPass(
  frame: PassFrame,
  subject: Subject,
  sides: Sides,
  recovered: Recovered,
): Promise<PassPlan> {
  const seen = await observe(frame, subject, sides, recovered);
  const assembled = await assembleItems(frame, subject, seen);
  const { isPlanningRestored } = seen;
  const items = assembled.filter((item) => !isInDoubt(item, recovered.inDoubt));
  const isLike = (item: Item) => looksInDoubt(item, recovered.inDoubt);
  const later = items.filter(isLike).map((item): Decided => ({ item, verdict: CHANGED_MEANWHILE }));
  const decided = [
    ...(await decideAll(
      frame,
      subject,
      items.filter((item) => !isLike(item)),
      isPlanningRestored,
    )),
    ...later,
  ];
  return { seen, plan: await guardAll(frame, subject, decided, async () => isPlanningRestored) };
}

/** What waits until its own announcement is cleared up. */
function isInDoubt(item: Item, intents: readonly Intent[]): boolean {
  const { appointmentId } = keysOf(item);
  return intents.some((intent) => intent.appointmentId === appointmentId);
}

/** An event that could be the one whose creation is in doubt; whatever it was paired with waits with it. */
function looksInDoubt({ link, event }: Item, intents: readonly Intent[]): boolean {
  if (link !== null || event.kind !== "present") return false;
  const { fields } = event.event;
  return intents.some(({ writes }) =>
    writes.some((write) => write.kind === "createEvent" && looksAlike(write.event.fields, fields)),
  );
}

export async function decideAll(
  frame: PassFrame,
  subject: Subject,
  items: readonly Item[],
  isPlanningRestored = false,
): Promise<readonly Decided[]> {
  const contextOfItem = (item: Item) => ({ ...contextFor(frame, subject, item), isPlanningRestored });
  const first: Decided[] = [];
  for (const item of items) {
    first.push({ item, verdict: decide(item, contextOfItem(item)) });
    if (first.length % PIECE === 0) await frame.clock.sleep(0);
  }
  const unclear = first.filter(({ verdict }) => verdict.kind === "look");
  if (unclear.length === 0) return first;
  const ids = unclear.flatMap(({ item }) => (item.link === null ? [] : [item.link.eventId]));
  const looks = await frame.calendar.look(subject.mailbox, ids);
  return first.map((one) => {
    const look =
      one.verdict.kind === "look" && one.item.link !== null ? looks.get(one.item.link.eventId) : undefined;
    if (look === undefined) return one;
    const item = { ...one.item, event: viewOfLook(look) };
    return { item, verdict: decide(item, contextOfItem(item)) };
  });
}

function contextFor(frame: PassFrame, subject: Subject, item: Item): DecisionContext {
  const waiting = waitingFor(subject, keysOf(item));
  const context = contextOf(frame, subject);
  return {
    ...context,
    nothingRemembered:
      context.nothingRemembered || waitsForMemory(waiting) || isUnheardOf(frame, subject, item),
    putsBack: waiting?.answer === "restore",
  };
}

/** Made by this very memory, and after all that it remembers: what became of it since, it cannot know. */
function isUnheardOf({ state }: PassFrame, { participant }: Subject, { arrival }: Item): boolean {
  const { mark = null, former = null } = arrival ?? {};
  if (mark === null || mark.appointmentId !== former?.id || mark.userId !== participant.userId) return false;
  return state.generations.isUnheardOf(mark.generation);
}

/** What every decision of this pass knows, whatever it is about. */
export function contextOf(frame: PassFrame, subject: Subject): DecisionContext {
  const { participant, mailbox, window, memory } = subject;
  return {
    userId: participant.userId,
    employeeId: participant.employeeId,
    mailbox: mailbox.email.toLowerCase(),
    sync: frame.sync,
    window,
    now: new Date(frame.clock.now()).toISOString(),
    newLinkId: frame.entropy.uuid() as LinkId,
    newAppointmentId: frame.entropy.uuid() as AppointmentId,
    newGeneration: frame.state.generations.next(),
    nothingRemembered: memory.initialSyncDoneAt === null,
    isPlanningRestored: false,
    putsBack: false,
  };
}

/** What a person has not yet answered stays held; what was confirmed goes through. */
async function guardAll(
  frame: PassFrame,
  subject: Subject,
  decided: readonly Decided[],
  isPlanningRestored: () => Promise<boolean>,
): Promise<GuardedPlan> {
  if (!decided.some(({ verdict }) => verdict.kind === "write" && verdict.deletesOn !== null))
    return { free: decided, held: [] };
  const known: Surroundings = {
    links: await frame.state.countActiveLinks(subject.participant.userId),
    isPlanningRestored: await isPlanningRestored(),
  };
  const isConfirmed = (item: Item) => waitingFor(subject, keysOf(item))?.answer === "confirm";
  const judged = decided.filter(({ item }) => !isConfirmed(item));
  const holds = holdsOf(
    { planning: deletionsOn("planning", judged), office365: deletionsOn("office365", judged) },
    known,
    frame.sync.DeletionGuard,
  );
  const free: Decided[] = [];
  const held: HeldItem[] = [];
  for (const { item, verdict } of decided) {
    const before = waitingFor(subject, keysOf(item));
    if (verdict.kind !== "write" || verdict.deletesOn === null || isConfirmed(item)) {
      free.push({ item, verdict });
      continue;
    }
    const reason = before?.hold ?? holdOf(item, holds[verdict.deletesOn]);
    if (reason === null) free.push({ item, verdict });
    else held.push({ item, verdict, reason });
  }
  return { free, held };
}

/** What no link pairs was never agreed on: a person says whether it may go. */
function holdOf({ link }: Item, held: HoldReason | null): HoldReason | null {
  return link === null ? "noLongerPlanned" : held;
}

function deletionsOn(side: "planning" | "office365", decided: readonly Decided[]): number {
  return decided.filter(({ verdict }) => verdict.kind === "write" && verdict.deletesOn === side).length;
}

/** What was set aside because nothing was remembered is decided as it was then, until a person has cleared it up. */
function waitsForMemory(waiting: WaitingItem | undefined): boolean {
  return waiting?.reason === "originalMissing" || waiting?.hold === "noLongerPlanned";
}

/** Looks at one item's event afresh: somebody changed the item between our reading and our writing. */
export async function lookAgain(frame: PassFrame, subject: Subject, item: Item): Promise<EventsSeen> {
  const { eventId } = keysOf(item);
  const looks = eventId === null ? new Map() : await frame.calendar.look(subject.mailbox, [eventId]);
  return withMarks(frame, subject, new Map([...looks].map(([id, look]) => [id, viewOfLook(look)])));
}

/**
 * Decides anew with the row as it is now; a pair that is none any more becomes two. What this deletes the guard has not seen yet, and
 * somebody may have put a backup in planning's place meanwhile.
 */
export async function decideAgain(
  frame: PassFrame,
  subject: Subject,
  item: Item,
  seen: EventsSeen,
): Promise<GuardedPlan> {
  const { appointmentId } = keysOf(item);
  const items = await assembleItems(frame, subject, {
    appointmentIds: new Set(appointmentId === null ? [] : [appointmentId]),
    ...seen,
    links: [],
    isPlanningRestored: false,
    told: new Set(),
    unheard: new Set(),
    reported: new Set(),
    fed: new Set(),
    memory: subject.memory,
  });
  const { planningPosition } = subject.memory;
  const isPlanningRestored = async () => (await frame.planning.changesAfter(planningPosition)).restored;
  return guardAll(frame, subject, await decideAll(frame, subject, items), isPlanningRestored);
}
