// Texts of the dispatch board.
import type { Texts } from "./area.ts";

export const BOARD = {
  today: { de: "Heute", en: "Today" },
  day: { de: "Tag", en: "Day" },
  week: { de: "Woche", en: "Week" },
  month: { de: "Monat", en: "Month" },
  newAppointment: { de: "Neuer Termin", en: "New appointment" },
  employee: { de: "Mitarbeiter", en: "Employee" },
  boardEmpty: { de: "In diesem Zeitraum ist nichts geplant.", en: "Nothing is planned in this span." },
  noEmployees: {
    de: "Es gibt noch keine Mitarbeiter in der Planung.",
    en: "There are no employees in the planning yet.",
  },
  mark_inStep: { de: "in allen Kalendern", en: "in every calendar" },
  mark_waiting: { de: "unterwegs", en: "on its way" },
  mark_held: { de: "wartet auf Bestätigung", en: "waits for confirmation" },
  mark_conflict: { de: "Konflikt", en: "conflict" },
  mark_parked: { de: "beiseitegelegt", en: "set aside" },
  mark_notSynchronised: { de: "in keinem Kalender", en: "in no calendar" },
  locked: { de: "Besprechung aus Outlook: dort ändern", en: "Meeting from Outlook: change it there" },
} as const satisfies Texts;
