// The report of a cycle for people: a table, then what needs attention with reasons and cures.
import type { ParticipantReport, SideCounts, SyncReport } from "../../contract/report.ts";
import { fill } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnReason } from "../../core/sentences/sentences.ts";
import { OUTCOME_WORDS } from "../../core/sentences/words.ts";
import { WORDS } from "./headings.ts";
import { plain, quoted, table } from "./table.ts";

/** `isCutShort`: somebody broke the cycle off, so it says nothing about what is left to do. */
export function reportText(report: SyncReport, lang: Lang, isCutShort = false): string {
  const { participants, skipped } = report;
  const parts: string[] = [];
  if (participants.length > 0) parts.push(reportTable(participants, lang), WORDS.legend[lang]);
  else parts.push(WORDS.nobody[lang]);
  parts.push(isCutShort ? WORDS.interrupted[lang] : summary(report, lang));
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
  const count = report.participants.reduce((sum, one) => sum + writesOf(one), 0);
  const seconds = ((Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000).toFixed(1);
  const number = lang === "de" ? seconds.replace(".", ",") : seconds;
  if (report.dryRun) return `${WORDS.dryRun[lang]} ${fill(WORDS.wouldWrite[lang], { count })}`;
  const isQuiet =
    count === 0 && report.participants.length > 0 && report.participants.every((one) => one.outcome === "ok");
  return isQuiet ? WORDS.nothingWritten[lang] : fill(WORDS.writes[lang], { count, seconds: number });
}

export function writesOf(one: ParticipantReport): number {
  const sides = [one.created, one.updated, one.deleted].reduce(
    (sum, { planning, office365 }) => sum + planning + office365,
    0,
  );
  return sides + one.reverted;
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
