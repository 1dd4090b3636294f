// "Protokoll": the journal searched, paged and exported; and the log's last lines.
import type {
  ExportedFile,
  JournalExportQuery,
  JournalPage,
  JournalSearch,
  LogAnswer,
  LogLine,
  LogQuery,
} from "../../contract/console/protocol.ts";
import type { JournalEntry } from "../../contract/report.ts";
import type { CompanySettings, LogLevel } from "../../contract/settings.ts";
import { csvOf } from "../../core/sentences/csv.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { momentText } from "../../core/sentences/moment-text.ts";
import { ACTION_WORDS, SIDE_WORDS } from "../../core/sentences/words.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import type { JournalQuery, StatePort } from "../../engine/ports/state.ts";
import type { Work } from "../../inbound/http/backend.ts";
import type { KeptLine, KeptLog } from "../kept-log.ts";
import { LOG_CATEGORIES } from "../settings/keys.ts";
import { REASONS, ruleSentence, toldEntry } from "./told.ts";

export interface ProtocolParts {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "journal" | "memory">;
  readonly settings: () => { readonly Company: CompanySettings };
  readonly now: () => number;
  readonly keptLog: KeptLog;
}

type ProtocolRoute = "searchJournal" | "exportJournal" | "listRules" | "readLog";

const PAGE = 50;
/** A year of a busy company; more is for a program, which reads page by page. */
const MOST_EXPORTED = 50_000;
const MOST_LOG_LINES = 500;

export function protocolWork(parts: ProtocolParts): Pick<Work, ProtocolRoute> {
  const { state, settings } = parts;
  return {
    async searchJournal({ query: { before, ...search }, lang }): Promise<JournalPage> {
      const wanted = { ...queryOf(search), ...(before !== undefined && { before }) };
      const found = await state.journal({ ...wanted, limit: PAGE + 1 });
      const zone = settings().Company.TimeZone;
      const entries = found.slice(-PAGE).map((entry) => toldEntry(entry, lang, zone));
      return { entries: entries.toReversed(), hasMore: found.length > PAGE };
    },
    exportJournal: ({ query, lang }) => exported(parts, query, lang),
    async listRules({ lang }) {
      return { rules: REASONS.map((code) => ({ code, sentence: ruleSentence(code, lang) })) };
    },
    readLog: ({ query }) => readLog(parts, query),
  };
}

function queryOf({ user, from, to, ...same }: JournalSearch): JournalQuery {
  return {
    ...same,
    ...(user !== undefined && { login: user }),
    ...(from !== undefined && { since: from }),
    ...(to !== undefined && { until: to }),
  };
}

async function exported(
  { state, settings, now }: ProtocolParts,
  { format, ...search }: JournalExportQuery,
  lang: Lang,
): Promise<ExportedFile> {
  const found = await state.journal({ ...queryOf(search), limit: MOST_EXPORTED + 1 });
  const entries = found.slice(-MOST_EXPORTED).toReversed();
  const zone = settings().Company.TimeZone;
  const day = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(zone).toPlainDate().toString();
  const isCsv = format === "csv";
  return {
    name: `termin-sync-${{ de: "protokoll", en: "journal" }[lang]}-${day}.${format}`,
    mediaType: isCsv ? "text/csv" : "application/json",
    text: isCsv ? csvOf(tableOf(entries, lang, zone)) : `${JSON.stringify({ entries }, null, 2)}\n`,
    isCut: found.length > MOST_EXPORTED,
  };
}

const HEADINGS = {
  de: [
    "Zeitpunkt",
    "Benutzer",
    "Seite",
    "Vorgang",
    "Betreff",
    "Was",
    "Warum",
    "Verzögerung (s)",
    "Termin",
    "Lauf",
    "Eintrag",
  ],
  en: [
    "Time",
    "User",
    "Side",
    "Action",
    "Subject",
    "What",
    "Why",
    "Delay (s)",
    "Appointment",
    "Run",
    "Entry",
  ],
} as const;

function tableOf(entries: readonly JournalEntry[], lang: Lang, zone: string): string[][] {
  const rows = entries.map((entry) => {
    const { changes, rule } = toldEntry(entry, lang, zone);
    return [
      momentText(entry.at, lang, zone),
      entry.user,
      SIDE_WORDS[entry.side][lang],
      ACTION_WORDS[entry.action][lang],
      entry.subject ?? "",
      changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`).join("\n"),
      rule,
      entry.delaySeconds === undefined ? "" : String(entry.delaySeconds),
      entry.appointment ?? "",
      entry.run,
      entry.id,
    ];
  });
  return [[...HEADINGS[lang]], ...rows];
}

async function readLog(parts: ProtocolParts, query: LogQuery): Promise<LogAnswer> {
  const { keptLog } = parts;
  const { user, after, ...filter } = query;
  const person = user === undefined ? undefined : await namesOf(parts, user);
  // What is written from here on is for the next question.
  const { newest } = keptLog;
  const lines = keptLog.find(
    { ...filter, person, after: after === undefined ? undefined : Number(after) },
    MOST_LOG_LINES,
  );
  return {
    lines: lines.map(shown),
    newest,
    since: keptLog.since,
    categories: [...LOG_CATEGORIES],
  };
}

/** A person stands in the log as login, as mailbox, or as the mailbox's id. */
async function namesOf({ planning, state }: ProtocolParts, login: string): Promise<string[]> {
  const user = (await planning.directory()).users.find((one) => one.login === login);
  if (user === undefined) return [login];
  const mailbox = (await state.memory(user.id))?.mailbox;
  const addresses = [user.office365UserName, user.office365Email, mailbox?.id, mailbox?.email];
  return [login, ...addresses.filter((one) => one !== null && one !== undefined && one !== "")] as string[];
}

function shown({ number, at, level, category, message, detail }: KeptLine): LogLine {
  const text = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  return {
    number,
    at,
    level: level as LogLevel,
    category,
    message,
    detail: Object.entries(detail).map(([key, value]) => ({ key, value: text(value) })),
  };
}
