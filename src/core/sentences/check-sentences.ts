// What a check found, and what to do about it. What a fault or a reason tells stands in their own catalogues.
import { type Details, fill } from "./fill.ts";
import type { Advice, InLangs, Lang } from "./lang.ts";

const one = (de: string, en: string, cureDe = "", cureEn = ""): InLangs<Advice> => ({
  de: { what: de, cure: cureDe },
  en: { what: en, cure: cureEn },
});

export const CHECK_SENTENCES = {
  reachable: one("Microsoft ist zu erreichen.", "Microsoft can be reached."),
  signedIn: one("Microsoft hat die Anmeldung angenommen.", "Microsoft took the sign-in."),
  permissionTenantWide: one(
    "Das Recht Calendars.ReadWrite ist erteilt, für alle Postfächer des Tenants.",
    "The permission Calendars.ReadWrite is granted, for all mailboxes of the tenant.",
    "Enger ist besser: In Exchange Online lässt es sich auf die Teilnehmer beschränken (RBAC for Applications).",
    "Less is better: in Exchange Online it can be limited to the participants (RBAC for Applications).",
  ),
  permissionScoped: one(
    "Im Tenant ist kein Kalenderrecht erteilt; das Postfach ließ sich trotzdem lesen: Das Recht kommt eingeschränkt aus Exchange Online.",
    "No calendar permission is granted in the tenant; the mailbox could be read all the same: the permission comes, limited, from Exchange Online.",
  ),
  permissionMissing: one(
    "Der Anwendung fehlt das Recht Calendars.ReadWrite.",
    "The application lacks the permission Calendars.ReadWrite.",
    "Erteilen Sie es in Exchange Online (RBAC for Applications) für die Teilnehmer oder im Entra Admin Center mit Administratorzustimmung. Bis es wirkt, kann es zwei Stunden dauern.",
    "Grant it in Exchange Online (RBAC for Applications) for the participants, or in the Entra admin centre with an administrator's consent. It may take two hours until it counts.",
  ),
  permissionReadOnly: one(
    "Die Anwendung darf Kalender nur lesen, nicht schreiben.",
    "The application may only read calendars, not write to them.",
    "Erteilen Sie Calendars.ReadWrite statt Calendars.Read.",
    "Grant Calendars.ReadWrite instead of Calendars.Read.",
  ),
  mailboxReadable: one("Der Kalender von {mailbox} ist zu lesen.", "The calendar of {mailbox} can be read."),
  forbiddenRefused: one(
    "Der Kalender von {mailbox} ist verschlossen, so wie es sein soll.",
    "The calendar of {mailbox} is closed, as it should be.",
  ),
  forbiddenReadable: one(
    "Der Kalender von {mailbox} ist zu lesen, obwohl er verschlossen sein soll.",
    "The calendar of {mailbox} can be read, although it should be closed.",
    "Nehmen Sie der Anwendung im Entra Admin Center das Recht für den ganzen Tenant; ein zweites, eingeschränktes hebt es nicht auf.",
    "Take the tenant-wide permission from the application in the Entra admin centre; a second, limited one does not undo it.",
  ),
  forbiddenNotThere: one(
    "Ob {mailbox} verschlossen ist, lässt sich nicht sagen: Ein solches Postfach gibt es nicht.",
    "Whether {mailbox} is closed cannot be told: there is no such mailbox.",
    "Nennen Sie ein Postfach, das es gibt und das nicht synchronisiert werden darf.",
    "Name a mailbox that exists and must not be synchronised.",
  ),
  notTried: one("Nicht geprüft.", "Not tried."),
  settingsRead: one("Die Einstellungen sind gültig ({file}).", "The settings are valid ({file})."),
  settingsUnknown: one(
    "Diese Schlüssel in den Einstellungen wirken nicht: {keys}.",
    "These keys of the settings have no effect: {keys}.",
    "Berichtigen oder entfernen Sie sie.",
    "Correct or remove them.",
  ),
  folderGood: one(
    "Der Datenordner {folder} ist beschreibbar und anderen verschlossen.",
    "The data folder {folder} can be written to and is closed to others.",
  ),
  folderOpen: one(
    "Den Datenordner {folder} dürfen auch andere Konten lesen; darin stehen Termine.",
    "Other accounts may read the data folder {folder}; appointments stand in it.",
    "Nehmen Sie ihnen das Recht: chmod 700 {folder}",
    "Take that right from them: chmod 700 {folder}",
  ),
  folderClosed: one(
    "In den Datenordner {folder} lässt sich nicht schreiben.",
    "The data folder {folder} cannot be written to.",
    "Geben Sie dem Konto des Dienstes das Recht, dort zu lesen und zu schreiben.",
    "Give the service's account the right to read and write there.",
  ),
  diskEnough: one("Frei sind {free}.", "{free} are free."),
  diskLow: one(
    "Nur noch {free} sind frei.",
    "Only {free} are free.",
    "Schaffen Sie Platz: Ist der Datenträger voll, ruht die Synchronisation.",
    "Make room: while the disk is full the sync rests.",
  ),
  planningReady: one(
    "Die Planungsdatenbank hat Version {version}.",
    "The planning database has version {version}.",
  ),
  planningMissing: one(
    "Die Planungsdatenbank {file} gibt es noch nicht.",
    "The planning database {file} is not there yet.",
    "Der erste Durchlauf legt sie an; danach trägt das ERP Benutzer und Termine ein.",
    "The first cycle makes it; then the ERP enters users and appointments.",
  ),
  stateReady: one("Der Zustand hat Version {version}.", "The state has version {version}."),
  stateMissing: one(
    "Synchronisiert wurde hier noch nie; den Zustand legt der erste Durchlauf an.",
    "Nothing was ever synchronised here; the first cycle makes the state.",
  ),
  credentialsThere: one(
    "Zugangsdaten sind da: {count}, an erster Stelle: {source}.",
    "Credentials are there: {count}, first of all: {source}.",
  ),
  secretUnknownExpiry: one(
    "Wann der geheime Clientschlüssel ({source}) abläuft, ist nicht eingetragen.",
    "Until when the client secret ({source}) is valid is not entered.",
    "Tragen Sie den Tag aus dem Entra Admin Center in der Konsole ein; dann wird rechtzeitig gewarnt.",
    "Enter the day from the Entra admin centre in the console; then there is a warning in time.",
  ),
  secretOutside: one(
    "Wann der geheime Clientschlüssel ({source}) abläuft, ist hier nicht bekannt.",
    "Until when the client secret ({source}) is valid is not known here.",
    "Achten Sie selbst auf den Tag, oder hinterlegen Sie ihn in der Konsole: Dann wird rechtzeitig gewarnt.",
    "Watch the day yourself, or store it in the console: then there is a warning in time.",
  ),
  secretUntil: one(
    "Der geheime Clientschlüssel ({source}) gilt bis {date}, noch {days} Tage.",
    "The client secret ({source}) is valid until {date}, for {days} more days.",
  ),
  secretSoon: one(
    "Der geheime Clientschlüssel ({source}) läuft am {date} ab, in {days} Tagen.",
    "The client secret ({source}) expires on {date}, in {days} days.",
    "Legen Sie im Entra Admin Center einen neuen an und hinterlegen Sie ihn in der Konsole als zweiten; gewechselt wird von selbst.",
    "Create a new one in the Entra admin centre and store it in the console as the second one; the change happens by itself.",
  ),
  secretOver: one(
    "Der geheime Clientschlüssel ({source}) ist am {date} abgelaufen.",
    "The client secret ({source}) expired on {date}.",
    "Legen Sie im Entra Admin Center einen neuen an und hinterlegen Sie ihn in der Konsole.",
    "Create a new one in the Entra admin centre and store it in the console.",
  ),
  certificateUntil: one(
    "Das Zertifikat gilt bis {date}, noch {days} Tage.",
    "The certificate is valid until {date}, for {days} more days.",
  ),
  certificateSoon: one(
    "Das Zertifikat läuft am {date} ab, in {days} Tagen.",
    "The certificate expires on {date}, in {days} days.",
    "Laden Sie ein neues zur Anwendung hoch und nennen Sie seine Datei in Office365.CertificateFile.",
    "Upload a new one to the application and name its file in Office365.CertificateFile.",
  ),
  certificateOver: one(
    "Das Zertifikat ist am {date} abgelaufen.",
    "The certificate expired on {date}.",
    "Laden Sie ein neues zur Anwendung hoch und nennen Sie seine Datei in Office365.CertificateFile.",
    "Upload a new one to the application and name its file in Office365.CertificateFile.",
  ),
  clockRight: one(
    "Die Uhr dieses Rechners geht richtig (Abweichung {seconds} s).",
    "This machine's clock is right (off by {seconds} s).",
  ),
  clockWrong: one(
    "Die Uhr dieses Rechners weicht um {seconds} s von der Microsofts ab.",
    "This machine's clock is {seconds} s off Microsoft's.",
    "Schalten Sie die Zeitsynchronisation des Betriebssystems ein.",
    "Turn on the operating system's time synchronisation.",
  ),
  usersReady: one("Teilnehmer: {count}.", "Participants: {count}."),
  usersNone: one(
    "Kein Benutzer ist für Office 365 eingerichtet.",
    "No user is set up for Office 365.",
    "Stellen Sie beim Benutzer die Synchronisationsart Office 365 ein und tragen Sie seine Adresse ein.",
    "Set the user's sync kind to Office 365 and enter the address.",
  ),
  ofUser: one("{user}: {what}", "{user}: {what}", "{cure}", "{cure}"),
  andMore: one("Und {count} weitere.", "And {count} more."),
  mailboxesReady: one(
    "Alle Postfächer der Teilnehmer sind zu erreichen: {count}.",
    "All mailboxes of the participants can be reached: {count}.",
  ),
  mailboxDoubled: one(
    "{users} haben dasselbe Postfach.",
    "{users} have the same mailbox.",
    "Geben Sie jedem Benutzer seine eigene Adresse.",
    "Give each user an address of their own.",
  ),
} as const satisfies Readonly<Record<string, InLangs<Advice>>>;

/** Where a credential comes from. */
export const SOURCE_NAMES = {
  environment: { de: "aus der Umgebung", en: "from the environment" },
  systemd: { de: "von systemd", en: "from systemd" },
  store: { de: "hinterlegt", en: "stored" },
  certificate: { de: "Zertifikat", en: "certificate" },
} as const satisfies Readonly<Record<string, InLangs>>;

export type CheckSentence = keyof typeof CHECK_SENTENCES;

export function adviceOnCheck(sentence: CheckSentence, lang: Lang, details: Details = {}): Advice {
  const { what, cure } = CHECK_SENTENCES[sentence][lang];
  return {
    what: fill(what, details),
    cure: cure === "" || cure === "{cure}" ? String(details.cure ?? "") : fill(cure, details),
  };
}
