// One cycle: who takes part, where their mailboxes are, a pass for each at once, and what one pass has to tell the others.
import type { ParticipantReport, SyncReport } from "../contract/report.ts";
import type { CompanySettings, SyncSettings } from "../contract/settings.ts";
import { asFault, type Fault } from "../core/fault.ts";
import { findLogin } from "../core/find-login.ts";
import { isSamePosition } from "../core/model/feed-position.ts";
import type { RunId, UserId } from "../core/model/ids.ts";
import type { Participant } from "../core/model/participant.ts";
import { everybody } from "./everybody.ts";
import { concernsEverybody, failReasonOf } from "./fault-scope.ts";
import { type Load, type PassFrame, shared } from "./frame.ts";
import { forgetOld } from "./housekeeping.ts";
import { findMailboxes, type Located } from "./mailboxes.ts";
import { dueItems } from "./observe.ts";
import { runPass } from "./pass.ts";
import type { ParticipantMemory } from "./ports/state.ts";
import type { Ports } from "./ports.ts";
import type { OnProgress } from "./progress.ts";
import { rehearse } from "./rehearsal/rehearse.ts";
import { addReports, emptyReport } from "./tally.ts";

export interface CycleOptions {
  readonly company: CompanySettings;
  readonly sync: SyncSettings;
  /** Only these users; null: everybody. An unknown login is refused (`userUnknown`). */
  readonly logins: readonly string[] | null;
  /** The same cycle, but nothing is written: what it would do is in the report. */
  readonly dryRun: boolean;
  /** How much is taken on at a time; the usual unless given. */
  readonly load?: Load;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/**
 * A move that one technician makes reaches the others through planning; their answer may change planning once more. More rounds
 * than this would mean that passes answer each other for ever.
 */
const FOLLOW_UP_ROUNDS = 3;

/**
 * Runs a pass for every participant and returns what happened. Throws only what concerns everybody: planning or state out of
 * reach, credentials refused, a bug.
 */
export async function runCycle(real: Ports, options: CycleOptions): Promise<SyncReport> {
  const ports = options.dryRun ? rehearse(real) : real;
  const frame: PassFrame = {
    ...ports,
    company: options.company,
    sync: options.sync,
    ...shared(options.load),
  };
  const startedAt = new Date(ports.clock.now()).toISOString();
  const run = ports.entropy.uuid() as RunId;
  const { participants, skipped } = await whoTakesPart(frame, options);
  const located = await findMailboxes(frame, participants);
  const doubled = located.filter((one) => one.kind === "doubled");
  const reports = new Map<Participant, ParticipantReport>();
  await allSettled(located.map((one) => firstPass(frame, one, run, options, reports)));
  await followUp(frame, located, run, options, reports);
  const finishedAt = new Date(ports.clock.now()).toISOString();
  if (!options.signal.aborted) {
    await remember(frame, run, startedAt, finishedAt, reports);
    if (options.logins === null)
      await forgetOld(
        frame,
        [...reports.keys()].map(({ userId }) => userId),
      );
  }
  return {
    startedAt,
    finishedAt,
    dryRun: options.dryRun,
    participants: participants.flatMap((participant) => reports.get(participant) ?? []),
    skipped: [
      ...skipped,
      ...doubled.map(({ participant }) => ({ user: participant.login, reason: "duplicateMailbox" as const })),
    ],
  };
}

/** Faults: `userUnknown`, with the nearest login. */
export async function whoTakesPart(frame: PassFrame, { logins: typed }: Pick<CycleOptions, "logins">) {
  const all = await everybody(frame);
  const loginOf = (one: (typeof all)[number]) =>
    one.kind === "participant" ? one.participant.login : one.login;
  const logins = typed?.map((one) => findLogin(one, all.map(loginOf)));
  const wanted = all.filter((one) => logins === undefined || logins.includes(loginOf(one)));
  return {
    participants: wanted.flatMap((one) => (one.kind === "participant" ? [one.participant] : [])),
    skipped: wanted.flatMap((one) =>
      one.kind === "skipped" ? [{ user: one.login, reason: one.reason }] : [],
    ),
  };
}

async function firstPass(
  frame: PassFrame,
  one: Located,
  run: RunId,
  options: CycleOptions,
  reports: Map<Participant, ParticipantReport>,
): Promise<void> {
  if (one.kind === "doubled") return;
  const { participant } = one;
  const report =
    one.kind === "failed"
      ? failedReport(participant, one.fault)
      : await onePass(frame, one, run, options, "both");
  reports.set(participant, report);
  options.onProgress({ kind: "ended", login: participant.login, report });
}

/** Throws what the first of them threw, but only when no pass is under way any more: whoever goes on then meets nobody. */
async function allSettled(passes: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(passes);
  await Promise.all(passes);
}

async function onePass(
  frame: PassFrame,
  { participant, mailbox }: Extract<Located, { kind: "found" }>,
  run: RunId,
  { dryRun, onProgress, signal }: CycleOptions,
  sides: "both" | "planning",
): Promise<ParticipantReport> {
  try {
    return await runPass(frame, participant, mailbox, {
      run,
      sides,
      isRehearsal: dryRun,
      onProgress,
      signal,
    });
  } catch (thrown) {
    const fault = asFault(thrown);
    if (concernsEverybody(fault)) throw fault;
    frame.log.error("Sync", "A pass has failed.", {
      user: participant.login,
      code: fault.code,
      detail: fault.detail,
    });
    return failedReport(participant, fault, mailbox.email);
  }
}

/** A pass that wrote to planning, or ended a link, has given the others a signal: it is followed at once, without reading calendars again. */
async function followUp(
  frame: PassFrame,
  located: readonly Located[],
  run: RunId,
  options: CycleOptions,
  reports: Map<Participant, ParticipantReport>,
): Promise<void> {
  for (let round = 0; round < FOLLOW_UP_ROUNDS && !options.signal.aborted; round++) {
    const users = await whoIsBehind(frame);
    const behind = located
      .filter((one) => one.kind === "found")
      .filter(({ participant }) => users.has(participant.userId))
      .filter(({ participant }) => reports.get(participant)?.outcome !== "failed");
    if (behind.length === 0) return;
    await allSettled(
      behind.map(async (one) => {
        const later = await onePass(frame, one, run, { ...options, onProgress: () => undefined }, "planning");
        const first = reports.get(one.participant);
        reports.set(one.participant, first === undefined ? later : addReports(first, later));
      }),
    );
  }
}

/** For whom there is something in planning that their pass has not read, or something set aside for the very next look. */
async function whoIsBehind(frame: PassFrame): Promise<ReadonlySet<UserId>> {
  const latest = await frame.planning.latestChange();
  const isRead = ({ planningPosition }: ParticipantMemory) =>
    planningPosition === null || isSamePosition(planningPosition, latest);
  const unread = (await frame.state.memories()).filter((memory) => !isRead(memory));
  const due = dueItems(frame, await frame.state.everyWaiting()).filter(({ kind }) => kind === "parked");
  return new Set([...unread, ...due].map(({ userId }) => userId));
}

async function remember(
  frame: PassFrame,
  run: RunId,
  startedAt: string,
  finishedAt: string,
  reports: ReadonlyMap<Participant, ParticipantReport>,
): Promise<void> {
  // Asked for together, they are committed together.
  await Promise.all([
    ...[...reports].map(([{ userId, login }, report]) =>
      frame.state.recordPass({ userId, login, at: finishedAt, report }),
    ),
    frame.state.recordRun({ id: run, startedAt, finishedAt }),
  ]);
}

function failedReport(
  participant: Participant,
  fault: Fault,
  email = participant.addresses[0] ?? "",
): ParticipantReport {
  return { ...emptyReport(participant.login, email), outcome: "failed", reason: failReasonOf(fault) };
}
