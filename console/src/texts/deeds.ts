// Texts of the record of who did what.
import type { Texts } from "./area.ts";

export const DEEDS = {
  deeds: { de: "Wer hat was getan", en: "Who did what" },
  deedsHint: {
    de: "Anmeldungen und alles, was in der Konsole oder über die API geändert wurde. Einträge lassen sich weder ändern noch löschen.",
    en: "Sign-ins and whatever was changed in the console or over the API. Entries can be neither changed nor deleted.",
  },
  deedWhen: { de: "Wann", en: "When" },
  deedWho: { de: "Wer", en: "Who" },
  deedWhat: { de: "Was", en: "What" },
  deedDetail: { de: "Näheres", en: "Details" },
  everything: { de: "alles", en: "everything" },
  readAgain: { de: "Neu laden", en: "Read again" },
  showNew: { de: "Neue Einträge zeigen", en: "Show new entries" },
  older: { de: "Ältere zeigen", en: "Show older ones" },
  noDeeds: { de: "Dazu gibt es keinen Eintrag.", en: "There is no entry for this." },
  noDeedsText: {
    de: "Wählen Sie eine andere Person oder „alles“.",
    en: 'Choose another person, or "everything".',
  },
  nobodyKnown: { de: "unbekannter Name", en: "unknown name" },
  by_program: { de: "Programm", en: "program" },
  by_terminal: { de: "am Server", en: "at the server" },
  chainIntact: {
    de: "Alle Einträge sind so, wie sie geschrieben wurden.",
    en: "All entries are as they were written.",
  },
  chainBroken: {
    de: "Eintrag {number} fehlt oder wurde nachträglich geändert. Stellen Sie deeds.db aus einer Sicherung wieder her und klären Sie, wer Zugriff auf den Server hatte.",
    en: "Entry {number} is missing or was changed later. Restore deeds.db from a backup, and find out who had access to the server.",
  },
} as const satisfies Texts;
