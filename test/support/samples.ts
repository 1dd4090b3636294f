// Plain values to start from in tests of the decisions: a job at the Webers', its row, its event and their link.
import type { SyncSettings } from "../../src/contract/settings.ts";
import type { Appointment } from "../../src/core/model/appointment.ts";
import type { CalendarEvent } from "../../src/core/model/event.ts";
import { NO_FACTS, NO_HEADER, type SharedFields } from "../../src/core/model/fields.ts";
import type {
  AppointmentId,
  EmployeeId,
  EventId,
  LinkId,
  UserId,
  Version,
} from "../../src/core/model/ids.ts";
import type { Link } from "../../src/core/model/link.ts";
import type { DecisionContext, Item } from "../../src/core/sync/item.ts";
import { windowAt } from "../../src/core/time/window.ts";
import type { Load } from "../../src/engine/frame.ts";
import type { Log } from "../../src/engine/log.ts";

export const ANNA = "00000000-0000-4000-8000-0000000000a1" as EmployeeId;
export const BERND = "00000000-0000-4000-8000-0000000000b1" as EmployeeId;
export const NOW = Date.parse("2026-11-24T10:00:00Z");

export const FIELDS: SharedFields = {
  time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T10:00:00Z" },
  subject: "Wartung Gastherme Weber",
  location: "Landshut, Altstadt 12",
  notes: "Schlüssel beim Nachbarn",
  category: null,
  showAs: "busy",
  private: false,
  reminderMinutes: null,
};

export const ROW: Appointment = {
  id: "00000000-0000-4000-8000-0000000000c1" as AppointmentId,
  version: "row-1" as Version,
  origin: "planning",
  fields: FIELDS,
  header: NO_HEADER,
  facts: NO_FACTS,
  locked: false,
  lockedReason: null,
  seriesId: null,
  trashed: false,
  modifiedAt: null,
  employees: [ANNA],
};

export const EVENT: CalendarEvent = {
  id: "event-1" as EventId,
  version: "etag-1" as Version,
  fields: FIELDS,
  facts: NO_FACTS,
  header: NO_HEADER,
  furtherCategories: [],
  iCalUId: "uid-1",
  seriesMasterId: null,
  occurrenceDate: null,
  isOrganizer: true,
  otherAttendees: 0,
  isCancelled: false,
  isDeclined: false,
  isOnlineMeeting: false,
  modifiedAt: null,
};

export const LINK: Link = {
  id: "00000000-0000-4000-8000-0000000000d1" as LinkId,
  userId: "00000000-0000-4000-8000-0000000000e1" as UserId,
  appointmentId: ROW.id,
  employeeId: ANNA,
  mailbox: "anna@muster.example",
  eventId: EVENT.id,
  ownership: "planned",
  base: { fields: FIELDS, header: NO_HEADER, facts: NO_FACTS, isMasked: false },
  eventVersion: EVENT.version,
  planningVersion: ROW.version,
  generation: "g1",
  meetingKey: null,
  isOrganizer: true,
  seriesMasterId: null,
  status: "active",
};

/** The settings' defaults. */
export const SYNC: SyncSettings = {
  MonthsPast: 6,
  MonthsFuture: 14,
  ConflictWinner: "Origin",
  DeletedInOutlook: "Unassign",
  PrivateEvents: "BusyOnly",
  DeletionGuard: { Count: 10, Percent: 20 },
  JournalDays: 90,
};

/** For tests that do not look at the log. */
export const SILENT: Log = {
  verbose: () => undefined,
  debug: () => undefined,
  information: () => undefined,
  warning: () => undefined,
  error: () => undefined,
};

export const CONTEXT: DecisionContext = {
  userId: LINK.userId,
  employeeId: ANNA,
  mailbox: LINK.mailbox,
  sync: SYNC,
  window: windowAt(NOW, "Europe/Berlin", 6, 14),
  now: new Date(NOW).toISOString(),
  newLinkId: "00000000-0000-4000-8000-0000000000f1" as LinkId,
  newAppointmentId: "00000000-0000-4000-8000-0000000000f2" as AppointmentId,
  newGeneration: "00000000-0000-4000-8000-0000000000f3",
  nothingRemembered: false,
  isPlanningRestored: false,
  putsBack: false,
};

/** An item about which both sides are known and agree; tests change what they are about. */
export const ITEM: Item = {
  link: LINK,
  planning: { kind: "present", row: ROW },
  event: { kind: "present", event: EVENT },
  others: [],
  joins: null,
  isAmbiguous: false,
  arrival: null,
  editedAt: { planning: null, office365: null },
};

/** For companies of a few people: they meet what the usual load brings to large ones. */
export const SMALL_LOAD: Load = { byHand: 50, slice: 2, readings: 2 };
