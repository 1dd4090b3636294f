// How many mails Microsoft sends by itself because of a write. We never invite anybody; but where a technician invited guests to a planned
// event, its changes are told to them, and no switch of the API prevents that (microsoft-graph-docs#7483).
import type { Write } from "../model/writes.ts";
import type { Item } from "./item.ts";

/** Of these everybody is told. That category, show-as, reminder and private are the organizer's own affair is presumed, not documented. */
const TOLD = ["time", "subject", "location"] as const;

/** One mail for each guest of the mailbox owner's event. */
export function mailsOf(write: Write, item: Pick<Item, "event" | "link">): number {
  if (write.kind === "deleteEvent") return guestsOf(item);
  if (write.kind !== "updateEvent") return 0;
  const { fields, body } = write.patch;
  return body !== undefined || TOLD.some((name) => fields[name] !== undefined) ? guestsOf(item) : 0;
}

/** An event that was not looked at has the guests that it had when both sides agreed. */
function guestsOf({ event, link }: Pick<Item, "event" | "link">): number {
  if (event.kind === "present") return event.event.isOrganizer ? event.event.otherAttendees : 0;
  if (link === null || !link.isOrganizer) return 0;
  return link.base.facts.attendees.filter(({ address }) => address.toLowerCase() !== link.mailbox).length;
}
