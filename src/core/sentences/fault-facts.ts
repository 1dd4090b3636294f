// Kind and exit code that go with each fault code; the exit codes are a promise to whoever scripts the commands.
import type { FaultCode, FaultKind } from "../fault.ts";

/** 0 all well; 1 something needs attention; 2 usage or settings; 3 planning or state out of reach; 4 Microsoft refused the credentials. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

interface FaultFacts {
  readonly kind: FaultKind;
  readonly exit: ExitCode;
}

const refused = (exit: ExitCode): FaultFacts => ({ kind: "refused", exit });
const unavailable = (exit: ExitCode): FaultFacts => ({ kind: "unavailable", exit });
const stale: FaultFacts = { kind: "stale", exit: 1 };

/** The usual kind: a gateway that knows better may throw a code with another one. */
export const FAULT_FACTS: Readonly<Record<FaultCode, FaultFacts>> = {
  credentialsRefused: refused(4),
  credentialsExpired: refused(4),
  clientUnknown: refused(4),
  tenantUnknown: refused(4),
  certificateRefused: refused(4),
  signInUnavailable: unavailable(1),
  graphUnreachable: unavailable(1),
  graphUnavailable: unavailable(1),
  graphThrottled: unavailable(1),
  graphAnswerUnreadable: unavailable(1),
  foreignLink: refused(1),
  cursorExpired: stale,
  pageLoop: unavailable(1),
  mailboxNotFound: refused(1),
  mailboxUnavailable: refused(1),
  mailboxForbidden: refused(1),
  webhookUnreachable: refused(1),
  subscriptionRefused: refused(1),
  subscriptionTaken: stale,
  subscriptionGone: stale,
  eventChanged: stale,
  eventGone: stale,
  eventRefused: refused(1),
  duplicateTransaction: stale,
  planningUnreachable: unavailable(3),
  planningNewer: refused(3),
  planningBusy: unavailable(3),
  planningForeign: refused(3),
  appointmentChanged: stale,
  appointmentRefused: refused(1),
  stateUnreachable: unavailable(3),
  stateCorrupt: refused(3),
  stateNewer: refused(3),
  stateInUse: unavailable(3),
  stateOtherCompany: refused(3),
  settingsMissing: refused(2),
  settingsUnreadable: refused(2),
  settingsInvalid: refused(2),
  secretMissing: refused(2),
  certificateUnreadable: refused(2),
  usage: refused(2),
  nowRefused: refused(2),
  fileUnreadable: refused(2),
  userUnknown: refused(2),
  employeeUnknown: refused(2),
  appointmentUnknown: refused(2),
  appointmentLocked: refused(2),
  entryUnknown: refused(2),
  conflictUnknown: refused(2),
  portInUse: refused(2),
  notSignedIn: refused(2),
  signInRefused: refused(2),
  signInTooOften: refused(2),
  setUpLinkInvalid: refused(2),
  passwordWeak: refused(2),
  accountNameInvalid: refused(2),
  accountExists: refused(2),
  accountUnknown: refused(2),
  lastAdministrator: refused(2),
  ownPassword: refused(2),
  passwordWrong: refused(2),
  sessionUnknown: refused(2),
  programExists: refused(2),
  programUnknown: refused(2),
  personNeeded: refused(2),
  roleMissing: refused(2),
  requestForeign: refused(2),
  requestInvalid: refused(2),
  routeUnknown: refused(2),
  askedTooOften: refused(2),
  appointmentInvalid: refused(2),
  sandboxUnavailable: unavailable(1),
  internal: { kind: "broken", exit: 1 },
};
