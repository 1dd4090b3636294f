// What a mailbox's subscription needs now: made, renewed, replaced, ended, or left alone.
import type { MailboxId, UserId } from "../model/ids.ts";
import type { Subscription } from "./subscription.ts";

export interface Standing {
  readonly kept: Subscription | null;
  /** What there should be; null: the user takes part no longer, or no address is configured. */
  readonly wanted: { readonly mailbox: MailboxId; readonly url: string } | null;
  /** Microsoft has ended it. */
  readonly isGone: boolean;
  /** Microsoft asks for it, or did not list it. */
  readonly mustRenew: boolean;
  /** It is alive, and yet nothing is heard of it. */
  readonly isSilent: boolean;
  /** After a failure nothing is tried before this. */
  readonly notBefore: number;
}

export type Step = "none" | "create" | "renew" | "replace" | "end";

export function stepFor(standing: Standing, now: number): Step {
  const { kept, wanted, isGone, mustRenew, isSilent, notBefore } = standing;
  if (now < notBefore) return "none";
  if (wanted === null) return kept === null ? "none" : "end";
  if (kept === null) return "create";
  if (kept.mailbox !== wanted.mailbox || kept.url !== wanted.url) return "replace";
  if (kept.id === null || isGone || kept.expiresAt <= now) return "create";
  if (isSilent) return "replace";
  return mustRenew || now >= renewalDueAt(kept) ? "renew" : "none";
}

/**
 * Between half and three quarters of its life, spread by the user: what was made together is not renewed together, and a week's
 * subscription leaves almost two days for further attempts.
 */
export function renewalDueAt({ userId, grantedAt, expiresAt }: Subscription): number {
  return grantedAt + (expiresAt - grantedAt) * (0.5 + spreadOf(userId) / 4);
}

/** A number in [0, 1) that stays the same for one user: ids are random. */
function spreadOf(userId: UserId): number {
  let sum = 0;
  for (const letter of userId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_009;
  return sum / 1_009;
}

/** What only a person or Microsoft can change is tried more seldom. */
const PAUSES_MS = {
  refused: { first: 5 * 60_000, longest: 60 * 60_000 },
  other: { first: 30_000, longest: 15 * 60_000 },
} as const;

/** After so many failures in a row (1: the first). `askedMs` is what Microsoft asked for. */
export function pauseAfterFailures(failures: number, isRefused: boolean, askedMs: number | null): number {
  const { first, longest } = isRefused ? PAUSES_MS.refused : PAUSES_MS.other;
  return Math.max(Math.min(first * 2 ** (failures - 1), longest), askedMs ?? 0);
}
