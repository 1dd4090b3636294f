// Microsoft's limits: for one app and mailbox 4 requests at a time and 10,000 in 10 minutes, for one app as a
// whole 130,000 in 10 seconds (learn.microsoft.com/graph/throttling-limits), and a note of who does not wait
// as asked.
import type { Clock } from "../clock.ts";
import type { Settings } from "../settings.ts";
import { GraphError } from "./errors.ts";

const MAILBOX_WINDOW_MS = 600_000;
const APP_WINDOW_MS = 10_000;

/** What one app does to one mailbox, or, without a mailbox, to the tenant. */
interface Gate {
  running: number;
  windowStart: number;
  inWindow: number;
  /** When the app was told to wait, and until when. */
  askedAt: number;
  waitUntil: number;
}

export class Throttle {
  readonly #clock: Clock;
  readonly #settings: Settings;
  readonly #gates = new Map<string, Gate>();
  /** The most that were in flight for one mailbox and for one app, and how often a call came before its time. */
  peak = 0;
  peakOfApp = 0;
  refused = 0;
  violations = 0;

  constructor(clock: Clock, settings: Settings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Notes that a call arrived; true where it came before a Retry-After had passed. */
  arrive(app: string, mailbox: string | null): boolean {
    const now = this.#clock.now();
    const gates = mailbox === null ? [this.#gate(app)] : [this.#gate(app), this.#gate(app, mailbox)];
    const graceMs = this.#settings.retryAfterGraceMs;
    const isEarly = gates.some(({ askedAt, waitUntil }) => now < waitUntil && now >= askedAt + graceMs);
    if (isEarly) this.violations++;
    return isEarly;
  }

  /** The app was told to wait, by a refusal or a played fault. */
  askToWait(app: string, mailbox: string | null, seconds: number): void {
    const gate = this.#gate(app, mailbox);
    // Who was told already has no excuse.
    if (this.#clock.now() >= gate.waitUntil) gate.askedAt = this.#clock.now();
    gate.waitUntil = Math.max(gate.waitUntil, this.#clock.now() + seconds * 1000);
  }

  /** Counts a call against the app as a whole; throws where it is one too many. */
  count(app: string): void {
    if (this.#countIn(this.#gate(app), APP_WINDOW_MS) <= this.#settings.appRequestsPer10Seconds) return;
    throw this.#refusal(app, null, "TooManyRequests", "Too many requests; please retry again later.");
  }

  /** Takes a place at a mailbox; the function given back frees it. Throws where there is none. */
  enter(app: string, mailbox: string): () => void {
    const gate = this.#gate(app, mailbox);
    if (this.#countIn(gate, MAILBOX_WINDOW_MS) > this.#settings.requestsPer10Minutes)
      throw this.#mailboxRefusal(app, mailbox, "RequestRate");
    if (gate.running >= this.#settings.mailboxConcurrency)
      throw this.#mailboxRefusal(app, mailbox, "MailboxConcurrency");
    const whole = this.#gate(app);
    if (whole.running >= this.#settings.appConcurrency)
      throw this.#mailboxRefusal(app, mailbox, "ApplicationConcurrency");
    for (const one of [gate, whole]) one.running++;
    this.peak = Math.max(this.peak, gate.running);
    this.peakOfApp = Math.max(this.peakOfApp, whole.running);
    return () => {
      for (const one of [gate, whole]) one.running--;
    };
  }

  reset(): void {
    this.#gates.clear();
    this.peak = this.peakOfApp = this.refused = this.violations = 0;
  }

  /** Throttled calls count as well (learn.microsoft.com/graph/throttling). */
  #countIn(gate: Gate, windowMs: number): number {
    const now = this.#clock.now();
    if (now - gate.windowStart >= windowMs) Object.assign(gate, { windowStart: now, inWindow: 0 });
    return ++gate.inWindow;
  }

  #gate(app: string, mailbox: string | null = null): Gate {
    const key = `${app} ${mailbox ?? ""}`;
    let gate = this.#gates.get(key);
    if (!gate) {
      gate = { running: 0, windowStart: this.#clock.now(), inWindow: 0, askedAt: 0, waitUntil: 0 };
      this.#gates.set(key, gate);
    }
    return gate;
  }

  /** A refusal that no limit explains: Microsoft's own trouble. */
  refuse(app: string, mailbox: string, seconds: number): GraphError {
    return this.#refusal(app, mailbox, "TooManyRequests", "Please retry again later.", seconds);
  }

  #mailboxRefusal(app: string, mailbox: string, limit: string): GraphError {
    return this.#refusal(app, mailbox, "ApplicationThrottled", `Application is over its ${limit} limit.`);
  }

  #refusal(
    app: string,
    mailbox: string | null,
    code: string,
    message: string,
    seconds = this.#settings.retryAfterSeconds,
  ): GraphError {
    this.refused++;
    const { throttleStatus } = this.#settings;
    const headers: Record<string, string> = {};
    if (seconds !== null) {
      this.askToWait(app, mailbox, seconds);
      headers["retry-after"] = String(seconds);
    }
    return new GraphError(throttleStatus, code, message, { headers });
  }
}
