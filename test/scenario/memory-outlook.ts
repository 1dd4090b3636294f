// Outlook played on the calendars in memory; what Exchange does between the mailboxes of a meeting is done here.
import type { CalendarEvent } from "../../src/core/model/event.ts";
import { type EventFacts, NO_FACTS, type SharedFields, type Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { copyKeyOf } from "../../src/core/sync/ownership.ts";
import { instantOfWallTime, wallTimeOfInstant } from "../../src/core/time/zones.ts";
import { MemoryCalendar, type OrderedFault } from "../../src/gateways/memory/calendar.ts";
import type { Outlook, OutlookDraft, OutlookEvent } from "./outlook.ts";
import { ZONE } from "./when.ts";

/** What an organizer decides for everybody; the rest is each person's own. */
const SHARED: readonly string[] = ["time", "subject", "location", "notes", "private"];

export class MemoryOutlook implements Outlook {
  readonly port = new MemoryCalendar();
  readonly #emails = new Set<string>();
  readonly #exceptions = new Set<EventId>();
  #meetings = 0;
  #links = 0;
  #forgetsTransactions = false;

  get writes(): MemoryCalendar["writes"] {
    return this.port.writes;
  }

  open(email: string): void {
    this.port.open(email);
    this.#emails.add(email);
  }

  events(email: string): readonly OutlookEvent[] {
    return this.port.events(email);
  }

  add(email: string, fields: OutlookDraft): EventId {
    return this.port.add(email, { fields, facts: this.#newFacts() });
  }

  /** For events that were not added here: an address on the web, and one to join a meeting. */
  giveAddress(email: string, id: EventId, joinUrl: string | null = null): void {
    this.port.edit(email, id, { facts: { ...this.#newFacts(), joinUrl } });
  }

  /** Every event has an address on the web. */
  #newFacts(): EventFacts {
    return { ...NO_FACTS, webUrl: `https://outlook.example/${++this.#links}` };
  }

  addDaily(email: string, fields: OutlookDraft, days: number): EventId {
    const times = Array.from({ length: days }, (_, day) => daysLater(fields.time, day));
    return this.port.addSeries(email, { fields }, times).master;
  }

  editSeries(email: string, master: EventId, fields: Partial<SharedFields>): void {
    for (const { id, seriesMasterId } of this.port.events(email))
      if (seriesMasterId === master && !this.#exceptions.has(id)) this.port.edit(email, id, { fields });
  }

  deleteSeries(email: string, master: EventId): void {
    this.port.deleteSeries(email, master);
  }

  copy(email: string, id: EventId, fields: Partial<SharedFields>): EventId {
    const copy = this.port.copy(email, id, fields);
    this.port.edit(email, copy, { facts: this.#newFacts() });
    return copy;
  }

  edit(email: string, id: EventId, fields: Partial<SharedFields>): void {
    this.#exceptions.add(id);
    const shared = Object.fromEntries(Object.entries(fields).filter(([name]) => SHARED.includes(name)));
    const isAsked = Object.keys(shared).length > 0;
    for (const copy of isAsked ? this.#guestsOf(email, id) : [])
      this.port.edit(copy.email, copy.id, { fields: shared, isDeclined: false });
    this.port.edit(email, id, { fields });
  }

  delete(email: string, id: EventId): void {
    for (const copy of this.#guestsOf(email, id)) this.port.cancel(copy.email, copy.id);
    this.port.delete(email, id, this.#forgetsTransactions);
  }

  categorise(email: string, id: EventId, categories: readonly string[]): void {
    const [category = null, ...furtherCategories] = categories;
    this.port.edit(email, id, { fields: { category }, furtherCategories });
  }

  meet(
    organizer: string,
    guests: readonly string[],
    fields: OutlookDraft,
    outsiders: number,
  ): ReadonlyMap<string, EventId> {
    const meeting = { iCalUId: `meeting-${++this.#meetings}`, otherAttendees: guests.length + outsiders };
    const copyFor = (email: string) =>
      email === organizer
        ? this.port.add(email, { ...meeting, fields, facts: this.#newFacts() })
        : this.port.add(email, {
            ...meeting,
            facts: this.#newFacts(),
            fields: { ...fields, showAs: "tentative" },
            isOrganizer: false,
          });
    return new Map([organizer, ...guests].map((email) => [email, copyFor(email)]));
  }

  invite(email: string, id: EventId, outsiders: number): void {
    this.port.edit(email, id, { otherAttendees: outsiders });
  }

  decline(email: string, id: EventId): void {
    this.port.decline(email, id);
  }

  moveToOtherCalendar(email: string, id: EventId): void {
    this.port.moveToOtherCalendar(email, id);
  }

  moveToDefaultCalendar(email: string, id: EventId): void {
    this.port.moveToDefaultCalendar(email, id);
  }

  double(email: string, id: EventId): EventId {
    const { id: _, ...copy } = this.port.events(email).find((one) => one.id === id) as CalendarEvent;
    return this.port.add(email, copy);
  }

  touch(email: string, id: EventId): void {
    this.port.touch(email, id);
  }

  trouble(...trouble: Parameters<Outlook["trouble"]>): void {
    this.port.trouble(...trouble);
  }

  failNext(fault: OrderedFault): void {
    this.port.failNext(fault);
  }

  clearFaults(): void {
    this.port.clearFaults();
  }

  expireCursors(email: string): void {
    this.port.expireCursors(email);
  }

  /** The memory has no pages that could break off. */
  readNoLongWindow(): void {}

  forgetTransactions(): void {
    this.#forgetsTransactions = true;
  }

  /** No mail leaves the memory. */
  expectMails(): void {}

  async close(): Promise<void> {}

  /** The other copies of a meeting that the owner of this one organises. */
  #guestsOf(email: string, id: EventId): { email: string; id: EventId }[] {
    const event = this.port.events(email).find((one) => one.id === id);
    if (event === undefined || !event.isOrganizer) return [];
    return [...this.#emails].flatMap((other) =>
      this.port
        .events(other)
        .filter((copy) => copyKeyOf(copy) === copyKeyOf(event) && copy.id !== id)
        .map((copy) => ({ email: other, id: copy.id })),
    );
  }
}

function daysLater(time: Time, days: number): Time {
  const day = (date: string) => Temporal.PlainDate.from(date).add({ days }).toString();
  if (time.kind === "allDay") return { ...time, startDate: day(time.startDate), endDate: day(time.endDate) };
  const at = (instant: string) => instantOfWallTime(wallLater(wallTimeOfInstant(instant, ZONE), days), ZONE);
  return { ...time, start: at(time.start), end: at(time.end) };
}

function wallLater(wallTime: string, days: number): string {
  return Temporal.PlainDateTime.from(wallTime).add({ days }).toString();
}
