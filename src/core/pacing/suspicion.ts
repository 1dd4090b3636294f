// Whose limit a refusal tells of. Microsoft's answer does not say it reliably; what was under way does: a mailbox that is refused its
// only request bears no fewer, so when that happens to several of them, it is the application that is too fast.

export interface Suspicion {
  readonly answers: number;
  /** Mailboxes that were refused their only request. */
  readonly refused: ReadonlySet<string>;
}

export const NO_SUSPICION: Suspicion = { answers: 0, refused: new Set() };

/** Refusals happen now and then for no reason; so many of the answers are no accident. */
const SHARE = 0.1;
const FEWEST_ANSWERS = 20;

/** `refused`: the mailbox that was refused its only request; null for every other answer. `limit`: the application's. */
export function suspicionAfter(
  { answers, refused }: Suspicion,
  refusedKey: string | null,
  limit: number,
): Suspicion {
  const isOld = answers >= Math.max(FEWEST_ANSWERS, limit);
  const before = isOld ? NO_SUSPICION.refused : refused;
  return {
    answers: isOld ? 1 : answers + 1,
    refused: refusedKey === null ? before : new Set([...before, refusedKey]),
  };
}

export function isApplicationsLimit({ refused }: Suspicion, limit: number): boolean {
  return refused.size >= Math.max(2, Math.ceil(limit * SHARE));
}
