// A full comparison for people: whether both sides agree, and each difference with its time and what becomes of it.
import type { AuditReport, Difference, ParticipantAudit, Prospect } from "../../contract/audit.ts";
import { differenceSentence, whenText } from "../../core/sentences/difference-sentence.ts";
import { fill } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { WORDS } from "./headings.ts";
import { adviceText } from "./show-report.ts";
import { plain, quoted } from "./table.ts";

/** What is a finding first, what the next cycle does anyway last. */
const ORDER: readonly Prospect[] = ["byHand", "readAgain", "waiting", "nextCycle"];
/** More of one participant are in --json. */
const MOST_DIFFERENCES = 25;

export function auditText(report: AuditReport, lang: Lang, zone: string, isCutShort = false): string {
  const { participants, skipped } = report;
  const parts: string[] = [];
  if (isCutShort) parts.push(WORDS.auditCutShort[lang]);
  else if (participants.length === 0) parts.push(WORDS.nobody[lang]);
  else parts.push(summary(participants, lang));
  for (const one of participants) {
    if (one.outcome === "failed" || one.differences.length > 0) parts.push(participantText(one, lang, zone));
  }
  if (skipped.length > 0) {
    const lines = skipped.map(
      ({ user, reason }) => `  ${plain(user)}: ${adviceText(reason, lang, user)} [${reason}]`,
    );
    parts.push([WORDS.skipped[lang], ...lines].join("\n"));
  }
  return parts.join("\n\n");
}

function summary(participants: readonly ParticipantAudit[], lang: Lang): string {
  const done = participants.filter(({ outcome }) => outcome === "ok");
  const sum = (count: (one: ParticipantAudit) => number) => done.reduce((all, one) => all + count(one), 0);
  const compared = fill(WORDS.compared[lang], {
    participants: done.length,
    appointments: sum((one) => one.compared.appointments),
    events: sum((one) => one.compared.events),
  });
  const differences = done.flatMap((one) => one.differences);
  const count = (prospect: Prospect) => differences.filter((one) => one.prospect === prospect).length;
  const told = (["readAgain", "byHand", "waiting", "nextCycle"] as const).flatMap((prospect) =>
    count(prospect) === 0 ? [] : [fill(WORDS[prospect][lang], { count: count(prospect) })],
  );
  if (told.length > 0) return [compared, ...told].join("\n");
  return done.length < participants.length ? compared : `${compared} ${WORDS.agree[lang]}`;
}

function participantText(one: ParticipantAudit, lang: Lang, zone: string): string {
  const { user, reason, differences } = one;
  if (reason !== undefined) return `${plain(user)}: ${adviceText(reason, lang, user)} [${reason}]`;
  const sorted = ORDER.flatMap((prospect) => differences.filter((each) => each.prospect === prospect));
  const lines = sorted.slice(0, MOST_DIFFERENCES).map((each) => differenceLine(each, lang, zone, user));
  return [`${plain(user)}:`, ...lines, ...(sorted.length > MOST_DIFFERENCES ? ["  …"] : [])].join("\n");
}

function differenceLine(difference: Difference, lang: Lang, zone: string, user: string): string {
  const { kind, subject, time, appointment, event } = difference;
  const which =
    `${quoted(subject, lang)}${whenText(time, lang, zone)}`.trim() || (appointment ?? event ?? "");
  return `  ${which}: ${differenceSentence(difference, lang, zone, plain(user))} [${kind}]`;
}
