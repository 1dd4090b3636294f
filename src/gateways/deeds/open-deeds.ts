// Who did what: a file that only grows. Each line carries a hash over itself and the line before, so that a line that was changed or
// taken out later shows. Whoever replaces the whole file is found out only by a hash that was kept elsewhere: the service's log has one.
import { createHash } from "node:crypto";
import { chmodSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import {
  DEED_SOURCES,
  type Deed,
  type DeedsAnswer,
  type DeedsQuery,
  type NewDeed,
} from "../../contract/console/deeds.ts";

export interface DeedsOptions {
  /** Absolute file name, or `:memory:`. */
  readonly file: string;
  readonly now: () => number;
}

/** The last line, or how it stands before the first one. */
export interface DeedsHead {
  readonly number: number;
  readonly hash: string;
}

const MOST_LISTED = 100;
/** How often lines are looked at that were found in order before. */
const WHOLE_LOOK_MS = 3_600_000;
const START: DeedsHead = { number: 0, hash: "" };

const TABLE = `
  pragma journal_mode = wal;
  create table if not exists deed (number integer primary key, at integer not null, who text not null, by text not null,
    what text not null, detail text not null, hash text not null) strict;
  create index if not exists deed_who on deed (who, number);
  create trigger if not exists deed_stays before update on deed begin select raise(abort, 'a deed stays as it is'); end;
  create trigger if not exists deed_remains before delete on deed begin select raise(abort, 'a deed remains'); end;`;

type Row = Record<string, unknown>;

export class DeedBook {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  /** Up to here every line was found as it was written. */
  #checked: DeedsHead = START;
  #wholeLookAt = 0;

  constructor({ file, now }: DeedsOptions) {
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    if (file !== ":memory:") chmodSync(file, 0o600);
    this.#database.exec(TABLE);
    this.#now = now;
  }

  record({ who, by = "person", what, detail = {} }: NewDeed): void {
    const at = this.#now();
    const text = JSON.stringify(detail);
    this.#database.exec("begin immediate");
    try {
      const before = this.head();
      const number = before.number + 1;
      const hash = hashOf(before.hash, [number, at, who, by, what, text]);
      this.#database
        .prepare("insert into deed (number, at, who, by, what, detail, hash) values (?, ?, ?, ?, ?, ?, ?)")
        .run(number, at, who, by, what, text, hash);
      this.#database.exec("commit");
    } catch (thrown) {
      this.#database.exec("rollback");
      throw thrown;
    }
  }

  head(): DeedsHead {
    const row = this.#database.prepare("select number, hash from deed order by number desc limit 1").get();
    return row === undefined ? START : { number: Number(row.number), hash: String(row.hash) };
  }

  /** The latest first. */
  list({ before, who, what }: DeedsQuery = {}): DeedsAnswer {
    const rows = this.#database
      .prepare(
        `select number, at, who, by, what, detail from deed
          where number < ? and (? is null or who = ? collate nocase) and (? is null or what = ?)
          order by number desc limit ?`,
      )
      .all(
        before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
        who ?? null,
        who ?? null,
        what ?? null,
        what ?? null,
        MOST_LISTED + 1,
      );
    return {
      deeds: rows.slice(0, MOST_LISTED).map(asDeed),
      isMore: rows.length > MOST_LISTED,
      brokenAt: this.brokenAt(),
    };
  }

  /** The number of the first line that is missing or not as it was written; every line is looked at once an hour. */
  brokenAt(): number | null {
    if (this.#now() - this.#wholeLookAt >= WHOLE_LOOK_MS) {
      this.#checked = START;
      this.#wholeLookAt = this.#now();
    }
    const { number: latest } = this.head();
    if (latest < this.#checked.number) return latest + 1;
    const rows = this.#database
      .prepare("select number, at, who, by, what, detail, hash from deed where number > ? order by number")
      .iterate(this.#checked.number);
    let last = this.#checked;
    for (const { number, at, who, by, what, detail, hash } of rows) {
      const isAsWritten =
        number === last.number + 1 && hash === hashOf(last.hash, [number, at, who, by, what, detail]);
      if (!isAsWritten) {
        this.#wholeLookAt = 0;
        return last.number + 1;
      }
      last = { number: Number(number), hash: String(hash) };
    }
    this.#checked = last;
    return null;
  }

  close(): void {
    this.#database.close();
  }
}

function asDeed({ number, at, who, by, what, detail }: Row): Deed {
  return {
    number: Number(number),
    at: new Date(Number(at)).toISOString(),
    who: String(who),
    by: DEED_SOURCES.find((one) => one === by) ?? "nobody",
    what: String(what),
    detail: JSON.parse(String(detail)) as Deed["detail"],
  };
}

function hashOf(before: string, line: readonly unknown[]): string {
  return createHash("sha256")
    .update(JSON.stringify([before, ...line]))
    .digest("hex");
}
