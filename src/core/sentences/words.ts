// Single words of reports and status in both languages: states, outcomes, sides, actions, headings.
import type { JournalAction, ParticipantOutcome, ParticipantState, Side } from "../../contract/report.ts";
import type { FieldName, JobHeader, ShowAs } from "../model/fields.ts";
import type { Ownership } from "../model/link.ts";
import type { InLangs } from "./lang.ts";

export const STATE_WORDS: Readonly<Record<ParticipantState, InLangs>> = {
  waiting: { de: "wartet", en: "waiting" },
  initialSync: { de: "Erstsynchronisation", en: "initial sync" },
  inStep: { de: "synchron", en: "in step" },
  failed: { de: "gescheitert", en: "failed" },
  skipped: { de: "übersprungen", en: "skipped" },
  paused: { de: "pausiert", en: "paused" },
  needsConfirmation: { de: "braucht Bestätigung", en: "needs confirmation" },
};

export const OUTCOME_WORDS: Readonly<Record<ParticipantOutcome, InLangs>> = {
  ok: { de: "in Ordnung", en: "ok" },
  failed: { de: "gescheitert", en: "failed" },
  skipped: { de: "übersprungen", en: "skipped" },
  needsConfirmation: { de: "braucht Bestätigung", en: "needs confirmation" },
};

export const SIDE_WORDS: Readonly<Record<Side, InLangs>> = {
  planning: { de: "Planung", en: "planning" },
  office365: { de: "Outlook", en: "Outlook" },
};

export const ACTION_WORDS: Readonly<Record<JournalAction, InLangs>> = {
  create: { de: "angelegt", en: "created" },
  update: { de: "geändert", en: "changed" },
  delete: { de: "gelöscht", en: "deleted" },
  assign: { de: "zugeteilt", en: "assigned" },
  unassign: { de: "Zuteilung aufgehoben", en: "unassigned" },
  trash: { de: "in den Papierkorb gelegt", en: "moved to the trash" },
  restore: { de: "wiederhergestellt", en: "restored" },
  link: { de: "verknüpft", en: "linked" },
  overrule: { de: "überstimmt", en: "overruled" },
};

export const FIELD_WORDS: Readonly<Record<FieldName, InLangs>> = {
  time: { de: "Zeit", en: "time" },
  subject: { de: "Betreff", en: "subject" },
  location: { de: "Ort", en: "location" },
  notes: { de: "Notizen", en: "notes" },
  category: { de: "Kategorie", en: "category" },
  showAs: { de: "Anzeigen als", en: "show as" },
  private: { de: "privat", en: "private" },
  reminderMinutes: { de: "Erinnerung", en: "reminder" },
};

export const SHOW_AS_WORDS: Readonly<Record<ShowAs, InLangs>> = {
  free: { de: "frei", en: "free" },
  tentative: { de: "mit Vorbehalt", en: "tentative" },
  busy: { de: "gebucht", en: "busy" },
  oof: { de: "abwesend", en: "out of office" },
  workingElsewhere: { de: "arbeitet woanders", en: "working elsewhere" },
};

export const HEADER_WORDS: Readonly<Record<keyof JobHeader, InLangs>> = {
  orderNumber: { de: "Auftragsnummer", en: "order number" },
  customerName: { de: "Kunde", en: "customer" },
  customerPhone: { de: "Telefon", en: "phone" },
  address: { de: "Anschrift", en: "address" },
};

export const OWNER_WORDS: Readonly<Record<Ownership, InLangs>> = {
  planned: { de: "in der Planung angelegt", en: "created in planning" },
  solo: { de: "in Outlook für sich allein angelegt", en: "created in Outlook for themself alone" },
  meeting: { de: "Besprechung aus Outlook", en: "meeting from Outlook" },
};
