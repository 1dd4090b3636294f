// Our mark on an event that we made: which assignment it was made for. A hint for recovery only, since Outlook copies it with the event.
import type { AppointmentId, UserId } from "./ids.ts";

export interface Mark {
  readonly appointmentId: AppointmentId;
  readonly userId: UserId;
  /** Tells the events apart that were made for one assignment, one after the other. */
  readonly generation: string;
}

/** What every mark begins with: the version of its form. */
export const MARK_START = "2|";

/** At most 200 characters. */
export function writeMark({ appointmentId, userId, generation }: Mark): string {
  return `${MARK_START}${appointmentId}|${userId}|${generation}`;
}

/** Null where it is no mark of ours. */
export function readMark(text: string): Mark | null {
  if (!text.startsWith(MARK_START)) return null;
  const [appointmentId, userId, generation, ...more] = text.slice(MARK_START.length).split("|");
  if (!appointmentId || !userId || !generation || more.length > 0) return null;
  return { appointmentId: appointmentId as AppointmentId, userId: userId as UserId, generation };
}
