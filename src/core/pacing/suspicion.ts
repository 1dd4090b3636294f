// Whose limit a refusal tells of. Microsoft's answer does not say it reliably; what was under way does: a mailbox that is refused its
// only request bears no fewer, so when that happens to several of them, it is the application that is too fast.

export interface Suspicion {
  readonly answers: number;
  /** Mailboxes that were refused their only request. */
  readonly refused: ReadonlySet<string>;
  /** The most requests of the application that were under way at an answer. */
  readonly most: number;
}

export const NO_SUSPICION: Suspicion = { answers: 0, refused: new Set(), most: 0 };

/** Refusals happen now and then for no reason; so many of the answers are no accident. */
const SHARE = 0.1;
const FEWEST_ANSWERS = 20;

/**
 * `refusedKey`: the mailbox that was refused its only request; null for every other answer. `inFlight`: how many of the
 * application's requests were under way.
 */
export function suspicionAfter(suspicion: Suspicion, refusedKey: string | null, inFlight: number): Suspicion {
  const isOld = suspicion.answers >= Math.max(FEWEST_ANSWERS, suspicion.most);
  const { answers, refused, most } = isOld ? NO_SUSPICION : suspicion;
  return {
    answers: answers + 1,
    refused: refusedKey === null ? refused : new Set([...refused, refusedKey]),
    most: Math.max(most, inFlight),
  };
}

/** Measured by what is under way, not by what the limit would allow: ten mailboxes at one request each are ten, whatever that is. */
export function isApplicationsLimit({ refused, most }: Suspicion): boolean {
  return refused.size >= Math.max(2, Math.ceil(most * SHARE));
}
