// appsettings.json as an administrator writes it: its keys, defaults and ranges are a promise to outsiders.

/** Log levels in ascending order of importance, named as in the original guide. */
export const LOG_LEVELS = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Who wins when the same field was changed on both sides; `Origin` is the row of the decision table. */
export const CONFLICT_WINNERS = ["Origin", "Planning", "Office365"] as const;
export type ConflictWinner = (typeof CONFLICT_WINNERS)[number];

/** What happens to a planned appointment whose event somebody deleted in Outlook. */
export const DELETED_IN_OUTLOOK = ["Unassign", "Restore"] as const;
export type DeletedInOutlook = (typeof DELETED_IN_OUTLOOK)[number];

/** How much of a private Outlook event planning may see. */
export const PRIVATE_EVENTS = ["BusyOnly", "Full", "Skip"] as const;
export type PrivateEvents = (typeof PRIVATE_EVENTS)[number];

export interface CompanySettings {
  /** `01` to `99`. */
  Number: string;
  Name: string;
  /** IANA name, for example `Europe/Berlin`. */
  TimeZone: string;
}

export interface SyncSettings {
  MonthsPast: number;
  MonthsFuture: number;
  ConflictWinner: ConflictWinner;
  DeletedInOutlook: DeletedInOutlook;
  PrivateEvents: PrivateEvents;
  /** Deletions of one side in one pass are held when they exceed both figures. */
  DeletionGuard: { Count: number; Percent: number };
  JournalDays: number;
}

export interface Office365Settings {
  TenantId: string;
  ClientId: string;
  /** PEM file with certificate and private key; null where a client secret is used. */
  CertificateFile: string | null;
  AuthorityHost: string;
  GraphUrl: string;
  NotificationUrl: string | null;
}

export interface DatabaseSettings<Provider extends string> {
  Provider: Provider;
  /** SQLite: a file name; relative names start at the data folder. */
  ConnectionString: string;
}

export interface ConsoleSettings {
  Url: string;
  /** People may sign in at Microsoft too; Url with MICROSOFT_BACK behind it has to be registered there. */
  MicrosoftSignIn: boolean;
}

/** What the dispatch board shades. */
export interface BoardSettings {
  /** Whose public holidays: a country, and where they differ a state and a denomination, `DE-BY-KATH`. Empty: none. */
  Holidays: string;
  /** `07:00-16:00`, Monday to Friday. */
  WorkingHours: string;
}

/** The whole file after defaults were filled in and every value was checked. */
export interface Settings {
  MinimumLevel: { Default: LogLevel; Override: Record<string, LogLevel> };
  Company: CompanySettings;
  /** Seconds, 30 to 86400. */
  SyncJob: { Interval: number };
  Sync: SyncSettings;
  Office365: Office365Settings;
  Planning: DatabaseSettings<"sqlite">;
  State: DatabaseSettings<"sqlite">;
  Console: ConsoleSettings;
  Board: BoardSettings;
}
