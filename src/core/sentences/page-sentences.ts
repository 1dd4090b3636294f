// Sentences as the console's pages say them: why an appointment goes to no calendar where no fault and no rule is the reason, and ways out
// that are a button on the page where other readers have a command.
import type { AnyReason, HoldReason } from "../../contract/reasons.ts";
import type { MarkReason } from "../sync/mark.ts";
import type { Advice, InLangs, Lang } from "./lang.ts";
import { adviceOnReason } from "./sentences.ts";

type OwnReason = "unplanned" | "outsideWindow" | "noUser";

const SENTENCES: Readonly<Record<OwnReason, InLangs<Advice>>> = {
  unplanned: {
    de: {
      what: "Der Termin ist noch keinem Mitarbeiter zugeteilt.",
      cure: "Ziehen Sie ihn auf der Monteursteuerung zu einem Mitarbeiter.",
    },
    en: {
      what: "Nobody has been given the appointment yet.",
      cure: "Drag it to an employee on the dispatch board.",
    },
  },
  outsideWindow: {
    de: {
      what: "Der Termin liegt außerhalb des Zeitfensters, das synchronisiert wird.",
      cure: "Das Fenster stellen Sie mit Sync.MonthsPast und Sync.MonthsFuture ein.",
    },
    en: {
      what: "The appointment lies outside of the window that is synchronised.",
      cure: "Sync.MonthsPast and Sync.MonthsFuture set the window.",
    },
  },
  noUser: {
    de: {
      what: "Für den Mitarbeiter gibt es keinen Benutzer, also auch keinen Kalender.",
      cure: "Ordnen Sie den Mitarbeiter einem Benutzer zu, wenn sein Kalender synchronisiert werden soll.",
    },
    en: {
      what: "No user stands for the employee, so there is no calendar.",
      cure: "Give the employee to a user if the calendar is to be synchronised.",
    },
  },
};

const ANSWER: InLangs = {
  de: "Bestätigen Sie die Löschung, oder lassen Sie den Termin wiederherstellen.",
  en: "Confirm the deletion, or have the appointment restored.",
};

const CURES: Readonly<Record<HoldReason | "notUndoable", InLangs>> = {
  massDeletion: ANSWER,
  emptySide: ANSWER,
  planningRestored: ANSWER,
  noLongerPlanned: ANSWER,
  notUndoable: {
    de: "Der Eintrag zeigt die Werte vorher und nachher; tragen Sie sie von Hand ein.",
    en: "The entry shows the values before and after; put them in by hand.",
  },
};

export function adviceOnPage(reason: MarkReason | AnyReason, lang: Lang): Advice {
  if (Object.hasOwn(SENTENCES, reason)) return SENTENCES[reason as OwnReason][lang];
  const advice = adviceOnReason(reason as AnyReason, lang);
  if (!Object.hasOwn(CURES, reason)) return advice;
  return { ...advice, cure: CURES[reason as keyof typeof CURES][lang] };
}
