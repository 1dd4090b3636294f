// What the status page shows, as plain values in the reader's language; the page itself only puts them into cells.
import type { JournalEntry, StatusReport } from "../../contract/report.ts";
import type { CompanySettings } from "../../contract/settings.ts";
import { journalSentence } from "../../core/sentences/journal-sentence.ts";
import type { InLangs, Lang } from "../../core/sentences/lang.ts";
import { momentText } from "../../core/sentences/moment-text.ts";
import { noticeSentences } from "../../core/sentences/notice-sentences.ts";
import { adviceOnReason } from "../../core/sentences/sentences.ts";
import { STATE_WORDS } from "../../core/sentences/words.ts";
import type { Reason } from "../../core/sync/decision-table.ts";
import { explain } from "../../core/sync/explain.ts";

export interface PageSource {
  readonly company: CompanySettings;
  readonly sandboxUrl: string | null;
  status(): Promise<StatusReport>;
  /** The newest entries of the journal, the newest first. */
  changes(): Promise<readonly JournalEntry[]>;
  /** Null while the service does its work; otherwise why not. */
  problem(lang: Lang): Promise<string | null>;
}

const LABELS = {
  title: { de: "Termin-Sync", en: "Termin-Sync" },
  participants: { de: "Teilnehmer", en: "Participants" },
  user: { de: "Benutzer", en: "User" },
  email: { de: "Postfach", en: "Mailbox" },
  state: { de: "Zustand", en: "State" },
  lastPass: { de: "zuletzt geprüft", en: "last look" },
  attention: { de: "Hinweis", en: "Note" },
  changes: { de: "Letzte Änderungen", en: "Last changes" },
  noChanges: { de: "Noch keine.", en: "None yet." },
  sandbox: { de: "Kalender in der Sandbox öffnen", en: "Open the calendars in the sandbox" },
  lost: { de: "Der Dienst antwortet nicht.", en: "The service does not answer." },
  otherLanguage: { de: "English", en: "Deutsch" },
} as const satisfies Readonly<Record<string, InLangs>>;

export interface PageModel {
  readonly lang: Lang;
  readonly otherLang: Lang;
  readonly labels: Readonly<Record<keyof typeof LABELS, string>>;
  readonly company: string;
  readonly sandboxUrl: string | null;
  readonly participants: readonly {
    readonly user: string;
    readonly email: string;
    readonly state: string;
    readonly stateCode: string;
    /** 0 to 1, or null where nothing is under way. */
    readonly progress: number | null;
    readonly remainingSeconds: number | null;
    readonly lastPass: string;
    readonly note: string;
  }[];
  /** How change notifications fare; empty where there are none. */
  readonly notices: readonly string[];
  readonly changes: readonly {
    readonly at: string;
    readonly user: string;
    readonly what: string;
    readonly why: string;
  }[];
}

export async function pageModel(source: PageSource, lang: Lang): Promise<PageModel> {
  const { participants } = await source.status();
  const changes = await source.changes();
  const moment = (instant: string) => momentText(instant, lang, source.company.TimeZone);
  return {
    lang,
    otherLang: lang === "de" ? "en" : "de",
    labels: Object.fromEntries(
      Object.entries(LABELS).map(([key, label]) => [key, label[lang]]),
    ) as PageModel["labels"],
    company: source.company.Name,
    sandboxUrl: source.sandboxUrl,
    participants: participants.map((one) => ({
      user: one.user,
      email: one.email,
      state: STATE_WORDS[one.state][lang],
      stateCode: one.state,
      progress: one.progress ?? null,
      remainingSeconds: one.remainingSeconds ?? null,
      lastPass: one.lastPassAt === null ? "" : moment(one.lastPassAt),
      note: one.reason === undefined ? "" : noteText(one.reason, lang, one.user),
    })),
    notices: noticeSentences(participants, lang),
    changes: changes.map((entry) => ({
      at: moment(entry.at),
      user: entry.user,
      what: journalSentence(entry, lang, source.company.TimeZone),
      why: explain(entry.reason as Reason, lang),
    })),
  };
}

function noteText(reason: Parameters<typeof adviceOnReason>[0], lang: Lang, user: string): string {
  const { what, cure } = adviceOnReason(reason, lang, { user });
  return `${what} ${cure}`;
}
