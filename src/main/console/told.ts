// Puts codes into words for the console, in the reader's language.
import type { Told, ToldChange, ToldEntry } from "../../contract/console/told.ts";
import type { AnyReason } from "../../contract/reasons.ts";
import type { JournalEntry } from "../../contract/report.ts";
import type { Fault } from "../../core/fault.ts";
import { FIELD_NAMES } from "../../core/model/fields.ts";
import { labelOf, type ShownField, wholeFieldText } from "../../core/sentences/field-text.ts";
import { journalSentence } from "../../core/sentences/journal-sentence.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnPage } from "../../core/sentences/page-sentences.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import { CHANGES, DECISION_TABLE, OTHER_REASONS, type Reason } from "../../core/sync/decision-table.ts";
import { explain } from "../../core/sync/explain.ts";
import type { MarkReason } from "../../core/sync/mark.ts";
import { HEADER_NAMES } from "../../core/sync/side-by-side.ts";

export function toldReason(reason: MarkReason | AnyReason, lang: Lang): Told {
  return { code: reason, ...adviceOnPage(reason, lang) };
}

export function toldFault(fault: Fault, lang: Lang): Told {
  return { code: fault.code, ...adviceOnFault(fault, lang) };
}

const CELLS = Object.keys(DECISION_TABLE).flatMap((ownership) =>
  CHANGES.flatMap((planning) => CHANGES.map((calendar) => `${ownership}.${planning}.${calendar}`)),
);
export const REASONS: readonly string[] = [...OTHER_REASONS, ...CELLS];

/** The rule in a sentence; a code that this version does not know stays as it is. */
export function ruleSentence(reason: string, lang: Lang): string {
  return REASONS.includes(reason) ? explain(reason as Reason, lang) : reason;
}

export function toldEntry(entry: JournalEntry, lang: Lang, zone: string): ToldEntry {
  const { event: _, before, after, delaySeconds, ...rest } = entry;
  return {
    ...rest,
    sentence: journalSentence(entry, lang, zone),
    changes: changesOf(before, after, lang, zone),
    rule: ruleSentence(entry.reason, lang),
    ...(delaySeconds !== undefined && { delaySeconds }),
  };
}

function changesOf(before: unknown, after: unknown, lang: Lang, zone: string): ToldChange[] {
  const [old, now] = [columnOf(before), columnOf(after)];
  return [...FIELD_NAMES, ...HEADER_NAMES].flatMap((field: ShownField) => {
    if (!(field in old) && !(field in now)) return [];
    const text = (value: unknown) => wholeFieldText(field, value, lang, zone);
    const change = { field, label: labelOf(field, lang), before: text(old[field]), after: text(now[field]) };
    return change.before === change.after ? [] : [change];
  });
}

/** A journal's values are fields, with the job header in one of them. */
function columnOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return {};
  const header = "header" in value && typeof value.header === "object" ? value.header : null;
  return { ...value, ...header };
}
