// Users, employees, and the participant that a user becomes when it passes every check.
import type { SkipReason } from "../../contract/reasons.ts";
import type { EmployeeId, PlanningDatabaseId, UserId } from "./ids.ts";

export type SyncKind = "none" | "office365" | "exchange";

export interface Employee {
  readonly id: EmployeeId;
  readonly displayName: string;
  readonly active: boolean;
}

export interface User {
  readonly id: UserId;
  readonly login: string;
  readonly displayName: string;
  readonly employeeId: EmployeeId | null;
  readonly syncKind: SyncKind;
  readonly office365UserName: string | null;
  readonly office365Email: string | null;
  readonly withoutPassword: boolean;
  readonly active: boolean;
  /** Rows of `app_user_planning_database`. */
  readonly planningDatabases: readonly PlanningDatabaseId[];
}

/** Everybody that planning knows, read in one piece. */
export interface Directory {
  readonly users: readonly User[];
  readonly employees: readonly Employee[];
  readonly planningDatabases: readonly PlanningDatabaseId[];
}

/** A user that is to be synchronised; whether its mailbox answers is Microsoft's to say. */
export interface Participant {
  readonly userId: UserId;
  readonly login: string;
  readonly displayName: string;
  readonly employeeId: EmployeeId;
  /** Addresses to try, in this order: user name, then e-mail. Never empty. */
  readonly addresses: readonly string[];
}

export type Participation =
  | { readonly kind: "participant"; readonly participant: Participant }
  | { readonly kind: "skipped"; readonly login: string; readonly reason: SkipReason };
