// What the command line itself says, in both languages: help, mistakes in the arguments, headings of reports.
import type { InLangs } from "../../core/sentences/lang.ts";

export const HELP = {
  program: {
    de: "Hält die Einsatzplanung und die Microsoft-365-Kalender eines Handwerksbetriebs in beiden Richtungen gleich.",
    en: "Keeps the dispatch planning of a craft business and its Microsoft 365 calendars the same, in both directions.",
  },
  demo: {
    de: "Musterbetrieb, Sandbox und Dienst starten: zum Ansehen, ohne jede Einstellung",
    en: "start a sample company, the sandbox and the service: to look around, no settings needed",
  },
  run: {
    de: "der Dienst im Vordergrund, bis Strg-C oder SIGTERM",
    en: "the service in the foreground, until Ctrl-C or SIGTERM",
  },
  sync: {
    de: "ein Durchlauf, dann Ende; gibt einen Bericht aus",
    en: "one cycle, then ends; prints a report",
  },
  audit: {
    de: "beide Seiten ganz vergleichen und jeden Unterschied nennen; der nächste Durchlauf gleicht an, was keiner bemerkt hätte",
    en: "compare both sides in full and name each difference; the next cycle repairs what none would have noticed",
  },
  status: {
    de: "Teilnehmer, letzter Durchlauf, Fortschritt und was Aufmerksamkeit braucht",
    en: "participants, last cycle, progress and what needs attention",
  },
  journal: { de: "was geschrieben wurde, wo und warum", en: "what was written, where and why" },
  check: {
    de: "jede Voraussetzung prüfen, eine Zeile je Voraussetzung",
    en: "check every prerequisite, one line each",
  },
  secret: { de: "der geheime Clientschlüssel für Microsoft 365", en: "the client secret for Microsoft 365" },
  secretSet: {
    de: "ihn verschlüsselt hinterlegen; gelesen wird er von der Standardeingabe oder einer Eingabezeile",
    en: "store it encrypted; it is read from standard input or a prompt",
  },
  expires: {
    de: "Tag, an dem er abläuft (2027-06-30)",
    en: "the day on which it expires (2027-06-30)",
  },
  second: {
    de: "neben dem jetzigen; gewechselt wird, sobald Microsoft den jetzigen ablehnt",
    en: "beside the present one; it takes over when Microsoft refuses that one",
  },
  import: {
    de: "eine iCalendar-Datei in die Planung eines Mitarbeiters übernehmen",
    en: "take an iCalendar file into an employee's planning",
  },
  hold: {
    de: "Löschungen zeigen, die auf eine Antwort warten",
    en: "show deletions that wait for an answer",
  },
  release: {
    de: "zurückgehaltene Löschungen bestätigen oder zurücknehmen; der nächste Durchlauf führt es aus",
    en: "confirm held deletions or put them back; the next cycle carries it out",
  },
  undo: {
    de: "einen Eintrag des Journals oder einen ganzen Durchlauf zurücknehmen; der nächste Durchlauf überträgt es",
    en: "take an entry of the journal or a whole run back; the next cycle carries it over",
  },
  pause: {
    de: "die Synchronisation eines Benutzers oder aller anhalten; alles bleibt, wie es ist",
    en: "pause the synchronisation of one user or of all; everything stays as it is",
  },
  resume: {
    de: "sie fortsetzen; was inzwischen geschah, wird nachgeholt",
    en: "resume it; whatever happened meanwhile is caught up with",
  },
  oneUserOrAll: { de: "nur dieser Benutzer (sonst alle)", en: "only this user (otherwise all)" },
  entry: { de: "id oder run aus journal --json", en: "id or run from journal --json" },
  conflicts: {
    de: "auf beiden Seiten verschieden geänderte Felder zeigen, mit beiden Werten",
    en: "show fields that were changed differently on both sides, with both values",
  },
  take: { de: "bei einem Konflikt den Wert dieser Seite nehmen", en: "take this side's value in a conflict" },
  conflict: { de: "ID des Konflikts", en: "the conflict's id" },
  side: { de: "planning oder office365", en: "planning or office365" },
  settings: {
    de: "Einstellungsdatei (sonst appsettings.json im Datenordner)",
    en: "settings file (default: appsettings.json in the data folder)",
  },
  data: {
    de: "Datenordner (sonst TERMINSYNC_DATA, sonst ./data)",
    en: "data folder (default: TERMINSYNC_DATA, else ./data)",
  },
  json: { de: "Ergebnis als JSON auf der Standardausgabe", en: "result as JSON on standard output" },
  lang: { de: "Sprache: de oder en", en: "language: de or en" },
  now: {
    de: "eine andere Gegenwart spielen, um alte Daten auszuprobieren; nicht gegenüber Microsoft selbst",
    en: "play another present, for trying old data; refused against Microsoft's own hosts",
  },
  employees: { de: "Zahl der Mitarbeiter (1 bis 500)", en: "number of employees (1 to 500)" },
  appointments: { de: "Termine je Mitarbeiter", en: "appointments for each employee" },
  seed: { de: "Startwert: gleicher Wert, gleicher Betrieb", en: "same seed, same company" },
  fresh: { de: "mit leerem Ordner neu beginnen", en: "start anew with an empty folder" },
  user: { de: "nur dieser Benutzer (mehrfach möglich)", en: "only this user (may be repeated)" },
  oneUser: { de: "dieser Benutzer", en: "this user" },
  dryRun: {
    de: "nur zeigen, was geschähe; nichts schreiben",
    en: "only show what would happen; write nothing",
  },
  appointment: { de: "nur dieser Termin (ID)", en: "only this appointment (id)" },
  since: { de: "ab diesem Zeitpunkt oder Tag", en: "from this instant or day on" },
  admin: { de: "Konten für die Konsole", en: "accounts for the console" },
  adminAdd: {
    de: "ein Konto anlegen; das Kennwort wird erfragt oder von der Standardeingabe gelesen",
    en: "make an account; the password is asked for, or read from standard input",
  },
  accountName: { de: "Name, mit dem man sich anmeldet", en: "the name to sign in with" },
  role: {
    de: "viewer, dispatcher oder admin (sonst admin)",
    en: "viewer, dispatcher or admin (default: admin)",
  },
  file: { de: "Kalenderdatei (.ics)", en: "calendar file (.ics)" },
  employee: {
    de: "Mitarbeiter: ID oder Name wie in der Planung",
    en: "employee: id or name as in the planning",
  },
  confirm: { de: "löschen", en: "delete them" },
  restore: { de: "wiederherstellen", en: "put them back" },
  version: { de: "Version zeigen", en: "show the version" },
  help: { de: "Hilfe zeigen", en: "show help" },
  helpCommand: { de: "Hilfe zu einem Befehl zeigen", en: "show help for a command" },
} as const satisfies Readonly<Record<string, InLangs>>;

/** Commander's own headings. */
export const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "Aufruf:",
  "Arguments:": "Angaben:",
  "Options:": "Optionen:",
  "Global Options:": "Für alle Befehle:",
  "Commands:": "Befehle:",
};

/** Mistakes in the arguments; `{…}` is filled in. The last sentence of a usage fault points to --help. */
export const MISTAKES = {
  noCommand: { de: "Es fehlt ein Befehl", en: "A command is missing" },
  unknownCommand: {
    de: "Den Befehl „{name}“ gibt es nicht[; meinten Sie „{nearest}“?]",
    en: 'There is no command "{name}"[; did you mean "{nearest}"?]',
  },
  unknownOption: {
    de: "Die Option {name} gibt es hier nicht[; meinten Sie {nearest}?]",
    en: "There is no option {name} here[; did you mean {nearest}?]",
  },
  missingArgument: { de: "Es fehlt die Angabe {name}", en: "The argument {name} is missing" },
  optionMissingArgument: { de: "Bei {name} fehlt der Wert", en: "The option {name} lacks its value" },
  missingOption: { de: "Es fehlt die Option {name}", en: "The option {name} is missing" },
  excessArguments: {
    de: "Hier steht mehr, als der Befehl braucht: {name}",
    en: "There is more than the command takes: {name}",
  },
  conflict: { de: "{name} und {other} schließen einander aus", en: "{name} and {other} exclude each other" },
  confirmOrRestore: {
    de: "Sagen Sie mit --confirm oder --restore, was mit den Löschungen geschehen soll",
    en: "Say with --confirm or --restore what is to become of the deletions",
  },
  notANumber: {
    de: "{name} braucht eine ganze Zahl von {least} bis {most}, nicht „{value}“",
    en: '{name} takes a whole number from {least} to {most}, not "{value}"',
  },
  notASide: {
    de: "--side ist planning oder office365, nicht „{value}“",
    en: '--side is planning or office365, not "{value}"',
  },
  notADay: {
    de: "--expires braucht einen Tag wie 2027-06-30, nicht „{value}“",
    en: '--expires takes a day such as 2027-06-30, not "{value}"',
  },
  noSecret: {
    de: "Es kam kein geheimer Clientschlüssel; er hat mindestens 8 Zeichen ohne Leerzeichen am Rand",
    en: "There came no client secret; it has at least 8 characters",
  },
  notARole: {
    de: "--role ist eines von {roles}, nicht „{value}“",
    en: '--role is one of {roles}, not "{value}"',
  },
  passwordsDiffer: {
    de: "Die beiden Kennwörter sind verschieden",
    en: "The two passwords differ",
  },
  notALanguage: { de: "--lang ist de oder en, nicht „{value}“", en: '--lang is de or en, not "{value}"' },
} as const satisfies Readonly<Record<string, InLangs>>;
