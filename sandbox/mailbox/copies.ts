// A meeting in several mailboxes: the organizer's changes go to the copies, and each step leaves its mails in
// the log. There is no switch in the API that suppresses them (microsoft-graph-docs#7483).
import type { AnswerStatus, Attendee, EventView, Fields, StoredEvent } from "./event.ts";
import type { Mailbox } from "./mailbox.ts";
import { cancelCopy, shareDeletion, shareWith } from "./shared-copy.ts";
import type { World } from "./world.ts";

/** A change of one of these is worth an update to everybody. Microsoft does not document which are. */
const MAILED: readonly (keyof Fields)[] = [
  "subject",
  "html",
  "isAllDay",
  "start",
  "end",
  "location",
  "locations",
  "joinUrl",
  "recurrence",
];

/** And of these only under a lever. */
const PERSONAL: readonly (keyof Fields)[] = [
  "categories",
  "showAs",
  "isReminderOn",
  "reminderMinutesBeforeStart",
  "sensitivity",
];

export function afterCreate(world: World, mailbox: Mailbox, event: StoredEvent, silent: boolean): void {
  for (const attendee of event.fields.attendees) {
    if (!silent) mail(world, event, "invitation", attendee.address);
    shareWith(world, mailbox, event, attendee, true);
  }
}

export function afterUpdate(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  before: Fields,
  silent: boolean,
  date: string | null = null,
): void {
  if (!event.isOrganizer) return;
  const exception = date === null ? undefined : event.series?.exceptions[date];
  const after: Fields = exception ? { ...before, ...exception.fields } : event.fields;
  const old = byAddress(before.attendees);
  const now = byAddress(after.attendees);
  if (old.size === 0 && now.size === 0) return;
  const changed = (names: readonly (keyof Fields)[]) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const mailed = world.settings.personalChangesMail ? [...MAILED, ...PERSONAL] : MAILED;
  const worthMail = changed(mailed);
  if (changed(["start", "end", "recurrence"]) && date === null) askAgain(event);
  for (const [address, attendee] of now) {
    const isOld = old.has(address);
    // A change of attendees alone mails only those it concerns (event-update, learn.microsoft.com).
    if (!silent && !isOld) mail(world, event, "invitation", attendee.address, after.subject);
    if (!silent && isOld && worthMail) {
      mail(world, event, "update", attendee.address, after.subject);
      if (date === null) mailExceptions(world, event, attendee.address);
    }
    shareWith(world, mailbox, event, attendee, !isOld || worthMail, date);
  }
  for (const [address, attendee] of old) {
    if (now.has(address)) continue;
    if (!silent) mail(world, event, "cancellation", attendee.address, before.subject);
    if (date === null) cancelCopy(world, event, attendee.address);
  }
}

/** An update of a master mails once more for each occurrence that was changed by itself (event-update). */
function mailExceptions(world: World, event: StoredEvent, to: string): void {
  for (const { fields } of Object.values(event.series?.exceptions ?? {})) {
    mail(world, event, "update", to, fields.subject ?? event.fields.subject);
  }
}

/** How a deletion is told: without a mail, not even to the copies, or with the words of a cancellation. */
export interface Telling {
  silent?: boolean;
  keepsCopies?: boolean;
  comment?: string;
}

/** Without `occurrence` the whole event is gone, else only that occurrence of it. */
export function afterDelete(
  world: World,
  event: StoredEvent,
  telling: Telling,
  occurrence?: EventView,
): void {
  if (!event.isOrganizer || telling.keepsCopies) return;
  const { attendees, subject } = occurrence?.fields ?? event.fields;
  for (const { address } of attendees) {
    if (!telling.silent) mail(world, event, "cancellation", address, subject, telling.comment);
    if (occurrence) shareDeletion(world, event, address, occurrence.date);
    else cancelCopy(world, event, address);
  }
}

function mail(
  world: World,
  event: StoredEvent,
  kind: "invitation" | "update" | "cancellation",
  to: string,
  subject = event.fields.subject,
  comment?: string,
): void {
  const { organizer, iCalUId } = event;
  const written = { kind, from: organizer.address, to, subject, iCalUId };
  world.mails.add(world.clock.now(), comment ? { ...written, comment } : written);
}

/** Another time is another question: everybody is asked again. */
function askAgain(event: StoredEvent): void {
  const status: AnswerStatus = { response: "none", time: null };
  const attendees = event.fields.attendees.map(({ name, address, type }) => ({
    name,
    address,
    type,
    status,
  }));
  event.fields = { ...event.fields, attendees };
}

function byAddress(attendees: Attendee[]): Map<string, Attendee> {
  return new Map(attendees.map((each) => [each.address.toLowerCase(), each]));
}
