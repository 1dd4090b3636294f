// Journal, import and held deletions for people, one line each; and a fault as a sentence with its way out.
import type { JournalEntry } from "../../contract/report.ts";
import type { Fault } from "../../core/fault.ts";
import { fill } from "../../core/sentences/fill.ts";
import { journalSentence } from "../../core/sentences/journal-sentence.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { momentText } from "../../core/sentences/moment-text.ts";
import { adviceOnFault, adviceOnReason } from "../../core/sentences/sentences.ts";
import type { Reason } from "../../core/sync/decision-table.ts";
import { explain } from "../../core/sync/explain.ts";
import type { HeldReport, ImportReport, ReleaseReport } from "./actions.ts";
import { WORDS } from "./headings.ts";
import { plain, quoted } from "./table.ts";

export function journalText(entries: readonly JournalEntry[], lang: Lang, zone: string): string {
  if (entries.length === 0) return WORDS.journalEmpty[lang];
  return entries.map((entry) => entryLine(entry, lang, zone)).join("\n");
}

function entryLine(entry: JournalEntry, lang: Lang, zone: string): string {
  const what = journalSentence(entry, lang, zone);
  return `${momentText(entry.at, lang, zone)}  ${plain(entry.user)}  ${what}. ${explain(entry.reason as Reason, lang)} [${entry.reason}] ${entry.id}`;
}

export function importText(report: ImportReport, lang: Lang): string {
  const say = (key: keyof typeof WORDS, details: Record<string, string | number>) =>
    fill(WORDS[key][lang], details);
  const lines = [say("imported", { count: report.imported.length, employee: plain(report.employee) })];
  if (report.alreadyThere > 0) lines.push(say("alreadyThere", { count: report.alreadyThere }));
  if (report.notTakenOver.length > 0) {
    lines.push(say("notTakenOver", { count: report.notTakenOver.length }));
    for (const { component, sentence, reason } of report.notTakenOver) {
      lines.push(`  ${say("entry", { component })}: ${plain(sentence)} [${reason}]`);
    }
  }
  return lines.join("\n");
}

/** More are in --json. */
const MOST_HELD = 25;

export function heldText({ held }: HeldReport, lang: Lang, zone: string): string {
  if (held.length === 0) return WORDS.nothingHeld[lang];
  return [...new Set(held.map(({ user }) => user))]
    .map((user) => {
      const own = held.filter((item) => item.user === user);
      const first = own[0];
      if (first === undefined) return "";
      if (own.every(({ answer }) => answer !== null))
        return fill(WORDS.heldAnswered[lang], { user: plain(user), count: own.length });
      const { what, cure } = adviceOnReason(first.reason, lang, { user: plain(user) });
      const since = momentText(first.since, lang, zone);
      const why = `${what} ${cure}`;
      const head = fill(WORDS.heldCount[lang], { user: plain(user), count: own.length, since, why });
      const lines = own
        .slice(0, MOST_HELD)
        .map(({ subject, appointment, event }) => `  ${quoted(subject, lang)}${appointment ?? event ?? ""}`);
      return [head, ...lines, ...(own.length > MOST_HELD ? ["  …"] : [])].join("\n");
    })
    .join("\n");
}

export function releaseText({ user, answered }: ReleaseReport, lang: Lang): string {
  return fill(WORDS.answered[lang], { user: plain(user), count: answered });
}

export function faultText(fault: Fault, lang: Lang): string {
  const { what, cure } = adviceOnFault(fault, lang);
  return `${what} ${cure} [${fault.code}]`;
}

/** What `--json` prints where a command ends with a fault. */
export function faultJson(fault: Fault, lang: Lang): object {
  const { what, cure } = adviceOnFault(fault, lang);
  return { error: { code: fault.code, kind: fault.kind, message: what, cure, detail: fault.detail } };
}
