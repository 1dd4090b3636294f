// Keeps a service in step: a cheap look at planning every few seconds, at each calendar as often as it is worth, passes where
// something gave a signal, and now and then a full comparison of somebody who is quiet.

import type { AuditSummary } from "../contract/audit.ts";
import type { ParticipantReport } from "../contract/report.ts";
import type { CompanySettings, SyncSettings } from "../contract/settings.ts";
import { asFault, type Fault } from "../core/fault.ts";
import type { FeedPosition } from "../core/model/feed-position.ts";
import type { RunId, UserId } from "../core/model/ids.ts";
import type { Participant, Participation } from "../core/model/participant.ts";
import { nextInStep } from "../core/pacing/in-step.ts";
import { isWorkingTime } from "../core/time/working-hours.ts";
import { auditAndKeep } from "./audit-everybody.ts";
import { AuditRota } from "./audit-rota.ts";
import { everybody } from "./everybody.ts";
import { failReasonOf } from "./fault-scope.ts";
import { type PassFrame, shared } from "./frame.ts";
import { type Hints, NO_HINTS } from "./hints.ts";
import { forgetOld } from "./housekeeping.ts";
import { findMailboxes } from "./mailboxes.ts";
import { runPass } from "./pass.ts";
import { hasMoved, isQuiet, newPlace, type Place } from "./place.ts";
import type { Ports } from "./ports.ts";
import type { OnProgress } from "./progress.ts";
import { emptyReport, hasWritten } from "./tally.ts";
import { Wishes } from "./wishes.ts";

export interface Rhythm {
  /** How often planning's change feed is asked, for all participants at once. */
  readonly planningMs: number;
  /** How often a calendar is asked shortly after something changed in it. */
  readonly activeMs: number;
  /** How long after a change a participant counts as active. */
  readonly activeForMs: number;
  /** How often a calendar at rest is asked while people are at work. */
  readonly workingMs: number;
  /** How often it is asked at any other time: `SyncJob.Interval`. */
  readonly restMs: number;
  /** How often users and employees are read again. */
  readonly directoryMs: number;
}

export interface ServeOptions {
  /** Asked at every turn, so that changed settings are taken up. */
  readonly settings: () => {
    readonly company: CompanySettings;
    readonly sync: SyncSettings;
    readonly rhythm: Rhythm;
  };
  /** Who tells that a calendar is worth a look before its time; without it nobody. */
  readonly hints?: Hints;
  /** What people at the console wish; without it nothing. */
  readonly wishes?: Wishes;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** A failing participant is asked again after growing pauses, up to this. */
const LONGEST_PAUSE_MS = 15 * 60_000;
const FIRST_PAUSE_MS = 15_000;
const TICK_MS = 500;
const TIDY_MS = 60 * 60_000;

/** Runs until `signal` is aborted; then waits for the passes under way to reach their next safe point. */
export async function serve(ports: Ports, options: ServeOptions): Promise<void> {
  await new Pacemaker(ports, options).run();
}

class Pacemaker {
  readonly #ports: Ports;
  readonly #options: ServeOptions;
  readonly #hints: Hints;
  readonly #wishes: Wishes;
  readonly #shared = shared();
  readonly #places = new Map<UserId, Place>();
  /** Those whose mailboxes nobody could look for yet, since nobody can sign in. */
  readonly #unplaced = new Map<UserId, Place>();
  readonly #rota = new AuditRota();
  readonly #run: RunId;
  #nextPlanningAt = 0;
  #nextDirectoryAt = 0;
  #nextTidyAt = 0;
  #latestChange: FeedPosition | null = null;

  constructor(ports: Ports, options: ServeOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#hints = options.hints ?? NO_HINTS;
    this.#wishes = options.wishes ?? new Wishes();
    this.#run = ports.entropy.uuid() as RunId;
  }

  async run(): Promise<void> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      try {
        await this.#beat();
      } catch (thrown) {
        const fault = asFault(thrown);
        this.#ports.log.error("Sync", "The service could not look at planning.", {
          code: fault.code,
          detail: fault.detail,
        });
        await this.#ports.clock.sleep(FIRST_PAUSE_MS, signal);
      }
      await this.#ports.clock.sleep(TICK_MS, signal);
    }
    await Promise.all([...this.#places.values()].map((place) => place.busy));
  }

  async #beat(): Promise<void> {
    const { rhythm } = this.#options.settings();
    const now = this.#ports.clock.now();
    if (!this.#rota.isLoaded) await this.#rota.load(this.#ports.state, now);
    if (this.#wishes.takeDirectory() || now >= this.#nextDirectoryAt) {
      this.#nextDirectoryAt = now + rhythm.directoryMs;
      await this.#readDirectory();
    }
    if (now >= this.#nextPlanningAt) {
      this.#nextPlanningAt = now + rhythm.planningMs;
      this.#latestChange = await this.#ports.planning.latestChange();
    }
    if (now >= this.#nextTidyAt && this.#places.size > 0) {
      this.#nextTidyAt = now + TIDY_MS;
      await forgetOld(this.#frame(), [...this.#places.keys()]);
    }
    for (const [userId, place] of this.#places) {
      if (place.busy !== null) continue;
      // Whoever fails is asked again after pauses, whatever is told meanwhile.
      const isHinted = place.failures === 0 && this.#hints.isDue(userId);
      const isWished = this.#wishes.takeLook(userId);
      const isCalendarDue = isHinted || isWished || now >= place.nextLookAt;
      const isPlanningDue = place.failures === 0 && hasMoved(place.planningSeen, this.#latestChange);
      if (!isCalendarDue && !isPlanningDue) continue;
      // Somebody is at work there: what a calendar shows later than it is told, the next looks find.
      if (isHinted) place.lastActivityAt = now;
      this.#occupy(place, this.#look(place, isCalendarDue ? "both" : "planning"));
    }
    const quiet = [...this.#places].filter(([, place]) => isQuiet(place, now, rhythm.activeForMs));
    const turn = this.#rota.take(
      quiet.map(([userId]) => userId),
      now,
    );
    const place = turn === null ? undefined : this.#places.get(turn);
    if (place !== undefined) this.#occupy(place, this.#audit(place));
  }

  #occupy(place: Place, work: Promise<void>): void {
    place.busy = work.finally(() => {
      place.busy = null;
    });
  }

  /** A difference that no pass has noticed is for a pass at once, which then reads everything. */
  async #audit(place: Place): Promise<void> {
    const { participant } = place;
    let summary: AuditSummary | null = null;
    try {
      const [located] = await findMailboxes(this.#frame(), [participant]);
      if (located?.kind === "failed") throw located.fault;
      if (located?.kind === "found")
        summary = (await auditAndKeep(this.#frame(), participant, located.mailbox)).summary;
      if (summary !== null && summary.differences.readAgain > 0) place.nextLookAt = 0;
    } catch (thrown) {
      const { code, detail } = asFault(thrown);
      this.#ports.log.warning("Sync", "An audit has failed.", { user: participant.login, code, detail });
    }
    this.#rota.end(participant.userId, summary, this.#ports.clock.now());
  }

  async #readDirectory(): Promise<void> {
    const participants = (await everybody(this.#ports)).flatMap((one: Participation) =>
      one.kind === "participant" ? [one.participant] : [],
    );
    const located = await findMailboxes(this.#frame(), participants).catch((thrown: unknown) =>
      this.#tellUnplaced(participants, asFault(thrown)),
    );
    if (located === null) return;
    this.#unplaced.clear();
    const doubled = new Set(
      located.flatMap((one) => (one.kind === "doubled" ? [one.participant.userId] : [])),
    );
    const wanted = participants.filter((participant) => !doubled.has(participant.userId));
    this.#hints.attend(wanted);
    for (const userId of this.#places.keys()) {
      if (!wanted.some((participant) => participant.userId === userId)) this.#places.delete(userId);
    }
    for (const [seat, participant] of wanted.entries()) {
      const place = this.#places.get(participant.userId);
      if (place !== undefined) Object.assign(place, { participant, seat });
      else this.#places.set(participant.userId, newPlace(participant, seat));
    }
  }

  /** Who is known already fails by themselves. A pass is nobody's before it is known whose mailbox two users name. */
  async #tellUnplaced(participants: readonly Participant[], fault: Fault): Promise<null> {
    const { code, detail } = fault;
    if (this.#unplaced.size === 0)
      this.#ports.log.error("Sync", "Nobody's mailbox can be looked for.", { code, detail });
    for (const [seat, participant] of participants.entries()) {
      if (this.#places.has(participant.userId)) continue;
      const place = this.#unplaced.get(participant.userId) ?? newPlace(participant, seat);
      place.nextLookAt = this.#nextDirectoryAt;
      this.#unplaced.set(participant.userId, place);
      await this.#tell(place, failedReport(participant, fault));
    }
    return null;
  }

  #frame(): PassFrame {
    const { company, sync } = this.#options.settings();
    return { ...this.#ports, company, sync, ...this.#shared };
  }

  async #look(place: Place, sides: "both" | "planning"): Promise<void> {
    const { participant } = place;
    const seen = this.#latestChange;
    try {
      const [located] = await findMailboxes(this.#frame(), [participant]);
      if (located?.kind === "failed") throw located.fault;
      if (located?.kind !== "found") return;
      const { onProgress, signal } = this.#options;
      let foundChanges = false;
      const onForeignChange = () => {
        foundChanges = true;
      };
      const options = { run: this.#run, sides, isRehearsal: false, onProgress, onForeignChange, signal };
      if (sides === "both") this.#hints.lookBegins(participant.userId);
      const report = await runPass(this.#frame(), participant, located.mailbox, options);
      if (sides === "both") this.#hints.lookEnded(participant.userId, foundChanges);
      place.planningSeen = seen;
      await this.#afterPass(place, sides, report);
    } catch (thrown) {
      await this.#afterFailure(place, thrown);
    }
  }

  async #afterPass(place: Place, sides: "both" | "planning", report: ParticipantReport): Promise<void> {
    const { rhythm, company } = this.#options.settings();
    const now = this.#ports.clock.now();
    place.failures = 0;
    if (hasWritten(report)) place.lastActivityAt = now;
    const isActive = now - place.lastActivityAt < rhythm.activeForMs;
    const isWatched = isWorkingTime(now, company.TimeZone) && !this.#hints.isProven(place.participant.userId);
    const atRestMs = isWatched ? rhythm.workingMs : rhythm.restMs;
    const pause = isActive ? rhythm.activeMs : atRestMs;
    const next = nextInStep(now, pause, place.seat, this.#places.size);
    if (sides === "both") place.nextLookAt = next;
    else if (isActive) place.nextLookAt = Math.min(place.nextLookAt, next);
    await this.#tell(place, report);
  }

  async #afterFailure(place: Place, thrown: unknown): Promise<void> {
    const fault = asFault(thrown);
    const { participant } = place;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** place.failures);
    place.failures += 1;
    place.nextLookAt = this.#ports.clock.now() + Math.max(pause, fault.retryAfterMs ?? 0);
    const detail = { user: participant.login, code: fault.code, detail: fault.detail, retryInMs: pause };
    this.#ports.log.error("Sync", "A pass has failed.", detail);
    await this.#tell(place, failedReport(participant, fault));
  }

  /** Only what is news is written down: a quiet look leaves no trace in the state. */
  async #tell(place: Place, report: ParticipantReport): Promise<void> {
    const { participant, nextLookAt } = place;
    this.#options.onProgress({ kind: "ended", login: participant.login, report, nextLookAt });
    const { outcome, reason, held, parked } = report;
    const telling = JSON.stringify({ outcome, reason, held, parked });
    if (place.told === telling && !hasWritten(report)) return;
    place.told = telling;
    const at = new Date(this.#ports.clock.now()).toISOString();
    const { userId, login } = participant;
    try {
      await this.#ports.state.recordPass({ userId, login, at, report });
    } catch (thrown) {
      // The state's own trouble may be what there is to tell; it must not end the service.
      place.told = "";
      const { code, detail } = asFault(thrown);
      this.#ports.log.error("Sync", "What a pass ended with could not be kept.", {
        user: login,
        code,
        detail,
      });
    }
  }
}

function failedReport({ login, addresses }: Participant, fault: Fault): ParticipantReport {
  return { ...emptyReport(login, addresses[0] ?? ""), outcome: "failed", reason: failReasonOf(fault) };
}
