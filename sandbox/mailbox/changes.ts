// The ways in which a mailbox changes: create, update, delete, answer. Graph's routes, the loader and the
// sandbox's page all go through here, so that copies, mails and versions follow whatever the way.
import { GraphError, invalidProperty, itemNotFound } from "../graph/errors.ts";
import { formatDay, parseDay } from "../recurrence/civil.ts";
import { occurrenceOn, seriesDays } from "../recurrence/occurrences.ts";
import { afterCreate, afterDelete, afterUpdate, type Telling } from "./copies.ts";
import type { EventView, Exception, Fields, Series, StoredEvent } from "./event.ts";
import { changedFields, type EventChange, newFields } from "./event-change.ts";
import type { Mailbox } from "./mailbox.ts";
import { renew } from "./shared-copy.ts";
import type { World } from "./world.ts";
import { msToLocal, resolveZone } from "./zones.ts";

export function createEvent(
  world: World,
  mailbox: Mailbox,
  calendarId: string,
  change: EventChange,
  options: { iCalUId?: string; silent?: boolean } = {},
): StoredEvent {
  const fields = newFields(world, world.tenantId, change);
  const now = world.clock.now();
  const { user } = mailbox;
  const event: StoredEvent = {
    ...mailbox.newIds(),
    calendarId,
    iCalUId: options.iCalUId ?? `040000008200E00074C5B7101A82E008${world.entropy.hex(64).toUpperCase()}`,
    organizer: { name: user.displayName, address: user.mail ?? user.userPrincipalName },
    isOrganizer: true,
    status: { response: "organizer", time: null },
    isCancelled: false,
    transactionId: change.transactionId ?? null,
    createdMs: now,
    modifiedMs: now,
    changeKey: mailbox.newChangeKey(),
    seq: 0,
    createdSeq: 0,
    fields,
    extended: { ...change.extended },
    series: fields.recurrence ? { exceptions: {}, cancelled: [] } : null,
    stretches: [],
    ownChanges: null,
  };
  mailbox.keep(event);
  afterCreate(world, mailbox, event, options.silent ?? false);
  world.onChange();
  return event;
}

export function updateEvent(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  change: EventChange,
  silent = false,
): void {
  const before = event.fields;
  event.fields = changedFields(world, world.tenantId, before, change);
  if (change.extended) event.extended = { ...event.extended, ...change.extended };
  if (event.fields.recurrence) event.series = keptSeries(world, event, before);
  else event.series = null;
  renew(world, mailbox, event);
  afterUpdate(world, mailbox, event, before, silent);
  world.onChange();
}

/** Exceptions and deletions on days that a new pattern no longer has vanish, as in Outlook. */
function keptSeries(world: World, event: StoredEvent, before: Fields): Series {
  const old = event.series ?? { exceptions: {}, cancelled: [] };
  const { start, end, recurrence } = differing(before, event.fields);
  if ((start || end || recurrence) && world.settings.newPatternDropsExceptions) {
    return { exceptions: {}, cancelled: [] };
  }
  const dates = [...Object.keys(old.exceptions), ...old.cancelled];
  if (dates.length === 0) return old;
  const last = Math.max(...dates.map(parseDay));
  const days = new Set<string>();
  for (const day of seriesDays(event)) {
    if (day > last) break;
    days.add(formatDay(day));
  }
  return {
    exceptions: Object.fromEntries(Object.entries(old.exceptions).filter(([date]) => days.has(date))),
    cancelled: old.cancelled.filter((date) => days.has(date)),
  };
}

export function updateOccurrence(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  date: string,
  change: EventChange,
  silent = false,
): void {
  const view = occurrenceOn(event, date);
  if (!view || !event.series) throw itemNotFound();
  if (change.recurrence) throw invalidProperty("An occurrence has no recurrence of its own.");
  const fields = changedFields(world, world.tenantId, { ...view.fields, recurrence: null }, change);
  if (change.start || change.end) refuseCrossing(event, date, fields);
  const now = world.clock.now();
  const old = event.series.exceptions[date];
  const exception: Exception = {
    fields: { ...old?.fields, ...differing(view.fields, fields) },
    extended: { ...view.extended, ...change.extended },
    changeKey: mailbox.newChangeKey(),
    createdMs: old?.createdMs ?? now,
    modifiedMs: now,
  };
  if (old?.status) exception.status = old.status;
  event.series = { ...event.series, exceptions: { ...event.series.exceptions, [date]: exception } };
  renew(world, mailbox, event, date);
  afterUpdate(world, mailbox, event, view.fields, silent, date);
  world.onChange();
}

/** An occurrence stays between its neighbours: learn.microsoft.com/graph/outlook-schedule-recurring-events. */
function refuseCrossing(event: StoredEvent, date: string, fields: Fields): void {
  const days: string[] = [];
  for (const day of seriesDays(event)) {
    const each = formatDay(day);
    if (!event.series?.cancelled.includes(each)) days.push(each);
    if (each > date) break;
  }
  const at = days.indexOf(date);
  const iana = event.fields.isAllDay ? "UTC" : (resolveZone(event.fields.start.zone) ?? "UTC");
  const dateOf = (ms: number) => msToLocal(ms, iana).slice(0, 10);
  const before = at > 0 ? occurrenceOn(event, days[at - 1] ?? "") : undefined;
  const after = occurrenceOn(event, days[at + 1] ?? "");
  const tooEarly = before && dateOf(fields.start.ms) <= dateOf(before.fields.start.ms);
  const tooLate = after && dateOf(fields.start.ms) >= dateOf(after.fields.start.ms);
  if (!tooEarly && !tooLate) return;
  throw new GraphError(
    400,
    "ErrorOccurrenceCrossingBoundary",
    "Modified occurrence is crossing or overlapping adjacent occurrence.",
  );
}

export function differing(before: Fields, after: Fields): Partial<Fields> {
  const changes = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]),
  );
  return Object.fromEntries(changes) as Partial<Fields>;
}

export function deleteEvent(world: World, mailbox: Mailbox, event: StoredEvent, telling: Telling = {}): void {
  mailbox.remove(event, world.clock.now());
  if (event.transactionId && !world.settings.transactionOutlivesDeletion) {
    mailbox.forgetTransaction(event.transactionId);
  }
  afterDelete(world, event, telling);
  world.onChange();
}

export function deleteOccurrence(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  date: string,
  telling: Telling = {},
): void {
  const view = occurrenceOn(event, date);
  if (!view || !event.series) throw itemNotFound();
  const { [date]: _, ...exceptions } = event.series.exceptions;
  event.series = { exceptions, cancelled: [...event.series.cancelled, date].sort() };
  renew(world, mailbox, event, date);
  afterDelete(world, event, telling, view);
  world.onChange();
}

/** Into another calendar of the same mailbox, as Outlook does it: Graph has no such call. */
export function moveEvent(world: World, mailbox: Mailbox, event: StoredEvent, calendarId: string): void {
  const former = event.calendarId;
  event.calendarId = calendarId;
  renew(world, mailbox, event);
  event.leftCalendars = { ...event.leftCalendars, [former]: event.seq };
  world.onChange();
}

/** Moves etag and lastModifiedDateTime, and nothing else: the service does so too (microsoft-graph-docs#14632). */
export function touch(world: World, mailbox: Mailbox, event: StoredEvent, date: string | null = null): void {
  const exception = date === null ? undefined : event.series?.exceptions[date];
  if (exception) {
    Object.assign(exception, { changeKey: mailbox.newChangeKey(), modifiedMs: world.clock.now() });
  }
  renew(world, mailbox, event, exception ? date : null);
  world.onChange();
}

export function cancelMeeting(world: World, mailbox: Mailbox, view: EventView, comment: string): void {
  if (view.date === null) deleteEvent(world, mailbox, view.event, { comment });
  else deleteOccurrence(world, mailbox, view.event, view.date, { comment });
}
