// Keeps a subscription to notices alive for everybody who takes part. It runs beside the passes and touches nothing of theirs: whatever goes
// wrong here, calendars are polled as without it.
import { asFault, type Fault } from "../../core/fault.ts";
import { pauseAfterSilences } from "../../core/subscriptions/silence.ts";
import { pauseAfterFailures, type Step, stepFor } from "../../core/subscriptions/step.ts";
import type { Subscription } from "../../core/subscriptions/subscription.ts";
import { concernsEverybody } from "../fault-scope.ts";
import type { Mailbox } from "../ports/calendar.ts";
import type { StatePort } from "../ports/state.ts";
import type { SubscriptionPort } from "../ports/subscriptions.ts";
import type { Ports } from "../ports.ts";
import type { NoticeBoard } from "./notice-board.ts";
import type { Watch } from "./watch.ts";

type KeptState = Pick<StatePort, "memories" | "subscriptions" | "storeSubscription" | "forgetSubscription">;

export interface KeeperPorts extends Pick<Ports, "clock" | "entropy" | "log"> {
  readonly state: KeptState;
  readonly subscriptions: SubscriptionPort;
}

const TICK_MS = 1_000;
/** How often the memories are asked who has a mailbox by now. */
const LOOK_ROUND_MS = 10_000;
/** How often Microsoft is asked which subscriptions there are: one request. */
const STOCK_MS = 60 * 60_000;
const STOCK_AGAIN_MS = 5 * 60_000;
/** When a mailbox was heard is remembered to the hour: a notice costs no write. */
const HEARD_STORED_MS = 60 * 60_000;
/** Whoever sends what is none of ours does not fill the log. */
const TELL_MS = 60_000;
const AT_A_TIME = 4;
/** While others are given theirs, no trouble is everybody's. */
const WELL_MS = 10 * 60_000;

export class SubscriptionKeeper {
  readonly #ports: KeeperPorts;
  readonly #board: NoticeBoard;
  /** `Office365.NotificationUrl`; null: there are to be no subscriptions. */
  readonly #url: string | null;
  #isLoaded = false;
  #nextRoundAt = 0;
  #nextTellAt = 0;
  #nextStockAt = 0;
  /** Trouble that is everybody's: nothing is tried before. */
  #notBefore = 0;
  #failures = 0;
  #succeededAt = Number.NEGATIVE_INFINITY;

  constructor(ports: KeeperPorts, board: NoticeBoard, url: string | null) {
    this.#ports = ports;
    this.#board = board;
    this.#url = url;
  }

  /** What an earlier process left; before anybody knocks. */
  async load(): Promise<void> {
    for (const kept of await this.#ports.state.subscriptions()) {
      const watch = this.#board.watch(kept.userId);
      this.#board.keep(watch, kept);
      watch.heardAt = kept.heardAt;
    }
    this.#isLoaded = true;
  }

  /** Until `signal` is aborted; what is under way then comes to its end. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.tend(signal);
      await this.#ports.clock.sleep(TICK_MS, signal);
    }
  }

  /** Whatever is due now. Never throws. */
  async tend(signal: AbortSignal): Promise<void> {
    try {
      if (!this.#isLoaded) await this.load();
      this.#tellDropped();
      await this.#lookRound();
      await this.#rememberHeard();
      if (this.#board.participants === null || this.#ports.clock.now() < this.#notBefore) return;
      if (this.#url !== null && this.#ports.clock.now() >= this.#nextStockAt)
        await this.#takeStock(this.#url);
      await this.#carryOutAll(signal);
    } catch (thrown) {
      const { code, detail } = asFault(thrown);
      this.#ports.log.warning("Graph", "Subscriptions could not be looked after.", { code, detail });
      this.#notBefore = this.#ports.clock.now() + pauseAfterFailures(1, false, null);
    }
  }

  #tellDropped(): void {
    const { dropped } = this.#board;
    const now = this.#ports.clock.now();
    if (dropped === 0 || now < this.#nextTellAt) return;
    this.#nextTellAt = now + TELL_MS;
    this.#board.dropped = 0;
    this.#ports.log.information("Http", "Notices that are none of ours were dropped.", { count: dropped });
  }

  /** Wanted are the notices of those who take part and whose first sync is over: before that a look is under way anyhow. */
  async #lookRound(): Promise<void> {
    const now = this.#ports.clock.now();
    const { participants } = this.#board;
    if (participants === null || now < this.#nextRoundAt) return;
    this.#nextRoundAt = now + LOOK_ROUND_MS;
    const memories = new Map((await this.#ports.state.memories()).map((memory) => [memory.userId, memory]));
    const wanted = new Map<string, Mailbox>();
    for (const { userId, login } of participants) {
      const memory = memories.get(userId);
      if (!memory?.mailbox || memory.initialSyncDoneAt === null || this.#url === null) continue;
      wanted.set(userId, memory.mailbox);
      this.#board.watch(userId).login = login;
    }
    for (const watch of this.#board.watches) watch.mailbox = wanted.get(watch.userId) ?? null;
  }

  async #rememberHeard(): Promise<void> {
    const stale = this.#board.watches.filter(
      ({ kept, heardAt }) =>
        kept?.id && heardAt !== null && (kept.heardAt === null || heardAt - kept.heardAt >= HEARD_STORED_MS),
    );
    await Promise.all(
      stale.map((watch) => watch.kept && this.#store(watch, { ...watch.kept, heardAt: watch.heardAt })),
    );
  }

  /**
   * Holds what Microsoft has against what we know. With our address and unknown: left over from a process that died before it could
   * write it down, or from a lost state. Known and not listed: a renewal will tell.
   */
  async #takeStock(url: string): Promise<void> {
    this.#nextStockAt = this.#ports.clock.now() + STOCK_MS;
    try {
      const listed = await this.#ports.subscriptions.list();
      const known = new Set(this.#board.watches.map(({ kept }) => kept?.id));
      const left = listed.filter((one) => one.url === url && !known.has(one.id));
      for (const { id } of left) await this.#ports.subscriptions.end(id);
      if (left.length > 0)
        this.#ports.log.information("Graph", "Left-over subscriptions were ended.", { count: left.length });
      const there = new Set(listed.map(({ id }) => id));
      for (const watch of this.#board.watches)
        if (watch.kept?.id && !there.has(watch.kept.id)) watch.mustRenew = true;
    } catch (thrown) {
      const { code, detail } = asFault(thrown);
      this.#ports.log.information("Graph", "Subscriptions could not be listed.", { code, detail });
      this.#nextStockAt = this.#ports.clock.now() + STOCK_AGAIN_MS;
    }
  }

  async #carryOutAll(signal: AbortSignal): Promise<void> {
    const queue = this.#board.watches.flatMap((watch) => {
      const step = this.#stepFor(watch);
      return step === "none" ? [] : [{ watch, step }];
    });
    const work = async () => {
      while (!signal.aborted && this.#ports.clock.now() >= this.#notBefore) {
        const next = queue.shift();
        if (next === undefined) return;
        await this.#carryOut(next.watch, next.step);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  }

  #stepFor(watch: Watch): Step {
    const { kept, mailbox, isGone, mustRenew, notBefore, notBeforeSilence } = watch;
    const now = this.#ports.clock.now();
    const url = this.#url;
    const wanted = mailbox === null || url === null ? null : { mailbox: mailbox.id, url };
    const isSilent = this.#board.isSilent(watch) && now >= notBeforeSilence;
    return stepFor({ kept, wanted, isGone, mustRenew, isSilent, notBefore }, now);
  }

  async #carryOut(watch: Watch, step: Step): Promise<void> {
    try {
      if (step === "renew") await this.#renew(watch);
      else if (step === "end") await this.#end(watch);
      else await this.#create(watch, step === "replace");
      Object.assign(watch, { failures: 0, trouble: null });
      // What was taken for everybody's trouble was not.
      this.#failures = 0;
      this.#notBefore = 0;
      this.#succeededAt = this.#ports.clock.now();
    } catch (thrown) {
      this.#failed(watch, asFault(thrown));
    }
  }

  /** It is written down before it is asked for: whatever happens in between, it is known that there may be one. */
  async #create(watch: Watch, isReplaced: boolean): Promise<void> {
    const { mailbox, userId } = watch;
    const [url, now] = [this.#url, this.#ports.clock.now()];
    if (mailbox === null || url === null) return;
    if (isReplaced) await this.#endAtMicrosoft(watch);
    const clientState = this.#ports.entropy.secret();
    const times = { createdAt: now, grantedAt: now, expiresAt: 0, heardAt: null };
    const asked: Subscription = { userId, mailbox: mailbox.id, id: null, url, clientState, ...times };
    await this.#store(watch, asked);
    const granted = await this.#withHandshake(() =>
      this.#ports.subscriptions.create(mailbox, { url, clientState }),
    );
    // What happened since the last look was told to nobody.
    const fresh = { isGone: false, mustRenew: false, heardAt: null, unannouncedSince: null, hintedAt: now };
    Object.assign(watch, fresh);
    await this.#store(watch, { ...asked, ...granted });
    this.#ports.log.information("Graph", "Microsoft tells of changes from now on.", { user: watch.login });
  }

  async #renew(watch: Watch): Promise<void> {
    const { kept } = watch;
    if (!kept?.id) return;
    const { id } = kept;
    const now = this.#ports.clock.now();
    const granted = await this.#withHandshake(() => this.#ports.subscriptions.renew(id));
    // It may have been resting until now.
    if (watch.mustRenew) Object.assign(watch, { mustRenew: false, hintedAt: now });
    await this.#store(watch, { ...kept, grantedAt: now, expiresAt: granted.expiresAt });
  }

  async #end(watch: Watch): Promise<void> {
    await this.#endAtMicrosoft(watch);
    await this.#ports.state.forgetSubscription(watch.userId);
    this.#board.forget(watch);
  }

  async #endAtMicrosoft(watch: Watch): Promise<void> {
    if (this.#board.isSilent(watch)) {
      watch.silences += 1;
      watch.notBeforeSilence = this.#ports.clock.now() + pauseAfterSilences(watch.silences);
      this.#ports.log.warning("Graph", "Changes were found that no notice had told of: subscribing anew.", {
        user: watch.login,
        heardAt: watch.heardAt === null ? null : new Date(watch.heardAt).toISOString(),
      });
    }
    if (watch.kept?.id) await this.#ports.subscriptions.end(watch.kept.id);
  }

  async #withHandshake<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#board.handshakes += 1;
    try {
      return await work();
    } finally {
      this.#board.handshakes -= 1;
    }
  }

  async #store(watch: Watch, kept: Subscription): Promise<void> {
    await this.#ports.state.storeSubscription(kept);
    this.#board.keep(watch, kept);
  }

  #failed(watch: Watch, fault: Fault): void {
    if (fault.code === "subscriptionGone") {
      watch.isGone = true;
      return;
    }
    const isFirst = watch.trouble !== fault.code;
    const now = this.#ports.clock.now();
    const isRefused = fault.kind === "refused";
    watch.trouble = fault.code;
    if (isFirst && fault.code === "subscriptionTaken") {
      // Perhaps it is one of ours that nobody knows of: then it is found and ended first.
      this.#nextStockAt = 0;
      return;
    }
    watch.failures += 1;
    watch.notBefore = now + pauseAfterFailures(watch.failures, isRefused, fault.retryAfterMs);
    if (isEverybodys(fault) && now - this.#succeededAt > WELL_MS) {
      this.#failures += 1;
      this.#notBefore = now + pauseAfterFailures(this.#failures, isRefused, fault.retryAfterMs);
      watch.notBefore = this.#notBefore;
    }
    const { code, detail } = fault;
    const facts = { user: watch.login, code, detail };
    if (isFirst) this.#ports.log.warning("Graph", "Microsoft does not tell of changes: polling.", facts);
  }
}

/** The address is one and the same for all; so is the way to Microsoft. */
function isEverybodys(fault: Fault): boolean {
  const { code } = fault;
  return code === "webhookUnreachable" || code === "graphUnreachable" || concernsEverybody(fault);
}
