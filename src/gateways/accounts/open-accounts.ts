// Who may use the console, in a file of its own: a state that is lost or put back takes nobody's account with it. Secrets are kept as hashes only.
import type { AccountEntry, ProgramEntry, SessionEntry } from "../../contract/console/accounts.ts";
import type { Role } from "../../contract/console/roles.ts";
import { Fault } from "../../core/fault.ts";
import type { MicrosoftPerson } from "../../core/id-token.ts";
import { Attempts } from "./attempts.ts";
import { AccountsDatabase, type Row } from "./database.ts";
import { accountOf } from "./microsoft-accounts.ts";
import { hashPassword, isPassword, NOBODYS_HASH } from "./passwords.ts";
import { Programs } from "./programs.ts";
import { requireGoodName, requireGoodPassword, requireMicrosoftName, roleOf } from "./requirements.ts";
import { hashOf, newSecret } from "./secrets.ts";
import { type SessionOrigin, Sessions } from "./sessions.ts";

export interface StoredAccount {
  readonly kind: "person" | "program";
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

const LINK_VALID_MS = 30 * 60_000;
const NO_PASSWORD = "";
const NOWHERE: SessionOrigin = { browser: "", address: "" };

export class AccountStore {
  readonly #database: AccountsDatabase;
  readonly #now: () => number;
  readonly #attempts: Attempts;
  readonly #sessions: Sessions;
  readonly #programs: Programs;

  constructor({ file, now }: AccountsOptions) {
    this.#database = new AccountsDatabase(file);
    this.#now = now;
    this.#attempts = new Attempts(now);
    this.#sessions = new Sessions(this.#database, now);
    this.#programs = new Programs(this.#database, now);
  }

  needsSetUp(): boolean {
    return this.#database.get("select 1 from account limit 1") === undefined;
  }

  /** A new link that makes the first account, once and for half an hour; earlier ones are void. Null where there are accounts. */
  newSetUpLink(): string | null {
    if (!this.needsSetUp()) return null;
    const link = newSecret();
    this.#database.run("delete from set_up_link");
    this.#database.run(
      "insert into set_up_link (hash, valid_until) values (?, ?)",
      hashOf(link),
      this.#now() + LINK_VALID_MS,
    );
    return link;
  }

  async setUp(link: string, name: string, password: string): Promise<StoredAccount> {
    const isKnown = this.#database.get(
      "select 1 from set_up_link where hash = ? and valid_until > ?",
      hashOf(link),
      this.#now(),
    );
    if (isKnown === undefined || !this.needsSetUp()) throw new Fault("refused", "setUpLinkInvalid");
    const account = await this.add(name, password, "admin");
    this.#database.run("delete from set_up_link");
    return account;
  }

  /** Without a password the account is for signing in at Microsoft alone. Faults: `passwordWeak`, `accountNameInvalid`, `microsoftNameNeeded`, `accountExists`. */
  async add(name: string, password: string | null, role: Role): Promise<StoredAccount> {
    const trimmed = requireGoodName(name);
    if (password === null) requireMicrosoftName(trimmed);
    else requireGoodPassword(password, trimmed);
    const hash = password === null ? NO_PASSWORD : await hashPassword(password);
    const isNew = this.#database.run(
      "insert into account (name, role, password) values (?, ?, ?) on conflict (name) do nothing",
      trimmed,
      role,
      hash,
    );
    if (isNew === 0) throw new Fault("refused", "accountExists", { name: trimmed });
    return { kind: "person", name: trimmed, role };
  }

  list(): AccountEntry[] {
    const rows = this.#database.all("select name, role, password from account order by name collate nocase");
    return rows.map((row) => this.#entryOf(row));
  }

  /** Faults: `accountUnknown`. */
  entry(name: string): AccountEntry {
    return this.#entryOf(this.#require(name));
  }

  /** Faults: `accountUnknown`, `lastAdministrator`. */
  changeRole(name: string, role: Role): AccountEntry {
    this.#database.atOnce(() => {
      const row = this.#require(name);
      if (role !== "admin") this.#requireAnotherAdministrator(row);
      this.#database.run("update account set role = ? where name = ?", role, name);
    });
    return this.entry(name);
  }

  /** Ends the account's sessions. Faults: `accountUnknown`, `passwordWeak`. */
  async setPassword(name: string, password: string): Promise<void> {
    await this.#storePassword(this.#require(name), password, null);
  }

  /** Ends the account's other sessions. Faults: `passwordWrong`, `passwordWeak`, `signInTooOften`, `accountUnknown`. */
  async changePassword(
    name: string,
    current: string,
    next: string,
    { address, secret }: { readonly address: string; readonly secret: string | null },
  ): Promise<void> {
    const row = this.#require(name);
    await this.#check(row, name, current, address, "passwordWrong");
    await this.#storePassword(row, next, secret);
  }

  /** Faults: `accountUnknown`, `lastAdministrator`. */
  remove(name: string): void {
    this.#database.atOnce(() => {
      this.#requireAnotherAdministrator(this.#require(name));
      this.#database.run("delete from account where name = ?", name);
    });
  }

  async checkPassword(name: string, password: string, address: string): Promise<StoredAccount> {
    const row = this.#database.get("select name, role, password from account where name = ?", name.trim());
    return asAccount(await this.#check(row, name.trim(), password, address, "signInRefused"));
  }

  /** A sign-in at Microsoft begins. Faults: `signInTooOften`. */
  beginMicrosoft(address: string): void {
    this.#attempts.beginMicrosoft(address);
  }

  /** Faults: `microsoftAccountMissing`, `microsoftAccountTaken`. */
  ofMicrosoft(person: MicrosoftPerson, address: string): StoredAccount {
    const account = asAccount(accountOf(this.#database, person));
    this.#attempts.succeededAtMicrosoft(address);
    return account;
  }

  /** Is there such an account? For records, which shall not keep what somebody typed into the wrong field. */
  has(name: string): boolean {
    return this.#database.get("select 1 from account where name = ?", name.trim()) !== undefined;
  }

  openSession({ name }: Pick<StoredAccount, "name">, origin: SessionOrigin = NOWHERE): string {
    return this.#sessions.open(name, origin);
  }

  session(secret: string, countsAsActivity = true): StoredSession | null {
    const row = this.#sessions.find(secret, countsAsActivity);
    return row === undefined ? null : { ...asAccount(row), csrf: String(row.csrf) };
  }

  closeSession(secret: string): void {
    this.#sessions.close(secret);
  }

  /** Faults: `accountUnknown`. */
  sessions(name: string, secret: string | null = null): SessionEntry[] {
    this.#require(name);
    return this.#sessions.list(name, secret);
  }

  /** Faults: `sessionUnknown`. */
  endSession(name: string, id: string): void {
    if (!this.#sessions.end(name, id)) throw new Fault("refused", "sessionUnknown");
  }

  endOtherSessions(name: string, secret: string | null): void {
    this.#sessions.endAll(name, secret);
  }

  addProgram(name: string, role: Role): ProgramEntry & { token: string } {
    return this.#programs.add(name, role);
  }

  programs(): ProgramEntry[] {
    return this.#programs.list();
  }

  removeProgram(name: string): void {
    this.#programs.remove(name);
  }

  program(token: string): StoredAccount | null {
    const row = this.#programs.find(token);
    return row === undefined ? null : asAccount(row, "program");
  }

  close(): void {
    this.#database.close();
  }

  /** Takes as long for a name that nobody has, and for one that has no password. */
  async #check(
    row: Row | undefined,
    name: string,
    password: string,
    address: string,
    refusal: "signInRefused" | "passwordWrong",
  ): Promise<Row> {
    const key = name.toLowerCase();
    this.#attempts.require(key, address);
    const isRight = await isPassword(password, String(row?.password || NOBODYS_HASH));
    if (row === undefined || !isRight) {
      this.#attempts.failed(key, address);
      throw new Fault("refused", refusal);
    }
    this.#attempts.succeeded(key, address);
    return row;
  }

  async #storePassword(row: Row, password: string, butThis: string | null): Promise<void> {
    const name = String(row.name);
    requireGoodPassword(password, name);
    const hash = await hashPassword(password);
    this.#database.run("update account set password = ? where name = ?", hash, name);
    this.#sessions.endAll(name, butThis);
    this.#attempts.forget(name.toLowerCase());
  }

  #require(name: string): Row {
    const row = this.#database.get("select name, role, password from account where name = ?", name);
    if (row === undefined) throw new Fault("refused", "accountUnknown", { name });
    return row;
  }

  /** One with a password: where Microsoft is out of reach, nobody else comes in. */
  #requireAnotherAdministrator({ name, role }: Row): void {
    if (role !== "admin") return;
    const other = "select 1 from account where role = 'admin' and password <> ? and name <> ? limit 1";
    if (this.#database.get(other, NO_PASSWORD, String(name)) === undefined)
      throw new Fault("refused", "lastAdministrator", { name: String(name) });
  }

  #entryOf({ name, role, password }: Row): AccountEntry {
    const sessions = this.#sessions.list(String(name), null);
    return {
      name: String(name),
      role: roleOf(role),
      hasPassword: password !== NO_PASSWORD,
      sessions: sessions.length,
      seenAt: sessions[0]?.seenAt ?? null,
    };
  }
}

function asAccount({ name, role }: Row, kind: StoredAccount["kind"] = "person"): StoredAccount {
  return { kind, name: String(name), role: roleOf(role) };
}
