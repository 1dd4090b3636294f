// Day and minute as people write them: 24.11.2026, 14:30.
import { session } from "../session.svelte.ts";
import type { Lang } from "../texts/area.ts";

const LOCALES = { de: "de-DE", en: "en-GB" } as const;

/** In the company's zone. */
export function whenText(instant: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALES[lang], {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: session.current?.timeZone ?? "Europe/Berlin",
  }).format(new Date(instant));
}
