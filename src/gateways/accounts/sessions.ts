// Sessions of people: they end by themselves, and can be listed and ended by hand. Only hashes of their secrets are kept.
import type { SessionEntry } from "../../contract/console/accounts.ts";
import type { AccountsDatabase, Row } from "./database.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** Where a session was begun, for whoever looks at the list. */
export interface SessionOrigin {
  readonly browser: string;
  readonly address: string;
}

const MINUTE_MS = 60_000;
/** OWASP ASVS 7.3: sessions end by themselves. */
const IDLE_MS = 30 * MINUTE_MS;
const LONGEST_MS = 8 * 60 * MINUTE_MS;
/** Activity is noted no more often than this. */
const SEEN_STEP_MS = MINUTE_MS;
/** Of a hash of 256 random bits: tells sessions apart, and leads back to no secret. */
const ID_LENGTH = 24;
const LONGEST_BROWSER = 300;

export class Sessions {
  readonly #database: AccountsDatabase;
  readonly #now: () => number;

  constructor(database: AccountsDatabase, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Returns what the cookie is to hold. */
  open(account: string, { browser, address }: SessionOrigin): string {
    const secret = newSecret();
    const now = this.#now();
    this.#database.run(
      "delete from session where seen_at < ? or began_at < ?",
      now - IDLE_MS,
      now - LONGEST_MS,
    );
    this.#database.run(
      "insert into session (hash, account, csrf, began_at, seen_at, browser, address) values (?, ?, ?, ?, ?, ?, ?)",
      hashOf(secret),
      account,
      newSecret(),
      now,
      now,
      browser.slice(0, LONGEST_BROWSER),
      address,
    );
    return secret;
  }

  /** With the account's `name`, `role` and the session's `csrf`. Undefined where it is unknown, was idle too long or is too old. */
  find(secret: string, countsAsActivity: boolean): Row | undefined {
    const row = this.#database.get(
      `select s.hash, s.csrf, s.seen_at, a.name, a.role from session s join account a on a.name = s.account
        where s.hash = ? and s.seen_at >= ? and s.began_at >= ?`,
      hashOf(secret),
      this.#now() - IDLE_MS,
      this.#now() - LONGEST_MS,
    );
    if (row !== undefined && countsAsActivity && this.#now() - Number(row.seen_at) > SEEN_STEP_MS)
      this.#database.run("update session set seen_at = ? where hash = ?", this.#now(), String(row.hash));
    return row;
  }

  close(secret: string): void {
    this.#database.run("delete from session where hash = ?", hashOf(secret));
  }

  /** The latest first; `secret` is that of the one who asks. */
  list(account: string, secret: string | null): SessionEntry[] {
    const own = secret === null ? "" : hashOf(secret);
    return this.#database
      .all(
        `select hash, began_at, seen_at, browser, address from session
          where account = ? and seen_at >= ? and began_at >= ? order by seen_at desc, began_at desc`,
        account,
        this.#now() - IDLE_MS,
        this.#now() - LONGEST_MS,
      )
      .map((row) => ({
        id: String(row.hash).slice(0, ID_LENGTH),
        beganAt: instantOf(row.began_at),
        seenAt: instantOf(row.seen_at),
        browser: String(row.browser),
        address: String(row.address),
        isThis: row.hash === own,
      }));
  }

  /** False where the account has no such session. */
  end(account: string, id: string): boolean {
    const sql = `delete from session where account = ? and substr(hash, 1, ${ID_LENGTH}) = ?`;
    return this.#database.run(sql, account, id) > 0;
  }

  /** All of an account's, but the one with this secret. */
  endAll(account: string, butThis: string | null = null): void {
    this.#database.run(
      "delete from session where account = ? and hash <> ?",
      account,
      butThis === null ? "" : hashOf(butThis),
    );
  }
}

export function instantOf(epochMs: unknown): string {
  return new Date(Number(epochMs)).toISOString();
}
