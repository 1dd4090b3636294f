// Words that stand inside a sentence: faults carry them as stable terms, people read them in their language.
import type { InLangs } from "./lang.ts";

export const TERMS = {
  // What a setting accepts
  aText: { de: "ein Text", en: "a text" },
  holidayRegion: { de: "ein Land, auch mit Bundesland (DE-BY)", en: "a country, also with a state (DE-BY)" },
  workingHours: { de: "zwei Uhrzeiten (07:00-16:00)", en: "two times of day (07:00-16:00)" },
  aFileName: { de: "ein Dateiname", en: "a file name" },
  anObject: { de: "ein Objekt { … }", en: "an object { … }" },
  companyNumber: { de: "ein Text von 01 bis 99", en: "a text from 01 to 99" },
  timeZone: { de: "eine IANA-Zeitzone wie Europe/Berlin", en: "an IANA time zone such as Europe/Berlin" },
  httpsAddress: {
    de: "eine https-Adresse (http nur für 127.0.0.1, ::1 oder localhost)",
    en: "an https address (http only for 127.0.0.1, ::1 or localhost)",
  },
  publicHttpsAddress: {
    de: "eine öffentliche https-Adresse ohne Abfrage (http nur für 127.0.0.1, ::1 oder localhost)",
    en: "a public https address without a query (http only for 127.0.0.1, ::1 or localhost)",
  },
  localAddress: {
    de: "eine http-Adresse dieses Rechners wie http://127.0.0.1:8365",
    en: "an http address of this machine such as http://127.0.0.1:8365",
  },
  entraId: { de: "die ID aus dem Entra Admin Center", en: "the id from the Entra admin centre" },
  // Why a file cannot be read
  ENOENT: { de: "es gibt sie nicht", en: "it does not exist" },
  EACCES: { de: "dieses Konto darf sie nicht lesen", en: "this account may not read it" },
  EISDIR: { de: "es ist ein Ordner", en: "it is a folder" },
  notICalendar: { de: "sie ist keine iCalendar-Datei", en: "it is no iCalendar file" },
  InvalidSymbol: { de: "ein unbekanntes Zeichen", en: "an unknown symbol" },
  InvalidNumberFormat: { de: "keine gültige Zahl", en: "no valid number" },
  PropertyNameExpected: { de: "hier fehlt ein Schlüssel", en: "a key is expected here" },
  ValueExpected: { de: "hier fehlt ein Wert", en: "a value is expected here" },
  ColonExpected: { de: "hier fehlt ein Doppelpunkt", en: "a colon is expected here" },
  CommaExpected: { de: "hier fehlt ein Komma", en: "a comma is expected here" },
  CloseBraceExpected: {
    de: "hier fehlt eine schließende Klammer }",
    en: "a closing brace } is expected here",
  },
  CloseBracketExpected: { de: "hier fehlt eine Klammer ]", en: "a closing bracket ] is expected here" },
  EndOfFileExpected: { de: "hier müsste die Datei enden", en: "the file should end here" },
  InvalidCommentToken: { de: "kein gültiger Kommentar", en: "no valid comment" },
  UnexpectedEndOfComment: { de: "ein Kommentar endet nicht", en: "a comment does not end" },
  UnexpectedEndOfString: { de: "ein Text endet nicht", en: "a text does not end" },
  UnexpectedEndOfNumber: { de: "eine Zahl endet nicht", en: "a number does not end" },
  InvalidUnicode: { de: "ein ungültiges Unicode-Zeichen", en: "an invalid Unicode escape" },
  InvalidEscapeCharacter: {
    de: "nach \\ steht ein ungültiges Zeichen (in Dateinamen: \\\\)",
    en: "an invalid character follows \\ (in file names: \\\\)",
  },
  InvalidCharacter: { de: "ein ungültiges Zeichen", en: "an invalid character" },
  ObjectExpected: { de: "die Datei muss mit { beginnen", en: "the file has to begin with {" },
  // Wrong usage
  notAnInstant: {
    de: "--now braucht einen Zeitpunkt wie 2026-03-01T08:00:00Z",
    en: "--now takes an instant such as 2026-03-01T08:00:00Z",
  },
  sinceNotAnInstant: {
    de: "--since braucht einen Zeitpunkt oder ein Datum wie 2026-03-01",
    en: "--since takes an instant or a date such as 2026-03-01",
  },
} as const satisfies Readonly<Record<string, InLangs>>;

export type Term = keyof typeof TERMS;

/** A value that is a term, in the reader's language; any other value as it is. */
export function termIn(value: string | number, lang: "de" | "en"): string | number {
  return typeof value === "string" && Object.hasOwn(TERMS, value) ? TERMS[value as Term][lang] : value;
}
