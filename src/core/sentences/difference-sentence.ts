// What a full comparison found, in a sentence for people: what differs, and what becomes of it.
import type { Difference, DifferenceKind, Prospect } from "../../contract/audit.ts";
import type { AnyReason } from "../../contract/reasons.ts";
import { FIELD_NAMES, type FieldName, type Time } from "../model/fields.ts";
import type { Reason } from "../sync/decision-table.ts";
import { explain } from "../sync/explain.ts";
import { fieldValueText } from "./journal-sentence.ts";
import type { InLangs, Lang } from "./lang.ts";
import { adviceOnReason } from "./sentences.ts";
import { FIELD_WORDS, SIDE_WORDS } from "./words.ts";

export const DIFFERENCE_SENTENCES: Readonly<Record<DifferenceKind, InLangs>> = {
  missingInOutlook: { de: "In der Planung, aber nicht in Outlook", en: "In planning, but not in Outlook" },
  missingInPlanning: { de: "In Outlook, aber nicht in der Planung", en: "In Outlook, but not in planning" },
  fieldsDiffer: { de: "Auf beiden Seiten, aber verschieden", en: "On both sides, but different" },
  duplicateEvent: {
    de: "In Outlook zweimal, in der Planung einmal",
    en: "Twice in Outlook, once in planning",
  },
  duplicateAppointment: {
    de: "In der Planung zweimal, in Outlook einmal",
    en: "Twice in planning, once in Outlook",
  },
  strayEvent: {
    de: "In Outlook mit unserer Marke, aber ohne Verknüpfung und nicht in der Planung",
    en: "In Outlook with our mark, but without a link and not in planning",
  },
  notLinked: {
    de: "Auf beiden Seiten, aber nicht verknüpft",
    en: "On both sides, but not linked",
  },
  linkToNothing: {
    de: "Auf beiden Seiten fort, aber noch verknüpft",
    en: "Gone on both sides, but still linked",
  },
  ambiguous: {
    de: "Mehrere könnten zusammengehören, keiner ist verknüpft",
    en: "Several could belong together, none is linked",
  },
  unreadable: {
    de: "Ohne lesbare Zeit, nicht zu vergleichen",
    en: "Without a time that can be read, not to be compared",
  },
};

/** `{rule}` is what the decision says, or why it waits. */
export const PROSPECT_SENTENCES: Readonly<Record<Prospect, InLangs>> = {
  nextCycle: {
    de: "Der nächste Durchlauf erledigt es.",
    en: "The next cycle deals with it.",
  },
  readAgain: {
    de: "Kein Durchlauf hätte es bemerkt; der nächste liest beide Seiten von Anfang an. {rule}",
    en: "No cycle would have noticed; the next one reads both sides from the start. {rule}",
  },
  waiting: { de: "Wartet: {rule}", en: "It waits: {rule}" },
  byHand: {
    de: "Keine Regel gleicht es an: Bitte sehen Sie auf beiden Seiten nach und stellen Sie es von Hand richtig.",
    en: "No rule repairs it: please look at it on both sides and put it right by hand.",
  },
};

/** Columns that only the sync writes, and the job header. */
const COLUMN_WORDS: Readonly<Record<string, InLangs>> = {
  header: { de: "Auftragskopf", en: "job header" },
  organizer: { de: "Organisator", en: "organizer" },
  attendees: { de: "Teilnehmer", en: "attendees" },
  joinUrl: { de: "Beitrittslink", en: "join link" },
  webUrl: { de: "Link zum Termin", en: "web link" },
  origin: { de: "Herkunft", en: "origin" },
  locked: { de: "Sperre", en: "lock" },
  series: { de: "Serie", en: "series" },
  employees: { de: "zugeteilte Mitarbeiter", en: "assigned employees" },
};

/** For instance «On both sides, but different (location: planning Landshut, Outlook Altdorf). The next cycle deals with it.». */
export function differenceSentence(difference: Difference, lang: Lang, zone: string, user: string): string {
  const { kind, fields = [] } = difference;
  const details = fields.map(({ field, planning, office365 }) => {
    if (!isFieldName(field)) return COLUMN_WORDS[field]?.[lang] ?? field;
    const value = (side: unknown) => fieldValueText(field, side, lang, zone);
    return `${FIELD_WORDS[field][lang]}: ${SIDE_WORDS.planning[lang]} ${value(planning)}, ${SIDE_WORDS.office365[lang]} ${value(office365)}`;
  });
  const what = DIFFERENCE_SENTENCES[kind][lang];
  const which = details.length === 0 ? "" : ` (${details.join("; ")})`;
  return `${what}${which}. ${prospectSentence(difference, lang, user)}`;
}

export function whenText(time: Difference["time"], lang: Lang, zone: string): string {
  return time === null ? "" : fieldValueText("time", time as Time, lang, zone);
}

function prospectSentence({ prospect, reason }: Difference, lang: Lang, user: string): string {
  return PROSPECT_SENTENCES[prospect][lang]
    .replace("{rule}", () => ruleText(prospect, reason, lang, user))
    .trim();
}

/** A difference that is repaired names the table's cell; one that is set aside, or will be, its reason. */
function ruleText(prospect: Prospect, reason: string | undefined, lang: Lang, user: string): string {
  if (reason === undefined) return "";
  if (prospect === "readAgain" && reason.includes(".")) return explain(reason as Reason, lang);
  const { what, cure } = adviceOnReason(reason as AnyReason, lang, { user });
  return `${what} ${cure}`;
}

function isFieldName(field: string): field is FieldName {
  return (FIELD_NAMES as readonly string[]).includes(field);
}
