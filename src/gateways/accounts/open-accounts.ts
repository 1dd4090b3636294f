// Who may use the console, in a file of its own: a state that is lost or put back takes nobody's account with it. Secrets are kept as hashes only.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { ROLES, type Role } from "../../contract/console/roles.ts";
import { Fault } from "../../core/fault.ts";
import { Attempts } from "./attempts.ts";
import { hashPassword, isPassword, NOBODYS_HASH } from "./passwords.ts";
import { requireGoodName, requireGoodPassword } from "./requirements.ts";
import { migrateAccounts } from "./schema.ts";

export interface StoredAccount {
  readonly name: string;
  readonly role: Role;
}

export interface StoredSession extends StoredAccount {
  readonly csrf: string;
}

export interface AccountsOptions {
  /** Absolute file name, or `:memory:`. */
  readonly file: string;
  readonly now: () => number;
}

const MINUTE_MS = 60_000;
const LINK_VALID_MS = 30 * MINUTE_MS;
/** OWASP ASVS 7.3: sessions end by themselves. */
const IDLE_MS = 30 * MINUTE_MS;
const LONGEST_MS = 8 * 60 * MINUTE_MS;
/** Activity is noted no more often than this. */
const SEEN_STEP_MS = MINUTE_MS;

export class AccountStore {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #attempts: Attempts;

  constructor({ file, now }: AccountsOptions) {
    this.#database = new DatabaseSync(file);
    if (file !== ":memory:") chmodSync(file, 0o600);
    migrateAccounts(this.#database);
    this.#now = now;
    this.#attempts = new Attempts(now);
  }

  needsSetUp(): boolean {
    return this.#get("select 1 from account limit 1") === undefined;
  }

  /** A new link that makes the first account, once and for half an hour; earlier ones are void. Null where there are accounts. */
  newSetUpLink(): string | null {
    if (!this.needsSetUp()) return null;
    const link = secret();
    this.#run("delete from set_up_link");
    this.#run(
      "insert into set_up_link (hash, valid_until) values (?, ?)",
      hashOf(link),
      this.#now() + LINK_VALID_MS,
    );
    return link;
  }

  async setUp(link: string, name: string, password: string): Promise<StoredAccount> {
    const isKnown = this.#get(
      "select 1 from set_up_link where hash = ? and valid_until > ?",
      hashOf(link),
      this.#now(),
    );
    if (isKnown === undefined || !this.needsSetUp()) throw new Fault("refused", "setUpLinkInvalid");
    const account = await this.add(name, password, "admin");
    this.#run("delete from set_up_link");
    return account;
  }

  /** Faults: `passwordWeak`, `accountNameInvalid`, `accountExists`. */
  async add(name: string, password: string, role: Role): Promise<StoredAccount> {
    const trimmed = requireGoodName(name);
    requireGoodPassword(password, trimmed);
    if (this.#get("select 1 from account where name = ?", trimmed) !== undefined)
      throw new Fault("refused", "accountExists", { name: trimmed });
    const hash = await hashPassword(password);
    this.#run("insert into account (name, role, password) values (?, ?, ?)", trimmed, role, hash);
    return { name: trimmed, role };
  }

  async checkPassword(name: string, password: string, address: string): Promise<StoredAccount> {
    const row = this.#get("select name, role, password from account where name = ?", name.trim());
    this.#attempts.require(name.trim().toLowerCase(), address);
    const isRight = await isPassword(password, row === undefined ? NOBODYS_HASH : String(row.password));
    if (row === undefined || !isRight) {
      this.#attempts.failed(name.trim().toLowerCase(), address);
      throw new Fault("refused", "signInRefused");
    }
    this.#attempts.succeeded(name.trim().toLowerCase(), address);
    return asAccount(row);
  }

  openSession({ name }: StoredAccount): string {
    const value = secret();
    const now = this.#now();
    this.#run("delete from session where seen_at < ? or began_at < ?", now - IDLE_MS, now - LONGEST_MS);
    this.#run(
      "insert into session (hash, account, csrf, began_at, seen_at) values (?, ?, ?, ?, ?)",
      hashOf(value),
      name,
      secret(),
      now,
      now,
    );
    return value;
  }

  session(value: string): StoredSession | null {
    const now = this.#now();
    const row = this.#get(
      "select s.hash, s.csrf, s.seen_at, a.name, a.role from session s join account a on a.name = s.account where s.hash = ? and s.seen_at >= ? and s.began_at >= ?",
      hashOf(value),
      now - IDLE_MS,
      now - LONGEST_MS,
    );
    if (row === undefined) return null;
    if (now - Number(row.seen_at) > SEEN_STEP_MS)
      this.#run("update session set seen_at = ? where hash = ?", now, String(row.hash));
    return { ...asAccount(row), csrf: String(row.csrf) };
  }

  closeSession(value: string): void {
    this.#run("delete from session where hash = ?", hashOf(value));
  }

  program(token: string): StoredAccount | null {
    const row = this.#get("select name, role from program where hash = ?", hashOf(token));
    return row === undefined ? null : asAccount(row);
  }

  close(): void {
    this.#database.close();
  }

  #get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#database.prepare(sql).get(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#database.prepare(sql).run(...values);
  }
}

function asAccount({ name, role }: Record<string, unknown>): StoredAccount {
  const known = ROLES.find((one) => one === role);
  return { name: String(name), role: known ?? "viewer" };
}

/** 256 bits. */
function secret(): string {
  return randomBytes(32).toString("base64url");
}

/** Secrets of 256 bits need no salt and no slow hash. */
function hashOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
