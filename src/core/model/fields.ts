// The synchronised fields, in the one vocabulary that both sides are translated into.

export const SHOW_AS = ["free", "tentative", "busy", "oof", "workingElsewhere"] as const;
export type ShowAs = (typeof SHOW_AS)[number];

/**
 * Start, end and all-day are one field. Instants are UTC, ISO 8601 with `Z`, at most milliseconds (see time/instant.ts);
 * dates are `YYYY-MM-DD`, the end exclusive, and have no zone.
 */
export type Time =
  | { readonly kind: "timed"; readonly start: string; readonly end: string }
  | { readonly kind: "allDay"; readonly startDate: string; readonly endDate: string };

/** Each of these is compared and merged on its own. */
export interface SharedFields {
  readonly time: Time;
  readonly subject: string;
  /** Empty where there is none. */
  readonly location: string;
  /** Plain text, lines divided by `\n`; without job header and without the join text of an online meeting. */
  readonly notes: string;
  readonly category: string | null;
  readonly showAs: ShowAs;
  readonly private: boolean;
  /** Minutes before the start; null: none. */
  readonly reminderMinutes: number | null;
}

export const FIELD_NAMES = [
  "time",
  "subject",
  "location",
  "notes",
  "category",
  "showAs",
  "private",
  "reminderMinutes",
] as const satisfies readonly (keyof SharedFields)[];
export type FieldName = (typeof FIELD_NAMES)[number];

/** For what is told of some fields only: whoever asks for the others gets these. */
export const NO_FIELDS: SharedFields = {
  time: { kind: "allDay", startDate: "2000-01-01", endDate: "2000-01-02" },
  subject: "",
  location: "",
  notes: "",
  category: null,
  showAs: "busy",
  private: false,
  reminderMinutes: null,
};

/** One way, planning to event: what stands above the notes in the event's body. */
export interface JobHeader {
  readonly orderNumber: string | null;
  readonly customerName: string | null;
  readonly customerPhone: string | null;
  readonly address: string | null;
}

export const NO_HEADER: JobHeader = {
  orderNumber: null,
  customerName: null,
  customerPhone: null,
  address: null,
};

export interface Attendee {
  readonly name: string;
  readonly address: string;
  /** As Graph spells it: `none`, `accepted`, `tentativelyAccepted`, `declined`, … */
  readonly response: string;
}

/** One way, event to planning. */
export interface EventFacts {
  /** `Name <address>`; null for an event without organizer. */
  readonly organizer: string | null;
  readonly attendees: readonly Attendee[];
  readonly joinUrl: string | null;
  readonly webUrl: string | null;
}

export const NO_FACTS: EventFacts = { organizer: null, attendees: [], joinUrl: null, webUrl: null };
