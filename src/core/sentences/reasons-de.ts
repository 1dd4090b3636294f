// Deutsch: warum ein Benutzer übersprungen wird oder scheitert, ein Termin zurückgestellt ist, Löschungen warten, etwas nicht zurückgenommen wird.
import type { AnyReason } from "../../contract/reasons.ts";
import type { Advice } from "./lang.ts";

export const REASONS_DE: Readonly<Record<AnyReason, Advice>> = {
  userInactive: {
    what: "Der Benutzer ist in der Planung abgeschaltet.",
    cure: "Schalten Sie ihn ein, wenn sein Kalender synchronisiert werden soll.",
  },
  syncKindNotOffice365: {
    what: "Die Synchronisationsart des Benutzers ist nicht Office 365.",
    cure: "Wählen Sie beim Benutzer die Synchronisationsart Office 365, wenn sein Kalender synchronisiert werden soll.",
  },
  withoutPasswordNotSet: {
    what: "Beim Benutzer fehlt der Haken „Ohne Passwort“.",
    cure: "Setzen Sie ihn: Angemeldet wird mit den Zugangsdaten der Anwendung.",
  },
  noEmployee: {
    what: "Dem Benutzer ist kein Mitarbeiter zugeordnet.",
    cure: "Ordnen Sie dem Benutzer seinen Mitarbeiter zu.",
  },
  employeeInactive: {
    what: "Der Mitarbeiter des Benutzers ist abgeschaltet.",
    cure: "Schalten Sie den Mitarbeiter ein, oder ordnen Sie einen anderen zu.",
  },
  severalPlanningDatabases: {
    what: "Der Benutzer hat mehrere Termindatenbanken.",
    cure: "Lassen Sie dem Benutzer genau eine Termindatenbank.",
  },
  noEmail: {
    what: "Beim Benutzer fehlen Office-365-Benutzername und E-Mail.",
    cure: "Tragen Sie beim Benutzer sein Office-365-Konto ein.",
  },
  duplicateMailbox: {
    what: "Mehrere Benutzer nennen dasselbe Postfach; welcher gemeint ist, kann niemand wissen.",
    cure: "Lassen Sie das Postfach bei einem von ihnen.",
  },
  paused: {
    what: "Die Synchronisation des Benutzers ist angehalten.",
    cure: "Setzen Sie sie in der Konsole unter Benutzer fort, oder mit termin-sync resume[ --user {user}]; was inzwischen geschah, wird nachgeholt.",
  },
  mailboxNotFound: {
    what: "Der Tenant kennt das Postfach nicht.",
    cure: "Berichtigen Sie Office-365-Benutzername oder E-Mail des Benutzers, oder legen Sie das Postfach an.",
  },
  mailboxUnavailable: {
    what: "Das Postfach liegt nicht bei Microsoft 365: ohne Lizenz, inaktiv oder auf einem eigenen Server.",
    cure: "Geben Sie dem Konto eine Lizenz mit Exchange Online.",
  },
  mailboxForbidden: {
    what: "Die Anwendung darf das Postfach nicht öffnen.",
    cure: "Erteilen Sie Calendars.ReadWrite mit Administratorzustimmung und prüfen Sie die Zugriffsrichtlinie der Anwendung.",
  },
  throttled: {
    what: "Microsoft bittet bei diesem Postfach um weniger Anfragen.",
    cure: "Nichts zu tun: Der nächste Durchlauf macht weiter.",
  },
  unavailable: {
    what: "Microsoft 365 ist zurzeit nicht erreichbar.",
    cure: "Hält es an, prüfen Sie Netz, Proxy, Office365.GraphUrl und Office365.AuthorityHost; das Protokoll nennt die genaue Ursache; der nächste Durchlauf versucht es wieder.",
  },
  credentialsRefused: {
    what: "Microsoft hat die Anmeldung abgelehnt.",
    cure: "Prüfen Sie Tenant, Anwendung und geheimen Clientschlüssel; er kann abgelaufen sein.",
  },
  notConnected: {
    what: "Die Verbindung zu Microsoft 365 ist noch nicht eingerichtet.",
    cure: "Tragen Sie Tenant-ID, Client-ID und einen geheimen Clientschlüssel oder ein Zertifikat in der Konsole unter Konfiguration ein.",
  },
  stateUnreachable: {
    what: "Die Zustandsdatei ist nicht zu verwenden.",
    cure: "Prüfen Sie die Rechte der Datei und den freien Platz.",
  },
  planningUnreachable: {
    what: "Die Termindatenbank ist nicht zu verwenden.",
    cure: "Prüfen Sie ihre Rechte und ob ein anderes Programm sie gesperrt hält.",
  },
  internalError: {
    what: "Ein Fehler in termin-sync hat diesen Teilnehmer angehalten.",
    cure: "Bitte melden Sie ihn mit dem Protokoll; die anderen sind nicht betroffen.",
  },
  invalidTime: {
    what: "Der Termin endet, bevor er beginnt, oder hat keine gültige Zeit.",
    cure: "Berichtigen Sie seine Zeit in der Planung.",
  },
  ambiguousMatch: {
    what: "Mehrere Outlook-Termine könnten dieser Termin sein; keiner wurde verdoppelt.",
    cure: "Löschen Sie den überzähligen von Hand.",
  },
  originalMissing: {
    what: "Er kam aus Outlook und ist dort nicht mehr zu finden; er bleibt, wie er ist.",
    cure: "Löschen Sie ihn in der Planung, wenn er nicht gebraucht wird.",
  },
  refusedByMicrosoft: {
    what: "Microsoft hat den Termin nicht angenommen.",
    cure: "Sehen Sie sich Zeit und Länge der Texte an; nach jeder Änderung wird es wieder versucht.",
  },
  refusedByPlanning: {
    what: "Die Termindatenbank hat die Änderung nicht angenommen.",
    cure: "Sehen Sie sich die Regeln Ihres ERP-Programms zu diesem Termin an; später wird es wieder versucht.",
  },
  changedMeanwhile: {
    what: "Er wurde auf beiden Seiten geändert, während er geschrieben wurde.",
    cure: "Nichts zu tun: Der nächste Durchlauf entscheidet neu.",
  },
  notReadable: {
    what: "Der Outlook-Termin hat eine Form, die nicht zu lesen ist.",
    cure: "Öffnen Sie ihn in Outlook und speichern Sie ihn neu.",
  },
  mailboxThrottled: {
    what: "Microsoft bittet bei diesem Postfach um weniger Anfragen.",
    cure: "Nichts zu tun: Später wird es wieder versucht.",
  },
  itemUnavailable: {
    what: "Microsoft konnte diesen Termin zurzeit nicht liefern.",
    cure: "Nichts zu tun: Später wird es wieder versucht.",
  },
  massDeletion: {
    what: "Auffällig viele Löschungen auf einmal: Nichts wird gelöscht, bis jemand antwortet.",
    cure: "termin-sync release --user {user} --confirm löscht sie, --restore stellt sie wieder her.",
  },
  emptySide: {
    what: "Eine Seite zeigt plötzlich gar nichts mehr: Die Löschungen warten auf eine Antwort.",
    cure: "termin-sync release --user {user} --confirm löscht sie, --restore stellt sie wieder her.",
  },
  planningRestored: {
    what: "Die Termindatenbank wurde aus einer Sicherung zurückgespielt: Outlook-Termine zu Terminen, die sie nicht kennt, werden erst auf Ihre Antwort hin gelöscht.",
    cure: "termin-sync release --user {user} --confirm löscht sie, --restore stellt sie wieder her.",
  },
  noLongerPlanned: {
    what: "Er steht noch in Outlook, aber die Planung zeigt ihn als gelöscht oder anderweitig vergeben, und niemand weiß mehr, was zuletzt galt.",
    cure: "termin-sync release --user {user} --confirm löscht ihn in Outlook, --restore bringt ihn in die Planung zurück.",
  },
  meetingIsMicrosofts: {
    what: "Über Besprechungen aus Outlook bestimmt Outlook; sie lassen sich hier nicht zurücknehmen.",
    cure: "Ändern Sie die Besprechung in Outlook.",
  },
  changedSince: {
    what: "Seither hat jemand dieselben Felder geändert.",
    cure: "Nehmen Sie zuerst die neueren Einträge zurück, oder ändern Sie den Termin von Hand.",
  },
  appointmentGone: {
    what: "Den Termin gibt es in der Planung nicht mehr.",
    cure: "Nehmen Sie zuerst seine Löschung zurück.",
  },
  madeInOutlook: {
    what: "Der Termin wurde in Outlook angelegt und gehört seinem Besitzer.",
    cure: "Löschen Sie ihn in Outlook oder in der Planung, wenn er fort soll.",
  },
  lastEmployee: {
    what: "Der Termin bliebe ohne Mitarbeiter.",
    cure: "Teilen Sie in der Planung erst einen anderen Mitarbeiter zu.",
  },
  notUndoable: {
    what: "Zu diesem Eintrag fehlt, was zum Zurücknehmen nötig wäre.",
    cure: "Der Eintrag zeigt mit --json die Werte vorher und nachher; tragen Sie sie von Hand ein.",
  },
  nothingWritten: {
    what: "Bei diesem Eintrag wurde nichts geschrieben.",
    cure: "Nichts zu tun.",
  },
};
