// Migration 1: the tables of contract version 1 on SQLite. No STRICT, no CHECK, nullable columns: an ERP may write through any old
// tool that binds NULL past a default or a word we do not know; reading tolerates it, and a refused INSERT would lose a job.

/** An expression. */
export const NOW_TO_THE_MILLISECOND = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/**
 * Ids compare without regard to case (NOCASE), so that an ERP that writes upper-case UUIDs joins and replaces as it expects; what
 * is read is lower-cased. Foreign keys are deferred, so a transaction may write in any order, and have no CASCADE: removing and
 * moving assignments is the triggers' work (see triggers.ts), with the same outcome whether a connection enforces foreign keys or not.
 */
export const TABLES: Readonly<Record<string, string>> = {
  schema_version: `
    create table schema_version (version integer not null)`,
  company: `
    create table company (
      number text not null primary key,
      name text not null default '',
      time_zone text not null default 'Europe/Berlin'
    )`,
  employee: `
    create table employee (
      id text not null primary key collate nocase,
      personnel_number text,
      display_name text default '',
      colour text,
      active integer default 1
    )`,
  app_user: `
    create table app_user (
      id text not null primary key collate nocase,
      login text not null unique,
      display_name text default '',
      employee_id text collate nocase references employee (id) deferrable initially deferred,
      sync_kind text default 'none',
      office365_user_name text,
      office365_email text,
      without_password integer default 0,
      active integer default 1
    )`,
  planning_database: `
    create table planning_database (
      id text not null primary key collate nocase,
      name text default ''
    )`,
  app_user_planning_database: `
    create table app_user_planning_database (
      app_user_id text not null collate nocase references app_user (id) deferrable initially deferred,
      planning_database_id text not null collate nocase
        references planning_database (id) deferrable initially deferred,
      primary key (app_user_id, planning_database_id)
    )`,
  appointment: `
    create table appointment (
      id text not null primary key collate nocase,
      subject text default '',
      location text default '',
      notes text default '',
      all_day integer default 0,
      starts_at text,
      ends_at text,
      start_date text,
      end_date text,
      category text,
      show_as text default 'busy',
      private integer default 0,
      reminder_minutes integer,
      order_number text,
      customer_name text,
      customer_phone text,
      address text,
      trashed_at text,
      origin text default 'planning',
      locked integer default 0,
      locked_reason text,
      organizer text,
      attendees text default '[]',
      join_url text,
      web_url text,
      series_id text,
      created_at text default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
      modified_at text default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
      row_version integer default 0
    )`,
  appointment_employee: `
    create table appointment_employee (
      appointment_id text not null collate nocase references appointment (id) deferrable initially deferred,
      employee_id text not null collate nocase references employee (id) deferrable initially deferred,
      primary key (appointment_id, employee_id)
    )`,
  appointment_change: `
    create table appointment_change (
      seq integer primary key autoincrement,
      appointment_id text not null,
      kind text not null,
      changed_at text not null default (${NOW_TO_THE_MILLISECOND})
    )`,
};

/** Ours alone: through which sequence number changes were forgotten. It survives when the feed is emptied. */
export const FEED_TABLE = `
  create table if not exists appointment_change_feed (
    id integer primary key check (id = 1),
    trimmed_through integer not null default 0
  );
  insert or ignore into appointment_change_feed (id, trimmed_through) values (1, 0)`;

/** For reading by employee; its first column serves ids in either case. */
export const INDEXES = `
  create index if not exists appointment_employee_by_employee
    on appointment_employee (employee_id collate nocase, appointment_id)`;

/** Tables that an ERP made itself may compare ids by case: these serve our reading, which never does. */
export const ADOPTED_INDEXES = `
  create index if not exists appointment_by_id on appointment (id collate nocase);
  create index if not exists appointment_employee_by_appointment
    on appointment_employee (appointment_id collate nocase, employee_id)`;
