// The fixed reason codes that reports, status and journal use; docs/errors.md has a line for each, a test compares.

/** A user is skipped for what the planning side tells, or because somebody has paused it. */
export const SKIP_REASONS = [
  "userInactive",
  "syncKindNotOffice365",
  "withoutPasswordNotSet",
  "noEmployee",
  "employeeInactive",
  "severalPlanningDatabases",
  "noEmail",
  "duplicateMailbox",
  "paused",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** A participant fails for what Microsoft answers, or for a fault of ours. */
export const FAIL_REASONS = [
  "mailboxNotFound",
  "mailboxUnavailable",
  "mailboxForbidden",
  "throttled",
  "unavailable",
  "credentialsRefused",
  "notConnected",
  "stateUnreachable",
  "planningUnreachable",
  "internalError",
] as const;
export type FailReason = (typeof FAIL_REASONS)[number];

/** One appointment or event is set aside. */
export const PARK_REASONS = [
  "invalidTime",
  "ambiguousMatch",
  "originalMissing",
  "refusedByMicrosoft",
  "refusedByPlanning",
  "changedMeanwhile",
  "notReadable",
  "mailboxThrottled",
  "itemUnavailable",
] as const;
export type ParkReason = (typeof PARK_REASONS)[number];

/** Deletions that wait for a person. */
export const HOLD_REASONS = ["massDeletion", "emptySide", "planningRestored", "noLongerPlanned"] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** A journal entry is not taken back. */
export const UNDO_REFUSALS = [
  "meetingIsMicrosofts",
  "changedSince",
  "appointmentGone",
  "madeInOutlook",
  "lastEmployee",
  "notUndoable",
  "nothingWritten",
] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];

/** Every code that people get a sentence for. */
export type AnyReason = SkipReason | FailReason | ParkReason | HoldReason | UndoRefusal;
