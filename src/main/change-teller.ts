// Tells each change in a line as it happens, once a participant's initial sync is over.
import type { JournalEntry } from "../contract/report.ts";
import type { FieldName } from "../core/model/fields.ts";
import type { AppointmentId } from "../core/model/ids.ts";
import type { Lang } from "../core/sentences/lang.ts";
import { ACTION_WORDS, FIELD_WORDS, SIDE_WORDS } from "../core/sentences/words.ts";
import type { Ports } from "../engine/ports.ts";

/** More at once is no news but a flood; the status page has them all. */
const MOST_LINES = 50;

import type { Progress } from "../engine/progress.ts";

export class ChangeTeller {
  readonly #tell: (line: string) => void;
  readonly #lang: Lang;
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
    this.#clock = new Intl.DateTimeFormat(lang === "de" ? "de-DE" : "en-GB", {
      timeStyle: "medium",
      timeZone,
    });
  }

  hear(progress: Progress, ports: Pick<Ports, "state" | "planning">): void {
    const { login } = progress;
    if (progress.kind === "started") {
      this.#names.set(login, progress.displayName || login);
      if (progress.initial) this.#initial.add(login);
    } else if (progress.kind === "ended") {
      this.#initial.delete(login);
      // What an initial sync writes has its own picture; what the others answer to it belongs to it.
      if (this.#initial.size > 0) this.#since = new Date().toISOString();
      else this.#telling = this.#telling.then(() => this.#tellNew(ports)).catch(() => undefined);
    }
  }

  async #tellNew({ state, planning }: Pick<Ports, "state" | "planning">): Promise<void> {
    const entries = await state.journal({ since: this.#since, limit: MOST_LINES });
    const fresh = entries.filter(({ id }) => !this.#told.has(id)).sort((a, b) => (a.at < b.at ? -1 : 1));
    if (fresh.length === 0) return;
    const ids = fresh.flatMap(({ appointment }) => appointment ?? []) as AppointmentId[];
    const rows = await planning.rows(ids);
    for (const entry of fresh) {
      this.#told.add(entry.id);
      const row = rows.get(entry.appointment as AppointmentId);
      this.#tell(this.#line(entry, row?.kind === "readable" ? row.appointment.fields.subject : null));
    }
  }

  #line(entry: JournalEntry, known: string | null): string {
    const lang = this.#lang;
    const name = this.#names.get(entry.user) ?? entry.user;
    const subject = textOf(entry.after, "subject") ?? textOf(entry.before, "subject") ?? known;
    const quoted = subject === null ? "" : lang === "de" ? `„${subject}“ ` : `"${subject}" `;
    const fields = entry.action === "update" ? this.#fields(entry.after) : "";
    const what = `${quoted}${ACTION_WORDS[entry.action][lang]}${fields === "" ? "" : ` (${fields})`}`;
    return `→ ${this.#clock.format(new Date(entry.at))} ${name}, ${SIDE_WORDS[entry.side][lang]}: ${what}`;
  }

  #fields(after: unknown): string {
    const names = typeof after === "object" && after !== null ? Object.keys(after) : [];
    return names.flatMap((name) => FIELD_WORDS[name as FieldName]?.[this.#lang] ?? []).join(", ");
  }
}

function textOf(fields: unknown, name: string): string | null {
  if (typeof fields !== "object" || fields === null) return null;
  const value = (fields as Record<string, unknown>)[name];
  return typeof value === "string" ? value.replace(/\p{Cc}+/gu, " ") : null;
}
