// Outlook played on the sandbox: people act in its mailboxes directly, and the engine comes over HTTPS, through the real gateway.
// At the end of each scenario the sandbox's logs have to show that nobody was mailed by us, and that we kept Microsoft's limits.
import assert from "node:assert/strict";
import type { ActiveFault } from "../../sandbox/control/faults.ts";
import type { LogEntry } from "../../sandbox/control/request-log.ts";
import { readEventChange } from "../../sandbox/graph/event-input.ts";
import {
  createEvent,
  deleteEvent,
  deleteOccurrence,
  moveEvent,
  updateEvent,
  updateOccurrence,
} from "../../sandbox/mailbox/changes.ts";
import { type EventView, type StoredEvent, viewOf } from "../../sandbox/mailbox/event.ts";
import type { Mailbox } from "../../sandbox/mailbox/mailbox.ts";
import { answerMeeting } from "../../sandbox/mailbox/meeting-answers.ts";
import { occurrenceOn, occurrencesIn, splitOccurrenceId } from "../../sandbox/recurrence/occurrences.ts";
import type { Sandbox } from "../../sandbox/start.ts";
import type { FaultCode } from "../../src/core/fault.ts";
import type { SharedFields } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { wallTimeOfInstant } from "../../src/core/time/zones.ts";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";
import type { OrderedFault } from "../../src/gateways/memory/calendar.ts";
import type { Outlook, OutlookDraft, OutlookEvent } from "./outlook.ts";
import { attendeesOf, bodyOf, shownTo } from "./sandbox-event.ts";
import { ruleOf, stateOf } from "./sandbox-weather.ts";
import { ZONE } from "./when.ts";

const LONG_FROM_NOW = Date.parse("2100-01-01T00:00:00Z");

export class SandboxOutlook implements Outlook {
  readonly port: CalendarPort;
  readonly #sandbox: Sandbox;
  #faults: ActiveFault[] = [];

  /** The sandbox's tenant has to be an empty one. */
  constructor(sandbox: Sandbox, port: CalendarPort) {
    this.#sandbox = sandbox;
    this.port = port;
  }

  /** Whatever became of them: a call that is refused or gets lost is asked for all the same. */
  get writes(): LogEntry[] {
    return this.#sandbox.control
      .requests()
      .filter(({ method, url }) => method !== "GET" && /\/users\/.*\/events/.test(url));
  }

  open(email: string): void {
    this.#sandbox.control.add({
      users: [{ userPrincipalName: email, displayName: email.split("@")[0] ?? "" }],
    });
  }

  events(email: string): readonly OutlookEvent[] {
    const mailbox = this.#mailbox(email);
    return [...mailbox.events()]
      .filter((event) => event.calendarId === mailbox.defaultCalendar.id)
      .flatMap((event) => (event.series === null ? [viewOf(event)] : occurrencesIn(event, 0, LONG_FROM_NOW)))
      .map((view) => shownTo(email, view));
  }

  add(email: string, draft: OutlookDraft): EventId {
    return this.#create(email, bodyOf(draft)).immutableId as EventId;
  }

  addDaily(email: string, draft: OutlookDraft, days: number): EventId {
    const first =
      draft.time.kind === "timed" ? wallTimeOfInstant(draft.time.start, ZONE) : draft.time.startDate;
    const range = { type: "numbered", startDate: first.slice(0, 10), numberOfOccurrences: days };
    const recurrence = { pattern: { type: "daily", interval: 1 }, range };
    return this.#create(email, { ...bodyOf(draft), recurrence }).immutableId as EventId;
  }

  editSeries(email: string, master: EventId, change: Partial<SharedFields>): void {
    this.edit(email, master, change);
  }

  deleteSeries(email: string, master: EventId): void {
    this.delete(email, master);
  }

  copy(email: string, id: EventId, change: Partial<SharedFields>): EventId {
    const { fields, extended } = this.#event(email, id);
    const { fields: shown } = shownTo(email, this.#seen(email, id));
    const body = { contentType: "html", content: fields.html };
    const singleValueExtendedProperties = Object.entries(extended).map(([id, value]) => ({ id, value }));
    const copied = { ...bodyOf(shown, fields.categories), body, singleValueExtendedProperties };
    return this.#create(email, { ...copied, ...bodyOf(change, fields.categories) }).immutableId as EventId;
  }

  edit(email: string, id: EventId, change: Partial<SharedFields>): void {
    const { categories } = this.#seen(email, id).fields;
    this.#update(email, id, bodyOf(change, categories));
  }

  delete(email: string, id: EventId): void {
    const mailbox = this.#mailbox(email);
    const { event, date } = this.#seen(email, id);
    this.#act((world) =>
      date === null ? deleteEvent(world, mailbox, event) : deleteOccurrence(world, mailbox, event, date),
    );
  }

  categorise(email: string, id: EventId, categories: readonly string[]): void {
    this.#update(email, id, { categories });
  }

  meet(
    organizer: string,
    guests: readonly string[],
    draft: OutlookDraft,
    outsiders: number,
  ): ReadonlyMap<string, EventId> {
    const attendees = attendeesOf([...guests, ...addressesOutside(outsiders)]);
    const { iCalUId } = this.#create(organizer, { ...bodyOf(draft), attendees });
    const idOf = (email: string) => this.#mailbox(email).meeting(iCalUId)?.immutableId as EventId;
    return new Map([organizer, ...guests].map((email) => [email, idOf(email)]));
  }

  invite(email: string, id: EventId, outsiders: number): void {
    this.#update(email, id, { attendees: attendeesOf(addressesOutside(outsiders)) });
  }

  decline(email: string, id: EventId): void {
    const answer = { response: "declined", comment: "", sendResponse: true, proposedNewTime: null } as const;
    this.#act((world) => answerMeeting(world, this.#mailbox(email), viewOf(this.#event(email, id)), answer));
  }

  moveToOtherCalendar(email: string, id: EventId): void {
    const mailbox = this.#mailbox(email);
    const other = { name: "Privat", color: "auto", isDefault: false, canEdit: true };
    const target = mailbox.calendars.find(({ isDefault }) => !isDefault) ?? mailbox.addCalendar(other);
    this.#move(email, id, target.id);
  }

  moveToDefaultCalendar(email: string, id: EventId): void {
    this.#move(email, id, this.#mailbox(email).defaultCalendar.id);
  }

  double(email: string, id: EventId): EventId {
    const mailbox = this.#mailbox(email);
    const copy = { ...structuredClone(this.#event(email, id)), ...mailbox.newIds(), seq: 0, createdSeq: 0 };
    mailbox.keep(copy);
    return copy.immutableId as EventId;
  }

  touch(email: string, id: EventId): void {
    this.#sandbox.control.touch(email, id);
  }

  trouble(email: string, code: FaultCode | null): void {
    this.#sandbox.control.changeUser(email, { state: stateOf(code) });
  }

  failNext(fault: OrderedFault): void {
    const rule = ruleOf(fault);
    const earlier = this.#faults.filter(({ method, path }) => method === rule.method && path === rule.path);
    const nth = earlier.reduce((sum, { played, times = 1 }) => sum + times - played, 1);
    this.#faults.push(this.#sandbox.control.addFault({ ...rule, nth }));
  }

  clearFaults(): void {
    this.#sandbox.control.clearFaults();
    this.#faults = [];
  }

  /** In every mailbox: the sandbox's tokens have one generation. */
  expireCursors(): void {
    this.#sandbox.control.expireDeltaTokens();
  }

  readNoLongWindow(days: number): void {
    this.#sandbox.control.settings({ deltaMostDays: days });
  }

  forgetTransactions(): void {
    this.#sandbox.control.settings({ transactionOutlivesDeletion: false });
  }

  expectMails(count: number): void {
    const { mails } = this.#sandbox.core.world;
    assert.equal(mails.since(0).length, count);
    mails.clear();
  }

  async close(): Promise<void> {
    const { control } = this.#sandbox;
    assert.deepEqual(control.mails(), [], "somebody was mailed by us");
    const { violations, throttled } = control.statistics();
    assert.deepEqual({ violations, throttled }, { violations: 0, throttled: 0 }, "we asked too much");
    const unmodelled = control.requests().filter(({ code }) => code === "SandboxNotModelled");
    assert.deepEqual(unmodelled, [], "we asked for what the sandbox does not know");
    const unmet = this.#faults.filter(({ played, times = 1 }) => played < times);
    assert.deepEqual(unmet, [], "faults that no request met");
  }

  #create(email: string, body: object): StoredEvent {
    const mailbox = this.#mailbox(email);
    return this.#act((world) =>
      createEvent(world, mailbox, mailbox.defaultCalendar.id, readEventChange(body)),
    );
  }

  #update(email: string, id: EventId, body: object): void {
    const mailbox = this.#mailbox(email);
    const { event, date } = this.#seen(email, id);
    const change = readEventChange(body);
    this.#act((world) =>
      date === null
        ? updateEvent(world, mailbox, event, change)
        : updateOccurrence(world, mailbox, event, date, change),
    );
  }

  #move(email: string, id: EventId, calendarId: string): void {
    this.#act((world) => moveEvent(world, this.#mailbox(email), this.#event(email, id), calendarId));
  }

  /** What people mail by their own acts is taken out of the log at once, so that what stands in it is always ours. */
  #act<Result>(deed: (world: Sandbox["core"]["world"]) => Result): Result {
    const { world } = this.#sandbox.core;
    assert.deepEqual(world.mails.since(0), [], "somebody was mailed by us");
    const result = deed(world);
    world.mails.clear();
    return result;
  }

  #mailbox(email: string): Mailbox {
    const mailbox = this.#sandbox.core.world.find(email);
    assert.ok(mailbox, `nobody has the mailbox ${email}`);
    return mailbox;
  }

  /** Single events, series, and occurrences. */
  #seen(email: string, id: EventId): EventView {
    const mailbox = this.#mailbox(email);
    const single = mailbox.event(id);
    if (single !== undefined) return viewOf(single);
    const parts = splitOccurrenceId(id);
    const master = parts === undefined ? undefined : mailbox.event(parts.masterId);
    const view = parts && master && occurrenceOn(master, parts.date);
    assert.ok(view, `${email} has no event ${id}`);
    return view;
  }

  #event(email: string, id: EventId): StoredEvent {
    const event = this.#mailbox(email).event(id);
    assert.ok(event, `${email} has no event ${id}`);
    return event;
  }
}

function addressesOutside(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `gast${index + 1}@kunde.example`);
}
