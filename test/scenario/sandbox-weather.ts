// What a scenario's fault means between us and Microsoft: which requests meet which answers, so that the call fails in the end
// although the gateway waits and repeats as it should.
import type { FaultRule } from "../../sandbox/control/faults.ts";
import type { MailboxState } from "../../sandbox/mailbox/mailbox.ts";
import type { FaultCode } from "../../src/core/fault.ts";
import { NETWORK_BUDGET, SERVICE_BUDGET } from "../../src/core/pacing/patience.ts";
import type { CalendarCall, OrderedFault } from "../../src/gateways/memory/calendar.ts";

const REQUESTS: Record<CalendarCall, Pick<FaultRule, "method" | "path">> = {
  findMailbox: { method: "GET", path: "/users/[^/]+$" },
  changes: { method: "GET", path: "/calendarView/delta" },
  marks: { method: "GET", path: "singleValueExtendedProperties" },
  findMade: { method: "GET", path: "value(%20|\\+| )eq" },
  look: { method: "GET", path: "/events/[^/?]+$" },
  create: { method: "POST", path: "/events$" },
  update: { method: "PATCH", path: "/events/" },
  remove: { method: "DELETE", path: "/events/" },
};

/** Answers that are repeated are played until patience ends; the others once. */
const ANSWERS: Partial<Record<FaultCode, FaultRule>> = {
  graphUnreachable: { drop: true, times: NETWORK_BUDGET.tries },
  graphUnavailable: { status: 503, retryAfter: 10.5, times: SERVICE_BUDGET.tries },
  graphThrottled: { status: 429, retryAfter: 10.5, times: SERVICE_BUDGET.tries },
  // A proxy's page in the place of an answer.
  graphAnswerUnreadable: { status: 200, body: "<html><body>Bitte anmelden</body></html>" },
  eventChanged: { status: 412 },
  eventRefused: { status: 400, code: "ErrorPropertyValidationFailure" },
};

export function ruleOf({ call, code, afterwards = false }: OrderedFault): FaultRule {
  const answer = ANSWERS[code];
  if (answer === undefined) throw new Error(`Nobody has said yet how Microsoft says ${code}.`);
  return { name: `${call} ${code}`, ...REQUESTS[call], ...answer, afterCommit: afterwards };
}

const STATES: Partial<Record<FaultCode, MailboxState>> = {
  mailboxForbidden: "forbidden",
  mailboxUnavailable: "unlicensed",
  mailboxNotFound: "gone",
};

export function stateOf(code: FaultCode | null): MailboxState {
  const state = code === null ? "ok" : STATES[code];
  if (state === undefined) throw new Error(`No mailbox answers with ${code}.`);
  return state;
}
