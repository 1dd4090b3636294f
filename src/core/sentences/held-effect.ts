// What becomes of a held deletion, said before anybody answers it.
import type { Side } from "../../contract/report.ts";
import type { Lang } from "./lang.ts";

export interface HeldFacts {
  readonly deletesOn: Side;
  /** Whose calendar. */
  readonly person: string;
  /** Others are on the same appointment. */
  readonly hasColleagues: boolean;
  /** Planned appointments go to the trash, from where they come back; what came from Outlook is deleted. */
  readonly isPlanned: boolean;
}

export interface HeldEffect {
  readonly ifConfirmed: string;
  readonly ifRestored: string;
}

export function heldEffect(facts: HeldFacts, lang: Lang): HeldEffect {
  const { deletesOn, person } = facts;
  if (deletesOn === "office365") {
    return {
      de: {
        ifConfirmed: `Wird aus dem Outlook-Kalender von ${person} gelöscht.`,
        ifRestored: `Kommt in die Planung von ${person} zurück; in Outlook bleibt er, wie er ist.`,
      },
      en: {
        ifConfirmed: `Is deleted from ${person}'s Outlook calendar.`,
        ifRestored: `Comes back into the planning of ${person}; in Outlook it stays as it is.`,
      },
    }[lang];
  }
  return {
    de: {
      ifConfirmed: inPlanning(facts).de,
      ifRestored: `Kommt in den Outlook-Kalender von ${person} zurück; in der Planung bleibt er, wie er ist.`,
    },
    en: {
      ifConfirmed: inPlanning(facts).en,
      ifRestored: `Comes back into ${person}'s Outlook calendar; in planning it stays as it is.`,
    },
  }[lang];
}

function inPlanning({ person, hasColleagues, isPlanned }: HeldFacts) {
  if (hasColleagues) {
    return {
      de: `${person} wird in der Planung von dem Termin genommen; die anderen behalten ihn.`,
      en: `${person} is taken off the appointment in planning; the others keep it.`,
    };
  }
  return isPlanned
    ? { de: "Kommt in der Planung in den Papierkorb.", en: "Goes to the trash in planning." }
    : { de: "Wird in der Planung gelöscht.", en: "Is deleted in planning." };
}
