// An instant as people read it in lists and tables.
import type { Lang } from "./lang.ts";

/** An instant on the company's wall clock. */
export function momentText(instant: string, lang: Lang, zone: string): string {
  const format = new Intl.DateTimeFormat(lang === "de" ? "de-DE" : "en-GB", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone: zone,
  });
  return format.format(new Date(instant));
}
