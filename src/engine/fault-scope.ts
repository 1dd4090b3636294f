// How far a fault reaches: one participant's trouble is nobody else's, but some troubles are everybody's.
import type { FailReason } from "../contract/reasons.ts";
import type { Fault, FaultCode } from "../core/fault.ts";

/** A fault that no participant would escape ends the cycle. */
export function concernsEverybody(fault: Fault): boolean {
  return EVERYBODYS.has(fault.code);
}

/** Nobody has entered yet what it takes. */
const NOT_CONNECTED: ReadonlySet<FaultCode> = new Set(["notConnected", "secretMissing"]);

/** Nobody can sign in until a person changes something. */
const SIGN_IN: ReadonlySet<FaultCode> = new Set([
  "credentialsRefused",
  "credentialsExpired",
  "clientUnknown",
  "tenantUnknown",
  "certificateRefused",
  "certificateUnreadable",
  "secretsUnsafe",
  "secretsUnreadable",
  "keyFileMisplaced",
]);

const EVERYBODYS: ReadonlySet<FaultCode> = new Set([
  ...NOT_CONNECTED,
  ...SIGN_IN,
  "planningUnreachable",
  "planningNewer",
  "planningForeign",
  "stateUnreachable",
  "stateCorrupt",
  "stateNewer",
]);

/** The participant's reason for a fault: one of a fixed list. */
export function failReasonOf(fault: Fault): FailReason {
  if (NOT_CONNECTED.has(fault.code)) return "notConnected";
  if (SIGN_IN.has(fault.code)) return "credentialsRefused";
  switch (fault.code) {
    case "mailboxNotFound":
    case "mailboxUnavailable":
    case "mailboxForbidden":
      return fault.code;
    case "graphThrottled":
      return "throttled";
    case "planningBusy":
      return "planningUnreachable";
    default:
      return fault.kind === "unavailable" || fault.kind === "stale" ? "unavailable" : "internalError";
  }
}
