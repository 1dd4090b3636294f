// Days as expiries need them: today in the company's zone, and a day as people write it.
import type { Lang } from "../../core/sentences/lang.ts";

/** `YYYY-MM-DD` */
export function todayIn(timeZone: string, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** `24.11.2026`, `24/11/2026` */
export function dayText(day: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === "de" ? "de-DE" : "en-GB", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}
