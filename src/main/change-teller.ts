// Tells each change in a line as it happens, once a participant's initial sync is over.
import type { JournalEntry } from "../contract/report.ts";
import { fill } from "../core/sentences/fill.ts";
import { journalSentence } from "../core/sentences/journal-sentence.ts";
import type { InLangs, Lang } from "../core/sentences/lang.ts";
import type { StatePort } from "../engine/ports/state.ts";
import type { Progress } from "../engine/progress.ts";

/** More at once is no news but a flood; the journal has them all. */
const MOST_LINES = 50;

const ALL_IN_STEP: InLangs = {
  de: "\n  {count} Teilnehmer sind synchron. Was sich ändert, erscheint hier:\n",
  en: "\n  {count} participants are in step. Changes appear here:\n",
};

export class ChangeTeller {
  readonly #tell: (line: string) => void;
  readonly #lang: Lang;
  readonly #timeZone: string;
  readonly #clock: Intl.DateTimeFormat;
  readonly #names = new Map<string, string>();
  readonly #initial = new Set<string>();
  /** Entries before this belong to the initial sync. */
  #since = new Date().toISOString();
  #telling: Promise<void> = Promise.resolve();
  readonly #told = new Set<string>();

  constructor(lang: Lang, timeZone: string, tell: (line: string) => void) {
    this.#lang = lang;
    this.#tell = tell;
    this.#timeZone = timeZone;
    this.#clock = new Intl.DateTimeFormat(lang === "de" ? "de-DE" : "en-GB", {
      timeStyle: "medium",
      timeZone,
    });
  }

  hear(progress: Progress, state: Pick<StatePort, "journal">): void {
    const { login } = progress;
    if (progress.kind === "started") {
      this.#names.set(login, progress.displayName || login);
      if (progress.initial) this.#initial.add(login);
    } else if (progress.kind === "ended") {
      const wasInitial = this.#initial.delete(login);
      if (wasInitial && this.#initial.size === 0)
        this.#tell(fill(ALL_IN_STEP[this.#lang], { count: this.#names.size }));
      // What an initial sync writes has its own picture; what the others answer to it belongs to it.
      if (wasInitial || this.#initial.size > 0) this.#since = new Date().toISOString();
      // A state that is being closed has nothing more to tell.
      else this.#telling = this.#telling.then(() => this.#tellNew(state)).catch(() => undefined);
    }
  }

  async #tellNew(state: Pick<StatePort, "journal">): Promise<void> {
    const entries = await state.journal({ since: this.#since, limit: MOST_LINES });
    const fresh = entries.filter(({ id }) => !this.#told.has(id)).sort((a, b) => (a.at < b.at ? -1 : 1));
    if (fresh.length === 0) return;
    for (const entry of fresh) {
      this.#told.add(entry.id);
      this.#tell(this.#line(entry));
    }
  }

  #line(entry: JournalEntry): string {
    const name = this.#names.get(entry.user) ?? entry.user;
    const what = journalSentence(entry, this.#lang, this.#timeZone);
    return `→ ${this.#clock.format(new Date(entry.at))} ${name}, ${what}`;
  }
}
