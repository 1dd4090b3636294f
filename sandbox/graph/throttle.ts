// Outlook's limits for one app and mailbox: 4 requests at a time, 10,000 in 10 minutes
// (learn.microsoft.com/graph/throttling-limits), and a note of who does not wait as asked.
import type { Clock } from "../clock.ts";
import type { Settings } from "../settings.ts";
import { GraphError } from "./errors.ts";

interface Gate {
  running: number;
  windowStart: number;
  inWindow: number;
  waitUntil: number;
}

export class Throttle {
  readonly #clock: Clock;
  readonly #settings: Settings;
  readonly #gates = new Map<string, Gate>();
  /** The most that were in flight for one mailbox, and how often a call came before its time. */
  peak = 0;
  refused = 0;
  violations = 0;

  constructor(clock: Clock, settings: Settings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /**
   * Takes a place; the function given back frees it. Throws 429 where there is none.
   * `early` tells whether the call came before a Retry-After had passed.
   */
  enter(app: string, mailbox: string): { leave: () => void; early: boolean } {
    const gate = this.#gate(`${app} ${mailbox}`);
    const now = this.#clock.now();
    const early = now < gate.waitUntil;
    if (early) this.violations++;
    if (now - gate.windowStart >= 600_000) Object.assign(gate, { windowStart: now, inWindow: 0 });
    // Throttled calls count as well (learn.microsoft.com/graph/throttling).
    gate.inWindow++;
    if (gate.inWindow > this.#settings.requestsPer10Minutes)
      throw this.#refusal(gate, now, "RequestRate", early);
    if (gate.running >= this.#settings.mailboxConcurrency)
      throw this.#refusal(gate, now, "MailboxConcurrency", early);
    gate.running++;
    this.peak = Math.max(this.peak, gate.running);
    let left = false;
    const leave = () => {
      if (!left) gate.running--;
      left = true;
    };
    return { leave, early };
  }

  reset(): void {
    this.#gates.clear();
    this.peak = this.refused = this.violations = 0;
  }

  #gate(key: string): Gate {
    let gate = this.#gates.get(key);
    if (!gate) {
      gate = { running: 0, windowStart: this.#clock.now(), inWindow: 0, waitUntil: 0 };
      this.#gates.set(key, gate);
    }
    return gate;
  }

  #refusal(gate: Gate, now: number, limit: string, early: boolean): ThrottleRefusal {
    this.refused++;
    const seconds = this.#settings.retryAfterSeconds;
    if (seconds !== null) gate.waitUntil = Math.max(gate.waitUntil, now + seconds * 1000);
    return new ThrottleRefusal(limit, seconds, early);
  }
}

export class ThrottleRefusal extends GraphError {
  readonly early: boolean;

  constructor(limit: string, retryAfterSeconds: number | null, early: boolean) {
    const headers: Record<string, string> = {};
    if (retryAfterSeconds !== null) headers["retry-after"] = String(retryAfterSeconds);
    super(429, "ApplicationThrottled", `Application is over its ${limit} limit.`, { headers });
    this.early = early;
  }
}
