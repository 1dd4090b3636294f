// Texts of the decisions.
import type { Texts } from "./area.ts";

export const DECISIONS = {
  decisions: { de: "Entscheidungen", en: "Decisions" },
  decisionsText: {
    de: "Was auf einen Menschen wartet. Bis dahin geht nichts verloren und alles andere weiter.",
    en: "What waits for a person. Until then nothing is lost, and everything else goes on.",
  },
  decisionsNone: { de: "Nichts zu entscheiden.", en: "Nothing to decide." },
  decisionsNoneText: {
    de: "Auffällige Löschungen, Konflikte und Zurückgestelltes erscheinen hier von selbst.",
    en: "Suspicious deletions, conflicts and what is set aside appear here by themselves.",
  },
  decisionsViewer: {
    de: "Entscheiden dürfen Disponenten und Administratoren.",
    en: "Dispatchers and administrators may decide.",
  },
  heldTitle: { de: "Angehaltene Löschungen", en: "Held deletions" },
  conflictsTitle: { de: "Konflikte", en: "Conflicts" },
  parkedTitle: { de: "Zurückgestellt", en: "Set aside" },
  heldOf: { de: "{user}: {count} Löschungen", en: "{user}: {count} deletions" },
  chooseAll: { de: "Alle wählen", en: "Choose all" },
  chooseOne: { de: "„{subject}“ wählen", en: "Choose “{subject}”" },
  columnAppointment: { de: "Termin", en: "Appointment" },
  columnPerson: { de: "Person", en: "Person" },
  columnReason: { de: "Grund", en: "Reason" },
  columnIfConfirmed: { de: "Bei Bestätigung", en: "If confirmed" },
  columnIfRestored: { de: "Bei Wiederherstellung", en: "If restored" },
  columnRetry: { de: "Nächster Versuch", en: "Next attempt" },
  attempts: { de: "bisher {count} Versuche", en: "{count} attempts so far" },
  heldSince: { de: "seit {at}", en: "since {at}" },
  answered_confirm: { de: "bestätigt, wird ausgeführt", en: "confirmed, being done" },
  answered_restore: { de: "wird wiederhergestellt", en: "being restored" },
  confirmHeld: { de: "Löschung bestätigen ({count})", en: "Confirm deletion ({count})" },
  restoreHeld: { de: "Wiederherstellen ({count})", en: "Restore ({count})" },
  confirmHeldTitle: { de: "Diese {count} Löschungen ausführen?", en: "Carry out these {count} deletions?" },
  restoreHeldTitle: {
    de: "Diese {count} Termine wiederherstellen?",
    en: "Restore these {count} appointments?",
  },
  confirmHeldAction: { de: "{count} löschen", en: "Delete {count}" },
  restoreHeldAction: { de: "{count} wiederherstellen", en: "Restore {count}" },
  andMore: { de: "und {count} weitere", en: "and {count} more" },
  heldDone: { de: "{count} Löschungen beantwortet.", en: "{count} deletions answered." },
  conflictHas: { de: "gilt jetzt", en: "counts now" },
  conflictNow: { de: "Inzwischen steht dort: {value}", en: "By now it says: {value}" },
  conflictTakes: {
    de: "Setzt „{label}“ in der Planung und in {count} Kalendern auf diesen Wert.",
    en: "Sets “{label}” to this value in planning and in {count} calendars.",
  },
  conflictTakesOne: {
    de: "Setzt „{label}“ in der Planung und im Kalender auf diesen Wert.",
    en: "Sets “{label}” to this value in planning and in the calendar.",
  },
  conflictKeeps: {
    de: "Lässt alles, wie es ist, und schließt den Konflikt.",
    en: "Leaves everything as it is, and closes the conflict.",
  },
  takePlanning: { de: "Planung übernehmen", en: "Take planning's" },
  takeOutlook: { de: "Outlook übernehmen", en: "Take Outlook's" },
  leaveConflict: { de: "So lassen", en: "Leave it" },
  conflictBy: { de: "{user}, {at}", en: "{user}, {at}" },
  chosenConflicts: { de: "{count} gewählt", en: "{count} chosen" },
  manyConflicts: { de: "{count} Konflikte auf einmal entscheiden?", en: "Decide {count} conflicts at once?" },
  manyTake_planning: {
    de: "In jedem davon gilt danach der Wert der Planung, auch im Kalender.",
    en: "In each of them planning's value counts afterwards, in the calendar too.",
  },
  manyTake_office365: {
    de: "In jedem davon gilt danach der Wert aus Outlook, auch in der Planung.",
    en: "In each of them Outlook's value counts afterwards, in planning too.",
  },
  manyTake_leave: {
    de: "Es wird nichts geschrieben; die Konflikte gelten als entschieden.",
    en: "Nothing is written; the conflicts count as decided.",
  },
  conflictsDone: { de: "{count} Konflikte entschieden.", en: "{count} conflicts decided." },
  someFailed: {
    de: "{count} nicht: {what}",
    en: "{count} were not: {what}",
  },
  retryNow: { de: "Jetzt noch einmal versuchen ({count})", en: "Try again now ({count})" },
  retried: {
    de: "{count} werden gleich noch einmal versucht.",
    en: "{count} are tried again right away.",
  },
} as const satisfies Texts;
