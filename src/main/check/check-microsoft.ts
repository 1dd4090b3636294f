// Microsoft: reachable, the clock right, signed in, the permission really granted, and every participant's mailbox there.
import { asFault, Fault } from "../../core/fault.ts";
import type { Participant } from "../../core/model/participant.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Probe } from "../../gateways/graph/probe.ts";
import { MOST_NAMED } from "./check-users.ts";
import { permissionOf } from "./connection-steps.ts";
import type { Findings } from "./run-checks.ts";

/** Assertions of a certificate, and tokens, are good within five minutes; half of it is time enough to mend the clock. */
const MOST_SKEW_MS = 150_000;
/** At a time: Microsoft takes four requests of one mailbox, and these are all different ones. */
const AT_A_TIME = 8;

export async function checkMicrosoft(
  findings: Findings,
  probe: Probe,
  participants: readonly Participant[],
): Promise<void> {
  try {
    const { skewMs } = await probe.reach();
    findings.say("microsoft", "pass", "reachable");
    if (skewMs !== null) {
      const isWrong = Math.abs(skewMs) > MOST_SKEW_MS;
      const seconds = Math.round(skewMs / 1000) || 0;
      findings.say("clock", isWrong ? "fail" : "pass", isWrong ? "clockWrong" : "clockRight", { seconds });
    }
  } catch (thrown) {
    findings.fault("microsoft", asFault(thrown));
    return;
  }
  try {
    const { roles } = await probe.signIn();
    findings.say("signIn", "pass", "signedIn");
    await checkMailboxes(findings, probe, participants, roles);
  } catch (thrown) {
    findings.fault("signIn", asFault(thrown));
  }
}

async function checkMailboxes(
  findings: Findings,
  probe: Probe,
  participants: readonly Participant[],
  roles: readonly string[],
): Promise<void> {
  const looks = await lookAtAll(probe, participants);
  const read = looks.flatMap(({ participant, found }) =>
    found instanceof Fault ? [] : [{ participant, mailbox: found }],
  );
  const isRefused = looks.some(({ found }) => found instanceof Fault && found.code === "mailboxForbidden");
  if (looks.length > 0) {
    const { outcome, sentence } = permissionOf(roles, isRefused && read.length === 0, read.length > 0);
    findings.say("permission", outcome, sentence);
  }
  const failed = looks.flatMap(({ participant, found }) =>
    found instanceof Fault ? [{ login: participant.login, fault: found }] : [],
  );
  if (looks.length > 0 && failed.length === 0)
    findings.say("mailboxes", "pass", "mailboxesReady", { count: looks.length });
  for (const { login, fault } of failed.slice(0, MOST_NAMED)) {
    const { what, cure } = adviceOnFault(fault, findings.lang);
    findings.say("mailboxes", "fail", "ofUser", { user: login, what, cure });
  }
  if (failed.length > MOST_NAMED)
    findings.say("mailboxes", "fail", "andMore", { count: failed.length - MOST_NAMED });
  for (const same of Map.groupBy(read, ({ mailbox }) => mailbox.id).values()) {
    if (same.length < 2) continue;
    const users = same.map(({ participant }) => participant.login).join(", ");
    findings.say("mailboxes", "fail", "mailboxDoubled", { users });
  }
}

interface Look {
  readonly participant: Participant;
  readonly found: Mailbox | Fault;
}

async function lookAtAll(probe: Probe, participants: readonly Participant[]): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const waiting = [...participants];
  const work = async () => {
    for (let participant = waiting.shift(); participant !== undefined; participant = waiting.shift()) {
      const found = await probe.readCalendar(participant.addresses).catch(asFault);
      looks.push({ participant, found });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return looks.sort((a, b) => (a.participant.login < b.participant.login ? -1 : 1));
}
