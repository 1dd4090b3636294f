// The mailboxes of a tenant in memory, and the people who use them in Outlook: `add`, `edit`, `delete`, `decline`, …
import { Fault } from "../../core/fault.ts";
import type { CalendarEvent } from "../../core/model/event.ts";
import type { SharedFields, Time } from "../../core/model/fields.ts";
import type { EventId, MailboxId, Version } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import {
  blankEvent,
  CalendarBox,
  completeFields,
  type EventDraft,
  inDefaultCalendar,
  type Stored,
} from "./calendar-box.ts";

type EventChange = Partial<Omit<CalendarEvent, "fields">> & { fields?: Partial<SharedFields> };

export class MemoryTenant {
  protected readonly boxes = new Map<MailboxId, CalendarBox>();
  #lastId = 0;

  open(email: string): Mailbox {
    const box = new CalendarBox(email);
    this.boxes.set(box.mailbox.id, box);
    return box.mailbox;
  }

  /** Every cursor given out so far is refused from now on. */
  expireCursors(email: string): void {
    this.boxOf(email).expireCursors();
  }

  events(email: string): readonly CalendarEvent[] {
    return [...this.boxOf(email).events.values()]
      .filter((one) => !one.isInOtherCalendar)
      .map((one) => one.event);
  }

  /** The event's body as Outlook shows it: job header, separator, notes. */
  body(email: string, id: EventId): string {
    return this.boxOf(email).bodyOf(id) ?? fail(email, id);
  }

  add(email: string, draft: EventDraft): EventId {
    const blank = blankEvent(this.newId(), completeFields(draft.fields));
    const event = { ...blank, ...draft, fields: blank.fields, version: this.newVersion() };
    return this.boxOf(email).store(inDefaultCalendar(event)).id;
  }

  /** Outlook copies our mark with the event, and makes everything else anew. */
  copy(email: string, id: EventId, fields: Partial<SharedFields> = {}): EventId {
    const { event, mark } = this.boxOf(email).events.get(id) ?? fail(email, id);
    const copy = {
      ...event,
      id: this.newId(),
      fields: { ...event.fields, ...fields },
      version: this.newVersion(),
    };
    return this.boxOf(email).store(inDefaultCalendar({ ...copy, iCalUId: `uid-${copy.id}` }, mark)).id;
  }

  /** A series with these occurrences; each is an event of its own. */
  addSeries(
    email: string,
    draft: EventDraft,
    times: readonly Time[],
  ): { readonly master: EventId; readonly occurrences: readonly EventId[] } {
    const master = this.newId();
    const occurrences = times.map((time) =>
      this.add(email, {
        iCalUId: `uid-${master}`,
        ...draft,
        fields: { ...draft.fields, time },
        seriesMasterId: master,
        occurrenceDate: time.kind === "allDay" ? time.startDate : time.start.slice(0, 10),
      }),
    );
    return { master, occurrences };
  }

  edit(email: string, id: EventId, change: EventChange): void {
    this.#change(email, id, (stored) => ({
      ...stored,
      event: { ...stored.event, ...change, fields: { ...stored.event.fields, ...change.fields } },
    }));
  }

  /** Etag and change log move although nobody edited anything, as Exchange does now and then. */
  touch(email: string, id: EventId): void {
    this.edit(email, id, {});
  }

  decline(email: string, id: EventId): void {
    this.edit(email, id, { isDeclined: true });
  }

  /** The organizer called it off; the copy stays in the calendar until its owner removes it. */
  cancel(email: string, id: EventId): void {
    this.edit(email, id, { isCancelled: true });
  }

  /** Microsoft does not say whether a transaction is remembered after its event was deleted. */
  delete(email: string, id: EventId, forgetsTransaction = false): void {
    const box = this.boxOf(email);
    box.delete(id);
    if (!forgetsTransaction) return;
    for (const [transaction, made] of box.transactions) if (made === id) box.transactions.delete(transaction);
  }

  deleteSeries(email: string, master: EventId): void {
    this.boxOf(email).deleteSeries(master);
  }

  moveToOtherCalendar(email: string, id: EventId): void {
    this.#change(email, id, (stored) => ({ ...stored, isInOtherCalendar: true }));
  }

  moveToDefaultCalendar(email: string, id: EventId): void {
    this.#change(email, id, (stored) => ({ ...stored, isInOtherCalendar: false }));
  }

  /** As Graph makes them: case-sensitive, with characters that a path has to escape. */
  protected newId(): EventId {
    return `AAMk/${++this.#lastId}+=` as EventId;
  }

  protected newVersion(): Version {
    return `etag-${++this.#lastId}` as Version;
  }

  protected box(mailbox: Pick<Mailbox, "id" | "email">): CalendarBox {
    const box = this.boxes.get(mailbox.id);
    if (box === undefined) throw new Fault("refused", "mailboxNotFound", { mailbox: mailbox.email });
    return box;
  }

  protected boxOf(email: string): CalendarBox {
    return this.box({ id: `mailbox-${email}` as MailboxId, email });
  }

  #change(email: string, id: EventId, change: (stored: Stored) => Stored): void {
    const box = this.boxOf(email);
    const stored = change(box.events.get(id) ?? fail(email, id));
    box.store({ ...stored, event: { ...stored.event, version: this.newVersion() } });
  }
}

function fail(email: string, id: EventId): never {
  throw new Error(`No event ${id} in ${email}.`);
}
