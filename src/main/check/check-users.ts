// Users who are set up for Office 365 and all the same are no participants, each with the reason.
import type { SkipReason } from "../../contract/reasons.ts";
import type { UserId } from "../../core/model/ids.ts";
import type { Directory, Participant } from "../../core/model/participant.ts";
import { participationOf } from "../../core/participants.ts";
import { adviceOnReason } from "../../core/sentences/sentences.ts";
import type { Findings } from "./run-checks.ts";

/** These are meant so: nobody has to do anything. */
const MEANT: ReadonlySet<SkipReason> = new Set(["syncKindNotOffice365", "userInactive", "employeeInactive"]);
/** More are counted, not named. */
export const MOST_NAMED = 25;

/** A pause is somebody's wish and no finding. */
const NOBODY_PAUSED: ReadonlySet<UserId> = new Set();

/** Those who pass. */
export function checkUsers(findings: Findings, directory: Directory): readonly Participant[] {
  const all = participationOf(directory, NOBODY_PAUSED);
  const participants = all.flatMap((one) => (one.kind === "participant" ? [one.participant] : []));
  const troubled = all.flatMap((one) => (one.kind === "skipped" && !MEANT.has(one.reason) ? [one] : []));
  if (participants.length > 0) findings.say("users", "pass", "usersReady", { count: participants.length });
  else findings.say("users", "warn", "usersNone");
  for (const { login, reason } of troubled.slice(0, MOST_NAMED)) {
    const { what, cure } = adviceOnReason(reason, findings.lang, { user: login });
    findings.say("users", "warn", "ofUser", { user: login, what, cure });
  }
  const rest = troubled.length - MOST_NAMED;
  if (rest > 0) findings.say("users", "warn", "andMore", { count: rest });
  return participants;
}
