// Texts of "Warum?".
import type { Texts } from "./area.ts";

export const WHY = {
  appointment: { de: "Termin", en: "Appointment" },
  whyTitle: { de: "Warum?", en: "Why?" },
  whyNoId: { de: "Welcher Termin?", en: "Which appointment?" },
  whyNoIdText: {
    de: "Öffnen Sie einen Termin von der Monteursteuerung oder vom Protokoll aus: Hier steht dann, warum er ist, wie er ist.",
    en: "Open an appointment from the dispatch board or from the log: this page then says why it is as it is.",
  },
  toProtocol: { de: "Zum Protokoll", en: "To the log" },
  noSubject: { de: "Ohne Betreff", en: "No subject" },
  whyLocked: {
    de: "Gesperrt: Über diese Besprechung entscheidet Outlook. Ändern kann sie {organizer}.",
    en: "Locked: Outlook decides on this meeting. {organizer} can change it.",
  },
  whyItsOrganizer: { de: "nur ihr Organisator", en: "Only its organizer" },
  state_trashed: { de: "Im Papierkorb der Planung", en: "In planning's trash" },
  state_gone: { de: "In der Planung gelöscht", en: "Deleted in planning" },
  state_unreadable: { de: "Zeit nicht lesbar", en: "Time cannot be read" },
  whyConflicts: {
    de: "Beide Seiten haben dasselbe Feld geändert. Welcher Wert soll gelten?",
    en: "Both sides changed the same field. Which value is to count?",
  },
  decideNow: { de: "Jetzt entscheiden", en: "Decide now" },
  whyNobody: {
    de: "Der Termin ist noch keinem Mitarbeiter zugeteilt und steht in keinem Kalender.",
    en: "Nobody has been given the appointment yet, and it is in no calendar.",
  },
  next_inStep: { de: "Auf beiden Seiten gleich.", en: "The same on both sides." },
  next_onItsWay: {
    de: "Unterwegs: Der nächste Durchlauf überträgt es.",
    en: "On its way: the next cycle carries it over.",
  },
  next_held: { de: "Angehalten, bis jemand entscheidet.", en: "Held until somebody decides." },
  next_answered: {
    de: "Entschieden: Der nächste Durchlauf führt es aus.",
    en: "Decided: the next cycle does it.",
  },
  next_parked: { de: "Zurückgestellt.", en: "Set aside." },
  next_failing: { de: "Der Kalender antwortet nicht.", en: "The calendar does not answer." },
  next_notParticipant: { de: "Geht in keinen Kalender.", en: "Goes to no calendar." },
  next_outsideWindow: {
    de: "Zu weit entfernt: Der Termin liegt außerhalb des Zeitfensters und bleibt, wie er ist.",
    en: "Too far away: the appointment lies outside of the window and stays as it is.",
  },
  next_leaves: {
    de: "Nicht mehr geplant: Der nächste Durchlauf nimmt ihn aus dem Kalender oder stellt ihn nach den Regeln wieder her.",
    en: "No longer planned: the next cycle takes it out of the calendar, or restores it by the rules.",
  },
  nextLookAt: { de: "Nächster Blick in den Kalender: {at}", en: "Next look at the calendar: {at}" },
  nextTryAt: {
    de: "Nächster Versuch: {at}, bisher {attempts}",
    en: "Next attempt: {at}, {attempts} so far",
  },
  lastRule: { de: "Zuletzt entschieden", en: "Decided last" },
  ruleAgreed: { de: "Stand der Einigung", en: "As agreed" },
  threeColumns: { de: "Feld für Feld", en: "Field by field" },
  columnField: { de: "Feld", en: "Field" },
  columnAgreed: { de: "Vereinbart", en: "Agreed" },
  columnPlanning: { de: "Planung", en: "Planning" },
  columnOutlook: { de: "Outlook", en: "Outlook" },
  differs: { de: "abweichend", en: "different" },
  lookIntoOutlook: { de: "In Outlook nachsehen", en: "Look into Outlook" },
  lookAgain: { de: "Noch einmal nachsehen", en: "Look again" },
  lookedAt: { de: "Nachgesehen {at}", en: "Looked at {at}" },
  notLooked: { de: "nicht nachgesehen", en: "not looked at" },
  outlook_gone: {
    de: "In Outlook ist der Termin nicht mehr da, oder er liegt in einem anderen Kalender.",
    en: "The event is not in Outlook any more, or it lies in another calendar.",
  },
  outlook_notTakenOver: {
    de: "In Outlook abgesagt, abgelehnt oder privat: Er wird nicht übernommen.",
    en: "Cancelled, declined or private in Outlook: it is not taken over.",
  },
  outlook_failed: { de: "Outlook ließ sich nicht fragen.", en: "Outlook could not be asked." },
  history: { de: "Verlauf", en: "History" },
  historyEmpty: {
    de: "Das Protokoll kennt noch keinen Eintrag zu diesem Termin.",
    en: "The log has no entry on this appointment yet.",
  },
  historyCut: {
    de: "Ältere Einträge stehen im Protokoll.",
    en: "Older entries are in the log.",
  },
  tookSeconds: { de: "nach {time} angekommen", en: "arrived after {time}" },
  undo: { de: "Zurücknehmen", en: "Undo" },
  undoTitle: { de: "Diesen Eintrag zurücknehmen?", en: "Undo this entry?" },
  undoDoes: { de: "Das geschieht:", en: "This happens:" },
  undoThen: {
    de: "Der nächste Durchlauf überträgt es nach denselben Regeln in die Kalender.",
    en: "The next cycle carries it to the calendars by the same rules.",
  },
  undone: { de: "Zurückgenommen.", en: "Undone." },
  undoNothing: { de: "Es ist schon wie vorher.", en: "It is as it was before already." },
  undoRefused: { de: "Lässt sich nicht zurücknehmen", en: "Cannot be undone" },
} as const satisfies Texts;
