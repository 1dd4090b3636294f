// Values of settings as people read them.
import type { SettingValue } from "../../../src/contract/console/settings.ts";
import { isText, text } from "../texts/texts.svelte.ts";

export function valueText(value: SettingValue): string {
  if (value === null || value === "") return text("emptyValue");
  const key = `value_${value}`;
  return isText(key) ? text(key) : String(value);
}

/** `24.11.2026`, of a day `YYYY-MM-DD`. */
export function dayText(day: string, lang: "de" | "en"): string {
  return new Intl.DateTimeFormat(lang === "de" ? "de-DE" : "en-GB", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}
