// Every key of appsettings.json with its default and what it accepts: the promise that administrators rely on.
import { CONFLICT_WINNERS, DELETED_IN_OUTLOOK, LOG_LEVELS, PRIVATE_EVENTS } from "../../contract/settings.ts";
import {
  address,
  isSpanOfDay,
  localAddress,
  oneOf,
  orNull,
  publicAddress,
  type Rule,
  text,
  whole,
  yesNo,
  zone,
} from "./rules.ts";

export const KEYS: Readonly<Record<string, Rule>> = {
  "MinimumLevel.Default": oneOf(LOG_LEVELS, "Information"),
  "Company.Number": text("01", "companyNumber", (value) => /^(?!00)\d\d$/.test(value)),
  "Company.Name": text(""),
  "Company.TimeZone": zone("Europe/Berlin"),
  "SyncJob.Interval": whole(30, 86_400, 300),
  "Sync.MonthsPast": whole(0, 120, 6),
  "Sync.MonthsFuture": whole(1, 120, 14),
  "Sync.ConflictWinner": oneOf(CONFLICT_WINNERS, "Origin"),
  "Sync.DeletedInOutlook": oneOf(DELETED_IN_OUTLOOK, "Unassign"),
  "Sync.PrivateEvents": oneOf(PRIVATE_EVENTS, "BusyOnly"),
  "Sync.DeletionGuard.Count": whole(0, 100_000, 10),
  "Sync.DeletionGuard.Percent": whole(0, 100, 20),
  "Sync.JournalDays": whole(1, 3650, 90),
  "Office365.TenantId": text(""),
  "Office365.ClientId": text(""),
  "Office365.CertificateFile": orNull(text("", "aFileName", (value) => value !== "")),
  "Office365.AuthorityHost": address("https://login.microsoftonline.com"),
  "Office365.GraphUrl": address("https://graph.microsoft.com"),
  "Office365.NotificationUrl": orNull(publicAddress("")),
  "Planning.Provider": oneOf(["sqlite"], "sqlite"),
  "Planning.ConnectionString": text("planning.db", "aFileName", (value) => value.trim() !== ""),
  "State.Provider": oneOf(["sqlite"], "sqlite"),
  "State.ConnectionString": text("state.db", "aFileName", (value) => value.trim() !== ""),
  "Console.Url": localAddress("http://127.0.0.1:8365"),
  "Console.MicrosoftSignIn": yesNo(false),
  "Board.Holidays": text("DE", "holidayRegion", (value) =>
    /^(?:[A-Z]{2}(?:-[A-Z0-9]{1,5}){0,2})?$/.test(value),
  ),
  "Board.WorkingHours": text("07:00-16:00", "workingHours", isSpanOfDay),
};

/** Below this, keys are log categories, which are free: foreign ones are told and ignored. */
export const OVERRIDE = "MinimumLevel.Override";
export const OVERRIDE_RULE: Rule = oneOf(LOG_LEVELS, "Warning");
export const LOG_CATEGORIES = ["Sync", "Graph", "Sql", "Planning", "Http", "Console"] as const;

/** Objects on the way to a value: `Sync`, `Sync.DeletionGuard`, … */
export const SECTIONS: ReadonlySet<string> = new Set([
  OVERRIDE,
  ...Object.keys(KEYS).flatMap((key) => {
    const parts = key.split(".");
    return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("."));
  }),
]);
