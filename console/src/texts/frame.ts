// Texts of the frame of every page and of signing in.
import type { Texts } from "./area.ts";

export const FRAME = {
  appName: { de: "Termin-Sync", en: "Termin-Sync" },
  overview: { de: "Überblick", en: "Overview" },
  board: { de: "Monteursteuerung", en: "Dispatch board" },
  signIn: { de: "Anmelden", en: "Sign in" },
  signOut: { de: "Abmelden", en: "Sign out" },
  name: { de: "Name", en: "Name" },
  password: { de: "Kennwort", en: "Password" },
  setUpTitle: { de: "Das erste Konto", en: "The first account" },
  setUpText: {
    de: "Legen Sie das Konto des ersten Administrators an. Weitere Konten legt er in der Konsole an.",
    en: "Make the first administrator's account. Further ones are made in the console.",
  },
  passwordHint: {
    de: "Mindestens 12 Zeichen; mehrere Wörter hintereinander sind gut.",
    en: "At least 12 characters; several words in a row are good.",
  },
  createAccount: { de: "Konto anlegen", en: "Make the account" },
  noAccountYet: {
    de: "Es gibt noch kein Konto. Der Link dafür steht im Terminal des Dienstes.",
    en: "There is no account yet. The link to make one stands in the service's terminal.",
  },
  loading: { de: "Wird geladen …", en: "Loading …" },
  lost: { de: "Der Dienst antwortet nicht.", en: "The service does not answer." },
  lostDetail: {
    de: "Die Seite zeigt den letzten bekannten Stand und versucht es weiter.",
    en: "The page shows what was known last, and goes on trying.",
  },
  broken: { de: "Hier ist etwas schiefgegangen.", en: "Something went wrong here." },
  brokenDetail: {
    de: "Laden Sie die Seite neu. Bleibt es dabei, hilft das Protokoll des Dienstes weiter.",
    en: "Reload the page. If it stays like this, the service's log tells more.",
  },
  tryAgain: { de: "Noch einmal versuchen", en: "Try again" },
  cancel: { de: "Abbrechen", en: "Cancel" },
  close: { de: "Schließen", en: "Close" },
  menu: { de: "Menü", en: "Menu" },
  pages: { de: "Seiten", en: "Pages" },
  narrowMenu: { de: "Menü schmal", en: "Narrow menu" },
  wideMenu: { de: "Menü breit", en: "Wide menu" },
  toContent: { de: "Zum Inhalt", en: "Skip to content" },
  noSuchPage: { de: "Diese Seite gibt es nicht.", en: "There is no such page." },
  noSuchPageText: {
    de: "Vielleicht ist der Link alt, oder Ihre Rolle darf die Seite nicht sehen.",
    en: "The link may be old, or your role may not see the page.",
  },
  toOverview: { de: "Zum Überblick", en: "To the overview" },
  role_viewer: { de: "Betrachter", en: "Viewer" },
  role_dispatcher: { de: "Disponent", en: "Dispatcher" },
  role_admin: { de: "Administrator", en: "Administrator" },
  theme: { de: "Hell oder dunkel", en: "Light or dark" },
  language: { de: "English", en: "Deutsch" },
  sandbox: { de: "Kalender in der Sandbox", en: "Calendars in the sandbox" },
  changed: {
    de: "Jemand anderes war schneller; hier steht der neue Stand.",
    en: "Somebody else was quicker; this is how it stands now.",
  },
  save: { de: "Speichern", en: "Save" },
  remove: { de: "Entfernen", en: "Remove" },
  openInOutlook: { de: "In Outlook öffnen", en: "Open in Outlook" },
} as const satisfies Texts;
