// The report of a cycle for people: a table, then what needs attention with reasons and cures.
import type { ParticipantReport, SideCounts, SyncReport } from "../../contract/report.ts";
import { fill } from "../../core/sentences/fill.ts";
import { journalSentence } from "../../core/sentences/journal-sentence.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnReason } from "../../core/sentences/sentences.ts";
import { OUTCOME_WORDS } from "../../core/sentences/words.ts";
import type { Reason } from "../../core/sync/decision-table.ts";
import { explain } from "../../core/sync/explain.ts";
import { WORDS } from "./headings.ts";
import { plain, quoted, table } from "./table.ts";

/** More of one participant are in --json. */
const MOST_PLANNED = 25;

/** `isCutShort`: somebody broke the cycle off, so it says nothing about what is left to do. */
export function reportText(report: SyncReport, lang: Lang, zone: string, isCutShort = false): string {
  const { participants, skipped } = report;
  const parts: string[] = [];
  if (participants.length > 0) parts.push(reportTable(participants, lang), WORDS.legend[lang]);
  else parts.push(WORDS.nobody[lang]);
  parts.push(isCutShort ? WORDS.interrupted[lang] : summary(report, lang));
  const planned = participants.flatMap((one) => plannedLines(one, lang, zone));
  if (planned.length > 0) parts.push([WORDS.planned[lang], ...planned].join("\n"));
  const attention = participants.flatMap((one) => attentionLines(one, lang));
  if (attention.length > 0) parts.push([WORDS.attention[lang], ...attention].join("\n"));
  if (skipped.length > 0) {
    const lines = skipped.map(
      ({ user, reason }) => `  ${plain(user)}: ${adviceText(reason, lang, user)} [${reason}]`,
    );
    parts.push([WORDS.skipped[lang], ...lines].join("\n"));
  }
  return parts.join("\n\n");
}

function reportTable(participants: readonly ParticipantReport[], lang: Lang): string {
  const right = { align: "right" } as const;
  const columns = [
    { title: WORDS.user[lang] },
    { title: WORDS.outcome[lang] },
    { title: WORDS.created[lang], ...right },
    { title: WORDS.updated[lang], ...right },
    { title: WORDS.deleted[lang], ...right },
    { title: WORDS.reverted[lang], ...right },
    { title: WORDS.conflicts[lang], ...right },
    { title: WORDS.held[lang], ...right },
    { title: WORDS.parked[lang], ...right },
    { title: WORDS.requests[lang], ...right },
  ];
  const rows = participants.map((one) => [
    plain(one.user),
    OUTCOME_WORDS[one.outcome][lang],
    both(one.created),
    both(one.updated),
    both(one.deleted),
    String(one.reverted),
    String(one.conflicts),
    String(one.held),
    String(one.parked.length),
    String(one.requests),
  ]);
  return table(columns, rows);
}

function both({ planning, office365 }: SideCounts): string {
  return `${planning} / ${office365}`;
}

function summary(report: SyncReport, lang: Lang): string {
  const count = report.participants.reduce((all, one) => all + writesOf(one), 0);
  const seconds = ((Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000).toFixed(1);
  const number = lang === "de" ? seconds.replace(".", ",") : seconds;
  const sum = (of: (one: ParticipantReport) => number) =>
    report.participants.reduce((all, one) => all + of(one), 0);
  const mails = sum((one) => one.mails);
  if (report.dryRun) {
    const linked = sum((one) => one.linked);
    return `${WORDS.dryRun[lang]} ${fill(WORDS.wouldWrite[lang], { count, linked, mails })}`;
  }
  const isQuiet =
    count === 0 && report.participants.length > 0 && report.participants.every((one) => one.outcome === "ok");
  if (isQuiet) return WORDS.nothingWritten[lang];
  const written = fill(WORDS.writes[lang], { count, seconds: number });
  return mails === 0 ? written : `${written} ${fill(WORDS.mailsSent[lang], { mails })}`;
}

export function writesOf(one: ParticipantReport): number {
  const sides = [one.created, one.updated, one.deleted].reduce(
    (sum, { planning, office365 }) => sum + planning + office365,
    0,
  );
  return sides + one.reverted;
}

/** In the order in which they would be written, nearest days first. */
function plannedLines({ user, planned = [] }: ParticipantReport, lang: Lang, zone: string): string[] {
  const lines = planned.slice(0, MOST_PLANNED).map((write) => {
    const marks = [
      ...(write.mails === 0 ? [] : [fill(WORDS.plannedMails[lang], { mails: write.mails })]),
      ...(write.held === undefined ? [] : [WORDS.plannedHeld[lang]]),
      ...(write.announced === undefined ? [] : [WORDS.plannedAnnounced[lang]]),
    ];
    const mark = marks.length === 0 ? "" : ` (${marks.join("; ")})`;
    const what = journalSentence(write, lang, zone);
    return `  ${plain(user)}  ${what}. ${explain(write.reason as Reason, lang)}${mark} [${write.reason}]`;
  });
  return planned.length > MOST_PLANNED ? [...lines, "  …"] : lines;
}

function attentionLines(one: ParticipantReport, lang: Lang): string[] {
  const lines: string[] = [];
  const name = plain(one.user);
  if (one.reason !== undefined && one.outcome !== "ok") {
    lines.push(`  ${name}: ${adviceText(one.reason, lang, one.user)} [${one.reason}]`);
  }
  for (const { appointment, event, subject, reason } of one.parked) {
    const which = `${quoted(subject ?? null, lang)}${appointment ?? event ?? ""}`;
    lines.push(`  ${name}, ${which}: ${adviceText(reason, lang, one.user)} [${reason}]`);
  }
  return lines;
}

export function adviceText(reason: Parameters<typeof adviceOnReason>[0], lang: Lang, user: string): string {
  const { what, cure } = adviceOnReason(reason, lang, { user: plain(user) });
  return `${what} ${cure}`;
}
