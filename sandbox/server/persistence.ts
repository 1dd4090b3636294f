// Keeps the world on disk, in one SQLite file: every change is in it before it is answered, so that even a sandbox that is killed
// forgets nothing that it told somebody.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Core } from "../core.ts";
import type { RegisteredApp } from "../entra/directory.ts";
import type { StoredEvent, Tombstone } from "../mailbox/event.ts";
import type { Mailbox, StoredHead, Transaction } from "../mailbox/mailbox.ts";
import type { Subscription } from "../subscriptions/subscription.ts";

interface StoredTenant {
  tenantId: string;
  domains: string[];
  apps: RegisteredApp[];
  users: string[];
  subscriptions: Subscription[];
  deltaGeneration: number;
  entropy: number;
  clockShiftMs: number;
}

const TABLES = `
  pragma journal_mode = wal;
  -- A killed process loses nothing; a machine without power may lose its last moments, as a sandbox may.
  pragma synchronous = normal;
  create table if not exists tenant (one integer primary key check (one = 1), json text not null) strict;
  create table if not exists mailbox (user_id text primary key, json text not null) strict, without rowid;
  create table if not exists item (
    user_id text not null, id text not null, seq integer not null, json text not null, primary key (user_id, id)
  ) strict, without rowid;
  create table if not exists transaction_id (
    user_id text not null, id text not null, json text not null, primary key (user_id, id)
  ) strict, without rowid;
`;

export class Persistence {
  readonly exists: boolean;
  readonly #core: Core;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isChanged = false;
  #pending: NodeJS.Immediate | null = null;
  readonly #noteChange = () => {
    this.#isChanged = true;
    // For changes that no request brought.
    this.#pending ??= setImmediate(() => this.save());
  };

  constructor(core: Core, dataFolder: string) {
    this.#core = core;
    mkdirSync(dataFolder, { recursive: true });
    this.#database = new DatabaseSync(join(dataFolder, "world.db"));
    this.#database.exec(TABLES);
    // A first run that was killed while it filled the mailboxes left no tenant: the company is read again.
    this.exists = this.#all("select json from tenant").length === 1;
  }

  /** With `keepClock` the present was given anew, and the stored shift does not count. */
  restore(keepClock: boolean): void {
    const [row] = this.#all("select json from tenant");
    const tenant = parsed<StoredTenant>(row);
    const { world, directory, clock } = this.#core;
    directory.tenantId = world.tenantId = tenant.tenantId;
    directory.domains = tenant.domains;
    // A world of before people could sign in knows no addresses to send them back to.
    for (const app of tenant.apps) directory.register({ ...app, redirectUris: app.redirectUris ?? [] });
    world.deltaGeneration = tenant.deltaGeneration;
    // A step ahead: ids given out without a change, such as those of requests, do not come again.
    world.entropy.state = (tenant.entropy + 0x9e3779b9) >>> 0;
    if (tenant.clockShiftMs !== 0 && !keepClock) clock.advance(tenant.clockShiftMs);
    for (const id of tenant.users) {
      const [head] = this.#all("select json from mailbox where user_id = ?", id);
      const items = this.#all("select json from item where user_id = ? order by seq", id);
      const transactions = this.#all("select id, json from transaction_id where user_id = ?", id);
      const stored = {
        head: parsed<StoredHead>(head),
        items: items.map((item) => parsed<StoredEvent | Tombstone>(item)),
        transactions: transactions.map((each): [string, Transaction] => [String(each.id), parsed(each)]),
      };
      world.add(stored.head.user, stored);
    }
    world.subscriptions.restore(tenant.subscriptions);
  }

  start(): void {
    this.#core.world.watchers.add(this.#noteChange);
    this.#isChanged = true;
    this.save();
  }

  /** Cheap where nothing changed. */
  save(): void {
    if (this.#pending) clearImmediate(this.#pending);
    this.#pending = null;
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#database.exec("begin immediate");
    try {
      this.#saveTenant();
      for (const mailbox of this.#core.world.mailboxes.values()) this.#saveMailbox(mailbox);
      this.#database.exec("commit");
    } catch (error) {
      this.#database.exec("rollback");
      throw error;
    }
  }

  stop(): void {
    this.save();
    this.close();
  }

  close(): void {
    if (this.#pending) clearImmediate(this.#pending);
    this.#core.world.watchers.delete(this.#noteChange);
    this.#database.close();
  }

  #saveTenant(): void {
    const { world, directory, clock } = this.#core;
    const tenant: StoredTenant = {
      tenantId: directory.tenantId,
      domains: directory.domains,
      apps: [...directory.apps.values()],
      users: [...world.mailboxes.keys()],
      subscriptions: world.subscriptions.list(),
      deltaGeneration: world.deltaGeneration,
      entropy: world.entropy.state,
      clockShiftMs: clock.shift,
    };
    this.#run("insert or replace into tenant values (1, ?)", JSON.stringify(tenant));
  }

  #saveMailbox(mailbox: Mailbox): void {
    const unsaved = mailbox.takeUnsaved();
    if (unsaved === null) return;
    const { id: userId } = mailbox.user;
    if (unsaved.isFirst) {
      this.#run("delete from item where user_id = ?", userId);
      this.#run("delete from transaction_id where user_id = ?", userId);
    }
    this.#run("insert or replace into mailbox values (?, ?)", userId, JSON.stringify(unsaved.head));
    for (const item of unsaved.items) {
      const json = JSON.stringify(item);
      this.#run("insert or replace into item values (?, ?, ?, ?)", userId, item.id, item.seq, json);
    }
    for (const [id, transaction] of unsaved.transactions) {
      if (transaction === null)
        this.#run("delete from transaction_id where user_id = ? and id = ?", userId, id);
      else {
        const json = JSON.stringify(transaction);
        this.#run("insert or replace into transaction_id values (?, ?, ?)", userId, id, json);
      }
    }
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#statement(sql).run(...values);
  }

  #all(sql: string, ...values: string[]) {
    return this.#statement(sql).all(...values);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function parsed<Stored>(row: Record<string, unknown> | undefined): Stored {
  if (!row) throw new Error("The sandbox's stored world is incomplete; begin with an empty data folder.");
  return JSON.parse(String(row.json)) as Stored;
}
