// A journal entry in a line for people: which appointment, what was done to it, and each changed field before and after.
import type { JournalEntry } from "../../contract/report.ts";
import type { FieldName, ShowAs, Time } from "../model/fields.ts";
import type { Lang } from "./lang.ts";
import { ACTION_WORDS, FIELD_WORDS, SHOW_AS_WORDS, SIDE_WORDS } from "./words.ts";

/** Longer values are cut: the whole ones are in the entry. */
const LONGEST_VALUE = 40;

/** An entry of the journal, or a write that is only planned. */
type Sayable = Pick<JournalEntry, "subject" | "side" | "action" | "before" | "after">;

/**
 * For instance «Outlook: „Heizung warten“ geändert (Zeit: Di., 01.12., 10:00–11:00 → Mi., 02.12., 10:00–11:00)». `zone` is the
 * company's IANA zone.
 */
export function journalSentence(entry: Sayable, lang: Lang, zone: string): string {
  const { subject } = entry;
  const quoted = subject === null ? "" : lang === "de" ? `„${line(subject)}“ ` : `"${line(subject)}" `;
  const changes = entry.action === "update" ? changedFields(entry, lang, zone) : [];
  const details = changes.length === 0 ? "" : ` (${changes.join("; ")})`;
  return `${SIDE_WORDS[entry.side][lang]}: ${quoted}${ACTION_WORDS[entry.action][lang]}${details}`;
}

function changedFields({ before, after }: Sayable, lang: Lang, zone: string): string[] {
  return (Object.keys(FIELD_WORDS) as FieldName[]).flatMap((name) => {
    const [old, now] = [fieldIn(before, name), fieldIn(after, name)];
    if (now === undefined) return [];
    return [
      `${FIELD_WORDS[name][lang]}: ${fieldValueText(name, old, lang, zone)} → ${fieldValueText(name, now, lang, zone)}`,
    ];
  });
}

function fieldIn(fields: unknown, name: FieldName): unknown {
  if (typeof fields !== "object" || fields === null) return undefined;
  return (fields as Partial<Record<FieldName, unknown>>)[name];
}

/** One field's value in a few words. */
export function fieldValueText(name: FieldName, value: unknown, lang: Lang, zone: string): string {
  if (value === null || value === undefined || value === "") return "–";
  if (name === "time") return timeText(value as Time, lang, zone);
  if (name === "showAs") return SHOW_AS_WORDS[value as ShowAs][lang];
  if (name === "private") return { de: value ? "ja" : "nein", en: value ? "yes" : "no" }[lang];
  if (name === "reminderMinutes") return `${value} min`;
  return line(String(value));
}

/** From when to when; `zone` is the company's IANA zone. */
export function timeText(time: Time, lang: Lang, zone: string, withYear = false): string {
  const locale = lang === "de" ? "de-DE" : "en-GB";
  const year = withYear ? ({ year: "numeric" } as const) : {};
  const day = { weekday: "short", day: "2-digit", month: "2-digit", ...year } as const;
  if (time.kind === "allDay") {
    const format = new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" });
    const last = Temporal.PlainDate.from(time.endDate).subtract({ days: 1 });
    return format.formatRange(new Date(time.startDate), new Date(last.toString()));
  }
  const format = new Intl.DateTimeFormat(locale, {
    ...day,
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
  return format.formatRange(new Date(time.start), new Date(time.end));
}

/** On one line, without control characters, which could do things to a terminal. */
function line(text: string): string {
  const flat = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return flat.length > LONGEST_VALUE ? `${flat.slice(0, LONGEST_VALUE - 1).trimEnd()}…` : flat;
}
