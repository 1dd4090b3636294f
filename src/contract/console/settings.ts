// "Konfiguration": every setting with what it accepts and where its value comes from, what signs in to Microsoft, and who changed what.
import type { ById, Routes } from "./route.ts";

/** Every setting that the console shows, in the order of the documentation. Levels of categories stand for `MinimumLevel.Override`. */
export const SETTING_KEYS = [
  "Company.Number",
  "Company.Name",
  "Company.TimeZone",
  "Office365.TenantId",
  "Office365.ClientId",
  "Office365.CertificateFile",
  "Office365.AuthorityHost",
  "Office365.GraphUrl",
  "Office365.NotificationUrl",
  "SyncJob.Interval",
  "Sync.MonthsPast",
  "Sync.MonthsFuture",
  "Sync.ConflictWinner",
  "Sync.DeletedInOutlook",
  "Sync.PrivateEvents",
  "Sync.DeletionGuard.Count",
  "Sync.DeletionGuard.Percent",
  "Sync.JournalDays",
  "MinimumLevel.Default",
  "MinimumLevel.Override.Sync",
  "MinimumLevel.Override.Graph",
  "MinimumLevel.Override.Sql",
  "MinimumLevel.Override.Planning",
  "MinimumLevel.Override.Http",
  "MinimumLevel.Override.Console",
  "Planning.Provider",
  "Planning.ConnectionString",
  "State.Provider",
  "State.ConnectionString",
  "Console.Url",
  "Console.MicrosoftSignIn",
  "Board.Holidays",
  "Board.WorkingHours",
] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];

export type SettingShape =
  | { kind: "whole"; least: number; most: number }
  | { kind: "oneOf"; values: string[] }
  | { kind: "yesNo" }
  /** `mayBeEmpty`: without a text it is not set. */
  | { kind: "text"; mayBeEmpty: boolean };

export type SettingValue = string | number | boolean | null;

export interface SettingView {
  key: SettingKey;
  /** As the file and the environment say now; null: not set. */
  value: SettingValue;
  fallback: SettingValue;
  shape: SettingShape;
  source: "default" | "file" | "environment";
  /** The environment variable that gives it; null unless one does. */
  variable: string | null;
  /** False: only the file or the environment can change it. */
  isEditable: boolean;
  effect: "atOnce" | "restart";
  /** The running service still has another value, and takes this one after a restart. */
  isPending: boolean;
}

/** `inUse`: Microsoft took it last, or it is tried first. `refused`: Microsoft refused it. `unreadable`: its file cannot be used. */
export type CredentialState = "inUse" | "waiting" | "refused" | "expired" | "unreadable";

export interface CredentialView {
  /** Of a stored secret its id, else the source. */
  id: string;
  source: "environment" | "systemd" | "store" | "certificate";
  state: CredentialState;
  /** `YYYY-MM-DD`: the day from which it is not valid any more; null: nobody said so. */
  expiresOn: string | null;
  daysLeft: number | null;
  warning: "none" | "days60" | "days30" | "days7" | "expired";
  /** When it was stored; null for what does not lie in the store. */
  storedAt: string | null;
  /** Of a certificate: its file and its SHA-1 thumbprint as the Entra admin centre shows it. */
  file: string | null;
  thumbprint: string | null;
}

export interface SettingsView {
  /** Of the file; goes back with every change. Another one means that somebody else was quicker. */
  stamp: string;
  file: string;
  settings: SettingView[];
  /** In the order in which they are tried. */
  credentials: CredentialView[];
  /** Why the store cannot be read, in a sentence; null while it can. */
  storeProblem: string | null;
}

/** Null: back to the default. */
export interface SettingsChange {
  stamp: string;
  changes: { key: SettingKey; value: SettingValue }[];
}

export interface SettingsEntry {
  at: string;
  /** An account of the console; null: at the command line. */
  by: string | null;
  key: SettingKey | "clientSecret";
  /** Null where it was not given. Of a secret: `stored`, `removed`, `expiry`; never more. */
  before: string | null;
  after: string | null;
}

export const CONNECTION_STEPS = [
  "reachable",
  "signedIn",
  "permission",
  "mailbox",
  "forbiddenMailbox",
] as const;
export type ConnectionStep = (typeof CONNECTION_STEPS)[number];

export interface ConnectionStepResult {
  step: ConnectionStep;
  outcome: "pass" | "warn" | "fail" | "skipped";
  sentence: string;
  /** Empty where there is nothing to do. */
  cure: string;
}

export interface ConnectionTest {
  tenantId: string;
  clientId: string;
  /** Null: what is stored. */
  secret: string | null;
  /** Null: no certificate, or what is stored. */
  certificateFile: string | null;
  /** The id of what is stored, to test it alone; null: in the order in which they are tried. */
  credential: string | null;
  /** An address whose calendar has to be readable. */
  mailbox: string;
  /** An address whose calendar must not be readable; null: not tested. */
  forbiddenMailbox: string | null;
}

export interface NewSecret {
  secret: string;
  expiresOn: string | null;
  place: "first" | "second";
}

export const SETTINGS_ROUTES = {
  getSettings: {
    method: "GET",
    path: "/settings",
    role: "admin",
    summary: "Every setting, and what signs in",
  },
  changeSettings: { method: "PATCH", path: "/settings", role: "admin", summary: "Change settings" },
  listSettingsChanges: {
    method: "GET",
    path: "/settings/changes",
    role: "admin",
    summary: "Who changed which setting when",
  },
  testConnection: {
    method: "POST",
    path: "/settings/connection-test",
    role: "admin",
    summary: "Try step by step whether Microsoft 365 lets the service in",
  },
  storeSecret: {
    method: "POST",
    path: "/settings/credentials",
    role: "admin",
    summary: "Store a client secret; it is never told again",
  },
  changeSecretExpiry: {
    method: "PATCH",
    path: "/settings/credentials/{id}",
    role: "admin",
    summary: "Note until when a client secret is valid",
  },
  removeSecret: {
    method: "DELETE",
    path: "/settings/credentials/{id}",
    role: "admin",
    summary: "Remove a stored client secret",
  },
} as const satisfies Routes;

export interface SettingsExchanges {
  getSettings: { answer: SettingsView };
  changeSettings: { body: SettingsChange; answer: SettingsView };
  listSettingsChanges: { answer: { changes: SettingsEntry[] } };
  testConnection: { body: ConnectionTest; answer: { steps: ConnectionStepResult[] } };
  storeSecret: { body: NewSecret; answer: SettingsView };
  changeSecretExpiry: { params: ById; body: { expiresOn: string | null }; answer: SettingsView };
  removeSecret: { params: ById; answer: SettingsView };
}
