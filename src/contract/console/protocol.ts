// "Protokoll": the journal of every write, searched and exported, and the last lines of the technical log.
import type { JournalAction, Side } from "../report.ts";
import type { LogLevel } from "../settings.ts";
import type { Routes } from "./route.ts";
import type { ToldEntry } from "./told.ts";

export interface JournalSearch {
  user?: string;
  appointment?: string;
  /** In the subject or in what was written. */
  text?: string;
  /** Instants: from the first on, before the second. */
  from?: string;
  to?: string;
  side?: Side;
  action?: JournalAction;
  /** A rule, or how some begin: `meeting.` */
  reason?: string;
}

export interface JournalPageQuery extends JournalSearch {
  /** The id of the last entry of the page before. */
  before?: string;
}

export interface JournalPage {
  /** The newest first. */
  entries: ToldEntry[];
  hasMore: boolean;
}

export interface JournalExportQuery extends JournalSearch {
  format: "csv" | "json";
}

/** A file to be kept. */
export interface ExportedFile {
  name: string;
  mediaType: string;
  text: string;
  /** More entries match than one file holds; the newest are in it. */
  isCut: boolean;
}

/** Rules by which the journal can be searched, each with its sentence. */
export interface RuleList {
  rules: { code: string; sentence: string }[];
}

export interface LogQuery {
  /** This level and what is more serious. */
  level?: LogLevel;
  category?: string;
  user?: string;
  appointment?: string;
  text?: string;
  /** Only what was written after this line: a number. */
  after?: string;
}

export interface LogLine {
  number: number;
  at: string;
  level: LogLevel;
  category: string;
  message: string;
  /** Everything else that the line says, as `key=value`. */
  detail: { key: string; value: string }[];
}

export interface LogAnswer {
  /** The newest last. */
  lines: LogLine[];
  /** To be asked with, for what is written next. */
  newest: number;
  /** When the oldest line was written that is kept; null where there is none. */
  since: string | null;
  categories: string[];
}

export const PROTOCOL_ROUTES = {
  searchJournal: {
    method: "GET",
    path: "/journal",
    role: "viewer",
    summary: "What was written, to whom and why",
  },
  exportJournal: {
    method: "GET",
    path: "/journal/export",
    role: "viewer",
    summary: "The journal as a file",
  },
  listRules: { method: "GET", path: "/rules", role: "viewer", summary: "The rules that the journal names" },
  readLog: {
    method: "GET",
    path: "/log",
    role: "admin",
    summary: "The last lines of the technical log",
  },
} as const satisfies Routes;

export interface ProtocolExchanges {
  searchJournal: { query: JournalPageQuery; answer: JournalPage };
  exportJournal: { query: JournalExportQuery; answer: ExportedFile };
  listRules: { answer: RuleList };
  readLog: { query: LogQuery; answer: LogAnswer };
}
