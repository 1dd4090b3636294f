// Deutsch: was die Konsole und ihre API ablehnen, und was dann zu tun ist.
import type { FaultCode } from "../fault.ts";
import type { Advice } from "./lang.ts";

export const CONSOLE_FAULTS_DE = {
  notSignedIn: {
    what: "Niemand ist angemeldet.",
    cure: "Melden Sie sich an; nach einer halben Stunde ohne Eingabe und nach acht Stunden endet eine Anmeldung von selbst.",
  },
  signInRefused: {
    what: "Name oder Kennwort stimmt nicht.",
    cure: "Versuchen Sie es noch einmal, oder bitten Sie einen Administrator um ein neues Kennwort.",
  },
  signInTooOften: {
    what: "Die Anmeldung ist zu oft misslungen.",
    cure: "Warten Sie eine Viertelstunde, oder bitten Sie einen Administrator um ein neues Kennwort.",
  },
  microsoftCancelled: {
    what: "Die Anmeldung bei Microsoft wurde abgebrochen.",
    cure: "Versuchen Sie es noch einmal, oder melden Sie sich mit Name und Kennwort an.",
  },
  microsoftExpired: {
    what: "Diese Anmeldung bei Microsoft gilt nicht oder nicht mehr.",
    cure: "Beginnen Sie hier noch einmal: Sie gilt nur in dem Browser, in dem sie begonnen wurde, nur einmal und nur zehn Minuten.",
  },
  microsoftRefused: {
    what: "Microsoft lässt die Anmeldung nicht zu[ ({aadsts})].",
    cure: "Versuchen Sie es noch einmal. Bleibt es dabei, muss ein Administrator im Entra Admin Center nachsehen: ob Sie die Anwendung benutzen dürfen und ob der Anmeldung an ihr zugestimmt ist.",
  },
  microsoftAnswerUntrue: {
    what: "Die Antwort von Microsoft gehört nicht zu dieser Anmeldung[ ({claim})].",
    cure: "Versuchen Sie es noch einmal. Bleibt es dabei, vergleicht ein Administrator Office365.TenantId und Office365.ClientId mit dem Entra Admin Center und prüft die Uhr dieses Rechners.",
  },
  microsoftUnreachable: {
    what: "Die Anmeldung bei Microsoft ist gerade nicht erreichbar[: {cause}].",
    cure: "Versuchen Sie es später noch einmal, oder melden Sie sich mit Name und Kennwort an.",
  },
  microsoftNotSetUp: {
    what: "Der Dienst kann sich bei Microsoft nicht ausweisen[ ({aadsts})].",
    cure: "Melden Sie sich mit Name und Kennwort an. Was fehlt, sieht ein Administrator unter „System“ und im Protokoll.",
  },
  microsoftAccountMissing: {
    what: "Microsoft kennt Sie als {user}, aber hier gibt es dafür kein Konto.",
    cure: "Bitten Sie einen Administrator, unter „Konten“ eines mit genau diesem Namen anzulegen, oder nehmen Sie bei Microsoft ein anderes Konto.",
  },
  microsoftAccountTaken: {
    what: "Das Konto {user} gehört bei Microsoft einer anderen Person.",
    cure: "Hat dort jemand Neues diesen Namen bekommen, muss ein Administrator das Konto unter „Konten“ entfernen und neu anlegen.",
  },
  microsoftNameNeeded: {
    what: "Das ist kein Benutzername von Microsoft.",
    cure: "Nehmen Sie den, mit dem sich die Person bei Microsoft anmeldet, zum Beispiel anna.berger@firma.de.",
  },
  setUpLinkInvalid: {
    what: "Der Einrichtungslink gilt nicht oder nicht mehr.",
    cure: "Er gilt eine halbe Stunde und nur einmal. Starten Sie den Dienst neu: Solange es kein Konto gibt, nennt er einen neuen.",
  },
  passwordWeak: {
    what: "Das Kennwort ist zu kurz oder zu leicht zu erraten.",
    cure: "Nehmen Sie mindestens {shortest} Zeichen, die nicht auf Listen häufiger Kennwörter stehen und nicht den Namen enthalten; mehrere Wörter hintereinander sind gut.",
  },
  accountNameInvalid: {
    what: "Der Name passt nicht.",
    cure: "Nehmen Sie 2 bis {longest} Zeichen.",
  },
  accountExists: {
    what: "Ein Konto mit dem Namen {name} gibt es schon.",
    cure: "Nehmen Sie einen anderen Namen.",
  },
  accountUnknown: {
    what: "Es gibt kein Konto mit dem Namen {name}.",
    cure: "Vielleicht hat es jemand entfernt: Laden Sie die Liste der Konten neu.",
  },
  lastAdministrator: {
    what: "{name} ist der letzte Administrator mit Kennwort.",
    cure: "Geben Sie zuerst einem anderen Konto mit Kennwort die Rolle Administrator; sonst käme niemand mehr an die Einstellungen, sobald Microsoft nicht zu erreichen ist.",
  },
  ownPassword: {
    what: "Das ist Ihr eigenes Konto.",
    cure: "Ihr Kennwort ändern Sie unter „Mein Konto“; dort wird zuerst das bisherige verlangt.",
  },
  passwordWrong: {
    what: "Das bisherige Kennwort stimmt nicht.",
    cure: "Versuchen Sie es noch einmal, oder bitten Sie einen anderen Administrator um ein neues Kennwort.",
  },
  sessionUnknown: {
    what: "Diese Anmeldung gibt es nicht mehr.",
    cure: "Sie ist schon beendet; es ist nichts zu tun.",
  },
  programExists: {
    what: "Ein Programm mit dem Namen {name} gibt es schon.",
    cure: "Nehmen Sie einen anderen Namen, oder ziehen Sie zuerst den Zugang des bisherigen zurück.",
  },
  programUnknown: {
    what: "Es gibt kein Programm mit dem Namen {name}.",
    cure: "Vielleicht wurde sein Zugang schon zurückgezogen: Laden Sie die Liste neu.",
  },
  personNeeded: {
    what: "Das gilt nur für Personen; ein Programm hat weder Kennwort noch Anmeldungen.",
    cure: "Melden Sie sich in der Konsole mit einem Konto an.",
  },
  roleMissing: {
    what: "Das darf nur, wer die Rolle {role} hat.",
    cure: "Bitten Sie einen Administrator, oder melden Sie sich mit einem anderen Konto an.",
  },
  requestForeign: {
    what: "Die Anfrage kommt nicht von dieser Konsole.",
    cure: "Laden Sie die Seite neu und versuchen Sie es noch einmal. Programme melden sich mit einem Zugangsschlüssel aus der Konsole an.",
  },
  requestInvalid: {
    what: "Die Anfrage ist nicht zu verstehen[: {cause}].",
    cure: "Vergleichen Sie sie mit der Beschreibung unter /api/v1/openapi.json.",
  },
  routeUnknown: {
    what: "Das gibt es hier nicht.",
    cure: "Was es gibt, steht unter /api/v1/openapi.json.",
  },
  askedTooOften: {
    what: "Von dieser Adresse kommen zu viele Anfragen.",
    cure: "Warten Sie eine Minute.",
  },
  appointmentInvalid: {
    what: "Der Termin ergibt so keinen Sinn: Das Ende liegt nicht nach dem Anfang, oder einen Tag gibt es nicht.",
    cure: "Berichtigen Sie die Zeiten.",
  },
  userChanged: {
    what: "Der Benutzer {user} wurde geändert, seit Sie ihn geöffnet haben.",
    cure: "Sehen Sie sich den neuen Stand an und ändern Sie ihn noch einmal; es wurde nichts überschrieben.",
  },
  employeeChanged: {
    what: "{employee} wurde geändert, seit Sie den Eintrag geöffnet haben.",
    cure: "Sehen Sie sich den neuen Stand an und ändern Sie ihn noch einmal; es wurde nichts überschrieben.",
  },
  loginTaken: {
    what: "Die Anmeldung {user} gibt es schon.",
    cure: "Wählen Sie eine andere, oder ändern Sie den Benutzer, den es gibt.",
  },
  planningDatabaseUnknown: {
    what: "Die Termindatenbank {id} gibt es nicht.",
    cure: "Laden Sie die Seite neu und wählen Sie eine aus der Liste.",
  },
  personRefused: {
    what: "Die Planungsdatenbank nimmt die Änderung nicht an[: {reason}].",
    cure: "Das ist eine Regel des ERP: Ändern Sie den Eintrag dort.",
  },
  notAParticipant: {
    what: "{user} nimmt an der Synchronisation nicht teil.",
    cure: "Auf der Seite Benutzer steht, warum, und was zu tun ist.",
  },
  directoryForbidden: {
    what: "Die Anwendung darf das Verzeichnis des Tenants nicht lesen.",
    cure: "Tippen Sie die Adresse ein und prüfen Sie sie; oder erteilen Sie der Anwendung User.ReadBasic.All mit Administratorzustimmung.",
  },
} as const satisfies Partial<Readonly<Record<FaultCode, Advice>>>;
