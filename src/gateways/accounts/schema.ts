// The tables of accounts, sessions and programs; migrations are only appended.
import type { DatabaseSync } from "node:sqlite";

const MIGRATIONS = [
  `create table account (name text primary key collate nocase, role text not null, password text not null) strict;
   create table session (hash text primary key, account text not null collate nocase references account(name) on delete cascade,
     csrf text not null, began_at integer not null, seen_at integer not null) strict;
   create table set_up_link (hash text primary key, valid_until integer not null) strict;
   create table program (hash text primary key, name text not null unique, role text not null, made_at integer not null) strict;`,
  `alter table session add column browser text not null default '';
   alter table session add column address text not null default '';
   alter table program add column used_at integer;`,
  // An empty password is none: the account is for signing in at Microsoft alone.
  `alter table account add column microsoft_tenant text;
   alter table account add column microsoft_id text;
   create unique index account_microsoft on account (microsoft_tenant, microsoft_id);`,
] as const;

export function migrateAccounts(database: DatabaseSync): void {
  database.exec("pragma journal_mode = wal; pragma foreign_keys = on; begin immediate;");
  const { user_version: version } = database.prepare("pragma user_version").get() as { user_version: number };
  for (const sql of MIGRATIONS.slice(version)) database.exec(sql);
  database.exec(`pragma user_version = ${Math.max(version, MIGRATIONS.length)}; commit;`);
}
