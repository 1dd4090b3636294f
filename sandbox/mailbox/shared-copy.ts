// An attendee's copy of a meeting: ids of its own, the organizer's word on what is shared, and the attendee's
// own word on the rest (observed live; event resource on learn.microsoft.com).
import { occurrenceOn } from "../recurrence/occurrences.ts";
import type { AnswerStatus, Attendee, Exception, Fields, Series, StoredEvent } from "./event.ts";
import type { Mailbox } from "./mailbox.ts";
import type { World } from "./world.ts";

/** What travels from the organizer to the copies; the rest is each person's own. */
const SHARED: readonly (keyof Fields)[] = [
  "subject",
  "html",
  "isAllDay",
  "start",
  "end",
  "location",
  "locations",
  "attendees",
  "importance",
  "sensitivity",
  "responseRequested",
  "allowNewTimeProposals",
  "hideAttendees",
  "isOnlineMeeting",
  "onlineMeetingProvider",
  "joinUrl",
  "recurrence",
];

const ASKED: AnswerStatus = { response: "notResponded", time: null };

/**
 * Puts the organizer's state over the copy in the attendee's mailbox. Where there is none, or none any more, a copy comes with the
 * request that `asks` the attendee, and only with it. With `date` that occurrence alone changed.
 */
export function shareWith(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  attendee: Attendee,
  asks: boolean,
  date: string | null = null,
): void {
  const [owner, copy] = copyOf(world, event, attendee.address);
  if (!owner || owner === mailbox) return;
  if (!copy) {
    if (asks) owner.keep(newCopy(world, owner, event));
    return;
  }
  const before = wholeOf(copy);
  copy.fields = { ...copy.fields, ...sharedFields(event, event.fields) };
  copy.series = sharedSeries(event, copy.series);
  copy.isCancelled = false;
  if (attendee.status.response === "none" && copy.status.response !== "notResponded") {
    copy.status = ASKED;
    copy.fields.showAs = "tentative";
  }
  renew(world, owner, copy, wholeOf(copy) === before ? date : null);
}

/** Everything of a copy but its single occurrences, in a form that can be compared. */
function wholeOf({ fields, isCancelled, status }: StoredEvent): string {
  return JSON.stringify([fields, isCancelled, status]);
}

function newCopy(world: World, owner: Mailbox, event: StoredEvent): StoredEvent {
  const now = world.clock.now();
  return {
    ...structuredClone(event),
    ...owner.newIds(),
    calendarId: owner.defaultCalendar.id,
    leftCalendars: {},
    changeKey: owner.newChangeKey(),
    isOrganizer: false,
    transactionId: null,
    status: ASKED,
    createdMs: now,
    modifiedMs: now,
    seq: 0,
    createdSeq: 0,
    stretches: [],
    ownChanges: null,
    // A marker of the organizer's client does not travel with the invitation.
    extended: {},
    series: sharedSeries(event, null),
    fields: {
      ...structuredClone(event.fields),
      ...sharedFields(event, event.fields),
      categories: [],
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
      showAs: "tentative",
    },
  };
}

/** On a copy the organizer stands among the attendees too; nobody but the organizer sees the answers. */
function sharedFields(event: StoredEvent, fields: Partial<Fields>): Partial<Fields> {
  const shared = only(fields, (name) => SHARED.includes(name));
  if (!fields.attendees) return shared;
  const status: AnswerStatus = { response: "none", time: null };
  const guests = fields.attendees.map(({ name, address, type }) => ({ name, address, type, status }));
  return {
    ...shared,
    attendees: structuredClone([{ ...event.organizer, type: "required", status }, ...guests]),
  };
}

function only(fields: Partial<Fields>, wanted: (name: keyof Fields) => boolean): Partial<Fields> {
  const kept = Object.entries(fields).filter(([name]) => wanted(name as keyof Fields));
  return structuredClone(Object.fromEntries(kept)) as Partial<Fields>;
}

/** The organizer's exceptions and deletions; the attendee's answers, deletions and personal properties beside them. */
function sharedSeries(event: StoredEvent, own: Series | null): Series | null {
  if (!event.series) return null;
  const plain = { ...event, series: { exceptions: {}, cancelled: event.series.cancelled } };
  const isThere = (date: string) => occurrenceOn(plain, date) !== undefined;
  const exceptions: Record<string, Exception> = {};
  for (const [date, mine] of Object.entries(own?.exceptions ?? {})) {
    if (isThere(date))
      exceptions[date] = { ...mine, fields: only(mine.fields, (name) => !SHARED.includes(name)) };
  }
  for (const [date, theirs] of Object.entries(event.series.exceptions)) {
    const mine = exceptions[date];
    const { status: _, ...shared } = theirs;
    exceptions[date] = {
      ...shared,
      ...(mine?.status && { status: mine.status }),
      fields: { ...mine?.fields, ...sharedFields(event, theirs.fields) },
      extended: mine?.extended ?? {},
    };
  }
  const declined = (own?.cancelled ?? []).filter(isThere);
  for (const date of declined) delete exceptions[date];
  return { exceptions, cancelled: [...event.series.cancelled, ...declined].sort() };
}

export function shareDeletion(world: World, event: StoredEvent, address: string, date: string | null): void {
  const [owner, copy] = copyOf(world, event, address);
  if (!owner || !copy || copy.isOrganizer) return;
  copy.series = sharedSeries(event, copy.series);
  renew(world, owner, copy, date);
}

export function cancelCopy(world: World, event: StoredEvent, address: string): void {
  const [owner, copy] = copyOf(world, event, address);
  if (!owner || !copy || copy.isOrganizer) return;
  copy.isCancelled = true;
  const { subject } = copy.fields;
  const { cancelledPrefix } = world.settings;
  const marked = subject.startsWith(cancelledPrefix) ? subject : `${cancelledPrefix}${subject}`;
  copy.fields = { ...copy.fields, subject: marked, showAs: "free" };
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

/** Another version of the event, as its mailbox's newest change; with `date` only that occurrence changed. */
export function renew(world: World, mailbox: Mailbox, event: StoredEvent, date: string | null = null): void {
  event.modifiedMs = world.clock.now();
  event.changeKey = mailbox.newChangeKey();
  mailbox.keep(event, date);
}
