// With which code a command ends: what scripts and monitoring rely on.
import type { SyncReport } from "../../contract/report.ts";
import type { Fault } from "../fault.ts";
import { type ExitCode, FAULT_FACTS } from "./fault-facts.ts";

export function exitCodeOfFault(fault: Fault): ExitCode {
  return FAULT_FACTS[fault.code].exit;
}

/** The gravest finding counts: refused credentials, then a store out of reach, then anything that needs attention. */
export function exitCodeOfReport(report: SyncReport): ExitCode {
  let needsAttention = false;
  const found = new Set<ExitCode>();
  for (const participant of report.participants) {
    if (participant.outcome === "skipped") continue;
    if (participant.outcome !== "ok" || participant.held > 0 || participant.parked.length > 0)
      needsAttention = true;
    if (participant.reason === "credentialsRefused") found.add(4);
    if (participant.reason === "stateUnreachable" || participant.reason === "planningUnreachable")
      found.add(3);
  }
  if (found.has(4)) return 4;
  if (found.has(3)) return 3;
  return needsAttention ? 1 : 0;
}
