// An audit on demand: everybody, or those who are named, with a report; what it found is kept and logged.
import type { AuditReport, AuditSummary, ParticipantAudit } from "../contract/audit.ts";
import { asFault, type Fault } from "../core/fault.ts";
import type { Participant } from "../core/model/participant.ts";
import { auditParticipant, summaryOf } from "./audit.ts";
import { type CycleOptions, whoTakesPart } from "./cycle.ts";
import { concernsEverybody, failReasonOf } from "./fault-scope.ts";
import { type PassFrame, shared } from "./frame.ts";
import { findMailboxes, type Located } from "./mailboxes.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { Ports } from "./ports.ts";

export type AuditOptions = Pick<CycleOptions, "company" | "sync" | "logins" | "signal">;

/** Throws only what concerns everybody: planning or state out of reach, credentials refused, a bug. */
export async function auditEverybody(ports: Ports, options: AuditOptions): Promise<AuditReport> {
  const frame: PassFrame = { ...ports, company: options.company, sync: options.sync, ...shared() };
  const startedAt = new Date(ports.clock.now()).toISOString();
  const { participants, skipped } = await whoTakesPart(frame, options);
  const located = await findMailboxes(frame, participants);
  const audits = await auditAll(frame, located, options.signal);
  return {
    startedAt,
    finishedAt: new Date(ports.clock.now()).toISOString(),
    participants: audits,
    skipped: [
      ...skipped,
      ...located.flatMap((one) =>
        one.kind === "doubled" ? [{ user: one.participant.login, reason: "duplicateMailbox" as const }] : [],
      ),
    ],
  };
}

/** In the order of the participants; whoever has not begun when `signal` is aborted is left out. */
async function auditAll(
  frame: PassFrame,
  located: readonly Located[],
  signal: AbortSignal,
): Promise<ParticipantAudit[]> {
  const queue = located.filter((one) => one.kind !== "doubled");
  // Whole calendars are held in memory meanwhile.
  const audits = await frame.readings.each(queue, async (one) =>
    signal.aborted ? [] : [await auditOne(frame, one)],
  );
  return audits.flat();
}

async function auditOne(
  frame: PassFrame,
  one: Exclude<Located, { kind: "doubled" }>,
): Promise<ParticipantAudit> {
  if (one.kind === "failed") return failedAudit(one.participant, one.fault);
  try {
    return (await auditAndKeep(frame, one.participant, one.mailbox)).audit;
  } catch (thrown) {
    const fault = asFault(thrown);
    if (concernsEverybody(fault)) throw fault;
    const { login } = one.participant;
    frame.log.error("Sync", "An audit has failed.", { user: login, code: fault.code, detail: fault.detail });
    return failedAudit(one.participant, fault, one.mailbox.email);
  }
}

/** Throws a fault that concerns the whole participant; nothing is kept then. */
export async function auditAndKeep(
  frame: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
): Promise<{ readonly audit: ParticipantAudit; readonly summary: AuditSummary }> {
  const audit = await auditParticipant(frame, participant, mailbox);
  const { userId, login } = participant;
  const summary = summaryOf(audit, new Date(frame.clock.now()).toISOString());
  await frame.state.recordAudit({ userId, login, summary });
  for (const { kind, prospect, appointment, event, reason } of audit.differences) {
    if (prospect !== "readAgain" && prospect !== "byHand") continue;
    const detail = { user: login, kind, prospect, reason, appointment, event };
    frame.log.warning("Sync", "An audit has found a difference.", detail);
  }
  frame.log.information("Sync", "Both sides were compared in full.", {
    user: login,
    ...summary.differences,
  });
  return { audit, summary };
}

function failedAudit(
  { login, addresses }: Participant,
  fault: Fault,
  email = addresses[0] ?? "",
): ParticipantAudit {
  const compared = { appointments: 0, events: 0 };
  const reason = failReasonOf(fault);
  return { user: login, email, outcome: "failed", reason, compared, differences: [], requests: 0 };
}
