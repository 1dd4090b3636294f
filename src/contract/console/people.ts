// Users with their sync settings, and employees: what an administrator reads and changes.
import type { SyncKindValue } from "../planning.ts";
import type { AnyReason } from "../reasons.ts";
import type { ParticipantState, SideCounts } from "../report.ts";
import type { BoardEmployee } from "./appointments.ts";
import type { ById, Routes } from "./route.ts";

/** What an administrator writes of a user. */
export interface UserFields {
  login: string;
  displayName: string;
  employeeId: string | null;
  /** Ids. Empty: the only one there is. */
  planningDatabases: string[];
  syncKind: SyncKindValue;
  office365UserName: string | null;
  office365Email: string | null;
  withoutPassword: boolean;
  active: boolean;
}

/** Whether a user takes part, or why not and what cures it, in the language that was asked for. */
export interface Participation {
  state: ParticipantState;
  reason: AnyReason | null;
  /** What is the matter; null where nothing is. */
  what: string | null;
  cure: string | null;
  /** The mailbox that was found; otherwise the address that is looked for, or an empty text. */
  email: string;
  lastPassAt: string | null;
  pausedSince: string | null;
  /** 0 to 1, while the initial sync runs. */
  progress: number | null;
}

export interface ConsoleUser extends UserFields {
  id: string;
  /** Goes back with a change; another one means that somebody else was quicker. */
  version: string;
  participation: Participation;
}

export interface PlanningDatabase {
  id: string;
  name: string;
}

export interface UserList {
  users: ConsoleUser[];
  planningDatabases: PlanningDatabase[];
}

export interface UserChange extends Partial<UserFields> {
  version: string;
}

export interface NewUser extends UserFields {
  /** A UUID; the same one twice makes one user. */
  id?: string;
}

export interface EmployeeFields {
  name: string;
  personnelNumber: string | null;
  /** `#rrggbb` */
  colour: string | null;
  active: boolean;
}

export interface EmployeeChange extends Partial<EmployeeFields> {
  version: string;
}

export interface NewEmployee extends EmployeeFields {
  id?: string;
}

/** What a first sync (or the next one) would do, before anything is written. */
export interface SyncPreview {
  outcome: "ok" | "needsConfirmation" | "failed" | "skipped";
  reason: AnyReason | null;
  what: string | null;
  cure: string | null;
  email: string;
  created: SideCounts;
  updated: SideCounts;
  deleted: SideCounts;
  /** There on both sides already: they belong together from then on. */
  linked: number;
  /** Mails that Microsoft would send because of it. */
  mails: number;
  held: number;
  parked: number;
}

export interface PreviewBody extends UserFields {
  /** Of a user that there is; null: one that is to be added. */
  id: string | null;
}

/** An account of the tenant. */
export interface Account {
  displayName: string;
  userName: string;
  /** Null: it has no mailbox, as far as the directory knows. */
  email: string | null;
}

export interface AccountList {
  accounts: Account[];
  /** There are more; a longer search text finds them. */
  isCut: boolean;
}

export interface PausedUsers {
  /** Logins. */
  users: string[];
}

export const PEOPLE_ROUTES = {
  listUsers: { method: "GET", path: "/users", role: "viewer", summary: "Users, and whether they take part" },
  createUser: { method: "POST", path: "/users", role: "admin", summary: "Add a user" },
  changeUser: { method: "PATCH", path: "/users/{id}", role: "admin", summary: "Change a user" },
  lookNow: {
    method: "POST",
    path: "/users/{id}/look",
    role: "dispatcher",
    summary: "Look at both sides of a participant now",
  },
  pauseUser: {
    method: "POST",
    path: "/users/{id}/pause",
    role: "admin",
    summary: "Pause the synchronisation of a user",
  },
  resumeUser: {
    method: "POST",
    path: "/users/{id}/resume",
    role: "admin",
    summary: "Resume the synchronisation of a user",
  },
  pauseEverybody: {
    method: "POST",
    path: "/participants/pause",
    role: "admin",
    summary: "Pause everybody who takes part",
  },
  resumeEverybody: {
    method: "POST",
    path: "/participants/resume",
    role: "admin",
    summary: "Resume everybody who is paused",
  },
  previewSync: {
    method: "POST",
    path: "/previews",
    role: "admin",
    summary: "What a sync of the user with these settings would do; nothing is written",
  },
  createEmployee: { method: "POST", path: "/employees", role: "admin", summary: "Add an employee" },
  changeEmployee: { method: "PATCH", path: "/employees/{id}", role: "admin", summary: "Change an employee" },
  searchDirectory: {
    method: "GET",
    path: "/directory",
    role: "admin",
    summary: "Accounts of the tenant whose name or address begins so",
  },
  checkMailbox: {
    method: "GET",
    path: "/directory/mailbox",
    role: "admin",
    summary: "Ask whether a mailbox answers under this address",
  },
} as const satisfies Routes;

export interface PeopleExchanges {
  listUsers: { answer: UserList };
  createUser: { body: NewUser; answer: ConsoleUser };
  changeUser: { params: ById; body: UserChange; answer: ConsoleUser };
  lookNow: { params: ById; answer: null };
  pauseUser: { params: ById; answer: PausedUsers };
  resumeUser: { params: ById; answer: PausedUsers };
  pauseEverybody: { answer: PausedUsers };
  resumeEverybody: { answer: PausedUsers };
  previewSync: { body: PreviewBody; answer: SyncPreview };
  createEmployee: { body: NewEmployee; answer: BoardEmployee };
  changeEmployee: { params: ById; body: EmployeeChange; answer: BoardEmployee };
  searchDirectory: { query: { search: string }; answer: AccountList };
  checkMailbox: { query: { address: string }; answer: { email: string } };
}
