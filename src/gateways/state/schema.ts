// The tables of the state store, as numbered migrations: a file's `user_version` tells how many of them it has been through.

/** "TSST" in the file's header: tells our file from any other SQLite database. */
export const APPLICATION_ID = 0x54535354;

/** Applied in this order, each once; never edited after a release, only added to. */
export const MIGRATIONS: readonly string[] = [
  `
  create table store (
    company_number text not null,
    created_at integer not null
  ) strict;

  create table link (
    id text not null primary key,
    user_id text not null,
    appointment_id text not null,
    employee_id text not null,
    mailbox text not null,
    event_id text not null,
    ownership text not null,
    base text not null,
    event_version text not null,
    planning_version text not null,
    generation integer not null,
    meeting_key text,
    is_organizer integer not null,
    series_master_id text,
    status text not null check (status in ('active', 'archived')),
    unique (user_id, appointment_id),
    unique (user_id, event_id)
  ) strict;
  create index link_by_appointment on link (appointment_id);
  create index link_by_meeting on link (meeting_key) where meeting_key is not null;
  create index link_by_series on link (user_id, series_master_id) where series_master_id is not null;
  create index link_active on link (user_id, appointment_id) where status = 'active';

  create table memory (
    user_id text not null primary key,
    addresses text not null,
    mailbox text,
    calendar_cursor text,
    cursor_stored_at integer not null,
    cursor_window text,
    planning_sequence integer,
    initial_sync_done_at integer
  ) strict;

  create table intent (
    seq integer primary key autoincrement,
    id text not null unique,
    user_id text not null,
    body text not null
  ) strict;
  create index intent_by_user on intent (user_id);

  create table waiting (
    user_id text not null,
    appointment_id text not null,
    event_id text not null,
    subject text,
    reason text not null,
    kind text not null check (kind in ('parked', 'held')),
    attempts integer not null,
    since integer not null,
    retry_at integer not null,
    answer text,
    primary key (user_id, appointment_id, event_id)
  ) strict, without rowid;

  create table conflict (
    seq integer primary key autoincrement,
    id text not null unique,
    at text not null,
    user_id text not null,
    appointment_id text not null,
    event_id text not null,
    field text not null,
    planning text not null,
    office365 text not null,
    winner text not null
  ) strict;
  create index conflict_by_user on conflict (user_id);

  create table journal (
    seq integer primary key autoincrement,
    id text not null unique,
    at text not null,
    at_ms integer not null,
    login text not null,
    appointment text,
    event text,
    subject text,
    side text not null,
    action text not null,
    before text not null,
    after text not null,
    reason text not null,
    run text not null
  ) strict;
  create index journal_by_appointment on journal (appointment, seq) where appointment is not null;
  create index journal_by_login on journal (login, seq);
  create index journal_by_time on journal (at_ms);

  create table pass (
    user_id text not null primary key,
    login text not null,
    at text not null,
    report text not null
  ) strict;

  create table last_run (
    one integer primary key check (one = 1),
    id text not null,
    started_at text not null,
    finished_at text not null
  ) strict;
  `,
  `
  create table audit (
    user_id text not null primary key,
    login text not null,
    summary text not null
  ) strict;
  `,
  // A generation was a number once; it became a name of its own for every event that is made.
  `
  alter table link drop column generation;
  alter table link add column generation text not null default '';
  alter table memory add column employee_id text;
  `,
  `
  create table untold_event (
    user_id text not null,
    event_id text not null,
    primary key (user_id, event_id)
  ) strict, without rowid;
  `,
  // Tells the change at `planning_sequence` from one that a restored planning database has there.
  "alter table memory add column planning_fingerprint text",
  `
  create table subscription (
    user_id text not null primary key,
    mailbox text not null,
    id text,
    url text not null,
    client_state text not null,
    created_at integer not null,
    granted_at integer not null,
    expires_at integer not null,
    heard_at integer
  ) strict;
  `,
  "alter table journal add column delay_seconds real",
  // Each index that a random id leads into costs a page of the log for each write: two of the five said the same.
  `
  create table linked (
    id text not null primary key,
    user_id text not null,
    appointment_id text not null,
    employee_id text not null,
    mailbox text not null,
    event_id text not null,
    ownership text not null,
    base text not null,
    event_version text not null,
    planning_version text not null,
    generation text not null,
    meeting_key text,
    is_organizer integer not null,
    series_master_id text,
    status text not null check (status in ('active', 'archived')),
    unique (appointment_id, user_id),
    unique (user_id, event_id)
  ) strict;
  insert into linked select id, user_id, appointment_id, employee_id, mailbox, event_id, ownership, base, event_version, planning_version,
    generation, meeting_key, is_organizer, series_master_id, status from link;
  drop table link;
  alter table linked rename to link;
  create index link_by_meeting on link (meeting_key) where meeting_key is not null;
  create index link_by_series on link (user_id, series_master_id) where series_master_id is not null;
  `,
  `
  alter table waiting add column hold text;
  update waiting set hold = reason where kind = 'held';
  `,
  `
  create table paused (
    user_id text not null primary key,
    since integer not null
  ) strict, without rowid;
  `,
  // From one start to the next: how many events were made.
  `
  create table stretch (
    id text not null primary key,
    lineage text not null,
    made integer not null
  ) strict, without rowid;
  `,
];

export const STATE_VERSION = MIGRATIONS.length;
