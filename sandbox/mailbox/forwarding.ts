// A meeting that somebody forwards: the recipient is invited, the organizer learns of it and has one attendee
// more, without a mail to anybody else. learn.microsoft.com/graph/api/event-forward
import { updateEvent } from "./changes.ts";
import type { Attendee, StoredEvent } from "./event.ts";
import type { MailKind } from "./mail-log.ts";
import type { Mailbox } from "./mailbox.ts";
import type { World } from "./world.ts";

export function forwardMeeting(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  recipients: Attendee[],
  comment: string,
): void {
  const from = mailbox.user.mail ?? mailbox.user.userPrincipalName;
  const { subject } = event.fields;
  const { organizer, iCalUId } = event;
  const mail = (kind: MailKind, to: string, words: string) => {
    const written = { kind, from, to, subject, iCalUId };
    world.mails.add(world.clock.now(), words ? { ...written, comment: words } : written);
  };
  for (const { address } of recipients) mail("forward", address, comment);
  if (!event.isOrganizer) {
    for (const { address } of recipients) mail("forwardNotice", organizer.address, address);
  }
  // Where the organizer has no mailbox here, nobody's copy follows.
  const owner = world.find(organizer.address);
  const original = owner?.meeting(iCalUId);
  if (owner && original?.isOrganizer) addAttendees(world, owner, original, recipients);
  world.onChange();
}

function addAttendees(world: World, owner: Mailbox, event: StoredEvent, recipients: Attendee[]): void {
  const known = new Set(
    [event.organizer, ...event.fields.attendees].map(({ address }) => address.toLowerCase()),
  );
  const added = recipients.filter(({ address }) => {
    const isNew = !known.has(address.toLowerCase());
    known.add(address.toLowerCase());
    return isNew;
  });
  if (added.length === 0) return;
  const attendees = [...event.fields.attendees, ...added];
  updateEvent(world, owner, event, { fields: { attendees } }, true);
}
