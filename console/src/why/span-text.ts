// When an appointment is, in one line.
import type { BoardTime } from "../../../src/contract/console/appointments.ts";

const LOCALES = { de: "de-DE", en: "en-GB" } as const;
const DAY = { weekday: "short", day: "2-digit", month: "2-digit", year: "numeric" } as const;

/** `Di., 24.11.2026, 14:30–16:00`; `zone` is the company's. */
export function spanText(time: BoardTime, lang: keyof typeof LOCALES, zone: string): string {
  if (time.kind === "timed") {
    const clock = { hour: "2-digit", minute: "2-digit", timeZone: zone } as const;
    const format = new Intl.DateTimeFormat(LOCALES[lang], { ...DAY, ...clock });
    // The word is left out: it would stand alone on the next line of a narrow column.
    return format.formatRange(new Date(time.start), new Date(time.end)).replace(/\s*Uhr$/, "");
  }
  const format = new Intl.DateTimeFormat(LOCALES[lang], { ...DAY, timeZone: "UTC" });
  const last = new Date(Date.parse(time.endDate) - 86_400_000);
  return format.formatRange(new Date(time.startDate), last);
}
