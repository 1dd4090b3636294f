// Why something in a calendar file became no appointment; each reason with its sentence for people.

export const IMPORT_REASONS = [
  "outsideWindow",
  "cancelled",
  "superseded",
  "noOccurrence",
  "startOutsideRule",
  "invalidTime",
  "noStart",
  "unknownTimeZone",
  "unsupportedRule",
  "tooManyOccurrences",
  "reply",
  "task",
  "journalEntry",
  "freeBusy",
  "unknownComponent",
  "unfinished",
  "unreadable",
] as const;
export type ImportReason = (typeof IMPORT_REASONS)[number];

export interface NotTakenOver {
  /** Which entry of the file, counted from 1. */
  readonly component: number;
  readonly uid: string;
  readonly summary?: string;
  readonly reason: ImportReason;
  /** What exactly: a name, a value, a date; without language. */
  readonly detail: string;
  /** Of a series: how many occurrences this is about; where `endless`, that many before the window and no end after it. */
  readonly count?: number;
  readonly endless?: boolean;
}

/** Something that ends the reading of one entry. */
export class Unusable extends Error {
  readonly reason: ImportReason;
  constructor(reason: ImportReason, detail: string) {
    super(detail);
    this.name = "Unusable";
    this.reason = reason;
  }
}

const SENTENCES: Readonly<Record<ImportReason, { de: string; en: string }>> = {
  outsideWindow: { de: "liegt außerhalb des Zeitraums", en: "lies outside the window" },
  cancelled: { de: "ist abgesagt", en: "is cancelled" },
  superseded: {
    de: "steht in einer neueren Fassung in derselben Datei",
    en: "is in the same file in a newer version",
  },
  noOccurrence: {
    de: "ergibt keinen Termin, der nicht ersetzt oder ausgenommen wäre",
    en: "gives no occurrence that is not replaced or excluded",
  },
  startOutsideRule: {
    de: "beginnt an einem Tag, der nicht zur eigenen Wiederholungsregel passt; dieser Tag wurde ausgelassen",
    en: "starts on a day that its own rule does not give; that day was left out",
  },
  invalidTime: {
    de: "endet vor dem Beginn oder hat ein unmögliches Datum",
    en: "ends before it starts or has an impossible date",
  },
  noStart: { de: "hat keinen Beginn", en: "has no start" },
  unknownTimeZone: { de: "nennt eine unbekannte Zeitzone", en: "names an unknown time zone" },
  unsupportedRule: {
    de: "hat eine unverständliche Wiederholungsregel",
    en: "has a recurrence rule nobody understands",
  },
  tooManyOccurrences: { de: "wiederholt sich zu oft", en: "recurs too often" },
  reply: {
    de: "ist eine Antwort auf eine Einladung, kein Termin",
    en: "is an answer to an invitation, not an appointment",
  },
  task: { de: "ist eine Aufgabe, kein Termin", en: "is a task, not an appointment" },
  journalEntry: { de: "ist ein Tagebucheintrag, kein Termin", en: "is a journal entry, not an appointment" },
  freeBusy: {
    de: "ist eine Frei/Gebucht-Angabe, kein Termin",
    en: "is free/busy information, not an appointment",
  },
  unknownComponent: { de: "ist von unbekannter Art", en: "is of an unknown kind" },
  unfinished: { de: "bricht mittendrin ab", en: "breaks off in the middle" },
  unreadable: { de: "ist nicht lesbar", en: "cannot be read" },
};

/** The reason for people, without the entry's name and detail. */
export function importReasonSentence(reason: ImportReason, language: "de" | "en"): string {
  return SENTENCES[reason][language];
}

/** One entry for people: `„Besprechung“ liegt außerhalb des Zeitraums (2026-01-05; 313 Termine, weitere ohne Ende)`. */
export function notTakenOverSentence(item: NotTakenOver, language: "de" | "en"): string {
  const german = language === "de";
  const name = item.summary ?? item.uid;
  const nameless = german ? `Eintrag ${item.component}` : `Entry ${item.component}`;
  const [open, close] = german ? ["„", "“"] : ["“", "”"];
  const appointments = german ? "Termine" : "appointments";
  const further = german ? "weitere ohne Ende" : "further ones without end";
  const count = (item.count ?? 0) > 1 ? [`${item.count} ${appointments}`] : [];
  const details = [item.detail, [...count, ...(item.endless ? [further] : [])].join(", ")].filter(
    (part) => part !== "",
  );
  const behind = details.length > 0 ? ` (${details.join("; ")})` : "";
  return `${name === "" ? nameless : `${open}${name}${close}`} ${importReasonSentence(item.reason, language)}${behind}`;
}
