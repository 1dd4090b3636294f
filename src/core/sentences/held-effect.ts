// What becomes of a held deletion, said before anybody answers it.
import type { Side } from "../../contract/report.ts";
import type { Ownership } from "../model/link.ts";
import type { InLangs, Lang } from "./lang.ts";

export interface HeldFacts {
  readonly deletesOn: Side;
  /** Whose calendar. */
  readonly person: string;
  /** Others stay on the same appointment. */
  readonly hasColleagues: boolean;
  readonly ownership: Ownership;
}

export interface HeldEffect {
  readonly ifConfirmed: string;
  readonly ifRestored: string;
}

export function heldEffect(facts: HeldFacts, lang: Lang): HeldEffect {
  const { deletesOn, person } = facts;
  if (deletesOn === "planning")
    return { ifConfirmed: goesFromPlanning(facts)[lang], ifRestored: staysInPlanning(facts)[lang] };
  return {
    de: {
      ifConfirmed: `Wird aus dem Outlook-Kalender von ${person} gelöscht.`,
      ifRestored: `Kommt in der Planung zu ${person} zurück; in Outlook bleibt er, wie er ist.`,
    },
    en: {
      ifConfirmed: `Is deleted from ${person}'s Outlook calendar.`,
      ifRestored: `Comes back to ${person} in planning; in Outlook it stays as it is.`,
    },
  }[lang];
}

function goesFromPlanning({ person, hasColleagues, ownership }: HeldFacts): InLangs {
  if (hasColleagues) {
    return {
      de: `${person} wird in der Planung von dem Termin genommen; die anderen behalten ihn.`,
      en: `${person} is taken off the appointment in planning; the others keep it.`,
    };
  }
  // What was planned here comes back from the trash; what somebody made in Outlook is theirs to delete.
  return ownership === "planned"
    ? { de: "Kommt in der Planung in den Papierkorb.", en: "Goes to the trash in planning." }
    : { de: "Wird in der Planung gelöscht.", en: "Is deleted in planning." };
}

function staysInPlanning({ person, ownership }: HeldFacts): InLangs {
  if (ownership === "meeting") {
    return {
      de: "Bleibt in der Planung stehen; in Outlook kann sie nur der Organisator neu anlegen.",
      en: "Stays in planning; in Outlook only its organizer can make it anew.",
    };
  }
  return {
    de: `Kommt in den Outlook-Kalender von ${person} zurück; in der Planung bleibt er, wie er ist.`,
    en: `Comes back into ${person}'s Outlook calendar; in planning it stays as it is.`,
  };
}
