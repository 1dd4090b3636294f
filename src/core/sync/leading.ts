// Which copy of a meeting leads, and whether planning shows what that copy tells.
import type { Appointment } from "../model/appointment.ts";
import type { Link } from "../model/link.ts";
import { rowFactsFor, rowPatchTo } from "./drafts.ts";
import { leads } from "./ownership.ts";

/**
 * The link of the copy that leads where planning shows something else. Null as long as an employee on the row has no link: that copy may be
 * the one that leads, and whoever is looked at now would take that employee off.
 * @param links all of this appointment
 */
export function unshownLeader(row: Appointment, links: readonly Link[]): Link | null {
  const linked = new Set(links.map(({ employeeId }) => employeeId));
  if (row.employees.some((employee) => !linked.has(employee))) return null;
  const copies = links.filter(({ ownership, status }) => ownership === "meeting" && status === "active");
  const leader = copies.find((copy) => leads(copy, copies));
  if (leader === undefined) return null;
  const { fields, facts } = leader.base;
  const shown = rowFactsFor("meeting", facts, leader.seriesMasterId);
  return rowPatchTo(row, fields, shown) === null ? null : leader;
}
