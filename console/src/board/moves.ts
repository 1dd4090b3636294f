// What moving a block changes: its time, and who does it.
import type { AppointmentFields, BoardAppointment } from "../../../src/contract/console/appointments.ts";
import { DAY, MINUTE } from "../parts/zone.ts";
import { type Extent, extentOf, timeOf } from "./spans.ts";

const SHORTEST = 15 * MINUTE;

/** All-day appointments move by whole days. */
export function movedExtent({ from, to }: Extent, by: number, kind: "timed" | "allDay"): Extent {
  const shift = kind === "allDay" ? Math.round(by / DAY) * DAY : by;
  return { from: from + shift, to: to + shift };
}

/** An end is never drawn past the start. */
export function stretchedExtent({ from, to }: Extent, by: number, kind: "timed" | "allDay"): Extent {
  if (kind === "allDay") return { from, to: Math.max(from + DAY, to + Math.round(by / DAY) * DAY) };
  return { from, to: Math.max(from + SHORTEST, to + by) };
}

/** Who drops a block into another row gives it to that employee; the others who do it stay. */
export function employeesAfter(
  { employees }: Pick<BoardAppointment, "employees">,
  from: string | null,
  to: string,
): string[] {
  if (from === to) return employees;
  return [...new Set([...employees.filter((id) => id !== from), to])];
}

/** Only what becomes another. */
export function patchOf(
  one: BoardAppointment,
  extent: Extent,
  employees: readonly string[],
  zone: string,
): Partial<AppointmentFields> {
  const before = extentOf(one, zone);
  return {
    ...((before.from !== extent.from || before.to !== extent.to) && {
      time: timeOf(extent, one.time.kind, zone),
    }),
    ...(employees !== one.employees && { employees: [...employees] }),
  };
}
