// Translates refusals of a mailbox and of single events. Codes are compared in lower case (learn.microsoft.com/graph/errors).
import { Fault } from "../../core/fault.ts";
import type { GraphAnswer } from "./graph-client.ts";

export type Refusal = Pick<GraphAnswer, "status" | "code">;

/** No licence, inactive, soft-deleted or on-premises: Graph does not tell which (msgraph-sdk-javascript#1756, graph-docs#10481). */
const UNAVAILABLE = new Set([
  "mailboxnotenabledforrestapi",
  "resourcenotfound",
  "extensionerror",
  "mailboxnothostedinexchangeonline",
]);
const UNKNOWN = new Set(["errorinvaliduser", "request_resourcenotfound", "errornonexistentmailbox"]);

/** The mailbox itself, not what was asked about in it, is the trouble. Null: it is not. */
export function mailboxFault({ status, code }: Refusal, email: string): Fault | null {
  const detail = { mailbox: email, reason: code };
  if (UNKNOWN.has(code)) return new Fault("refused", "mailboxNotFound", detail);
  if (UNAVAILABLE.has(code)) return new Fault("refused", "mailboxUnavailable", detail);
  if (status === 403 || code === "nopermissionsinaccesstoken" || code === "erroraccessdenied")
    return new Fault("refused", "mailboxForbidden", detail);
  return null;
}

/** For calls about the mailbox as a whole. Whatever else is refused there is a fault of ours. */
export function refusedByMailbox(refusal: Refusal, email: string): Fault {
  const known = mailboxFault(refusal, email);
  if (known !== null) return known;
  const { status, code } = refusal;
  if (status === 404) return new Fault("refused", "mailboxUnavailable", { mailbox: email, reason: code });
  return new Fault("broken", "internal", { message: `Graph answered ${status} ${code}` });
}

/** For writes to one event. A 404 may also mean the mailbox: codes that are clear decide, the next look clears up the rest. */
export function refusedEvent({ status, code }: Refusal, email: string): Fault {
  const detail = { mailbox: email, reason: code };
  if (status === 412) return new Fault("stale", "eventChanged", detail);
  const mailbox = code === "resourcenotfound" ? null : mailboxFault({ status, code }, email);
  if (mailbox !== null) return mailbox;
  // Not necessarily gone: the next look tells, and only a definite answer counts there.
  if (status === 404 || status === 410 || isNotThere({ status, code }))
    return new Fault("stale", "eventGone", detail);
  // 409: another save was under way (learn.microsoft.com/graph/errors).
  if (status === 409) return new Fault("stale", "eventChanged", detail);
  return new Fault("refused", "eventRefused", detail);
}

/** What Exchange calls an event that is not there. Any other 404 may mean the mailbox, or come from something in between. */
const NOT_THERE = new Set(["erroritemnotfound", "itemnotfound"]);
/** An id that this mailbox could never have given out is "malformed" to some servers. */
const MALFORMED = new Set(["errorinvalididmalformed", "erroridmalformed"]);

/** A definite "not found" for the very event that was asked for; only this counts as a deletion. */
export function isNotThere({ status, code }: Refusal): boolean {
  if (status === 400) return MALFORMED.has(code);
  if (status === 410) return !UNKNOWN.has(code) && !UNAVAILABLE.has(code);
  return status === 404 && NOT_THERE.has(code);
}

export function isOk({ status }: Pick<GraphAnswer, "status">): boolean {
  return status >= 200 && status < 300;
}
