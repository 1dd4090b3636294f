// One turn of the loop for one participant: observe, decide, guard, act, record.
import type { HoldReason, ParkReason } from "../contract/reasons.ts";
import type { ParticipantReport } from "../contract/report.ts";
import { asFault, type Fault } from "../core/fault.ts";
import type { EventId, RunId } from "../core/model/ids.ts";
import type { Participant } from "../core/model/participant.ts";
import type { Item, Verdict, WriteVerdict } from "../core/sync/item.ts";
import { act, touchesPlanning } from "./act.ts";
import { Backlog } from "./backlog.ts";
import { colleaguesLookAgain, leadersLookAgain } from "./colleagues.ts";
import { recordEnd, type Seen, waitingAfter, whatWasSeen } from "./end-pass.ts";
import { showsForeignChange } from "./foreign-changes.ts";
import type { PassFrame } from "./frame.ts";
import { Lanes, TURN_TAKEN } from "./lanes.ts";
import { readsFromStart, type Sides, type Subject } from "./observe.ts";
import { openSubject } from "./participant-memory.ts";
import { type Decided, decideAgain, type HeldItem, lookAgain, planPass } from "./plan.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { Intent, ParticipantMemory, WaitingItem } from "./ports/state.ts";
import type { OnProgress } from "./progress.ts";
import { ProgressMeter } from "./progress-meter.ts";
import { type Recovered, recover } from "./recover.ts";
import { decideSlice } from "./slice.ts";
import { count, countAnnounced, countHeld, emptyReport, parkedItems } from "./tally.ts";
import { unhurried } from "./unhurried.ts";
import { hold, isNews, isSameItem, keysOf, park, parkInDoubt, parkReasonOf, waitingFor } from "./waiting.ts";

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
/** How often an item that changes while we write it is decided anew before it is set aside. */
const STALE_TRIES = 4;
/** What is decided in the middle of a pass: because our write met an edit, or because planning tells of one. */
const SECOND_LOOK = 2;
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
    const { sides, signal } = this.#options;
    // Who stood in line until the end does not begin any more.
    const survey = async () => (signal.aborted ? null : this.#survey(frame, recovered));
    const isWhole = sides === "both" && readsFromStart(this.#subject, frame.sync);
    const surveyed = await (isWhole ? frame.readings.take(survey) : survey());
    if (surveyed === null) return;
    await this.#carryOutAll(surveyed.backlog, surveyed.seen.memory);
    if (!signal.aborted) await this.#end(surveyed.seen);
  }

  /** Everything is decided about at once, for the guard; kept is what there is to write, and what the end of the pass has to know. */
  async #survey(frame: PassFrame, recovered: Recovered): Promise<{ backlog: Backlog; seen: Seen }> {
    const subject = this.#subject;
    const planned = await planPass(frame, subject, this.#options.sides, recovered);
    const { seen, plan } = planned;
    if (showsForeignChange(planned)) this.#options.onForeignChange?.();
    for (const held of plan.held) this.#hold(held);
    await this.#recordOnly(this.#frame, plan.free);
    const queue = plan.free.filter(({ verdict }) => verdict.kind === "write" || verdict.kind === "park");
    const backlog = new Backlog(
      queue,
      frame.load.slice,
      frame.clock.now(),
      (item) => waitingFor(subject, keysOf(item)) === undefined,
    );
    return { backlog, seen: whatWasSeen(subject, seen) };
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

  async #carryOutAll(backlog: Backlog, surveyed: ParticipantMemory): Promise<void> {
    const { load, clock } = this.#frame;
    const { login } = this.#subject.participant;
    const isBulk = this.#isInitial || backlog.length > load.byHand;
    const frames = {
      live: this.#frame,
      soon: isBulk ? unhurried(this.#frame, "soon") : this.#frame,
      later: isBulk ? unhurried(this.#frame, "bulk") : this.#frame,
    };
    const meter = new ProgressMeter(login, backlog.length, clock, this.#options.onProgress);
    let read = surveyed;
    while (backlog.length > 0 && !this.#options.signal.aborted) {
      const isWaiting = (item: Item) => this.#isWaiting(item);
      const { memory, edited, due } = await decideSlice(frames.live, this.#subject, backlog, read, isWaiting);
      read = memory;
      await this.#atOnce([
        ...edited.map((one) => () => this.#carryOut(frames.live, one, SECOND_LOOK)),
        ...due.map(({ isSoon, decided }) => async () => {
          for (const one of decided) await this.#carryOut(isSoon ? frames.soon : frames.later, one);
          meter.advance();
        }),
      ]);
    }
  }

  /** In this order, a few at a time; after the first fault, which tells what the trouble is, none begins any more. */
  async #atOnce(tasks: readonly (() => Promise<void>)[]): Promise<void> {
    let stop: Fault | null = null;
    await new Lanes(IN_FLIGHT).each(tasks, async (task) => {
      if (stop !== null || this.#options.signal.aborted) return;
      await task().catch((thrown: unknown) => {
        stop ??= asFault(thrown);
      });
    });
    if (stop !== null) throw stop;
  }

  #isWaiting(item: Item): boolean {
    const keys = keysOf(item);
    return (
      waitingFor(this.#subject, keys) !== undefined || this.#waiting.some((one) => isSameItem(one, keys))
    );
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
        lookAgain: [
          ...(await colleaguesLookAgain(frame, forgotten)),
          ...(await leadersLookAgain(frame, begun)),
        ],
      }),
    );
  }

  async #carryOut(frame: PassFrame, { item, verdict }: Decided, attempt = 1): Promise<void> {
    if (verdict.kind === "park") return this.#park(item, verdict.reason);
    if (verdict.kind !== "write") return this.#recordOnly(frame, [{ item, verdict }]);
    if (attempt >= SECOND_LOOK && verdict.deletesOn !== null && ++this.#lateDeletions > LATE_DELETIONS) {
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
      const { free, held } = await decideAgain(own, this.#subject, item, events);
      for (const one of held) this.#hold(one);
      for (const one of free) if (touchesPlanning(one.verdict)) await this.#carryOut(own, one, attempt);
      return free.filter(({ verdict }) => !touchesPlanning(verdict));
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

  async #end(seen: Seen): Promise<void> {
    const isInitialDone = seen.memory.initialSyncDoneAt === null && this.#options.sides === "both";
    const end = { seen, added: this.#waiting, news: this.#news, isInitialDone };
    const after = waitingAfter(this.#subject, end);
    this.#report.held = after.filter((one) => one.kind === "held").length;
    this.#report.parked = parkedItems(after);
    const held = after.find((one) => one.kind === "held");
    if (held !== undefined) {
      this.#report.outcome = "needsConfirmation";
      this.#report.reason = held.reason as HoldReason;
    }
    await recordEnd(this.#frame, this.#subject, end);
  }
}

function isAdoption(verdict: Verdict): boolean {
  return verdict.kind === "record" && verdict.reason === "adopted.equal";
}

/** Faults that no other item of this participant would escape. */
function isParticipantsOwn(fault: Fault): boolean {
  const { code } = fault;
  return fault.kind === "refused" && code !== "eventRefused" && code !== "appointmentRefused";
}
