// What each side shows of one thing, in the words that are decided in.
import type { PlanningRow } from "../core/model/appointment.ts";
import type { CalendarEvent, EventLook } from "../core/model/event.ts";
import type { EmployeeId } from "../core/model/ids.ts";
import type { EventView, PlanningView } from "../core/sync/item.ts";

export function viewOfLook(look: EventLook): EventView {
  return look.kind === "present" ? present(look.event) : { kind: "deleted" };
}

export function present(event: CalendarEvent): EventView {
  return { kind: "present", event };
}

export function planningView(row: PlanningRow | undefined, employee: EmployeeId): PlanningView {
  if (row === undefined) return { kind: "deleted", row: null };
  if (row.kind === "unreadable") return { kind: "unreadable", id: row.appointment.id };
  return isAssigned(row, employee)
    ? { kind: "present", row: row.appointment }
    : { kind: "deleted", row: row.appointment };
}

export function isAssigned({ appointment }: PlanningRow, employee: EmployeeId): boolean {
  return !appointment.trashed && appointment.employees.includes(employee);
}
