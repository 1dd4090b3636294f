// The tables of the planning database, contract version 1, as rows of plain values: what an ERP writes with SQL and what our own
// tools import. Ids are lower-case UUIDs, instants `YYYY-MM-DDTHH:MM:SSZ`, dates `YYYY-MM-DD`; the columns' names are a promise.

/** The value of `schema_version.version` that this release reads and writes. */
export const PLANNING_CONTRACT_VERSION = 1;

/** `exchange` is served by another product. */
export const SYNC_KINDS = ["none", "office365", "exchange"] as const;
export type SyncKindValue = (typeof SYNC_KINDS)[number];

export const SHOW_AS_VALUES = ["free", "tentative", "busy", "oof", "workingElsewhere"] as const;
export type ShowAsValue = (typeof SHOW_AS_VALUES)[number];

export const ORIGINS = ["planning", "office365"] as const;
export type OriginValue = (typeof ORIGINS)[number];

/** What `appointment_change.kind` tells. */
export const CHANGE_KINDS = ["insert", "update", "delete", "assign", "unassign"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface SchemaVersionRow {
  version: number;
}

export interface CompanyRow {
  /** `01` to `99`. */
  number: string;
  name: string;
  time_zone: string;
}

export interface EmployeeRow {
  id: string;
  personnel_number: string | null;
  display_name: string;
  /** `#rrggbb`. */
  colour: string | null;
  active: boolean;
}

export interface AppUserRow {
  id: string;
  login: string;
  display_name: string;
  employee_id: string | null;
  sync_kind: SyncKindValue;
  office365_user_name: string | null;
  office365_email: string | null;
  without_password: boolean;
  active: boolean;
}

export interface PlanningDatabaseRow {
  id: string;
  name: string;
}

export interface AppUserPlanningDatabaseRow {
  app_user_id: string;
  planning_database_id: string;
}

/** Columns that an ERP fills; all but `id`, `subject` and the time have defaults. */
export interface AppointmentColumns {
  id: string;
  subject: string;
  location: string;
  notes: string;
  all_day: boolean;
  /** Instants; null when all-day. */
  starts_at: string | null;
  ends_at: string | null;
  /** Dates, the end exclusive; null unless all-day. */
  start_date: string | null;
  end_date: string | null;
  category: string | null;
  show_as: ShowAsValue;
  private: boolean;
  /** Minutes before the start; null: none. */
  reminder_minutes: number | null;
  order_number: string | null;
  customer_name: string | null;
  customer_phone: string | null;
  address: string | null;
  /** Instant; null unless it lies in the trash. */
  trashed_at: string | null;
}

/** Columns that the sync alone writes. */
export interface AppointmentSyncColumns {
  origin: OriginValue;
  locked: boolean;
  /** A code, `meeting`. */
  locked_reason: string | null;
  /** `Name <address>`. */
  organizer: string | null;
  /** JSON: `[{ "name", "address", "response" }]`. */
  attendees: string;
  join_url: string | null;
  web_url: string | null;
  series_id: string | null;
}

/** Columns that triggers keep. */
export interface AppointmentKeptColumns {
  created_at: string;
  modified_at: string;
  /** Grows over the whole table; the same value never comes back, not even when a row is replaced. */
  row_version: number;
}

export interface AppointmentRow extends AppointmentColumns, AppointmentSyncColumns, AppointmentKeptColumns {}

export interface AppointmentEmployeeRow {
  appointment_id: string;
  employee_id: string;
}

export interface AppointmentChangeRow {
  seq: number;
  appointment_id: string;
  kind: ChangeKind;
  /** Instant with milliseconds. */
  changed_at: string;
}

/** An appointment to import, with those it is assigned to; what is absent gets the table's default. */
export type ImportedAppointment = Pick<AppointmentColumns, "id" | "subject"> &
  Partial<AppointmentColumns & AppointmentSyncColumns> & { employees: readonly string[] };

/** A user to import, with its rows in `app_user_planning_database`. */
export type ImportedUser = AppUserRow & { planning_databases?: readonly string[] };

/** What our own tools write in one piece. People are overwritten by id; an appointment whose id exists already is left alone. */
export interface PlanningImport {
  employees?: readonly EmployeeRow[];
  planningDatabases?: readonly PlanningDatabaseRow[];
  users?: readonly ImportedUser[];
  appointments?: readonly ImportedAppointment[];
}
