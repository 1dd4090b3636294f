// Headings and phrases of what commands print for people.
import type { InLangs } from "../../core/sentences/lang.ts";

export const WORDS = {
  newPassword: {
    de: "Kennwort (mindestens 12 Zeichen; es wird nicht angezeigt):",
    en: "Password (at least 12 characters; it is not shown):",
  },
  samePassword: { de: "Noch einmal:", en: "Once more:" },
  accountAdded: {
    de: "{name} kann sich jetzt unter {console} anmelden; Rolle: {role}.",
    en: "{name} can now sign in at {console}; role: {role}.",
  },
  user: { de: "Benutzer", en: "User" },
  outcome: { de: "Ergebnis", en: "Outcome" },
  created: { de: "neu", en: "new" },
  updated: { de: "geändert", en: "changed" },
  deleted: { de: "gelöscht", en: "deleted" },
  inPlanning: { de: "Planung", en: "planning" },
  inOutlook: { de: "Outlook", en: "Outlook" },
  reverted: { de: "zurück", en: "undone" },
  conflicts: { de: "Konflikte", en: "conflicts" },
  held: { de: "gehalten", en: "held" },
  parked: { de: "zurückgestellt", en: "parked" },
  requests: { de: "Anfragen", en: "requests" },
  legend: {
    de: "neu, geändert, gelöscht: Planung / Outlook",
    en: "new, changed, deleted: planning / Outlook",
  },
  attention: { de: "Braucht Aufmerksamkeit:", en: "Needs attention:" },
  skipped: { de: "Übersprungen:", en: "Skipped:" },
  nobody: { de: "Kein Benutzer ist für Office 365 eingerichtet.", en: "No user is set up for Office 365." },
  nothingWritten: {
    de: "Beide Seiten sind gleich; nichts zu schreiben.",
    en: "Both sides agree; nothing to write.",
  },
  compared: {
    de: "Ganz verglichen: {participants} Teilnehmer, Termine in der Planung: {appointments}, in Outlook: {events}.",
    en: "Compared in full: {participants} participants, appointments in planning: {appointments}, in Outlook: {events}.",
  },
  agree: { de: "Beide Seiten sind gleich.", en: "Both sides agree." },
  readAgain: {
    de: "Unterschiede, die kein Durchlauf bemerkt hätte; der nächste liest von Anfang an und gleicht sie an: {count}.",
    en: "Differences that no cycle would have noticed; the next one reads from the start and repairs them: {count}.",
  },
  byHand: {
    de: "Unterschiede, die nur ein Mensch angleichen kann: {count}.",
    en: "Differences that only a person can repair: {count}.",
  },
  waiting: { de: "Zurückgestellt oder gehalten: {count}.", en: "Set aside or held: {count}." },
  nextCycle: {
    de: "Unterschiede, die der nächste Durchlauf ohnehin erledigt: {count}.",
    en: "Differences that the next cycle deals with anyway: {count}.",
  },
  auditCutShort: {
    de: "Abgebrochen: Nicht alles wurde verglichen.",
    en: "Interrupted: not everything was compared.",
  },
  auditedAll: {
    de: "Voller Vergleich: {count} von {all} Teilnehmern, zuletzt {at}.",
    en: "Compared in full: {count} of {all} participants, last {at}.",
  },
  delayToOffice365: {
    de: "Von der Planung nach Outlook in den letzten 24 Stunden: die Hälfte in {half}, 95 % in {most} (Änderungen: {count}).",
    en: "From planning to Outlook in the last 24 hours: half of it within {half}, 95 % within {most} (changes: {count}).",
  },
  delayToPlanning: {
    de: "Von Outlook in die Planung in den letzten 24 Stunden: die Hälfte in {half}, 95 % in {most} (Änderungen: {count}).",
    en: "From Outlook to planning in the last 24 hours: half of it within {half}, 95 % within {most} (changes: {count}).",
  },
  auditFound: {
    de: "{user}: Der volle Vergleich fand am {at} Unterschiede, die kein Durchlauf bemerkt hatte: {count}. termin-sync audit --user {user} sagt, was davon noch da ist.",
    en: "{user}: the full comparison of {at} found differences that no cycle had noticed: {count}. termin-sync audit --user {user} tells which of them are left.",
  },
  dryRun: { de: "Probelauf: Es wurde nichts geschrieben.", en: "Dry run: nothing was written." },
  writes: {
    de: "Geschriebene Änderungen: {count}, in {seconds} s.",
    en: "Changes written: {count}, in {seconds} s.",
  },
  wouldWrite: {
    de: "Zu schreiben wären Änderungen: {count}; verknüpft würden: {linked}. Mails, die Microsoft deswegen verschickte: {mails}.",
    en: "Changes to write: {count}; to be linked: {linked}. Mails that Microsoft would send because of it: {mails}.",
  },
  planned: { de: "Vorgesehen:", en: "Planned:" },
  plannedMails: { de: "Mails: {mails}", en: "mails: {mails}" },
  plannedHeld: { de: "wartet auf eine Antwort", en: "waits for an answer" },
  plannedAnnounced: {
    de: "schon angekündigt; der Durchlauf klärt zuerst, ob es geschehen ist",
    en: "announced already; the cycle first finds out whether it has happened",
  },
  mailsSent: {
    de: "Gäste hat jemand zu geplanten Terminen eingeladen; Mails, die Microsoft ihnen deswegen schickt: {mails}.",
    en: "Somebody invited guests to planned events; mails that Microsoft sends them because of it: {mails}.",
  },
  running: {
    de: "Der Dienst läuft (Prozess {pid}, seit {since}).",
    en: "The service is running (process {pid}, since {since}).",
  },
  notRunning: { de: "Der Dienst läuft nicht.", en: "The service is not running." },
  neverRan: {
    de: "Hier wurde noch nie synchronisiert. termin-sync sync macht den ersten Durchlauf, termin-sync run startet den Dienst.",
    en: "Nothing was ever synchronised here. termin-sync sync makes the first cycle, termin-sync run starts the service.",
  },
  allInStep: { de: "Synchron: alle {count} Teilnehmer.", en: "In step: all {count} participants." },
  someInStep: {
    de: "{inStep} von {count} Teilnehmern sind synchron.",
    en: "{inStep} of {count} participants are in step.",
  },
  state: { de: "Zustand", en: "State" },
  email: { de: "Postfach", en: "Mailbox" },
  lastPass: { de: "zuletzt", en: "last look" },
  never: { de: "noch nie", en: "never" },
  remaining: { de: "noch {time}", en: "{time} left" },
  journalEmpty: { de: "Das Journal hat dazu keinen Eintrag.", en: "The journal has no entry for this." },
  imported: {
    de: "In die Planung von {employee} übernommen: {count}.",
    en: "Taken into the planning of {employee}: {count}.",
  },
  alreadyThere: { de: "Schon da: {count}.", en: "There already: {count}." },
  notTakenOver: { de: "Nicht übernommen ({count}):", en: "Not taken over ({count}):" },
  entry: { de: "Eintrag {component}", en: "entry {component}" },
  nothingHeld: { de: "Keine Löschung wartet auf eine Antwort.", en: "No deletion waits for an answer." },
  heldCount: {
    de: "{user}: Löschungen, die seit {since} warten: {count}. {why}",
    en: "{user}: deletions that wait since {since}: {count}. {why}",
  },
  heldAnswered: {
    de: "{user}: Löschungen, die auf den nächsten Durchlauf warten: {count}. Sie sind beantwortet.",
    en: "{user}: deletions that wait for the next cycle: {count}. They are answered.",
  },
  heldHint: {
    de: "{user}: Löschungen, die auf eine Antwort warten: {count}. termin-sync hold --user {user} sagt, warum.",
    en: "{user}: deletions that wait for an answer: {count}. termin-sync hold --user {user} tells why.",
  },
  parkedHint: {
    de: "{user}: zurückgestellte Termine: {count}. termin-sync sync --dry-run --user {user} sagt, welche und warum.",
    en: "{user}: appointments set aside: {count}. termin-sync sync --dry-run --user {user} tells which and why.",
  },
  noConflicts: { de: "Es gibt keinen offenen Konflikt.", en: "There is no open conflict." },
  conflictHint: {
    de: "termin-sync conflicts take ID --side planning|office365 nimmt den Wert dieser Seite.",
    en: "termin-sync conflicts take ID --side planning|office365 takes that side's value.",
  },
  isInForce: { de: "gilt", en: "in force" },
  taken: {
    de: "Der Wert aus {side} gilt; der nächste Durchlauf überträgt ihn.",
    en: "The value from {side} is in force; the next cycle carries it over.",
  },
  takenAlready: {
    de: "Der Termin hat den Wert aus {side} schon; der Konflikt ist erledigt.",
    en: "The appointment has the value from {side} already; the conflict is settled.",
  },
  undone: { de: "zurückgenommen", en: "taken back" },
  undoNothing: { de: "war schon wie zuvor", en: "was as before already" },
  undoRefused: { de: "nicht zurückgenommen", en: "not taken back" },
  undoneCount: {
    de: "Zurückgenommen: {count}; der nächste Durchlauf überträgt es.",
    en: "Taken back: {count}; the next cycle carries it over.",
  },
  answered: {
    de: "{user}: beantwortete Löschungen: {count}; der nächste Durchlauf führt es aus.",
    en: "{user}: deletions answered: {count}; the next cycle carries it out.",
  },
  secretQuestion: {
    de: "Geheimer Clientschlüssel (wird nicht angezeigt):",
    en: "Client secret (is not shown):",
  },
  secretFirst: {
    de: "Hinterlegt. Er gilt ab der nächsten Anmeldung bei Microsoft.",
    en: "Stored. It counts from the next sign-in to Microsoft on.",
  },
  secretSecond: {
    de: "Als zweiter hinterlegt. Er übernimmt, sobald Microsoft den ersten ablehnt.",
    en: "Stored as the second one. It takes over when Microsoft refuses the first.",
  },
  started: { de: "{name}: Abgleich beginnt", en: "{name}: sync begins" },
  startedInitial: { de: "{name}: Erstsynchronisation beginnt", en: "{name}: initial sync begins" },
  advanced: {
    de: "{name}: {done} von {total} ({percent} %)[, noch {time}]",
    en: "{name}: {done} of {total} ({percent} %)[, {time} left]",
  },
  ended: { de: "{name}: {outcome}", en: "{name}: {outcome}" },
  interrupted: {
    de: "Abgebrochen. Der nächste Durchlauf macht dort weiter.",
    en: "Interrupted. The next cycle goes on from there.",
  },
  stopping: { de: "Wird beendet … (noch einmal Strg-C: sofort)", en: "Stopping … (Ctrl-C again: at once)" },
  paused: {
    de: "Angehalten: {users}. Nichts geht verloren; termin-sync resume setzt fort.",
    en: "Paused: {users}. Nothing is lost; termin-sync resume goes on.",
  },
  resumed: {
    de: "Fortgesetzt: {users}. Was inzwischen geschah, wird jetzt nachgeholt.",
    en: "Resumed: {users}. Whatever happened meanwhile is caught up with now.",
  },
  nobodyPaused: {
    de: "Es war schon jeder angehalten, der hier gemeint ist.",
    en: "Everybody who is meant was paused already.",
  },
  nobodyResumed: {
    de: "Niemand, der hier gemeint ist, war angehalten.",
    en: "Nobody who is meant was paused.",
  },
} as const satisfies Readonly<Record<string, InLangs>>;
