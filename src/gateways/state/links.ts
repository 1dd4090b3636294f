// Links as rows. The agreed base is kept whole as JSON; what links are found by are columns of their own.
import type { AppointmentId, EmployeeId, EventId, LinkId, UserId, Version } from "../../core/model/ids.ts";
import type { Base, Link, Ownership } from "../../core/model/link.ts";
import type { Row, StateDatabase } from "./database.ts";

const COLUMNS = [
  "id",
  "user_id",
  "appointment_id",
  "employee_id",
  "mailbox",
  "event_id",
  "ownership",
  "base",
  "event_version",
  "planning_version",
  "generation",
  "meeting_key",
  "is_organizer",
  "series_master_id",
  "status",
];

const STORE = `
  insert into link (${COLUMNS.join(", ")}) values (${COLUMNS.map(() => "?").join(", ")})
  on conflict (id) do update set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(", ")}`;

// A list of any length is one JSON parameter, so there is one statement; `cross join` keeps the list as the outer loop.
const AMONG = "select link.* from json_each(?) as wanted cross join link";

export const LINKS = {
  byAppointment: `${AMONG} where link.user_id = ? and link.appointment_id = wanted.value`,
  byEvent: `${AMONG} where link.user_id = ? and link.event_id = wanted.value`,
  bySeries: `${AMONG} where link.user_id = ? and link.series_master_id = wanted.value order by wanted.key, link.appointment_id`,
  ofAppointments: `${AMONG} where link.appointment_id = wanted.value order by wanted.key, link.mailbox, link.id`,
  ofMeetings: `${AMONG} where link.meeting_key = wanted.value order by wanted.key, link.mailbox, link.id`,
  every: "select * from link where user_id = ? order by appointment_id",
  countActive: "select count(*) as n from link where user_id = ? and status = 'active'",
} as const;

/** Two links for one (user, appointment) or one (user, event) are refused by the table. */
export function storeLink(database: StateDatabase, link: Link): void {
  database.run(
    STORE,
    link.id,
    link.userId,
    link.appointmentId,
    link.employeeId,
    link.mailbox,
    link.eventId,
    link.ownership,
    JSON.stringify(link.base),
    link.eventVersion,
    link.planningVersion,
    link.generation,
    link.meetingKey,
    link.isOrganizer ? 1 : 0,
    link.seriesMasterId,
    link.status,
  );
}

export function forgetLink(database: StateDatabase, id: LinkId): void {
  database.run("delete from link where id = ?", id);
}

/** Every value once, so that no link comes twice. */
export function asList(values: readonly string[]): string {
  return JSON.stringify([...new Set(values)]);
}

export function readLink(row: Row): Link {
  return {
    id: row.id as LinkId,
    userId: row.user_id as UserId,
    appointmentId: row.appointment_id as AppointmentId,
    employeeId: row.employee_id as EmployeeId,
    mailbox: row.mailbox as string,
    eventId: row.event_id as EventId,
    ownership: row.ownership as Ownership,
    base: JSON.parse(row.base as string) as Base,
    eventVersion: row.event_version as Version,
    planningVersion: row.planning_version as Version,
    generation: row.generation as string,
    meetingKey: row.meeting_key as string | null,
    isOrganizer: row.is_organizer === 1,
    seriesMasterId: row.series_master_id as EventId | null,
    status: row.status as Link["status"],
  };
}
