// Tells each change in a line as it happens, once a participant's initial sync is over.
import type { JournalEntry } from "../contract/report.ts";
import type { FieldName } from "../core/model/fields.ts";
import type { Lang } from "../core/sentences/lang.ts";
import { ACTION_WORDS, FIELD_WORDS, SIDE_WORDS } from "../core/sentences/words.ts";
import type { StatePort } from "../engine/ports/state.ts";
import type { Progress } from "../engine/progress.ts";

export class ChangeTeller {
  readonly #tell: (line: string) => void;
  readonly #lang: Lang;
  readonly #clock: Intl.DateTimeFormat;
  readonly #names = new Map<string, string>();
  readonly #initial = new Set<string>();
  /** Entries before this were told or belong to the initial sync, by login. */
  readonly #toldUntil = new Map<string, string>();
  readonly #told = new Set<string>();

  constructor(lang: Lang, timeZone: string, tell: (line: string) => void) {
    this.#lang = lang;
    this.#tell = tell;
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
      if (!this.#toldUntil.has(login)) this.#toldUntil.set(login, new Date().toISOString());
    } else if (progress.kind === "ended") {
      const wasInitial = this.#initial.delete(login);
      if (wasInitial) this.#toldUntil.set(login, new Date().toISOString());
      else void this.#tellNew(login, state);
    }
  }

  async #tellNew(login: string, state: Pick<StatePort, "journal">): Promise<void> {
    const since = this.#toldUntil.get(login) ?? new Date().toISOString();
    const entries = await state.journal({ login, since, limit: 20 });
    for (const entry of [...entries].sort((a, b) => (a.at < b.at ? -1 : 1))) {
      if (this.#told.has(entry.id)) continue;
      this.#told.add(entry.id);
      this.#tell(this.#line(entry));
    }
  }

  #line(entry: JournalEntry): string {
    const lang = this.#lang;
    const name = this.#names.get(entry.user) ?? entry.user;
    const subject = textOf(entry.after, "subject") ?? textOf(entry.before, "subject");
    const quoted = subject === null ? "" : lang === "de" ? `„${subject}“ ` : `"${subject}" `;
    const fields = entry.action === "update" ? ` (${this.#fields(entry.after)})` : "";
    const what = `${quoted}${ACTION_WORDS[entry.action][lang]}${fields}`;
    return `→ ${this.#clock.format(new Date(entry.at))} ${name}, ${SIDE_WORDS[entry.side][lang]}: ${what}`;
  }

  #fields(after: unknown): string {
    const names = typeof after === "object" && after !== null ? Object.keys(after) : [];
    const words = names.map((name) => FIELD_WORDS[name as FieldName]?.[this.#lang] ?? name);
    return words.join(", ");
  }
}

function textOf(fields: unknown, name: string): string | null {
  if (typeof fields !== "object" || fields === null) return null;
  const value = (fields as Record<string, unknown>)[name];
  return typeof value === "string" ? value.replace(/\p{Cc}+/gu, " ") : null;
}
