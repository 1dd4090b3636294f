// Deutsch: was jeder Fehler bedeutet und was zu tun ist.
import type { FaultCode } from "../fault.ts";
import { CONSOLE_FAULTS_DE } from "./console-faults-de.ts";
import type { Advice } from "./lang.ts";

export const FAULTS_DE: Readonly<Record<FaultCode, Advice>> = {
  credentialsRefused: {
    what: "Microsoft hat die Anmeldung abgelehnt[ ({aadsts})]: Der geheime Clientschlüssel ist falsch[ (Anwendung {client})].",
    cure: "Legen Sie im Entra Admin Center einen neuen geheimen Clientschlüssel an und geben Sie seinen Wert (nicht seine ID) in der Konsole unter „Konfiguration“ oder mit termin-sync secret set ein, oder übergeben Sie ihn als TERMINSYNC_CLIENT_SECRET.",
  },
  credentialsExpired: {
    what: "Microsoft hat die Anmeldung abgelehnt[ ({aadsts})]: Der geheime Clientschlüssel ist abgelaufen[ (Anwendung {client})].",
    cure: "Legen Sie im Entra Admin Center einen neuen geheimen Clientschlüssel an und geben Sie ihn in der Konsole unter „Konfiguration“ oder mit termin-sync secret set ein, oder übergeben Sie ihn als TERMINSYNC_CLIENT_SECRET.",
  },
  clientUnknown: {
    what: "Der Tenant kennt die Anwendung[ {client}] nicht[ ({aadsts})].",
    cure: "Vergleichen Sie Office365.ClientId mit der Anwendungs-ID (Client) im Entra Admin Center.",
  },
  tenantUnknown: {
    what: "Microsoft kennt den Tenant[ {tenant}] nicht[ ({aadsts})].",
    cure: "Vergleichen Sie Office365.TenantId mit der Verzeichnis-ID (Tenant) im Entra Admin Center.",
  },
  certificateRefused: {
    what: "Microsoft hat das Zertifikat abgelehnt[ ({aadsts})].",
    cure: "Laden Sie das Zertifikat aus Office365.CertificateFile im Entra Admin Center zur Anwendung hoch und prüfen Sie, ob es noch gültig ist.",
  },
  signInUnavailable: {
    what: "Die Anmeldung bei Microsoft[ unter {host}] ist nicht erreichbar[: {cause}].",
    cure: "Prüfen Sie Netz, Proxy, Namensauflösung und Office365.AuthorityHost; der nächste Durchlauf versucht es wieder.",
  },
  graphUnreachable: {
    what: "Microsoft Graph[ unter {host}] ist nicht erreichbar[: {cause}].",
    cure: "Prüfen Sie Netz, Proxy, Namensauflösung und Office365.GraphUrl; der nächste Durchlauf versucht es wieder.",
  },
  graphUnavailable: {
    what: "Microsoft Graph ist zurzeit gestört[ (Status {status})].",
    cure: "Nichts zu tun: Der nächste Durchlauf versucht es wieder. Hält es an, hilft der Dienststatus von Microsoft 365 weiter.",
  },
  graphThrottled: {
    what: "Microsoft Graph bittet zurzeit um weniger Anfragen.",
    cure: "Nichts zu tun: Die Synchronisation wartet so lange, wie Microsoft verlangt, und macht dann weiter.",
  },
  graphAnswerUnreadable: {
    what: "Microsoft Graph hat eine Antwort gegeben, die nicht zu lesen ist[: {cause}].",
    cure: "Prüfen Sie, ob Office365.GraphUrl wirklich zu Microsoft Graph führt und kein Proxy eigene Seiten dazwischenschiebt.",
  },
  foreignLink: {
    what: "Eine Antwort verweist auf einen fremden Server[ ({host})]; dem wurde nicht gefolgt.",
    cure: "Prüfen Sie Office365.GraphUrl und einen etwaigen Proxy. Das Zugriffstoken ging nirgendwo anders hin.",
  },
  cursorExpired: {
    what: "Microsoft weiß nicht mehr, bis wohin dieser Kalender gelesen wurde.",
    cure: "Nichts zu tun: Der Kalender wird einmal vollständig gelesen.",
  },
  pageLoop: {
    what: "Microsoft Graph hat immer wieder dieselbe Seite geliefert.",
    cure: "Nichts zu tun: Der nächste Durchlauf versucht es wieder.",
  },
  mailboxNotFound: {
    what: "Im Tenant gibt es kein Postfach[ {mailbox}].",
    cure: "Berichtigen Sie Office-365-Benutzername oder E-Mail des Benutzers in der Planung, oder legen Sie das Postfach an.",
  },
  mailboxUnavailable: {
    what: "Das Postfach[ {mailbox}] liegt nicht bei Microsoft 365: Es hat keine Lizenz, ist inaktiv oder liegt auf einem eigenen Server.",
    cure: "Geben Sie dem Konto eine Lizenz mit Exchange Online; Postfächer auf eigenen Servern bedient die Exchange-Synchronisation.",
  },
  mailboxForbidden: {
    what: "Die Anwendung darf das Postfach[ {mailbox}] nicht öffnen.",
    cure: "Erteilen Sie Calendars.ReadWrite als Anwendungsberechtigung mit Administratorzustimmung und prüfen Sie die Zugriffsrichtlinie der Anwendung.",
  },
  webhookUnreachable: {
    what: "Microsoft erreicht Office365.NotificationUrl nicht oder bekommt dort keine Antwort von Termin-Sync.",
    cure: "Prüfen Sie Name, Zertifikat und Reverse Proxy dieser Adresse: POST muss mit demselben Pfad und seiner Abfrage binnen zehn Sekunden bei Console.Url ankommen. Bis dahin werden die Kalender regelmäßig abgefragt.",
  },
  subscriptionRefused: {
    what: "Microsoft meldet Änderungen des Postfachs[ {mailbox}] nicht[ ({reason})].",
    cure: "Es ist nichts zu tun: Der Kalender wird regelmäßig abgefragt, die Meldungen werden später erneut bestellt. Bleibt es dabei, prüfen Sie die Rechte der Anwendung auf dieses Postfach.",
  },
  subscriptionTaken: {
    what: "Die Anwendung hat für das Postfach[ {mailbox}] schon Meldungen an eine andere Adresse bestellt.",
    cure: "Nutzt eine andere Installation dieselbe Anwendung, geben Sie jeder eine eigene. Eine übrig gebliebene Bestellung endet binnen sieben Tagen von selbst; bis dahin wird der Kalender regelmäßig abgefragt.",
  },
  subscriptionGone: {
    what: "Microsoft hat die Meldungen von Änderungen[ in {mailbox}] beendet.",
    cure: "Es ist nichts zu tun: Sie werden neu bestellt.",
  },
  eventChanged: {
    what: "Der Outlook-Termin wurde im selben Augenblick in Outlook geändert.",
    cure: "Nichts zu tun: Er wird neu gelesen und neu entschieden.",
  },
  eventGone: {
    what: "Der Outlook-Termin ist nicht mehr im Kalender.",
    cure: "Nichts zu tun: Er wird neu gelesen und neu entschieden.",
  },
  eventRefused: {
    what: "Microsoft hat den Termin nicht angenommen[ ({reason})].",
    cure: "Sehen Sie sich den Termin an (Zeit, Länge der Texte); nach jeder Änderung wird es wieder versucht.",
  },
  duplicateTransaction: {
    what: "Microsoft hat diese Vorgangsnummer schon für einen anderen Termin verwendet.",
    cure: "Nichts zu tun: Der Termin bekommt eine neue.",
  },
  planningUnreachable: {
    what: "Die Termindatenbank[ {file}] lässt sich nicht öffnen[ (SQLite {sqlite})].",
    cure: "Prüfen Sie Planning.ConnectionString, die Rechte der Datei und den freien Platz.",
  },
  planningNewer: {
    what: "Die Termindatenbank[ {file}] hat die Version {version}; dieses Programm kennt höchstens {known}.",
    cure: "Installieren Sie die aktuelle Version von termin-sync.",
  },
  planningBusy: {
    what: "Die Termindatenbank[ {file}] ist von einem anderen Programm gesperrt.",
    cure: "Nichts zu tun: Der nächste Durchlauf versucht es wieder. Hält es an, suchen Sie das Programm, das eine Transaktion offen hält.",
  },
  planningForeign: {
    what: "Die Datei[ {file}] enthält etwas anderes als eine Termindatenbank[ (Tabelle {table})].",
    cure: "Prüfen Sie Planning.ConnectionString; an der Datei wurde nichts geändert.",
  },
  appointmentChanged: {
    what: "Der Termin wurde im selben Augenblick in der Planung geändert.",
    cure: "Nichts zu tun: Er wird neu gelesen und neu entschieden.",
  },
  appointmentRefused: {
    what: "Die Termindatenbank hat die Änderung nicht angenommen[: {reason}].",
    cure: "Sehen Sie sich den Termin und die Regeln Ihres ERP-Programms an; später wird es wieder versucht.",
  },
  stateUnreachable: {
    what: "Die Zustandsdatei[ {file}] lässt sich nicht öffnen[ (SQLite {sqlite})].",
    cure: "Prüfen Sie State.ConnectionString, die Rechte der Datei und den freien Platz, und starten Sie den Dienst dann neu.",
  },
  stateCorrupt: {
    what: "Die Zustandsdatei[ {file}] ist beschädigt.",
    cure: "Stellen Sie sie aus einer Sicherung wieder her oder legen Sie sie beiseite: Dann werden beide Seiten neu verknüpft, ohne Dubletten.",
  },
  stateNewer: {
    what: "Die Zustandsdatei[ {file}] stammt von einer neueren Version[ (Version {version}; dieses Programm kennt höchstens {known})].",
    cure: "Installieren Sie die aktuelle Version von termin-sync, oder stellen Sie die Sicherung von vor der Aktualisierung wieder her.",
  },
  stateInUse: {
    what: "Ein anderes termin-sync[ (Prozess {pid})] arbeitet mit der Zustandsdatei[ {file}].",
    cure: "Warten Sie, bis es fertig ist, oder beenden Sie es: Zwei arbeiten nie mit demselben Zustand.",
  },
  stateOtherCompany: {
    what: "Die Zustandsdatei[ {file}] gehört zu Mandant {company}, die Einstellungen gelten für Mandant {expected}.",
    cure: "Geben Sie jedem Mandanten einen eigenen Datenordner, oder berichtigen Sie Company.Number.",
  },
  settingsMissing: {
    what: "Es gibt keine Einstellungsdatei {file}.",
    cure: "Legen Sie sie an (README, „First connection“), nennen Sie mit --settings oder --data eine andere, oder geben Sie die Einstellungen als Umgebungsvariablen wie TERMINSYNC__Office365__TenantId. Nur zum Umsehen: termin-sync demo.",
  },
  settingsUnreadable: {
    what: "Die Einstellungsdatei {file} ist nicht zu lesen[ (Zeile {line}, Spalte {column})]: {cause}.",
    cure: "Berichtigen Sie die Datei; Kommentare und Kommas am Ende sind erlaubt.",
  },
  settingsInvalid: {
    what: "Die Einstellung {key} hat den Wert {value}; erlaubt ist {allowed}[ ({source})].",
    cure: "Berichtigen Sie den Wert und starten Sie neu.",
  },
  notConnected: {
    what: "Die Verbindung zu Microsoft 365 ist noch nicht eingerichtet: Es fehlt, welche Anwendung in welchem Tenant sich anmeldet.",
    cure: "Tragen Sie Tenant-ID und Client-ID in der Konsole unter Konfiguration ein (Office365.TenantId, Office365.ClientId).",
  },
  secretMissing: {
    what: "Für die Anmeldung bei Microsoft fehlt der geheime Clientschlüssel oder ein Zertifikat.",
    cure: "Geben Sie den Clientschlüssel mit termin-sync secret set ein, oder setzen Sie TERMINSYNC_CLIENT_SECRET, ein systemd-Credential namens client-secret oder Office365.CertificateFile.",
  },
  certificateUnreadable: {
    what: "Die Zertifikatsdatei {file} ist nicht zu verwenden[: {cause}].",
    cure: "Office365.CertificateFile muss eine PEM-Datei mit Zertifikat und privatem Schlüssel nennen, die dieses Konto lesen darf.",
  },
  secretsUnsafe: {
    what: "Die Datei {file} dürfen auch andere Konten lesen; deshalb wird ihr nicht vertraut.",
    cure: "Nehmen Sie anderen die Rechte (chmod 600 {file}), und legen Sie einen neuen geheimen Clientschlüssel an, falls jemand sie gelesen haben kann.",
  },
  secretsUnreadable: {
    what: "Die gespeicherten Geheimnisse lassen sich nicht öffnen[ ({file})][: {cause}].",
    cure: "Stellen Sie die Schlüsseldatei wieder her (TERMINSYNC_KEY_FILE), oder löschen Sie die Datei secrets.json im Datenordner und geben Sie den Clientschlüssel mit termin-sync secret set neu ein.",
  },
  keyFileMisplaced: {
    what: "Die Schlüsseldatei {file} liegt im Datenordner; wer eine Sicherung davon hat, könnte die Geheimnisse lesen.",
    cure: "Legen Sie sie woanders ab und nennen Sie den Ort in TERMINSYNC_KEY_FILE.",
  },
  settingsChanged: {
    what: "Jemand anderes hat die Einstellungen inzwischen geändert.",
    cure: "Sehen Sie sich den neuen Stand an und ändern Sie dann noch einmal.",
  },
  settingFixed: {
    what: "Die Einstellung {key} lässt sich hier nicht ändern; sie steht in {source}.",
    cure: "Ändern Sie sie dort und starten Sie den Dienst neu.",
  },
  settingsUnwritable: {
    what: "Die Datei {file} kann nicht geschrieben werden[: {cause}].",
    cure: "Prüfen Sie die Rechte und den freien Platz; es wurde nichts geändert.",
  },
  credentialUnknown: {
    what: "Diesen geheimen Clientschlüssel gibt es nicht mehr.",
    cure: "Laden Sie die Seite neu; jemand anderes hat ihn wohl entfernt.",
  },
  usage: {
    what: "{message}[: {value}].",
    cure: "termin-sync [{command} ]--help zeigt, was möglich ist.",
  },
  nowRefused: {
    what: "--now dient nur zum Ausprobieren und wird gegenüber Microsofts eigenem Server {host} abgelehnt.",
    cure: "Lassen Sie --now weg, oder verwenden Sie die Sandbox.",
  },
  fileUnreadable: {
    what: "Die Datei {file} ist nicht zu lesen[: {cause}][: {problem}].",
    cure: "Prüfen Sie Namen, Rechte und Inhalt.",
  },
  userUnknown: {
    what: "Die Planung kennt keinen Benutzer {user}[; der ähnlichste ist {nearest}].",
    cure: "termin-sync status zeigt alle Benutzer.",
  },
  employeeUnknown: {
    what: "Die Planung kennt keinen Mitarbeiter {employee}.",
    cure: "Geben Sie die ID oder den vollen Namen aus der Planung an.",
  },
  appointmentUnknown: {
    what: "Es gibt keinen Termin {appointment}.",
    cure: "termin-sync journal zeigt die IDs der Termine.",
  },
  appointmentLocked: {
    what: "Der Termin {appointment} ist eine Besprechung aus Outlook; über sie bestimmt Outlook.",
    cure: "Ändern Sie ihn in Outlook.",
  },
  entryUnknown: {
    what: "Das Journal hat keinen Eintrag und keinen Durchlauf {entry}.",
    cure: "termin-sync journal --json zeigt die IDs (id und run); was älter ist als Sync.JournalDays, ist nicht mehr da.",
  },
  conflictUnknown: {
    what: "Es gibt keinen offenen Konflikt {id}.",
    cure: "termin-sync conflicts zeigt die offenen Konflikte mit ihren IDs.",
  },
  portInUse: {
    what: "Der Port {port} ist von einem anderen Programm belegt.",
    cure: "Wählen Sie in Console.Url einen anderen Port, oder beenden Sie das andere Programm.",
  },
  ...CONSOLE_FAULTS_DE,
  sandboxUnavailable: {
    what: "Die Sandbox ist nicht gestartet[: {cause}].",
    cure: "Die Zeilen darüber sagen mehr; termin-sync demo --fresh beginnt mit einem leeren Ordner.",
  },
  internal: {
    what: "Ein Fehler in termin-sync selbst: {message}.",
    cure: "Es bleibt nichts Halbes zurück. Bitte melden Sie ihn zusammen mit dem Protokoll.",
  },
};
