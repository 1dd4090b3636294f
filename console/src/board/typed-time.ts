// Dates and times as people type them: `1.12.26`, `01.12.2026`, `1.12.`, `830`, `8:30`, `8 Uhr`. Null for what is none.
import { dateOf } from "../parts/zone.ts";

/** `near`: the year and month that are meant where none is typed, `YYYY-MM-DD`. */
export function typedDate(text: string, near: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const [, dayText, monthText, yearText = ""] =
    iso === null
      ? (/^(\d{1,2})(?:[./\s](\d{1,2})?(?:[./\s](\d{4}|\d{2})?)?)?$/.exec(text.trim()) ?? [])
      : [null, iso[3], iso[2], iso[1]];
  if (dayText === undefined) return null;
  const [nearYear, nearMonth] = [Number(near.slice(0, 4)), Number(near.slice(5, 7))];
  const year = yearText === "" ? nearYear : Number(yearText) + (yearText.length === 2 ? 2_000 : 0);
  const month = monthText === undefined ? nearMonth : Number(monthText);
  const at = Date.UTC(year, month - 1, Number(dayText));
  const date = Number.isNaN(at) ? "" : dateOf(at);
  // The 31st of a month that has thirty days is no date.
  return Number(date.slice(5, 7)) === month && Number(date.slice(8, 10)) === Number(dayText) ? date : null;
}

/** `HH:MM` */
export function typedClock(text: string): string | null {
  const [, hours, minutes = "0"] = /^(\d{1,2})(?:[:.h ]?(\d{2}))?(?: ?Uhr| ?h)?$/i.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes.padStart(2, "0")}`;
}
