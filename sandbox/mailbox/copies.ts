// A meeting in several mailboxes: each attendee has a copy with ids of its own and the shared iCalUId.
// The organizer's changes overwrite the copies, the answers come back to the organizer, and each step
// leaves its mail in the log.
import type { Answer, AnswerStatus, Attendee, Fields, StoredEvent } from "./event.ts";
import type { MailKind } from "./mail-log.ts";
import type { Mailbox } from "./mailbox.ts";
import type { World } from "./world.ts";

/** What travels from the organizer to the copies; the rest is each person's own. */
const SHARED = [
  "subject",
  "html",
  "isAllDay",
  "start",
  "end",
  "location",
  "locations",
  "importance",
  "sensitivity",
  "responseRequested",
  "allowNewTimeProposals",
  "hideAttendees",
  "isOnlineMeeting",
  "onlineMeetingProvider",
  "joinUrl",
  "recurrence",
] as const;

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

export function afterCreate(world: World, mailbox: Mailbox, event: StoredEvent, silent: boolean): void {
  if (event.fields.attendees.length === 0) return;
  for (const attendee of event.fields.attendees) {
    if (!silent) mail(world, event, "invitation", attendee.address);
    shareWith(world, mailbox, event, attendee);
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
  const worthMail = changed(MAILED);
  if (changed(["start", "end", "recurrence"]) && date === null) resetAnswers(event);
  for (const [address, attendee] of now) {
    // A change of attendees alone mails only those it concerns (event-update, learn.microsoft.com).
    if (!silent && (worthMail || !old.has(address))) {
      mail(world, event, old.has(address) ? "update" : "invitation", attendee.address, after.subject);
    }
    shareWith(world, mailbox, event, attendee);
  }
  for (const [address, attendee] of old) {
    if (now.has(address)) continue;
    if (!silent) mail(world, event, "cancellation", attendee.address, before.subject);
    if (date === null) cancelCopy(world, event, attendee.address);
  }
}

/** Without `occurrence` the whole event is gone, else only that occurrence of it. */
export function afterDelete(world: World, event: StoredEvent, silent: boolean, occurrence?: Fields): void {
  if (!event.isOrganizer) return;
  for (const { address } of (occurrence ?? event.fields).attendees) {
    if (!silent) mail(world, event, "cancellation", address, (occurrence ?? event.fields).subject);
    if (!occurrence) {
      cancelCopy(world, event, address);
      continue;
    }
    const [owner, copy] = copyOf(world, event, address);
    if (!owner || !copy) continue;
    copy.series = structuredClone(event.series);
    renew(world, owner, copy);
  }
}

/** The answer of a person, on the own copy and on the organizer's event. */
export function recordAnswer(world: World, mailbox: Mailbox, event: StoredEvent, answer: Answer): void {
  const status: AnswerStatus = { response: answer, time: world.clock.now() };
  event.status = status;
  if (answer === "accepted") event.fields = { ...event.fields, showAs: "busy" };
  if (answer === "tentativelyAccepted") event.fields = { ...event.fields, showAs: "tentative" };
  if (answer === "declined") mailbox.remove(event, world.clock.now());
  else renew(world, mailbox, event);
  const organizer = world.find(event.organizer.address);
  const original = organizer?.meeting(event.iCalUId);
  if (!organizer || !original?.isOrganizer) return;
  const own = [mailbox.user.mail, mailbox.user.userPrincipalName].map((each) => each?.toLowerCase());
  const attendees = original.fields.attendees.map((each) =>
    own.includes(each.address.toLowerCase()) ? { ...each, status } : each,
  );
  original.fields = { ...original.fields, attendees };
  renew(world, organizer, original);
}

export function mail(
  world: World,
  event: StoredEvent,
  kind: Exclude<MailKind, "response">,
  to: string,
  subject = event.fields.subject,
): void {
  const { address: from } = event.organizer;
  world.mails.add(world.clock.now(), { kind, from, to, subject, iCalUId: event.iCalUId });
}

function shareWith(world: World, mailbox: Mailbox, event: StoredEvent, attendee: Attendee): void {
  const [owner, copy] = copyOf(world, event, attendee.address);
  if (!owner || owner === mailbox) return;
  if (copy) {
    copy.fields = { ...copy.fields, ...sharedFields(event) };
    copy.series = structuredClone(event.series);
    copy.isCancelled = false;
    if (attendee.status.response === "none" && copy.status.response !== "notResponded") {
      copy.status = { response: "notResponded", time: null };
      copy.fields.showAs = "tentative";
    }
    renew(world, owner, copy);
    return;
  }
  const now = world.clock.now();
  owner.keep({
    ...structuredClone(event),
    ...owner.newIds(),
    calendarId: owner.defaultCalendar.id,
    changeKey: owner.newChangeKey(),
    isOrganizer: false,
    transactionId: null,
    status: { response: "notResponded", time: null },
    createdMs: now,
    modifiedMs: now,
    seq: 0,
    createdSeq: 0,
    // A marker of the organizer's client does not travel with the invitation.
    extended: {},
    fields: {
      ...structuredClone(event.fields),
      ...sharedFields(event),
      categories: [],
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
      showAs: "tentative",
    },
  });
}

/** On a copy the organizer stands among the attendees too; nobody but the organizer sees the answers. */
function sharedFields(event: StoredEvent): Pick<Fields, (typeof SHARED)[number] | "attendees"> {
  const shared = Object.fromEntries(SHARED.map((name) => [name, event.fields[name]])) as unknown as Fields;
  const status: AnswerStatus = { response: "none", time: null };
  const organizer: Attendee = { ...event.organizer, type: "required", status };
  return structuredClone({
    ...shared,
    attendees: [organizer, ...event.fields.attendees.map((each) => ({ ...each, status }))],
  });
}

function cancelCopy(world: World, event: StoredEvent, address: string): void {
  const [owner, copy] = copyOf(world, event, address);
  if (!owner || !copy || copy.isOrganizer) return;
  copy.isCancelled = true;
  const subject = /^Canceled: /.test(copy.fields.subject)
    ? copy.fields.subject
    : `Canceled: ${copy.fields.subject}`;
  copy.fields = { ...copy.fields, subject, showAs: "free" };
  renew(world, owner, copy);
}

function copyOf(
  world: World,
  event: StoredEvent,
  address: string,
): [Mailbox | undefined, StoredEvent | undefined] {
  const owner = world.find(address);
  if (owner?.user.state !== "ok") return [undefined, undefined];
  return [owner, owner.meeting(event.iCalUId)];
}

/** Another time is another question: everybody is asked again. */
function resetAnswers(event: StoredEvent): void {
  const status: AnswerStatus = { response: "none", time: null };
  event.fields = { ...event.fields, attendees: event.fields.attendees.map((each) => ({ ...each, status })) };
}

function renew(world: World, mailbox: Mailbox, event: StoredEvent): void {
  event.modifiedMs = world.clock.now();
  event.changeKey = mailbox.newChangeKey();
  mailbox.keep(event);
}

function byAddress(attendees: Attendee[]): Map<string, Attendee> {
  return new Map(attendees.map((each) => [each.address.toLowerCase(), each]));
}
