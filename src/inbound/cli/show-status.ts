// Status for people: in step or not, each participant, and what needs attention.
import type { DelayReport, ParticipantStatus, StatusReport } from "../../contract/report.ts";
import { fill } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { momentText } from "../../core/sentences/moment-text.ts";
import { noticeSentences } from "../../core/sentences/notice-sentences.ts";
import { STATE_WORDS } from "../../core/sentences/words.ts";
import { WORDS } from "./headings.ts";
import { durationText } from "./progress.ts";
import { adviceText } from "./show-report.ts";
import { plain, table } from "./table.ts";

export function statusText(status: StatusReport, lang: Lang, zone: string): string {
  const { service, participants } = status;
  const parts: string[] = [];
  const { pid, startedAt } = service;
  if (service.running) {
    const since = startedAt === undefined ? "?" : momentText(startedAt, lang, zone);
    parts.push(fill(WORDS.running[lang], { pid: pid ?? 0, since }));
  } else parts.push(WORDS.notRunning[lang]);
  const isLeftOut = ({ state }: ParticipantStatus) => state === "skipped" || state === "paused";
  const wanted = participants.filter((one) => !isLeftOut(one));
  if (wanted.every((one) => one.lastPassAt === null && one.progress === undefined))
    parts.push(WORDS.neverRan[lang]);
  else parts.push(inStepText(wanted, lang));
  if (participants.length > 0) parts.push(statusTable(participants, lang, zone));
  parts.push(...auditLine(wanted, lang, zone));
  const delays = delayLines(status, lang);
  if (delays.length > 0) parts.push(delays.join("\n"));
  const notices = noticeSentences(wanted, lang);
  if (notices.length > 0) parts.push(notices.map(plain).join("\n"));
  const attention = wanted.flatMap((one) => [
    ...reasonLine(one, lang),
    ...waitingLines(one, lang),
    ...foundLine(one, lang, zone),
  ]);
  if (attention.length > 0) parts.push([WORDS.attention[lang], ...attention].join("\n"));
  const skipped = participants.filter(isLeftOut).flatMap((one) => reasonLine(one, lang));
  if (skipped.length > 0) parts.push([WORDS.skipped[lang], ...skipped].join("\n"));
  return parts.join("\n\n");
}

function inStepText(wanted: readonly ParticipantStatus[], lang: Lang): string {
  const inStep = wanted.filter((one) => one.state === "inStep").length;
  const word = inStep === wanted.length ? WORDS.allInStep : WORDS.someInStep;
  return fill(word[lang], { inStep, count: wanted.length });
}

function statusTable(participants: readonly ParticipantStatus[], lang: Lang, zone: string): string {
  const right = { align: "right" } as const;
  const columns = [
    { title: WORDS.user[lang] },
    { title: WORDS.email[lang] },
    { title: WORDS.state[lang] },
    { title: WORDS.lastPass[lang] },
    { title: WORDS.held[lang], ...right },
    { title: WORDS.parked[lang], ...right },
    { title: WORDS.conflicts[lang], ...right },
  ];
  const rows = participants.map((one) => [
    plain(one.user),
    plain(one.email),
    stateText(one, lang),
    one.lastPassAt === null ? WORDS.never[lang] : momentText(one.lastPassAt, lang, zone),
    String(one.held),
    String(one.parked),
    String(one.conflicts),
  ]);
  return table(columns, rows);
}

function stateText({ state, progress, remainingSeconds }: ParticipantStatus, lang: Lang): string {
  const parts = [STATE_WORDS[state][lang]];
  if (progress !== undefined) parts.push(`${Math.floor(progress * 100)} %`);
  if (remainingSeconds !== undefined)
    parts.push(fill(WORDS.remaining[lang], { time: durationText(remainingSeconds) }));
  return parts.join(", ");
}

function reasonLine({ user, reason, state }: ParticipantStatus, lang: Lang): string[] {
  if (reason === undefined || state === "inStep") return [];
  return [`  ${plain(user)}: ${adviceText(reason, lang, user)} [${reason}]`];
}

function waitingLines({ user, held, parked }: ParticipantStatus, lang: Lang): string[] {
  const say = (hint: "heldHint" | "parkedHint", count: number) =>
    count === 0 ? [] : [`  ${fill(WORDS[hint][lang], { user: plain(user), count })}`];
  return [...say("heldHint", held), ...say("parkedHint", parked)];
}

/** How many were compared in full, and when the last of them. */
function auditLine(wanted: readonly ParticipantStatus[], lang: Lang, zone: string): string[] {
  const moments = wanted.flatMap(({ audit }) => audit?.at ?? []).sort();
  const last = moments.at(-1);
  if (last === undefined) return [];
  const details = { count: moments.length, all: wanted.length, at: momentText(last, lang, zone) };
  return [fill(WORDS.auditedAll[lang], details)];
}

/** How long edits took to the other side. */
function delayLines({ delays }: StatusReport, lang: Lang): string[] {
  const say = (key: "delayToOffice365" | "delayToPlanning", delay: DelayReport | undefined) => {
    if (delay === undefined) return [];
    const [half, most] = [delay.p50Seconds, delay.p95Seconds].map((seconds) =>
      durationText(Math.ceil(seconds)),
    );
    return [fill(WORDS[key][lang], { half: half ?? "", most: most ?? "", count: delay.count })];
  };
  return [...say("delayToOffice365", delays?.office365), ...say("delayToPlanning", delays?.planning)];
}

function foundLine({ user, audit }: ParticipantStatus, lang: Lang, zone: string): string[] {
  const count = unnoticed(audit);
  if (audit === undefined || count === 0) return [];
  const details = { user: plain(user), at: momentText(audit.at, lang, zone), count };
  return [`  ${fill(WORDS.auditFound[lang], details)}`];
}

function unnoticed(audit: ParticipantStatus["audit"]): number {
  return audit === undefined ? 0 : audit.differences.readAgain + audit.differences.byHand;
}

export function needsAttention({ participants }: StatusReport): boolean {
  return participants.some(
    (one) =>
      one.state === "failed" ||
      one.state === "needsConfirmation" ||
      one.held > 0 ||
      one.parked > 0 ||
      unnoticed(one.audit) > 0,
  );
}
