// How long to wait before an attempt is repeated, and when to give up.

export interface RetryBudget {
  /** Attempts in all. */
  readonly tries: number;
  /** Milliseconds of waiting in all. */
  readonly waitMs: number;
}

/** A busy or resting service: worth some patience. */
export const SERVICE_BUDGET: RetryBudget = { tries: 8, waitMs: 120_000 };
/** No answer at all: whoever waits wants to know soon. */
export const NETWORK_BUDGET: RetryBudget = { tries: 3, waitMs: 15_000 };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Milliseconds before the next attempt; null to give up. `askedMs` is what the other side asked for (null: nothing, then
 * exponential with jitter), `fraction` a random number in [0, 1).
 */
export function waitBeforeRetry(
  budget: RetryBudget,
  spent: { readonly tries: number; readonly waitedMs: number },
  askedMs: number | null,
  fraction: number,
): number | null {
  if (spent.tries >= budget.tries) return null;
  const steps = FIRST_WAIT_MS * 2 ** (spent.tries - 1);
  const waitMs = askedMs ?? Math.round(Math.min(steps, LONGEST_WAIT_MS) * (0.5 + fraction / 2));
  return spent.waitedMs + waitMs > budget.waitMs ? null : waitMs;
}

/**
 * What a `Retry-After` header asks for: seconds, whole or fractional (`2.128`, learn.microsoft.com/graph/throttling), or an HTTP
 * date, which is held against the answer's own `Date` where it has one. Rounded up; null where there is nothing to read.
 */
export function retryAfterMs(header: string | null, answeredAt: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/[a-z]/i.test(text)) return null;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const from = Date.parse(answeredAt ?? "");
  return Math.max(0, until - (Number.isNaN(from) ? nowMs : from));
}
