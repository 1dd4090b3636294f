// How long a secret or a certificate is still valid, and when to say so: 60, 30 and 7 days before.

export type ExpiryWarning = "none" | "days60" | "days30" | "days7" | "expired";

const DAY_MS = 86_400_000;

/** Whole days until it is not valid any more; 0 on that very day. Both `YYYY-MM-DD`. */
export function daysUntil(expiresOn: string, today: string): number {
  return Math.round((Date.parse(`${expiresOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);
}

/** Null: nobody knows how long. */
export function warningOf(daysLeft: number | null): ExpiryWarning {
  if (daysLeft === null || daysLeft > 60) return "none";
  if (daysLeft > 30) return "days60";
  if (daysLeft > 7) return "days30";
  return daysLeft > 0 ? "days7" : "expired";
}
