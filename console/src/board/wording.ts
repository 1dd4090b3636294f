// Times and states of appointments in words, as the reader writes them.
import {
  type AppointmentFields,
  type BoardAppointment,
  type BoardEmployee,
  SYNC_MARKS,
} from "../../../src/contract/console/appointments.ts";
import { clockOf, DAY, dateOf } from "../parts/zone.ts";
import { language, type TextKey, text } from "../texts/texts.svelte.ts";
import { type Extent, extentOf } from "./spans.ts";

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** A wall time is read as UTC: the zone is in it already. */
function format(wall: number, options: Intl.DateTimeFormatOptions): string {
  const locale = language.current === "de" ? "de-DE" : "en-GB";
  const key = locale + JSON.stringify(options);
  let found = FORMATS.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    FORMATS.set(key, found);
  }
  return found.format(wall);
}

const SHORT = { day: "2-digit", month: "2-digit" } as const;
const FULL = { ...SHORT, year: "numeric" } as const;

/** `Di., 01.12.2026` */
export const dayText = (wall: number) => format(wall, { weekday: "short", ...FULL });
/** `Dienstag, 1. Dezember 2026` */
export const longDayText = (wall: number) =>
  format(wall, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** `Di 01.12.` */
export const headText = (wall: number) =>
  `${format(wall, { weekday: "short" }).replace(".", "")} ${format(wall, SHORT)}`;
export const monthText = (wall: number) => format(wall, { month: "long", year: "numeric" });
export const shortDayText = (wall: number) => format(wall, FULL);
/** `23.11. – 29.11.2026` */
export const daysText = (first: number, last: number) => `${format(first, SHORT)} – ${format(last, FULL)}`;

export function spanText({ from, to }: Extent, kind: "timed" | "allDay"): string {
  if (kind === "allDay") {
    const last = to - DAY;
    return last <= from ? `${dayText(from)}, ${text("boardAllDay")}` : `${dayText(from)} – ${dayText(last)}`;
  }
  if (dateOf(from) === dateOf(to)) return `${dayText(from)}, ${clockOf(from)}–${clockOf(to)}`;
  return `${dayText(from)}, ${clockOf(from)} – ${dayText(to)}, ${clockOf(to)}`;
}

export function timeText(one: Pick<BoardAppointment, "time">, zone: string): string {
  return spanText(extentOf(one, zone), one.time.kind);
}

export function namesOf(ids: readonly string[], employees: readonly BoardEmployee[]): string {
  const names = ids.map((id) => employees.find((one) => one.id === id)?.name ?? "?");
  return names.length === 0 ? text("panelNobody") : names.join(", ");
}

/** The mark in words, with its reason where there is one. */
export function markText(one: BoardAppointment, reasons: Readonly<Record<string, string>>): string {
  const mark = text(`mark_${one.mark}`);
  if (one.markReason === null) return mark;
  const own = `reason_${one.markReason}`;
  const sentence = isOwnReason(own) ? text(own) : reasons[one.markReason];
  return sentence === undefined ? mark : `${mark}: ${sentence}`;
}

const OWN_REASONS = ["reason_unplanned", "reason_outsideWindow", "reason_noUser"] as const;

function isOwnReason(key: string): key is (typeof OWN_REASONS)[number] {
  return OWN_REASONS.some((one) => one === key);
}

/** Where the key is no text of ours, the service's own word. */
export function responseText(response: string): string {
  const known: Readonly<Record<string, TextKey>> = {
    accepted: "response_accepted",
    declined: "response_declined",
    tentativelyAccepted: "response_tentativelyAccepted",
    organizer: "response_organizer",
  };
  return text(known[response] ?? "response_none");
}

export function reminderText(minutes: number | null): string {
  if (minutes === null) return text("panelNoReminder");
  if (minutes > 0 && minutes % 1_440 === 0) return text("panelDays", { count: minutes / 1_440 });
  if (minutes > 0 && minutes % 60 === 0) return text("panelHours", { count: minutes / 60 });
  return text("panelMinutes", { count: minutes });
}

/** A field's value, for showing two versions beside each other. */
export function valueText(
  key: keyof AppointmentFields,
  fields: Partial<AppointmentFields>,
  employees: readonly BoardEmployee[],
  zone: string,
): string {
  const value = fields[key];
  if (key === "time" && fields.time !== undefined) return timeText({ time: fields.time }, zone);
  if (key === "employees" && fields.employees !== undefined) return namesOf(fields.employees, employees);
  if (key === "showAs" && fields.showAs !== undefined) return text(`showAs_${fields.showAs}`);
  if (key === "reminderMinutes" && fields.reminderMinutes !== undefined)
    return reminderText(fields.reminderMinutes);
  if (typeof value === "boolean") return text(value ? "valueYes" : "valueNo");
  return value === null || value === undefined || value === "" ? text("valueNone") : String(value);
}

export const LEGEND = [...SYNC_MARKS, "locked", "doubleBooked"] as const;
