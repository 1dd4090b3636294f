// The reader's language, and the texts in it.
import { useLang } from "../api/client.ts";
import { ACCOUNTS } from "./accounts.ts";
import { APPOINTMENT_PANEL } from "./appointment-panel.ts";
import type { Lang, Texts } from "./area.ts";
import { BOARD } from "./board.ts";
import { DECISIONS } from "./decisions.ts";
import { DEEDS } from "./deeds.ts";
import { FRAME } from "./frame.ts";
import { PEOPLE } from "./people.ts";
import { PROTOCOL } from "./protocol.ts";
import { SETTING_NAMES } from "./setting-names.ts";
import { SETTINGS } from "./settings.ts";
import { STATUS } from "./status.ts";
import { SYSTEM } from "./system.ts";
import { WHY } from "./why.ts";

const CATALOGUE = {
  ...FRAME,
  ...STATUS,
  ...BOARD,
  ...APPOINTMENT_PANEL,
  ...PEOPLE,
  ...SETTINGS,
  ...SETTING_NAMES,
  ...SYSTEM,
  ...WHY,
  ...DECISIONS,
  ...PROTOCOL,
  ...ACCOUNTS,
  ...DEEDS,
} as const satisfies Texts;
export type TextKey = keyof typeof CATALOGUE;

const KEPT = "termin-sync.lang";

function firstLang(): Lang {
  const kept = localStorage.getItem(KEPT);
  if (kept === "de" || kept === "en") return kept;
  return navigator.language.startsWith("en") ? "en" : "de";
}

export const language = $state<{ current: Lang }>({ current: firstLang() });
useLang(language.current);
document.documentElement.lang = language.current;

export function switchLanguage(): void {
  language.current = language.current === "de" ? "en" : "de";
  localStorage.setItem(KEPT, language.current);
  document.documentElement.lang = language.current;
  useLang(language.current);
}

export function isText(key: string): key is TextKey {
  return Object.hasOwn(CATALOGUE, key);
}

/** Texts that say something else of one than of several. */
type CountedKey = { [Key in TextKey]: `${Key}_one` extends TextKey ? Key : never }[TextKey];

/** With `{count}`, and whatever else is given, filled in. */
export function countText(
  key: CountedKey,
  count: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text(count === 1 ? (`${key}_one` as TextKey) : key, { ...values, count });
}

/** With `{name}` filled in. */
export function text(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return CATALOGUE[key][language.current].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ""),
  );
}
