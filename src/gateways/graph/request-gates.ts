// The gates before Microsoft Graph: one for each mailbox, with so many requests at a time, in ten minutes, and none before a Retry-After
// has passed; and one for the application as a whole, at which the mailboxes take turns.
import { Fault } from "../../core/fault.ts";
import { appPace, mailboxPace, type Urgency } from "../../core/pacing/limits.ts";
import { type Pace, paceAfterAnswer, paceAfterExcess, paceAfterRefusal } from "../../core/pacing/pace.ts";
import { SERVICE_BUDGET } from "../../core/pacing/patience.ts";
import { RequestBudget } from "../../core/pacing/request-budget.ts";
import { isApplicationsLimit, NO_SUSPICION, suspicionAfter } from "../../core/pacing/suspicion.ts";
import { WaitingRoom } from "../../core/pacing/waiting-room.ts";
import type { Clock } from "../../engine/ports/clock.ts";

/** What whoever passed tells the gates. */
export interface Visit {
  answered(): void;
  /** Too many at a time. `isForAll`: what was refused was no mailbox's own request. */
  refused(isForAll: boolean): void;
  /** No request to this mailbox, or to any, before so many milliseconds have passed. */
  holdOff(milliseconds: number, isForAll: boolean): void;
}

/** Of the requests that Microsoft answered with "later". */
export interface Throttling {
  readonly refusedLastHour: number;
  /** So many mailboxes, or the application as a whole, are not asked before a pause has passed. */
  readonly paused: number;
  /** Epoch milliseconds when the last of these pauses ends; null where there is none. */
  readonly pausedUntil: number | null;
}

const HOUR_MS = 3_600_000;
/** More of them say nothing more. */
const MOST_KEPT = 999;

interface Gate {
  pace: Pace;
  inFlight: number;
  /** As many as the limit allows were under way, and not much fewer have been since. */
  isFull: boolean;
  /** Epoch milliseconds; 0: now. */
  notBefore: number;
  /** Somebody sleeps until it opens: after a pause, or when the budget of one urgency allows more. */
  readonly awaited: Set<"pause" | Urgency>;
}

interface MailboxGate extends Gate {
  readonly key: string;
  readonly budget: RequestBudget;
}

interface Entry {
  enter(): void;
  refuse(fault: Fault): void;
}

export class RequestGates {
  readonly #clock: Clock;
  readonly #app: Gate = { ...newGate(), pace: appPace() };
  readonly #mailboxes = new Map<string, MailboxGate>();
  readonly #waiting = new WaitingRoom<Entry>();
  #suspicion = NO_SUSPICION;
  /** Epoch milliseconds of what was refused lately. */
  #refusedAt: readonly number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `work` as soon as its turn has come. Throws `graphThrottled` where Microsoft asks for a wait beyond our patience. */
  async pass<Result>(
    mailboxKey: string,
    urgency: Urgency,
    work: (visit: Visit) => Promise<Result>,
  ): Promise<Result> {
    const gate = this.#gateOf(mailboxKey);
    const visit = await new Promise<Visit>((resolve, reject) => {
      this.#waiting.add(mailboxKey, urgency, { enter: () => resolve(this.#enter(gate)), refuse: reject });
      this.#turnAway();
      this.#admit();
    });
    try {
      return await work(visit);
    } finally {
      for (const one of [gate, this.#app]) {
        one.inFlight -= 1;
        one.isFull &&= one.inFlight > one.pace.limit / 2;
      }
      this.#admit();
    }
  }

  /** How Microsoft slows us down just now. */
  throttling(): Throttling {
    const now = this.#clock.now();
    this.#refusedAt = this.#refusedAt.filter((at) => at > now - HOUR_MS);
    const ends = [this.#app, ...this.#mailboxes.values()].flatMap(({ notBefore }) =>
      notBefore > now ? [notBefore] : [],
    );
    return {
      refusedLastHour: this.#refusedAt.length,
      paused: ends.length,
      pausedUntil: ends.length === 0 ? null : Math.max(...ends),
    };
  }

  #gateOf(key: string): MailboxGate {
    let gate = this.#mailboxes.get(key);
    if (gate === undefined) {
      gate = { ...newGate(), key, budget: new RequestBudget() };
      this.#mailboxes.set(key, gate);
    }
    return gate;
  }

  #enter(gate: MailboxGate): Visit {
    const isAlone = gate.inFlight === 0;
    const told = { mailbox: gate.pace.told, app: this.#app.pace.told };
    for (const one of [gate, this.#app]) {
      one.inFlight += 1;
      one.isFull ||= one.inFlight >= one.pace.limit;
    }
    gate.budget.spend(this.#clock.now());
    return {
      answered: () => {
        this.#suspect(null);
        for (const one of [gate, this.#app]) if (one.isFull) one.pace = paceAfterAnswer(one.pace);
      },
      refused: (isForAll) => {
        this.#refusedAt = [...this.#refusedAt.slice(-MOST_KEPT), this.#clock.now()];
        const isOnly = isAlone && gate.inFlight === 1;
        this.#suspect(isOnly || isForAll ? gate.key : null);
        const isApps = isForAll || (isOnly && isApplicationsLimit(this.#suspicion));
        if (isApps && told.app === this.#app.pace.told) {
          const { pace } = this.#app;
          this.#app.pace = isForAll ? paceAfterRefusal(pace) : paceAfterExcess(pace, this.#suspicion.most);
          this.#suspicion = NO_SUSPICION;
        }
        if (!isForAll && told.mailbox === gate.pace.told) gate.pace = paceAfterRefusal(gate.pace);
      },
      holdOff: (milliseconds, isForAll) => {
        const one = isForAll ? this.#app : gate;
        one.notBefore = Math.max(one.notBefore, this.#clock.now() + milliseconds);
        this.#turnAway();
      },
    };
  }

  #suspect(refusedKey: string | null): void {
    this.#suspicion = suspicionAfter(this.#suspicion, refusedKey, this.#app.inFlight);
  }

  #admit(): void {
    while (this.#app.inFlight < this.#app.pace.limit && this.#pauseIsOver(this.#app)) {
      const entry = this.#waiting.take((key, urgency) => this.#isOpen(this.#gateOf(key), urgency));
      if (entry === null) return;
      entry.enter();
    }
  }

  #isOpen(gate: MailboxGate, urgency: Urgency): boolean {
    if (gate.inFlight >= gate.pace.limit || !this.#pauseIsOver(gate)) return false;
    const waitMs = gate.budget.waitMs(urgency, this.#clock.now());
    if (waitMs === 0) return true;
    this.#admitAgainIn(waitMs, gate, urgency);
    return false;
  }

  #pauseIsOver(gate: Gate): boolean {
    if (gate.notBefore === 0) return true;
    const until = gate.notBefore;
    const remainingMs = until - this.#clock.now();
    if (remainingMs <= 0) {
      gate.notBefore = 0;
      return true;
    }
    // Whoever slept has waited long enough, whatever a played clock tells.
    this.#admitAgainIn(remainingMs, gate, "pause", () => {
      if (gate.notBefore === until) gate.notBefore = 0;
    });
    return false;
  }

  #admitAgainIn(
    milliseconds: number,
    gate: Gate,
    reason: "pause" | Urgency,
    opens: () => void = () => undefined,
  ): void {
    if (gate.awaited.has(reason)) return;
    gate.awaited.add(reason);
    void this.#clock.sleep(milliseconds).then(() => {
      gate.awaited.delete(reason);
      opens();
      this.#admit();
    });
  }

  /** Nobody stands before a gate that stays closed for longer than our patience lasts. */
  #turnAway(): void {
    for (const key of this.#waiting.mailboxKeys()) {
      const until = Math.max(this.#app.notBefore, this.#gateOf(key).notBefore);
      const retryAfterMs = until - this.#clock.now();
      if (retryAfterMs <= SERVICE_BUDGET.waitMs) continue;
      for (const entry of this.#waiting.clear(key))
        entry.refuse(new Fault("unavailable", "graphThrottled", {}, { retryAfterMs }));
    }
  }
}

function newGate(): Gate {
  return { pace: mailboxPace(), inFlight: 0, isFull: false, notBefore: 0, awaited: new Set() };
}
