// Puts the status together from what planning and state tell, and from what is happening right now.
import type { ParticipantStatus, StatusReport } from "../contract/report.ts";
import type { MailboxId, UserId } from "../core/model/ids.ts";
import type { Participant } from "../core/model/participant.ts";
import { participationOf } from "../core/participants.ts";
import { summariseDelays } from "../core/sync/delay.ts";
import type { PlanningPort } from "../engine/ports/planning.ts";
import type { ParticipantMemory, PassRecord, StatePort } from "../engine/ports/state.ts";
import type { OnProgress } from "../engine/progress.ts";
import type { NoticeBoard } from "../engine/subscriptions/notice-board.ts";

/** How far a pass has come that is under way. */
interface Live {
  readonly initial: boolean;
  readonly progress: number;
  readonly remainingSeconds: number | null;
}

/** Remembers what the passes tell, for whoever asks in between. */
export class LiveProgress {
  readonly #live = new Map<string, Live>();
  readonly #lookedAt = new Map<string, string>();
  readonly #nextLookAt = new Map<string, number>();
  readonly #troubled = new Set<string>();
  #troubleEndedAt: number;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.#troubleEndedAt = now();
  }

  readonly onProgress: OnProgress = (progress) => {
    const { login } = progress;
    if (progress.kind === "started") {
      this.#live.set(login, { initial: progress.initial, progress: 0, remainingSeconds: null });
      if (progress.initial) this.#troubled.add(login);
    } else if (progress.kind === "ended") {
      this.#live.delete(login);
      this.#lookedAt.set(login, new Date(this.#now()).toISOString());
      if (progress.nextLookAt !== undefined) this.#nextLookAt.set(login, progress.nextLookAt);
      if (progress.report.outcome !== "ok") this.#troubled.add(login);
      else if (this.#troubled.delete(login)) this.#troubleEndedAt = this.#now();
    } else {
      const share = progress.total === 0 ? 0 : Math.min(1, progress.done / progress.total);
      const initial = this.#live.get(login)?.initial ?? false;
      this.#live.set(login, { initial, progress: share, remainingSeconds: progress.remainingSeconds });
    }
  };

  /** When the last pass ended; a quiet one leaves no trace in the state. */
  lookedAt(login: string): string | undefined {
    return this.#lookedAt.get(login);
  }

  /** Epoch milliseconds; undefined until the first pass has ended. */
  nextLookAt(login: string): number | undefined {
    return this.#nextLookAt.get(login);
  }

  /** Epoch milliseconds when somebody was last not in step, as far as this process saw. */
  get troubleEndedAt(): number {
    return this.#troubleEndedAt;
  }

  of(login: string): Live | undefined {
    return this.#live.get(login);
  }
}

export interface StatusSources {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<
    StatePort,
    "memories" | "passes" | "audits" | "everyWaiting" | "countConflicts" | "delays" | "paused"
  >;
  readonly now: () => number;
  readonly live: LiveProgress;
  /** Only in the service. */
  readonly notices?: Pick<NoticeBoard, "statusOf">;
  readonly service: StatusReport["service"];
}

export async function buildStatus({
  planning,
  state,
  live,
  notices,
  service,
  now,
}: StatusSources): Promise<StatusReport> {
  const directory = await planning.directory();
  const memories = new Map((await state.memories()).map((memory) => [memory.userId, memory]));
  const passes = new Map((await state.passes()).map((pass) => [pass.userId, pass]));
  const audits = new Map((await state.audits()).map(({ userId, summary }) => [userId, summary]));
  const waitingOf = Map.groupBy(await state.everyWaiting(), ({ userId }) => userId);
  const conflicts = await state.countConflicts();
  const doubled = doubledMailboxes([...memories.values()]);
  const participants: ParticipantStatus[] = [];
  const pausedSince = new Map((await state.paused()).map(({ userId, since }) => [userId, since]));
  for (const one of participationOf(directory, NOBODY)) {
    if (one.kind === "skipped") {
      const user = directory.users.find(({ login }) => login === one.login);
      const email = user?.office365UserName || user?.office365Email || "";
      participants.push({ user: one.login, email, state: "skipped", reason: one.reason, ...nothing });
      continue;
    }
    const { participant } = one;
    const memory = memories.get(participant.userId);
    const waiting = waitingOf.get(participant.userId) ?? [];
    const pass = passes.get(participant.userId);
    const audit = audits.get(participant.userId);
    const notifications = notices?.statusOf(participant.userId) ?? null;
    const status = statusOf(participant, memory, pass, live.of(participant.login));
    participants.push({
      ...status,
      lastPassAt: live.lookedAt(participant.login) ?? pass?.at ?? null,
      ...standing(doubled.has(participant.userId), pausedSince.get(participant.userId)),
      held: waiting.filter(({ kind, answer }) => kind === "held" && answer === null).length,
      parked: waiting.filter(({ kind }) => kind === "parked").length,
      conflicts: conflicts.get(participant.userId) ?? 0,
      ...(audit === undefined ? {} : { audit }),
      ...(notifications === null ? {} : { notifications }),
    });
  }
  const delays = await recentDelays(state, now());
  return { service, ...(delays === null ? {} : { delays }), participants };
}

const NOBODY: ReadonlySet<UserId> = new Set();

/** What stands above how the last pass ended. */
function standing(isDoubled: boolean, pausedSince: number | undefined): Partial<ParticipantStatus> {
  if (isDoubled) return { state: "skipped", reason: "duplicateMailbox" };
  if (pausedSince === undefined) return {};
  return { state: "paused", reason: "paused", pausedSince: new Date(pausedSince).toISOString() };
}

const DAY_MS = 86_400_000;

async function recentDelays(
  state: Pick<StatePort, "delays">,
  now: number,
): Promise<NonNullable<StatusReport["delays"]> | null> {
  const seconds = await state.delays(new Date(now - DAY_MS).toISOString());
  const [planning, office365] = [summariseDelays(seconds.planning), summariseDelays(seconds.office365)];
  if (planning === null && office365 === null) return null;
  return { ...(planning !== null && { planning }), ...(office365 !== null && { office365 }) };
}

const nothing = { lastPassAt: null, held: 0, parked: 0, conflicts: 0 } as const;

function statusOf(
  participant: Participant,
  memory: ParticipantMemory | undefined,
  pass: PassRecord | undefined,
  live: Live | undefined,
): Omit<ParticipantStatus, "lastPassAt" | "held" | "parked" | "conflicts" | "audit"> {
  const base = {
    user: participant.login,
    email: memory?.mailbox?.email ?? participant.addresses[0] ?? "",
  };
  const isInitialDone = (memory?.initialSyncDoneAt ?? null) !== null;
  if (live !== undefined && !isInitialDone) {
    const remaining = live.remainingSeconds === null ? {} : { remainingSeconds: live.remainingSeconds };
    return { ...base, state: "initialSync", progress: live.progress, ...remaining };
  }
  const { outcome, reason } = pass?.report ?? { outcome: "ok", reason: undefined };
  if (outcome !== "ok") return { ...base, state: outcome, ...(reason === undefined ? {} : { reason }) };
  if (isInitialDone) return { ...base, state: "inStep" };
  return { ...base, state: memory === undefined ? "waiting" : "initialSync" };
}

function doubledMailboxes(memories: readonly ParticipantMemory[]): ReadonlySet<UserId> {
  const owners = new Map<MailboxId, UserId>();
  const doubled = new Set<UserId>();
  for (const { mailbox, userId } of memories) {
    if (mailbox === null) continue;
    const owner = owners.get(mailbox.id);
    if (owner === undefined) owners.set(mailbox.id, userId);
    else doubled.add(owner).add(userId);
  }
  return doubled;
}
