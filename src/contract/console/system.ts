// "System": versions, prerequisites, and a bundle for whoever is asked for help.
import type { CheckLine, CheckReport } from "../check.ts";
import type { StatusReport } from "../report.ts";
import type { Routes } from "./route.ts";
import type { SettingValue } from "./settings.ts";

export interface SystemView {
  versions: {
    terminSync: string;
    node: string;
    sqlite: string;
    /** Of the planning database's tables. */
    planningSchema: number;
    /** Of the state's tables. */
    stateSchema: number;
  };
  /** `linux x64`, for example. */
  platform: string;
  startedAt: string;
  dataFolder: string;
  /** The checks that ran last, and when; null: none since the service started. */
  lastChecks: { at: string; checks: CheckLine[] } | null;
}

/** No secret, no subject, no body; addresses are masked. */
export interface SupportBundle {
  madeAt: string;
  system: Omit<SystemView, "lastChecks">;
  settings: { key: string; value: SettingValue; source: string }[];
  credentials: { source: string; state: string; expiresOn: string | null }[];
  status: StatusReport;
  checks: CheckLine[];
  /** The last lines of the log, each a JSON object. */
  log: string[];
}

export const SYSTEM_ROUTES = {
  getSystem: { method: "GET", path: "/system", role: "admin", summary: "Versions and the last checks" },
  runChecks: { method: "POST", path: "/system/checks", role: "admin", summary: "Check every prerequisite" },
  getSupportBundle: {
    method: "GET",
    path: "/system/support-bundle",
    role: "admin",
    summary: "What whoever helps needs to know, without secrets and contents",
  },
} as const satisfies Routes;

export interface SystemExchanges {
  getSystem: { answer: SystemView };
  runChecks: { answer: CheckReport };
  getSupportBundle: { answer: SupportBundle };
}
