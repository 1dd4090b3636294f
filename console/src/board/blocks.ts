// From appointments to blocks on the board and back.
import type { Calendar } from "@event-calendar/core";
import type { BoardAppointment, BoardTime } from "../../../src/contract/console/appointments.ts";
import { instantOf, wallOf } from "./zone.ts";

export function blockOf(one: BoardAppointment, zone: string): Calendar.EventInput {
  const { time } = one;
  const isAllDay = time.kind === "allDay";
  return {
    id: one.id,
    resourceIds: one.employees,
    allDay: isAllDay,
    start: isAllDay ? `${time.startDate}T00:00:00` : wallOf(time.start, zone),
    end: isAllDay ? `${time.endDate}T00:00:00` : wallOf(time.end, zone),
    title: one.subject,
    editable: !one.locked,
    startEditable: !one.locked,
    durationEditable: !one.locked,
    extendedProps: { appointment: one },
  };
}

/** Where a block lies after it was moved or drawn out. */
export function timeOf(
  { allDay, start, end }: Pick<Calendar.Event, "allDay" | "start" | "end">,
  zone: string,
): BoardTime {
  return allDay
    ? { kind: "allDay", startDate: localText(start).slice(0, 10), endDate: localText(end).slice(0, 10) }
    : { kind: "timed", start: instantOf(localText(start), zone), end: instantOf(localText(end), zone) };
}

/** What a date shows on its own clock: the board's dates stand for the company's wall clock, whatever zone the browser is in. */
function localText(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** What the person who dropped a block changed: its time, and in whose row it lies. */
export function employeesAfter(
  { employees }: BoardAppointment,
  from: string | undefined,
  to: string | undefined,
): string[] {
  if (to === undefined || from === to) return employees;
  return [...new Set([...employees.filter((id) => id !== from), to])];
}
