// With which code a command ends: what scripts and monitoring rely on.
import type { AuditReport } from "../../contract/audit.ts";
import type { SyncReport } from "../../contract/report.ts";
import type { Fault } from "../fault.ts";
import { type ExitCode, FAULT_FACTS } from "./fault-facts.ts";

export function exitCodeOfFault(fault: Fault): ExitCode {
  return FAULT_FACTS[fault.code].exit;
}

export function exitCodeOfReport({ participants }: SyncReport): ExitCode {
  const wanted = participants.filter(({ outcome }) => outcome !== "skipped");
  const needsAttention = wanted.some(
    ({ outcome, held, parked }) => outcome !== "ok" || held > 0 || parked.length > 0,
  );
  return gravest(wanted, needsAttention);
}

/** What the next cycle deals with anyway needs nobody's attention. */
export function exitCodeOfAudit({ participants }: AuditReport): ExitCode {
  const needsAttention = participants.some(
    ({ outcome, differences }) =>
      outcome !== "ok" || differences.some(({ prospect }) => prospect !== "nextCycle"),
  );
  return gravest(participants, needsAttention);
}

/** Refused credentials, then a store out of reach, then anything that needs attention. */
function gravest(participants: readonly { readonly reason?: string }[], needsAttention: boolean): ExitCode {
  const reasons = new Set(participants.map(({ reason }) => reason));
  if (reasons.has("credentialsRefused")) return 4;
  if (reasons.has("stateUnreachable") || reasons.has("planningUnreachable")) return 3;
  return needsAttention ? 1 : 0;
}
