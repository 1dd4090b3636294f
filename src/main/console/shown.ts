// Rows of the planning database as the dispatch board shows them, each with its mark.
import type { BoardAppointment } from "../../contract/console/appointments.ts";
import type { CompanySettings, SyncSettings } from "../../contract/settings.ts";
import type { Appointment, PlanningRow } from "../../core/model/appointment.ts";
import { windowAt } from "../../core/time/window.ts";
import type { PlanningGateway } from "../../gateways/planning/open-planning.ts";
import { type MarkSources, type Marks, marksOf } from "./marks.ts";

export interface BoardParts extends MarkSources {
  readonly planning: PlanningGateway;
  readonly now: () => number;
  readonly settings: () => { readonly Company: CompanySettings; readonly Sync: SyncSettings };
}

/** What cannot be read is left out: the overview tells of it. */
export async function showRows(parts: BoardParts, rows: readonly PlanningRow[]): Promise<BoardAppointment[]> {
  const readable = rows.flatMap((row) => (row.kind === "readable" ? [row.appointment] : []));
  const marks = await marksOf(parts, readable, windowOf(parts));
  return readable.map((one) => shown(one, marks));
}

/** What is kept in step now. */
export function windowOf({ settings, now }: BoardParts) {
  const { Company, Sync } = settings();
  return windowAt(now(), Company.TimeZone, Sync.MonthsPast, Sync.MonthsFuture);
}

function shown(one: Appointment, marks: Marks): BoardAppointment {
  const { fields, header, facts } = one;
  const known = marks.get(one.id);
  return {
    ...fields,
    ...header,
    id: one.id,
    employees: [...one.employees],
    origin: one.origin,
    locked: one.locked,
    lockedReason: one.lockedReason,
    organizer: facts.organizer,
    attendees: facts.attendees.map((attendee) => ({ ...attendee })),
    joinUrl: facts.joinUrl,
    webUrl: facts.webUrl,
    seriesId: one.seriesId,
    trashed: one.trashed,
    version: one.version,
    mark: known?.mark ?? "waiting",
    markReason: known?.reason ?? null,
  };
}
