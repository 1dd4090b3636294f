// Wall times as text: `YYYY-MM-DDTHH:MM`. The sandbox converts zones; the page only adds minutes and days.

const MINUTE_MS = 60_000;

function toUtc(local) {
  return Date.parse(`${local.length === 10 ? `${local}T00:00` : local.slice(0, 16)}:00Z`);
}

export function addMinutes(local, minutes) {
  return new Date(toUtc(local) + minutes * MINUTE_MS).toISOString().slice(0, 16);
}

export function addDays(date, days) {
  return addMinutes(date.slice(0, 10), days * 1440).slice(0, 10);
}

export function addMonths(date, months) {
  const moved = new Date(toUtc(date));
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 10);
}

export function minutesBetween(from, to) {
  return (toUtc(to) - toUtc(from)) / MINUTE_MS;
}

export function daysBetween(from, to) {
  return Math.round(minutesBetween(from.slice(0, 10), to.slice(0, 10)) / 1440);
}

export function minuteOfDay(local) {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

export function roundTo(minutes, step) {
  return Math.round(minutes / step) * step;
}

/** 0 is Monday. */
export function weekday(date) {
  return (new Date(toUtc(date)).getUTCDay() + 6) % 7;
}

/** Monday of the week. */
export function weekOf(date) {
  return addDays(date, -weekday(date));
}

/** ISO week number. */
export function weekNumber(monday) {
  const thursday = addDays(monday, 3);
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** The wall time of an instant in a zone. */
export function inZone(instant, zone) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return parts.format(new Date(instant)).replace(" ", "T");
}

export function format(date, language, options) {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(new Date(toUtc(date)));
}

export function formatRange(from, to, language, options) {
  const parts = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return parts.formatRange(new Date(toUtc(from)), new Date(toUtc(to)));
}
