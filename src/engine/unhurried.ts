// The calendars as work in bulk uses them: every call says that it can wait.
import type { CalendarPort } from "./ports/calendar.ts";

export function unhurried(calendar: CalendarPort): CalendarPort {
  return {
    findMailbox: (addresses) => calendar.findMailbox(addresses),
    changes: (mailbox, window, cursor) => calendar.changes(mailbox, window, cursor, "bulk"),
    look: (mailbox, ids) => calendar.look(mailbox, ids, "bulk"),
    marks: (mailbox, ids) => calendar.marks(mailbox, ids, "bulk"),
    findMade: (mailbox, event) => calendar.findMade(mailbox, event, "bulk"),
    create: (mailbox, event) => calendar.create(mailbox, event, "bulk"),
    update: (mailbox, id, expected, patch) => calendar.update(mailbox, id, expected, patch, "bulk"),
    remove: (mailbox, id, expected) => calendar.remove(mailbox, id, expected, "bulk"),
    requests: (mailbox) => calendar.requests(mailbox),
  };
}
