// What can go wrong outside of the rules, in four kinds. Gateways translate at the edge; nothing above them sees a status code.

/**
 * - `refused`: somebody must change something (settings, rights, a value).
 * - `unavailable`: the same attempt may work later; retry with pacing.
 * - `stale`: the other side moved on since it was read; observe and decide again.
 * - `broken`: our bug; stop, keep the evidence.
 */
export type FaultKind = "refused" | "unavailable" | "stale" | "broken";

/** Every fault code; each has a sentence in German and English (core/sync/sentences) and a line in docs/errors.md. */
export const FAULT_CODES = [
  // Sign-in and Microsoft Graph as a whole
  "credentialsRefused",
  "credentialsExpired",
  "clientUnknown",
  "tenantUnknown",
  "certificateRefused",
  "signInUnavailable",
  "graphUnreachable",
  "graphUnavailable",
  "graphThrottled",
  "graphAnswerUnreadable",
  "foreignLink",
  "cursorExpired",
  "pageLoop",
  // One mailbox
  "mailboxNotFound",
  "mailboxUnavailable",
  "mailboxForbidden",
  // Notices of changes
  "webhookUnreachable",
  "subscriptionRefused",
  "subscriptionTaken",
  "subscriptionGone",
  // One event
  "eventChanged",
  "eventGone",
  "eventRefused",
  "duplicateTransaction",
  // Planning
  "planningUnreachable",
  "planningNewer",
  "planningBusy",
  "planningForeign",
  "appointmentChanged",
  "appointmentRefused",
  // State
  "stateUnreachable",
  "stateCorrupt",
  "stateNewer",
  "stateInUse",
  "stateOtherCompany",
  // Settings and usage
  "settingsMissing",
  "settingsUnreadable",
  "settingsInvalid",
  "notConnected",
  "secretMissing",
  "certificateUnreadable",
  "secretsUnsafe",
  "secretsUnreadable",
  "keyFileMisplaced",
  "settingsChanged",
  "settingFixed",
  "settingsUnwritable",
  "credentialUnknown",
  "usage",
  "nowRefused",
  "fileUnreadable",
  "userUnknown",
  "employeeUnknown",
  "appointmentUnknown",
  "appointmentLocked",
  "entryUnknown",
  "conflictUnknown",
  "portInUse",
  // Console and API
  "notSignedIn",
  "signInRefused",
  "signInTooOften",
  "microsoftCancelled",
  "microsoftExpired",
  "microsoftRefused",
  "microsoftAnswerUntrue",
  "microsoftUnreachable",
  "microsoftNotSetUp",
  "microsoftAccountMissing",
  "microsoftAccountTaken",
  "microsoftNameNeeded",
  "setUpLinkInvalid",
  "passwordWeak",
  "accountNameInvalid",
  "accountExists",
  "accountUnknown",
  "lastAdministrator",
  "ownPassword",
  "passwordWrong",
  "sessionUnknown",
  "programExists",
  "programUnknown",
  "personNeeded",
  "roleMissing",
  "requestForeign",
  "requestInvalid",
  "routeUnknown",
  "askedTooOften",
  "appointmentInvalid",
  "userChanged",
  "employeeChanged",
  "loginTaken",
  "planningDatabaseUnknown",
  "personRefused",
  "notAParticipant",
  "directoryForbidden",
  "sandboxUnavailable",
  "internal",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export type FaultDetail = Readonly<Record<string, string | number>>;

/**
 * The only error class of the product. `detail` names the thing (a key, a file, a login, an AADSTS code) for the sentence;
 * it never holds a secret, a token, a subject or a body.
 */
export class Fault extends Error {
  readonly kind: FaultKind;
  readonly code: FaultCode;
  readonly detail: FaultDetail;
  /** Milliseconds that the other side asked us to wait; only for `unavailable`. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: FaultKind,
    code: FaultCode,
    detail: FaultDetail = {},
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(`${code} ${JSON.stringify(detail)}`, { cause: options.cause });
    this.name = "Fault";
    this.kind = kind;
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Whatever was thrown, as a fault: what nobody translated is a bug of ours. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Fault("broken", "internal", { message }, { cause: thrown });
}
