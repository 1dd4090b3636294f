// Instants and spans as people write them.
import { session } from "../session.svelte.ts";

const LOCALES = { de: "de-DE", en: "en-GB" } as const;

/** `24.11.2026, 14:30` in the company's zone. */
export function momentText(instant: string, lang: keyof typeof LOCALES): string {
  return new Intl.DateTimeFormat(LOCALES[lang], {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: session.current?.timeZone ?? "Europe/Berlin",
  }).format(new Date(instant));
}

/** `14:30:05` today, otherwise with the day: for what happens within seconds. */
export function nearText(instant: string, lang: keyof typeof LOCALES): string {
  const timeZone = session.current?.timeZone ?? "Europe/Berlin";
  const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone });
  if (day.format(new Date(instant)) !== day.format(new Date())) return momentText(instant, lang);
  return new Intl.DateTimeFormat(LOCALES[lang], { timeStyle: "medium", timeZone }).format(new Date(instant));
}

export function secondsText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
