// The reader's language, and the texts in it.
import { useLang } from "../api/client.ts";
import { ACCOUNTS } from "./accounts.ts";
import type { Lang, Texts } from "./area.ts";
import { BOARD } from "./board.ts";
import { DEEDS } from "./deeds.ts";
import { FRAME } from "./frame.ts";
import { STATUS } from "./status.ts";

const CATALOGUE = { ...FRAME, ...STATUS, ...BOARD, ...ACCOUNTS, ...DEEDS } as const satisfies Texts;
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

/** With `{name}` filled in. */
export function text(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return CATALOGUE[key][language.current].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ""),
  );
}
