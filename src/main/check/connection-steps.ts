// Tries a connection to Microsoft 365 step by step; what comes after a failed step is not tried.
import type { CheckOutcome } from "../../contract/check.ts";
import {
  CONNECTION_STEPS,
  type ConnectionStep,
  type ConnectionStepResult,
} from "../../contract/console/settings.ts";
import { asFault } from "../../core/fault.ts";
import { adviceOnCheck, type CheckSentence } from "../../core/sentences/check-sentences.ts";
import type { Advice, Lang } from "../../core/sentences/lang.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Probe } from "../../gateways/graph/probe.ts";

export interface Wanted {
  readonly mailbox: string;
  readonly forbiddenMailbox: string | null;
}

export async function connectionSteps(
  probe: Probe,
  { mailbox, forbiddenMailbox }: Wanted,
  lang: Lang,
): Promise<ConnectionStepResult[]> {
  const results: ConnectionStepResult[] = [];
  const tell = (step: ConnectionStep, outcome: CheckOutcome | "skipped", { what, cure }: Advice) =>
    results.push({ step, outcome, sentence: what, cure });
  const say = (step: ConnectionStep, outcome: CheckOutcome, sentence: CheckSentence, details = {}) =>
    tell(step, outcome, adviceOnCheck(sentence, lang, details));
  let step: ConnectionStep = "reachable";
  try {
    await probe.reach();
    say(step, "pass", "reachable");
    step = "signedIn";
    const { roles } = await probe.signIn();
    say(step, "pass", "signedIn");
    const trouble = await readingOf(probe, mailbox);
    step = "permission";
    const permission = permissionOf(roles, trouble?.code === "mailboxForbidden", trouble === null);
    say(step, permission.outcome, permission.sentence);
    step = "mailbox";
    if (trouble !== null) throw trouble;
    say(step, "pass", "mailboxReadable", { mailbox });
    step = "forbiddenMailbox";
    if (forbiddenMailbox !== null) {
      const refusal = await readingOf(probe, forbiddenMailbox);
      if (refusal === null) say(step, "fail", "forbiddenReadable", { mailbox: forbiddenMailbox });
      else if (refusal.code === "mailboxForbidden")
        say(step, "pass", "forbiddenRefused", { mailbox: forbiddenMailbox });
      else if (refusal.code === "mailboxNotFound" || refusal.code === "mailboxUnavailable")
        say(step, "warn", "forbiddenNotThere", { mailbox: forbiddenMailbox });
      else throw refusal;
    }
  } catch (thrown) {
    tell(step, "fail", adviceOnFault(asFault(thrown), lang));
  }
  const tried = new Set(results.map((one) => one.step));
  for (const missing of CONNECTION_STEPS.filter((one) => !tried.has(one)))
    tell(missing, "skipped", adviceOnCheck("notTried", lang));
  return results;
}

async function readingOf(probe: Probe, address: string) {
  try {
    await probe.readCalendar([address]);
    return null;
  } catch (thrown) {
    return asFault(thrown);
  }
}

export interface Permission {
  readonly outcome: CheckOutcome;
  readonly sentence: CheckSentence;
}

/** Tokens name what the tenant grants. What Exchange Online grants for some mailboxes shows only in that one of them can be read. */
export function permissionOf(roles: readonly string[], isRefused: boolean, isRead: boolean): Permission {
  if (roles.includes("Calendars.ReadWrite") && !isRefused)
    return { outcome: "pass", sentence: "permissionTenantWide" };
  if (roles.includes("Calendars.Read") && !roles.includes("Calendars.ReadWrite"))
    return { outcome: "fail", sentence: "permissionReadOnly" };
  if (isRead) return { outcome: "pass", sentence: "permissionScoped" };
  return roles.includes("Calendars.ReadWrite")
    ? { outcome: "pass", sentence: "permissionTenantWide" }
    : { outcome: "fail", sentence: "permissionMissing" };
}
