// A field's value in full, for views that have room for it: notes with their lines, times with the year.
import { FIELD_NAMES, type FieldName, type JobHeader, type Time } from "../model/fields.ts";
import { fieldValueText, timeText } from "./journal-sentence.ts";
import type { Lang } from "./lang.ts";
import { FIELD_WORDS, HEADER_WORDS } from "./words.ts";

/** What is compared side by side: the synchronised fields, and the job header, which goes to the calendar only. */
export type ShownField = FieldName | keyof JobHeader;

export function labelOf(field: ShownField, lang: Lang): string {
  const label = (isFieldName(field) ? FIELD_WORDS[field] : HEADER_WORDS[field])[lang];
  return label.charAt(0).toLocaleUpperCase(lang) + label.slice(1);
}

/** `zone` is the company's IANA zone. */
export function wholeFieldText(field: ShownField, value: unknown, lang: Lang, zone: string): string {
  if (field === "time" && isTime(value)) return timeText(value, lang, zone, true);
  if (typeof value === "string" && field !== "showAs") return value.trim() === "" ? "–" : value.trim();
  return isFieldName(field) ? fieldValueText(field, value, lang, zone) : "–";
}

function isFieldName(field: string): field is FieldName {
  return (FIELD_NAMES as readonly string[]).includes(field);
}

function isTime(value: unknown): value is Time {
  return typeof value === "object" && value !== null && "kind" in value;
}
