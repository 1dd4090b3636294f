// Who may use the console and the API: people's accounts and their sessions, and programs with their bearer tokens.
import type { Role } from "./roles.ts";
import type { ById, Routes } from "./route.ts";

export interface AccountEntry {
  /** Also its id: upper and lower case do not matter. */
  name: string;
  role: Role;
  /** False: the account is for signing in with Microsoft alone. */
  hasPassword: boolean;
  /** How many sessions are open. */
  sessions: number;
  /** Instant of the last request; null where no session is open. */
  seenAt: string | null;
}

export interface SessionEntry {
  id: string;
  beganAt: string;
  seenAt: string;
  /** As the browser calls itself. */
  browser: string;
  address: string;
  /** The one that asks. */
  isThis: boolean;
}

export interface ProgramEntry {
  /** Also its id. */
  name: string;
  role: Role;
  madeAt: string;
  /** To the minute; null: never. */
  usedAt: string | null;
}

/** The token is told once and kept by nobody but the program. */
export interface NewProgramAnswer extends ProgramEntry {
  token: string;
}

export interface OwnAccountAnswer {
  name: string;
  role: Role;
  hasPassword: boolean;
  sessions: SessionEntry[];
}

export interface NewAccountBody {
  /** For signing in with Microsoft: the person's user name there. */
  name: string;
  role: Role;
  /** Null: only with Microsoft. */
  password: string | null;
}

export interface OneSession {
  /** The account's name. */
  id: string;
  session: string;
}

export const ACCOUNT_ROUTES = {
  listAccounts: { method: "GET", path: "/accounts", role: "admin", summary: "Who may use the console" },
  addAccount: {
    method: "POST",
    path: "/accounts",
    role: "admin",
    summary: "Make an account",
    noted: ["name", "role"],
  },
  changeAccount: {
    method: "PATCH",
    path: "/accounts/{id}",
    role: "admin",
    summary: "Give an account another role; the last administrator with a password keeps it",
    noted: ["role"],
  },
  setAccountPassword: {
    method: "PUT",
    path: "/accounts/{id}/password",
    role: "admin",
    summary: "Give somebody else a new password; ends their sessions",
  },
  removeAccount: {
    method: "DELETE",
    path: "/accounts/{id}",
    role: "admin",
    summary: "Remove an account with its sessions; never that of the last administrator with a password",
  },
  listAccountSessions: {
    method: "GET",
    path: "/accounts/{id}/sessions",
    role: "admin",
    summary: "The open sessions of an account",
  },
  endAccountSession: {
    method: "DELETE",
    path: "/accounts/{id}/sessions/{session}",
    role: "admin",
    summary: "End one session of an account",
  },
  listPrograms: {
    method: "GET",
    path: "/programs",
    role: "admin",
    summary: "Programs that may use the API",
  },
  addProgram: {
    method: "POST",
    path: "/programs",
    role: "admin",
    summary: "Make a bearer token for a program; it is told once",
    noted: ["name", "role"],
  },
  removeProgram: {
    method: "DELETE",
    path: "/programs/{id}",
    role: "admin",
    summary: "Withdraw a program's token",
  },
  getOwnAccount: { method: "GET", path: "/me", role: "viewer", summary: "One's own account and sessions" },
  changeOwnPassword: {
    method: "PUT",
    path: "/me/password",
    role: "viewer",
    summary: "Change one's own password; ends one's other sessions",
  },
  endOwnSession: {
    method: "DELETE",
    path: "/me/sessions/{id}",
    role: "viewer",
    summary: "End one of one's own sessions",
  },
  endOtherSessions: {
    method: "DELETE",
    path: "/me/sessions",
    role: "viewer",
    summary: "End all of one's own sessions but this one",
  },
} as const satisfies Routes;

export interface AccountExchanges {
  listAccounts: { answer: { accounts: AccountEntry[] } };
  addAccount: { body: NewAccountBody; answer: AccountEntry };
  changeAccount: { params: ById; body: { role: Role }; answer: AccountEntry };
  setAccountPassword: { params: ById; body: { password: string }; answer: null };
  removeAccount: { params: ById; answer: null };
  listAccountSessions: { params: ById; answer: { sessions: SessionEntry[] } };
  endAccountSession: { params: OneSession; answer: null };
  listPrograms: { answer: { programs: ProgramEntry[] } };
  addProgram: { body: { name: string; role: Role }; answer: NewProgramAnswer };
  removeProgram: { params: ById; answer: null };
  getOwnAccount: { answer: OwnAccountAnswer };
  changeOwnPassword: { body: { current: string; next: string }; answer: null };
  endOwnSession: { params: ById; answer: null };
  endOtherSessions: { answer: null };
}
