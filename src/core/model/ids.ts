// Branded ids: a string of one kind is never taken for one of another.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUID of a row in `app_user`. */
export type UserId = Branded<"UserId">;
/** UUID of a row in `employee`. */
export type EmployeeId = Branded<"EmployeeId">;
/** UUID of a row in `appointment`. */
export type AppointmentId = Branded<"AppointmentId">;
/** UUID of a row in `planning_database`. */
export type PlanningDatabaseId = Branded<"PlanningDatabaseId">;
/** A user's directory object id, or its principal name where the directory may not be read. */
export type MailboxId = Branded<"MailboxId">;
/** The immutable id of an event within one mailbox: opaque, case-sensitive. */
export type EventId = Branded<"EventId">;
/** UUID of a link in the state store. */
export type LinkId = Branded<"LinkId">;
/** UUID of one run of the service or one `sync`. */
export type RunId = Branded<"RunId">;
/** A subscription to the notices of one mailbox, as Microsoft names it. */
export type SubscriptionId = Branded<"SubscriptionId">;
/** Opaque mark of one side's state of an item: a row version, an etag. Only ever compared for equality. */
export type Version = Branded<"Version">;
/** Opaque mark of how far a calendar was read: a delta link. */
export type CalendarCursor = Branded<"CalendarCursor">;
