// Links whose rows a restored planning does not have. Their events are held; but planning may show the same thing as another row, or as
// the one that they were made for, and a further event for that would be a second one.
import type { AppointmentId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import type { WaitingItem } from "./ports/state.ts";
import { isAssigned } from "./views.ts";

/** What planning was found to have. */
interface PlanningRead {
  readonly ids: readonly AppointmentId[];
  readonly isRestored: boolean;
}

/** Held for that reason, unless somebody wants it deleted. */
export function isRowless({ kind, hold, answer }: WaitingItem): boolean {
  return kind === "held" && hold === "planningRestored" && answer !== "confirm";
}

/** None, and hardly a question, where planning has no row for this participant that is without an event. */
export async function rowlessLinks(
  { planning, state }: PassFrame,
  { participant: { userId, employeeId }, waiting }: Subject,
  { ids, isRestored }: PlanningRead,
  inWindow: readonly Link[],
): Promise<readonly Link[]> {
  const held = waiting.filter(isRowless).flatMap(({ eventId }) => eventId ?? []);
  const links = isRestored ? inWindow : await state.linksByEvent(userId, held);
  if (links.length === 0) return [];
  const linked = await state.linksByAppointment(userId, ids);
  const taken = new Set(linked.map(({ appointmentId }) => appointmentId));
  const open = ids.filter((id) => !taken.has(id));
  const rows = await planning.rows([...open, ...links.map(({ appointmentId }) => appointmentId)]);
  const isOpen = open.some((id) => {
    const row = rows.get(id);
    return row !== undefined && isAssigned(row, employeeId);
  });
  return isOpen ? links.filter(({ appointmentId }) => !rows.has(appointmentId)) : [];
}
