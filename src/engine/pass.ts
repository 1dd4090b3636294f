// One turn of the loop for one participant: observe, decide, guard, act, record.
import type { HoldReason, ParkReason } from "../contract/reasons.ts";
import type { ParticipantReport } from "../contract/report.ts";
import { asFault, type Fault } from "../core/fault.ts";
import type { EventId, RunId } from "../core/model/ids.ts";
import type { Participant } from "../core/model/participant.ts";
import type { Item, Verdict, WriteVerdict } from "../core/sync/item.ts";
import { act, touchesPlanning } from "./act.ts";
import { colleaguesLookAgain, leadersLookAgain } from "./colleagues.ts";
import { showsForeignChange } from "./foreign-changes.ts";
import type { Observation, Sides, Subject } from "./observe.ts";
import { openSubject } from "./participant-memory.ts";
import { type Decided, decideAgain, type HeldItem, lookAgain, planPass } from "./plan.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { Intent, ParticipantMemory, WaitingItem } from "./ports/state.ts";
import type { PassFrame } from "./ports.ts";
import type { OnProgress } from "./progress.ts";
import { ProgressMeter } from "./progress-meter.ts";
import { type Recovered, recover } from "./recover.ts";
import { isSoon, soonestFirst } from "./soon.ts";
import { count, countAnnounced, countHeld, emptyReport, parkedItems } from "./tally.ts";
import { TURN_TAKEN } from "./turn.ts";
import { unhurried } from "./unhurried.ts";
import { hold, isNews, keysOf, park, parkInDoubt, parkReasonOf } from "./waiting.ts";

export interface PassOptions {
  readonly run: RunId;
  readonly sides: Sides;
  /** Nothing happens in earnest: the ports only pretend, and what is announced already stays as it is. */
  readonly isRehearsal: boolean;
  readonly onProgress: OnProgress;
  /** Called where the reading has shown what somebody else changed in the calendar. */
  readonly onForeignChange?: () => void;
  readonly signal: AbortSignal;
}

/** Microsoft's limit for one mailbox: 4 requests at a time (learn.microsoft.com/graph/throttling-limits). */
const IN_FLIGHT = 4;
/** Nobody edits more than this between two passes: it is work in bulk, which lets what people have just edited go first. */
const MOST_BY_HAND = 50;
/** How often an item that changes while we write it is decided anew before it is set aside. */
const STALE_TRIES = 4;
/** Deletions that only a second look asked for were not before the guard: a few may pass, more wait for the next pass and its guard. */
const LATE_DELETIONS = 3;
/** After so many unanswered writes in a row the mailbox, not the item, is the trouble. */
const UNAVAILABLE_IN_A_ROW = 3;

/** Throws a fault that concerns the whole participant; what concerns one item is in the report. */
export async function runPass(
  frame: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
  options: PassOptions,
): Promise<ParticipantReport> {
  const requestsBefore = frame.calendar.requests(mailbox);
  const subject = await openSubject(frame, participant, mailbox);
  const report = emptyReport(participant.login, mailbox.email, options.isRehearsal);
  const pass = new Pass(frame, subject, options, report);
  try {
    await pass.run();
  } finally {
    report.requests = frame.calendar.requests(mailbox) - requestsBefore;
  }
  return report;
}

class Pass {
  readonly #frame: PassFrame;
  readonly #subject: Subject;
  readonly #options: PassOptions;
  readonly #report: ParticipantReport;
  readonly #waiting: WaitingItem[] = [];
  /** Events that were written into the window after its reading. */
  readonly #news = new Set<EventId>();
  #unavailable = 0;
  #lateDeletions = 0;

  constructor(frame: PassFrame, subject: Subject, options: PassOptions, report: ParticipantReport) {
    this.#frame = frame;
    this.#subject = subject;
    this.#options = options;
    this.#report = report;
  }

  get #isInitial(): boolean {
    return this.#subject.memory.initialSyncDoneAt === null;
  }

  async run(): Promise<void> {
    const { participant } = this.#subject;
    this.#options.onProgress({
      kind: "started",
      login: participant.login,
      displayName: participant.displayName,
      initial: this.#isInitial,
    });
    // Nobody's coming days are known before they are read.
    const frame = this.#isInitial ? unhurried(this.#frame, "soon") : this.#frame;
    const recovered = await this.#clearUp(frame, await frame.state.openIntents(participant.userId));
    const planned = await planPass(frame, this.#subject, this.#options.sides, recovered);
    const { seen, plan } = planned;
    if (showsForeignChange(planned)) this.#options.onForeignChange?.();
    for (const held of plan.held) this.#hold(held);
    await this.#carryOutAll(soonestFirst(plan.free, this.#frame.clock.now()));
    if (this.#options.signal.aborted) return;
    await this.#record(seen);
  }

  /** Clearing up may have to send a create once more: in a rehearsal what was announced is left alone, and only told. */
  async #clearUp(frame: PassFrame, intents: readonly Intent[]): Promise<Recovered> {
    const { isRehearsal, sides } = this.#options;
    if (isRehearsal) {
      if (sides === "both") for (const intent of intents) countAnnounced(this.#report, intent);
      return { appointmentIds: [], eventIds: [], inDoubt: intents };
    }
    const recovered = await recover(frame, this.#subject, intents);
    for (const intent of recovered.inDoubt)
      this.#waiting.push(parkInDoubt(this.#subject, intent, this.#frame.clock.now()));
    return recovered;
  }

  async #carryOutAll(decided: readonly Decided[]): Promise<void> {
    const meter = new ProgressMeter(
      this.#subject.participant.login,
      decided,
      this.#frame.clock,
      this.#options.onProgress,
    );
    await this.#recordOnly(this.#frame, decided);
    const queue = decided.filter(({ verdict }) => verdict.kind === "write" || verdict.kind === "park");
    const isBulk = this.#isInitial || queue.length > MOST_BY_HAND;
    const soon = isBulk ? unhurried(this.#frame, "soon") : this.#frame;
    const later = isBulk ? unhurried(this.#frame, "bulk") : this.#frame;
    const now = this.#frame.clock.now();
    let next = 0;
    let stop: Fault | null = null;
    const work = async () => {
      while (next < queue.length && stop === null && !this.#options.signal.aborted) {
        const one = queue[next++];
        if (one === undefined) break;
        try {
          await this.#carryOut(isSoon(one.item, now) ? soon : later, one);
        } catch (thrown) {
          // The first one tells what the trouble is; others in flight may only be met by it.
          stop ??= asFault(thrown);
        }
        meter.advance(one);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    if (stop !== null) throw stop;
  }

  /** What only the memory learns goes into one transaction: thousands of agreeing items cost one write. */
  async #recordOnly(frame: PassFrame, decided: readonly Decided[]): Promise<void> {
    const records = decided.flatMap(({ verdict }) => (verdict.kind === "record" ? [verdict.link] : []));
    const forgotten = decided.flatMap(({ verdict }) => (verdict.kind === "forget" ? [verdict.link] : []));
    this.#report.linked += decided.filter(({ verdict }) => isAdoption(verdict)).length;
    if (records.length + forgotten.length === 0) return;
    const untold = decided.flatMap(({ item, verdict }) =>
      verdict.kind === "record" && isNews(this.#subject, item) ? [verdict.link] : [],
    );
    const begun = decided.flatMap(({ item, verdict }) =>
      verdict.kind === "record" && item.link === null ? [verdict.link] : [],
    );
    await frame.turn.take(async () =>
      frame.state.record({
        storeLinks: records,
        forgetLinks: forgotten.map(({ id }) => id),
        untold,
        waiting: [
          ...(await colleaguesLookAgain(frame, forgotten)),
          ...(await leadersLookAgain(frame, begun)),
        ],
      }),
    );
  }

  async #carryOut(frame: PassFrame, { item, verdict }: Decided, attempt = 1): Promise<void> {
    if (verdict.kind === "park") return this.#park(item, verdict.reason);
    if (verdict.kind !== "write") return this.#recordOnly(frame, [{ item, verdict }]);
    if (attempt > 1 && verdict.deletesOn !== null && ++this.#lateDeletions > LATE_DELETIONS) {
      return this.#park(item, "changedMeanwhile");
    }
    const fault = await this.#attempt(frame, item, verdict);
    if (fault === null) return;
    if (fault.kind !== "stale" || attempt >= STALE_TRIES) return this.#setAside(item, fault);
    await this.#carryOutAnew(frame, item, attempt + 1);
  }

  /** Planning's part is decided and written within one turn: of our own passes none comes in between a second time. */
  async #carryOutAnew(frame: PassFrame, item: Item, attempt: number): Promise<void> {
    const events = await lookAgain(frame, this.#subject, item);
    const inCalendar = await frame.turn.take(async () => {
      const own = { ...frame, turn: TURN_TAKEN };
      const decided = await decideAgain(own, this.#subject, item, events);
      for (const one of decided) if (touchesPlanning(one.verdict)) await this.#carryOut(own, one, attempt);
      return decided.filter(({ verdict }) => !touchesPlanning(verdict));
    });
    for (const one of inCalendar) await this.#carryOut(frame, one, attempt);
  }

  async #attempt(frame: PassFrame, item: Item, verdict: WriteVerdict): Promise<Fault | null> {
    try {
      await act(frame, this.#subject, item, verdict, this.#options.run);
      this.#unavailable = 0;
      if (item.link !== null && isNews(this.#subject, item)) this.#news.add(item.link.eventId);
      count(this.#report, item, verdict);
      return null;
    } catch (thrown) {
      return asFault(thrown);
    }
  }

  /** One item's trouble stays with that item; trouble of the mailbox, of the sign-in or of ours ends the pass. */
  #setAside(item: Item, fault: Fault): void {
    if (fault.kind === "unavailable") this.#unavailable += 1;
    const isRepeated = fault.kind === "unavailable" && this.#unavailable >= UNAVAILABLE_IN_A_ROW;
    const isWide = fault.kind === "broken" || isParticipantsOwn(fault) || isRepeated;
    if (isWide) throw fault;
    this.#frame.log.warning("Sync", "An item is set aside.", {
      user: this.#subject.participant.login,
      ...keysOf(item),
      code: fault.code,
      detail: fault.detail,
    });
    this.#park(item, parkReasonOf(fault));
  }

  #park(item: Item, reason: ParkReason): void {
    this.#waiting.push(park(this.#subject, item, reason, this.#frame.clock.now()));
  }

  #hold(held: HeldItem): void {
    this.#waiting.push(hold(this.#subject, held.item, held.reason, this.#frame.clock.now()));
    countHeld(this.#report, held);
  }

  /** The cursors advance with what waits in one transaction: nothing before them is unrecorded. */
  async #record(seen: Observation): Promise<void> {
    const { waiting } = this.#subject;
    const ended = waiting.filter((one) => isSeen(one, seen) && !this.#waiting.includes(one));
    const isRenewed = (one: WaitingItem) => this.#waiting.some((later) => isSameKey(one, later));
    const after = [...waiting.filter((one) => !isSeen(one, seen) && !isRenewed(one)), ...this.#waiting];
    this.#report.held = after.filter((one) => one.kind === "held").length;
    this.#report.parked = parkedItems(after);
    const held = after.find((one) => one.kind === "held");
    if (held !== undefined) {
      this.#report.outcome = "needsConfirmation";
      this.#report.reason = held.reason as HoldReason;
    }
    const memory = this.#memoryAfter(seen);
    const { userId } = this.#subject.participant;
    const untold = seen.told.size === 0 ? [] : await this.#frame.state.untoldEvents(userId);
    const recording = {
      told: untold
        .filter((eventId) => seen.told.has(eventId) && !this.#news.has(eventId))
        .map((eventId) => ({ userId, eventId })),
      ...(memory !== null && { memory }),
      waiting: this.#waiting.filter((one) => !waiting.includes(one)),
      noLongerWaiting: ended.filter((one) => !isRenewed(one)),
    };
    const { told, waiting: added, noLongerWaiting } = recording;
    const isQuiet = memory === null && told.length + added.length + noLongerWaiting.length === 0;
    if (!isQuiet) await this.#frame.state.record(recording);
  }

  /** Null where nothing new is to be remembered: an idle pass writes nothing. */
  #memoryAfter({ memory }: Observation): ParticipantMemory | null {
    const isInitialDone = memory.initialSyncDoneAt === null && this.#options.sides === "both";
    const next = isInitialDone ? { ...memory, initialSyncDoneAt: this.#frame.clock.now() } : memory;
    return JSON.stringify(next) === JSON.stringify(this.#subject.memory) ? null : next;
  }
}

function isAdoption(verdict: Verdict): boolean {
  return verdict.kind === "record" && verdict.reason === "adopted.equal";
}

/** Looked at in this pass: it is decided anew, and what does not wait again has found its end. */
function isSeen(waiting: WaitingItem, seen: Observation): boolean {
  const { appointmentId, eventId } = waiting;
  return (
    (appointmentId !== null && seen.appointmentIds.has(appointmentId)) ||
    (eventId !== null && seen.events.has(eventId))
  );
}

function isSameKey(a: WaitingItem, b: WaitingItem): boolean {
  return a.appointmentId === b.appointmentId && a.eventId === b.eventId;
}

/** Faults that no other item of this participant would escape. */
function isParticipantsOwn(fault: Fault): boolean {
  const { code } = fault;
  return fault.kind === "refused" && code !== "eventRefused" && code !== "appointmentRefused";
}
