// Every word of the page, in German and English.

const TEXTS = {
  de: {
    title: "Microsoft 365 Sandbox",
    mailbox: "Postfach",
    calendar: "Kalender",
    mails: "Mails",
    requests: "Anfragen",
    language: "Sprache",
    today: "Heute",
    previousWeek: "Vorige Woche",
    nextWeek: "Nächste Woche",
    newEvent: "Neuer Termin",
    week: "KW",
    allDay: "Ganztägig",
    subject: "Betreff",
    start: "Beginn",
    end: "Ende",
    location: "Ort",
    attendees: "Teilnehmer",
    attendeesHint: "Adressen, durch Komma getrennt",
    showAs: "Anzeigen als",
    categories: "Kategorien",
    private: "Privat",
    teams: "Teams-Besprechung",
    notes: "Notizen",
    delete: "Löschen",
    deleteSeries: "Serie löschen",
    close: "Schließen",
    save: "Speichern",
    accept: "Zusagen",
    tentativelyAccept: "Mit Vorbehalt",
    decline: "Absagen",
    clear: "Leeren",
    onlyMailbox: "nur dieses Postfach",
    mailsHint: "was Microsoft verschickt hätte",
    noSubject: "(kein Betreff)",
    noMails: "Niemand hätte eine Mail bekommen.",
    noRequests: "Noch keine Anfragen.",
    organizedBy: "Eingeladen von",
    yourAnswer: "Antwort",
    occurrence: "Ein Termin einer Serie; Änderungen gelten nur für diesen.",
    exception: "Ein geänderter Termin einer Serie; Änderungen gelten nur für diesen.",
    cancelled: "Abgesagt vom Organisator.",
    noMailbox: "Dieses Postfach antwortet nicht: ",
    statistics:
      "{requests} Anfragen, höchstens {peak} gleichzeitig je Postfach, {throttled} gedrosselt, {violations} zu früh wiederholt",
    time: "Zeit",
    kind: "Art",
    from: "Von",
    to: "An",
    method: "Methode",
    path: "Pfad",
    status: "Status",
    duration: "ms",
    free: "Frei",
    tentative: "Mit Vorbehalt",
    busy: "Gebucht",
    oof: "Abwesend",
    workingElsewhere: "Arbeitet woanders",
    invitation: "Einladung",
    update: "Änderung",
    cancellation: "Absage",
    response: "Antwort",
    none: "keine",
    notResponded: "noch keine",
    accepted: "zugesagt",
    tentativelyAccepted: "mit Vorbehalt",
    declined: "abgesagt",
    reset: "Verbindung abgebrochen",
    early: "zu früh",
  },
  en: {
    title: "Microsoft 365 sandbox",
    mailbox: "Mailbox",
    calendar: "Calendar",
    mails: "Mails",
    requests: "Requests",
    language: "Language",
    today: "Today",
    previousWeek: "Previous week",
    nextWeek: "Next week",
    newEvent: "New event",
    week: "Week",
    allDay: "All day",
    subject: "Subject",
    start: "Start",
    end: "End",
    location: "Location",
    attendees: "Attendees",
    attendeesHint: "Addresses, separated by commas",
    showAs: "Show as",
    categories: "Categories",
    private: "Private",
    teams: "Teams meeting",
    notes: "Notes",
    delete: "Delete",
    deleteSeries: "Delete series",
    close: "Close",
    save: "Save",
    accept: "Accept",
    tentativelyAccept: "Tentative",
    decline: "Decline",
    clear: "Clear",
    onlyMailbox: "this mailbox only",
    mailsHint: "what Microsoft would have sent",
    noSubject: "(no subject)",
    noMails: "Nobody would have got a mail.",
    noRequests: "No requests yet.",
    organizedBy: "Invited by",
    yourAnswer: "Answer",
    occurrence: "One occurrence of a series; changes apply to it alone.",
    exception: "A changed occurrence of a series; changes apply to it alone.",
    cancelled: "Cancelled by the organizer.",
    noMailbox: "This mailbox does not answer: ",
    statistics:
      "{requests} requests, at most {peak} at a time per mailbox, {throttled} throttled, {violations} repeated too early",
    time: "Time",
    kind: "Kind",
    from: "From",
    to: "To",
    method: "Method",
    path: "Path",
    status: "Status",
    duration: "ms",
    free: "Free",
    tentative: "Tentative",
    busy: "Busy",
    oof: "Away",
    workingElsewhere: "Working elsewhere",
    invitation: "Invitation",
    update: "Update",
    cancellation: "Cancellation",
    response: "Response",
    none: "none",
    notResponded: "none yet",
    accepted: "accepted",
    tentativelyAccepted: "tentative",
    declined: "declined",
    reset: "connection reset",
    early: "too early",
  },
};

let language = localStorage.getItem("language") ?? (navigator.language.startsWith("de") ? "de" : "en");

/** For dates: the browser's own variety of the chosen language. */
export function locale() {
  const own = navigator.languages.find((each) => each.startsWith(`${language}-`));
  return own ?? { de: "de-DE", en: "en-GB" }[language];
}

export function chooseLanguage(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
}

export function text(name, values = {}) {
  const found = TEXTS[language][name] ?? name;
  return found.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** Puts the words into every element that names one. */
export function translatePage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
    element.title = text(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = text(element.dataset.placeholder);
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}
