// What `check` and the page "System" tell: one line for each prerequisite.

export const CHECK_IDS = [
  "settings",
  "dataFolder",
  "diskSpace",
  "planningSchema",
  "stateSchema",
  "credentials",
  "secretExpiry",
  "certificateExpiry",
  "microsoft",
  "clock",
  "signIn",
  "permission",
  "users",
  "mailboxes",
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export type CheckOutcome = "pass" | "warn" | "fail";

export interface CheckLine {
  id: CheckId;
  outcome: CheckOutcome;
  /** A sentence in the language that was asked for. */
  detail: string;
  /** What to do; empty where nothing is to be done. */
  cure: string;
}

export interface CheckReport {
  checks: CheckLine[];
}
