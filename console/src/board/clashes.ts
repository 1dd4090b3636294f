// Who would be in two places at once.
import type { BoardAppointment } from "../../../src/contract/console/appointments.ts";
import { type Extent, extentOf, overlaps } from "./spans.ts";

type Busy = Pick<BoardAppointment, "showAs" | "private">;

/** Whoever is free or works elsewhere can still be sent to a job. */
function takesTime({ showAs }: Pick<Busy, "showAs">): boolean {
  return showAs !== "free" && showAs !== "workingElsewhere";
}

/** Somebody is not there: vacation, illness, school, a holiday. */
export function isAbsence({ showAs }: Pick<Busy, "showAs">): boolean {
  return showAs === "oof";
}

/** Two absences at once, and what somebody does privately while away, are nobody's concern here. */
function areFine(a: Busy, b: Busy): boolean {
  return (isAbsence(a) && (isAbsence(b) || b.private)) || (isAbsence(b) && a.private);
}

/** What an employee already has at that time, apart from the appointment itself. */
export function clashesOf(
  extent: Extent,
  wanted: { readonly id: string | null } & Busy,
  others: readonly BoardAppointment[],
  zone: string,
): readonly BoardAppointment[] {
  if (!takesTime(wanted)) return [];
  return others.filter(
    (other) =>
      other.id !== wanted.id &&
      takesTime(other) &&
      !areFine(wanted, other) &&
      overlaps(extent, extentOf(other, zone)),
  );
}

/** By appointment: the employees who have something else at that time. */
export type Clashing = ReadonlyMap<string, ReadonlySet<string>>;

export function doubleBooked(of: ReadonlyMap<string, readonly BoardAppointment[]>, zone: string): Clashing {
  const found = new Map<string, Set<string>>();
  const note = (id: string, employee: string) => found.set(id, (found.get(id) ?? new Set()).add(employee));
  for (const [employee, appointments] of of) {
    const busy = appointments.filter(takesTime).map((one) => ({ one, extent: extentOf(one, zone) }));
    busy.sort((a, b) => a.extent.from - b.extent.from);
    for (const [index, { one, extent }] of busy.entries())
      for (let next = index + 1; next < busy.length; next++) {
        const other = busy[next];
        if (other === undefined || other.extent.from >= extent.to) break;
        if (areFine(one, other.one) || !overlaps(extent, other.extent)) continue;
        note(one.id, employee);
        note(other.one.id, employee);
      }
  }
  return found;
}
