// Appointments as the dispatch board and other programs see them.
import type { OriginValue, ShowAsValue } from "../planning.ts";
import type { ById, Routes } from "./route.ts";

/** Instants are ISO 8601 in UTC, dates `YYYY-MM-DD` with the end exclusive. */
export type BoardTime =
  | { kind: "timed"; start: string; end: string }
  | { kind: "allDay"; startDate: string; endDate: string };

/** What a person may write; the sync carries it over. */
export interface AppointmentFields {
  time: BoardTime;
  subject: string;
  location: string;
  /** Plain text. */
  notes: string;
  category: string | null;
  showAs: ShowAsValue;
  private: boolean;
  /** Minutes before the start; null: none. */
  reminderMinutes: number | null;
  orderNumber: string | null;
  customerName: string | null;
  customerPhone: string | null;
  address: string | null;
  /** Ids; empty: not planned yet. */
  employees: string[];
}

/**
 * `inStep`: in every calendar as here. `waiting`: on its way. `held`: a deletion waits for a person. `conflict`: both sides changed the same
 * field, and nobody has answered. `parked`: set aside, with its reason. `notSynchronised`: it goes to no calendar, with its reason.
 */
export const SYNC_MARKS = ["inStep", "waiting", "held", "conflict", "parked", "notSynchronised"] as const;
export type SyncMark = (typeof SYNC_MARKS)[number];

export interface BoardAttendee {
  name: string;
  address: string;
  response: string;
}

export interface BoardAppointment extends AppointmentFields {
  id: string;
  origin: OriginValue;
  locked: boolean;
  /** A code, `meeting`; null unless locked. */
  lockedReason: string | null;
  organizer: string | null;
  attendees: BoardAttendee[];
  joinUrl: string | null;
  webUrl: string | null;
  seriesId: string | null;
  trashed: boolean;
  /** Goes back with every change; another one means that somebody else was quicker. */
  version: string;
  mark: SyncMark;
  /** A reason code; null where the mark needs none. */
  markReason: string | null;
}

export interface AppointmentQuery {
  /** Instants; both or none. Without them: everything that the other conditions name. */
  from?: string;
  to?: string;
  employee?: string;
  /** In subject, place, customer, order number or address. */
  search?: string;
  /** `planned` unless given. */
  list?: "planned" | "unplanned" | "trash";
}

export interface AppointmentList {
  appointments: BoardAppointment[];
  /** Where `listChanges` goes on from. */
  position: string;
  /** More than one answer holds were left out. */
  isCut: boolean;
}

export interface ChangesQuery {
  /** The position of the answer before. */
  after: string;
  /** Ids, divided by commas, at most 200: whose mark is wanted too, whether they changed or not. */
  marks?: string;
}

export interface AppointmentChanges {
  /** As they are now, trashed ones too: what was changed, whose mark was wanted, and what needs a person. */
  appointments: BoardAppointment[];
  /** Ids of what there is no more. */
  gone: string[];
  position: string;
  /** What happened since is not known in full, or the marks of all may be others: everything is to be read again. */
  isIncomplete: boolean;
}

export type NewAppointment = Pick<AppointmentFields, "subject" | "time" | "employees"> &
  Partial<AppointmentFields> & { id?: string };

export type AppointmentChange = Partial<AppointmentFields> & { version: string };

export interface BoardEmployee {
  id: string;
  name: string;
  personnelNumber: string | null;
  /** `#rrggbb` */
  colour: string | null;
  active: boolean;
  /** Logins that stand for the employee. */
  users: string[];
  /** Goes back with a change of the employee. */
  version: string;
}

export const APPOINTMENT_ROUTES = {
  listEmployees: {
    method: "GET",
    path: "/employees",
    role: "viewer",
    summary: "Everybody who can be planned",
  },
  listAppointments: {
    method: "GET",
    path: "/appointments",
    role: "viewer",
    summary: "Appointments of a span of time, unplanned ones, or the trash",
  },
  listChanges: {
    method: "GET",
    path: "/appointments/changes",
    role: "viewer",
    summary: "What became of appointments since an answer before",
  },
  listMarkReasons: {
    method: "GET",
    path: "/appointments/mark-reasons",
    role: "viewer",
    summary: "What the reasons of marks mean, and what to do",
  },
  getAppointment: { method: "GET", path: "/appointments/{id}", role: "viewer", summary: "One appointment" },
  createAppointment: {
    method: "POST",
    path: "/appointments",
    role: "dispatcher",
    summary: "Plan an appointment",
  },
  changeAppointment: {
    method: "PATCH",
    path: "/appointments/{id}",
    role: "dispatcher",
    summary: "Change an appointment",
  },
  trashAppointment: {
    method: "DELETE",
    path: "/appointments/{id}",
    role: "dispatcher",
    summary: "Put an appointment into the trash",
  },
  restoreAppointment: {
    method: "POST",
    path: "/appointments/{id}/restore",
    role: "dispatcher",
    summary: "Take an appointment out of the trash",
  },
} as const satisfies Routes;

export interface AppointmentExchanges {
  listEmployees: { answer: { employees: BoardEmployee[] } };
  listAppointments: { query: AppointmentQuery; answer: AppointmentList };
  /** A sentence for each code, in the language that was asked for. */
  listMarkReasons: { answer: { reasons: Record<string, string> } };
  listChanges: { query: ChangesQuery; answer: AppointmentChanges };
  getAppointment: { params: ById; answer: BoardAppointment };
  createAppointment: { body: NewAppointment; answer: BoardAppointment };
  changeAppointment: { params: ById; body: AppointmentChange; answer: BoardAppointment };
  trashAppointment: { params: ById; query: { version: string }; answer: BoardAppointment };
  restoreAppointment: { params: ById; query: { version: string }; answer: BoardAppointment };
}
