// Whether a subscription is heard: Microsoft's word that it is valid does not mean that its notices arrive.
import type { Subscription } from "./subscription.ts";

/** Calendar notices take three minutes at most (learn.microsoft.com/graph/change-notifications-overview); the rest is margin. */
export const GRACE_MS = 5 * 60_000;

export interface Hearing {
  readonly heardAt: number | null;
  /** When a look found first what no notice had told of; null: there is nothing of the kind. */
  readonly unannouncedSince: number | null;
}

/**
 * A look found somebody's change. Nobody told of it if the subscription was there the whole time since the look before, and no notice
 * came since then, nor shortly before: a calendar may show a change later than its notice.
 */
export function isUnannounced(
  { createdAt }: Pick<Subscription, "createdAt">,
  heardAt: number | null,
  lookedBeforeAt: number | null,
  graceMs: number,
): boolean {
  if (lookedBeforeAt === null || createdAt > lookedBeforeAt) return false;
  return heardAt === null || heardAt < lookedBeforeAt - graceMs;
}

/** The notice may still be on its way. */
export function isSilent({ unannouncedSince }: Hearing, now: number, graceMs: number): boolean {
  return unannouncedSince !== null && now >= unannouncedSince + graceMs;
}

/** Its notices have arrived, and nothing speaks against it: its calendar may be asked more seldom. */
export function isProven(kept: Subscription | null, hearing: Hearing, now: number): boolean {
  if (kept === null || kept.id === null || kept.expiresAt <= now) return false;
  return hearing.heardAt !== null && hearing.unannouncedSince === null;
}

const FIRST_PAUSE_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 12 * 60 * 60_000;

/** A new subscription is no cure where the way is blocked: each further one that stays silent is replaced later. */
export function pauseAfterSilences(silences: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (silences - 1), LONGEST_PAUSE_MS);
}
