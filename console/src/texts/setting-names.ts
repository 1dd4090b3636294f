// Name and explanation of every setting, and of the values that are chosen from a list.
import type { SettingKey } from "../../../src/contract/console/settings.ts";
import type { Lang, Texts } from "./area.ts";

type Complete = Readonly<
  Record<`setting_${SettingKey}` | `about_${SettingKey}`, Readonly<Record<Lang, string>>>
>;

const LEVEL_OF = (de: string, en: string) => ({
  de: `Wie viel ${de} ins Protokoll schreibt. Ohne eigene Stufe gilt die allgemeine.`,
  en: `How much ${en} writes into the log. Without a level of its own the general one counts.`,
});

export const SETTING_NAMES = {
  "setting_Company.Number": { de: "Mandantennummer", en: "Company number" },
  "about_Company.Number": {
    de: "Die Nummer des Mandanten im ERP. Der Zustand gehört zu ihr: Eine andere Nummer braucht einen anderen Datenordner, sonst startet der Dienst nicht.",
    en: "The company's number in the ERP. The state belongs to it: another number needs another data folder, or the service does not start.",
  },
  "setting_Company.Name": { de: "Name des Betriebs", en: "Name of the business" },
  "about_Company.Name": {
    de: "Steht über der Konsole und in der Planungsdatenbank.",
    en: "Stands above the console and in the planning database.",
  },
  "setting_Company.TimeZone": { de: "Zeitzone", en: "Time zone" },
  "about_Company.TimeZone": {
    de: "In ihr werden Zeiten gezeigt und ganze Tage begonnen, zum Beispiel Europe/Berlin.",
    en: "Times are shown and whole days begin in it, for example Europe/Berlin.",
  },
  "setting_Office365.TenantId": { de: "Tenant-ID", en: "Tenant id" },
  "about_Office365.TenantId": {
    de: "„Verzeichnis-ID (Mandant)“ auf der Übersicht der Anwendung im Entra Admin Center.",
    en: "“Directory (tenant) ID” on the application's overview in the Entra admin centre.",
  },
  "setting_Office365.ClientId": { de: "Client-ID", en: "Client id" },
  "about_Office365.ClientId": {
    de: "„Anwendungs-ID (Client)“ auf derselben Seite.",
    en: "“Application (client) ID” on the same page.",
  },
  "setting_Office365.CertificateFile": { de: "Zertifikatsdatei", en: "Certificate file" },
  "about_Office365.CertificateFile": {
    de: "PEM-Datei mit Zertifikat und privatem Schlüssel, auf dem Rechner des Dienstes. Sicherer als ein geheimer Clientschlüssel.",
    en: "PEM file with certificate and private key, on the service's machine. Safer than a client secret.",
  },
  "setting_Office365.AuthorityHost": { de: "Adresse der Anmeldung", en: "Address of the sign-in" },
  "about_Office365.AuthorityHost": {
    de: "Dorthin geht das Geheimnis. Deshalb lässt es sich nur in der Datei ändern.",
    en: "The secret goes there. That is why only the file can change it.",
  },
  "setting_Office365.GraphUrl": { de: "Adresse von Microsoft Graph", en: "Address of Microsoft Graph" },
  "about_Office365.GraphUrl": {
    de: "Dorthin geht das Zugriffstoken. Deshalb lässt sie sich nur in der Datei ändern.",
    en: "The access token goes there. That is why only the file can change it.",
  },
  "setting_Office365.NotificationUrl": {
    de: "Adresse für Änderungsmeldungen",
    en: "Address for change notices",
  },
  "about_Office365.NotificationUrl": {
    de: "Eine öffentliche https-Adresse, unter der Microsoft den Dienst erreicht. Leer: Der Dienst fragt selbst nach.",
    en: "A public https address under which Microsoft reaches the service. Empty: the service asks by itself.",
  },
  "setting_SyncJob.Interval": { de: "Takt in Sekunden", en: "Interval in seconds" },
  "about_SyncJob.Interval": {
    de: "So oft wird jeder Kalender mindestens geprüft. Nach einer Änderung und in der Arbeitszeit geschieht es öfter.",
    en: "So often each calendar is looked at, at least. After a change and in working hours it is more often.",
  },
  "setting_Sync.MonthsPast": { de: "Monate zurück", en: "Months back" },
  "about_Sync.MonthsPast": {
    de: "Was länger vorbei ist, wird nicht mehr abgeglichen. Das Fenster rückt jeden Tag weiter.",
    en: "What is longer ago is not synchronised any more. The window moves on every day.",
  },
  "setting_Sync.MonthsFuture": { de: "Monate voraus", en: "Months ahead" },
  "about_Sync.MonthsFuture": {
    de: "Was weiter in der Zukunft liegt, kommt in den Kalender, sobald das Fenster es erreicht.",
    en: "What is further ahead comes into the calendar as soon as the window reaches it.",
  },
  "setting_Sync.ConflictWinner": {
    de: "Bei widersprüchlichen Änderungen gilt",
    en: "When both sides changed the same",
  },
  "about_Sync.ConflictWinner": {
    de: "Wenn dasselbe Feld auf beiden Seiten verschieden geändert wurde. Beide Werte bleiben erhalten und lassen sich tauschen.",
    en: "When the same field was changed differently on both sides. Both values are kept and can be exchanged.",
  },
  "setting_Sync.DeletedInOutlook": {
    de: "In Outlook gelöschte Termine",
    en: "Appointments deleted in Outlook",
  },
  "about_Sync.DeletedInOutlook": {
    de: "Was mit einem geplanten Termin geschieht, den jemand in seinem Kalender löscht.",
    en: "What becomes of a planned appointment that somebody deletes in their calendar.",
  },
  "setting_Sync.PrivateEvents": { de: "Private Termine aus Outlook", en: "Private events from Outlook" },
  "about_Sync.PrivateEvents": {
    de: "Wie viel die Planung von einem Termin sieht, der in Outlook als privat gekennzeichnet ist.",
    en: "How much the planning sees of an event that is marked private in Outlook.",
  },
  "setting_Sync.DeletionGuard.Count": { de: "Löschschutz: Anzahl", en: "Deletion guard: number" },
  "about_Sync.DeletionGuard.Count": {
    de: "Würden auf einmal mehr Termine gelöscht und zugleich mehr als der Anteil darunter, wartet alles auf eine Antwort.",
    en: "Where more appointments than this, and more than the share below, would be deleted at once, they wait for an answer.",
  },
  "setting_Sync.DeletionGuard.Percent": {
    de: "Löschschutz: Anteil in Prozent",
    en: "Deletion guard: share in percent",
  },
  "about_Sync.DeletionGuard.Percent": {
    de: "Gemessen an allen abgeglichenen Terminen dieses Teilnehmers.",
    en: "Of all synchronised appointments of that participant.",
  },
  "setting_Board.WorkingHours": { de: "Arbeitszeit", en: "Working hours" },
  "about_Board.WorkingHours": {
    de: "Zwei Uhrzeiten (07:00-16:00), montags bis freitags: Die Tafel hebt sie hervor.",
    en: "Two times of day (07:00-16:00), Monday to Friday: the board sets them off.",
  },
  "setting_Board.Holidays": { de: "Feiertage", en: "Public holidays" },
  "about_Board.Holidays": {
    de: "Land, Bundesland, Konfession (DE-BY-KATH). Leer: keine.",
    en: "Country, state, denomination (DE-BY-KATH). Empty: none.",
  },
  "setting_Sync.JournalDays": { de: "Journal aufbewahren, in Tagen", en: "Keep the journal, in days" },
  "about_Sync.JournalDays": {
    de: "So lange lässt sich nachsehen und zurücknehmen, was geschrieben wurde.",
    en: "So long one can look up and take back what was written.",
  },
  "setting_MinimumLevel.Default": { de: "Protokollstufe", en: "Log level" },
  "about_MinimumLevel.Default": {
    de: "Was weniger wichtig ist, wird nicht protokolliert. Im Alltag reicht „Information“.",
    en: "What is less important is not logged. In daily use “Information” is enough.",
  },
  "setting_MinimumLevel.Override.Sync": { de: "Stufe für Abgleich", en: "Level for sync" },
  "about_MinimumLevel.Override.Sync": LEVEL_OF("der Abgleich", "the sync"),
  "setting_MinimumLevel.Override.Graph": { de: "Stufe für Microsoft Graph", en: "Level for Microsoft Graph" },
  "about_MinimumLevel.Override.Graph": LEVEL_OF("der Verkehr mit Microsoft", "the traffic with Microsoft"),
  "setting_MinimumLevel.Override.Sql": { de: "Stufe für SQL", en: "Level for SQL" },
  "about_MinimumLevel.Override.Sql": LEVEL_OF("die Datenbankverbindung", "the database connection"),
  "setting_MinimumLevel.Override.Planning": { de: "Stufe für Planung", en: "Level for planning" },
  "about_MinimumLevel.Override.Planning": LEVEL_OF("die Planung", "the planning"),
  "setting_MinimumLevel.Override.Http": { de: "Stufe für HTTP", en: "Level for HTTP" },
  "about_MinimumLevel.Override.Http": LEVEL_OF("die Annahme von Meldungen", "the door for notices"),
  "setting_MinimumLevel.Override.Console": { de: "Stufe für Konsole", en: "Level for the console" },
  "about_MinimumLevel.Override.Console": LEVEL_OF("die Konsole", "the console"),
  "setting_Planning.Provider": { de: "Art der Planungsdatenbank", en: "Kind of planning database" },
  "about_Planning.Provider": { de: "Zurzeit SQLite.", en: "SQLite at present." },
  "setting_Planning.ConnectionString": { de: "Planungsdatenbank", en: "Planning database" },
  "about_Planning.ConnectionString": {
    de: "Dateiname; ohne Pfad liegt sie im Datenordner.",
    en: "A file name; without a path it lies in the data folder.",
  },
  "setting_State.Provider": { de: "Art des Zustandsspeichers", en: "Kind of state store" },
  "about_State.Provider": { de: "Zurzeit SQLite.", en: "SQLite at present." },
  "setting_State.ConnectionString": { de: "Zustand", en: "State" },
  "about_State.ConnectionString": {
    de: "Dateiname; ohne Pfad liegt er im Datenordner. Mit einem leeren Zustand wird alles neu verknüpft, nichts verdoppelt.",
    en: "A file name; without a path it lies in the data folder. With an empty state everything is linked anew, nothing is doubled.",
  },
  "setting_Console.Url": { de: "Adresse der Konsole", en: "Address of the console" },
  "about_Console.Url": {
    de: "Eine Adresse dieses Rechners mit Port, zum Beispiel http://127.0.0.1:8365.",
    en: "An address of this machine with its port, for example http://127.0.0.1:8365.",
  },
  "setting_Console.MicrosoftSignIn": { de: "Anmeldung mit Microsoft", en: "Sign-in with Microsoft" },
  "about_Console.MicrosoftSignIn": {
    de: "Wer ein Konto hat, darf sich auch mit Microsoft anmelden. Tragen Sie dafür bei der Anwendung im Entra Admin Center unter „Authentifizierung“ als Umleitungs-URI (Plattform Web) die Adresse der Konsole ein, mit /api/v1/session/microsoft/back dahinter.",
    en: "Whoever has an account may sign in with Microsoft too. For that, enter the console's address with /api/v1/session/microsoft/back behind it as a redirect URI (platform Web) under “Authentication” of the application in the Entra admin centre.",
  },
  value_true: { de: "ein", en: "on" },
  value_false: { de: "aus", en: "off" },
  value_Origin: {
    de: "die Seite, von der der Termin stammt",
    en: "the side that the appointment comes from",
  },
  value_Planning: { de: "immer die Planung", en: "always the planning" },
  value_Office365: { de: "immer Outlook", en: "always Outlook" },
  value_Unassign: { de: "Zuordnung in der Planung entfernen", en: "take the assignment out of the planning" },
  value_Restore: { de: "im Kalender wiederherstellen", en: "put back into the calendar" },
  value_BusyOnly: { de: "nur, dass jemand belegt ist", en: "only that somebody is busy" },
  value_Full: { de: "alles", en: "everything" },
  value_Skip: { de: "gar nichts", en: "nothing at all" },
  value_Verbose: { de: "Alles (Verbose)", en: "Everything (Verbose)" },
  value_Debug: { de: "Fehlersuche (Debug)", en: "Debugging (Debug)" },
  value_Information: { de: "Information", en: "Information" },
  value_Warning: { de: "Warnung (Warning)", en: "Warning" },
  value_Error: { de: "Fehler (Error)", en: "Error" },
  value_Fatal: { de: "Nur Ausfälle (Fatal)", en: "Only failures (Fatal)" },
  value_sqlite: { de: "SQLite", en: "SQLite" },
  value_asDefault: { de: "wie die allgemeine Stufe", en: "as the general level" },
} as const satisfies Complete & Texts;
