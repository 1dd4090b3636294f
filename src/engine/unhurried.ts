// The calendars as work in bulk uses them: every call says how long it can wait.
import type { Urgency } from "../core/pacing/limits.ts";
import type { CalendarPort } from "./ports/calendar.ts";

/** The same frame, whose calls to the calendars can wait. */
export function unhurried<Frame extends { readonly calendar: CalendarPort }>(
  frame: Frame,
  urgency: Exclude<Urgency, "live">,
): Frame {
  const { calendar } = frame;
  const paced: CalendarPort = {
    findMailbox: (addresses) => calendar.findMailbox(addresses),
    changes: (mailbox, window, cursor) => calendar.changes(mailbox, window, cursor, urgency),
    look: (mailbox, ids) => calendar.look(mailbox, ids, urgency),
    marks: (mailbox, ids) => calendar.marks(mailbox, ids, urgency),
    findMade: (mailbox, event) => calendar.findMade(mailbox, event, urgency),
    create: (mailbox, event) => calendar.create(mailbox, event, urgency),
    update: (mailbox, id, expected, patch) => calendar.update(mailbox, id, expected, patch, urgency),
    remove: (mailbox, id, expected) => calendar.remove(mailbox, id, expected, urgency),
    requests: (mailbox) => calendar.requests(mailbox),
  };
  return { ...frame, calendar: paced };
}
