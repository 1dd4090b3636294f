// The calendars of many mailboxes in memory: the twin of the Graph gateway under a virtual clock, with
// faults to order. It passes the same contract suite as the real gateway.
import { Fault, type FaultCode, type FaultKind } from "../../core/fault.ts";
import { composeBody, readHeader } from "../../core/mapping/body.ts";
import { projectToEvent } from "../../core/mapping/event-limits.ts";
import type { CalendarEvent, EventLook } from "../../core/model/event.ts";
import type { JobHeader } from "../../core/model/fields.ts";
import type { CalendarCursor, EventId, Version } from "../../core/model/ids.ts";
import type { Mark } from "../../core/model/mark.ts";
import type { EventPatch, NewEvent } from "../../core/model/writes.ts";
import type { WindowSpan } from "../../core/time/window.ts";
import type { CalendarPort, CalendarRound, Mailbox } from "../../engine/ports/calendar.ts";
import { blankEvent, type CalendarBox, type EventDraft, inDefaultCalendar } from "./calendar-box.ts";
import { MemoryTenant } from "./memory-tenant.ts";

export type { EventDraft };

export type CalendarCall =
  | "findMailbox"
  | "changes"
  | "look"
  | "marks"
  | "findMade"
  | "create"
  | "update"
  | "remove";

export interface OrderedFault {
  readonly call: CalendarCall;
  readonly kind: FaultKind;
  readonly code: FaultCode;
  /** The call is carried out and only its answer is lost. */
  readonly afterwards?: boolean;
}

export class MemoryCalendar extends MemoryTenant implements CalendarPort {
  readonly #requests = new Map<CalendarBox, number>();
  readonly #troubles = new Map<CalendarBox, FaultCode>();
  readonly #faults: OrderedFault[] = [];
  /** Every write that reached a mailbox, in order: tests count them. */
  readonly writes: { call: CalendarCall; mailbox: string; id: EventId }[] = [];

  /** The mailbox answers nothing but this, until it is set to null. */
  trouble(email: string, code: FaultCode | null): void {
    if (code === null) this.#troubles.delete(this.boxOf(email));
    else this.#troubles.set(this.boxOf(email), code);
  }

  failNext(fault: OrderedFault): void {
    this.#faults.push(fault);
  }

  clearFaults(): void {
    this.#faults.length = 0;
  }

  async findMailbox(addresses: readonly string[]): Promise<Mailbox> {
    for (const address of addresses) {
      const box = [...this.boxes.values()].find((one) =>
        one.mailbox.addresses.includes(address.toLowerCase()),
      );
      if (box !== undefined) return this.#answer(box, "findMailbox", () => box.mailbox);
    }
    throw new Fault("refused", "mailboxNotFound", { mailbox: addresses.join(", ") });
  }

  async changes(mailbox: Mailbox, window: WindowSpan, cursor: CalendarCursor | null): Promise<CalendarRound> {
    const box = this.box(mailbox);
    return this.#answer(box, "changes", () => {
      const round = cursor === null ? box.list(window) : box.changesSince(cursor);
      if (round === null) throw new Fault("stale", "cursorExpired", { mailbox: mailbox.email });
      return round;
    });
  }

  async look(mailbox: Mailbox, ids: readonly EventId[]): Promise<ReadonlyMap<EventId, EventLook>> {
    const box = this.box(mailbox);
    if (ids.length === 0) return new Map();
    this.#count(box, ids.length - 1);
    return this.#answer(box, "look", () => new Map(ids.map((id) => [id, box.look(id)])));
  }

  async marks(mailbox: Mailbox, ids: readonly EventId[]): Promise<ReadonlyMap<EventId, Mark>> {
    const box = this.box(mailbox);
    if (ids.length === 0) return new Map();
    return this.#answer(box, "marks", () => box.marks(ids));
  }

  async create(mailbox: Mailbox, event: NewEvent): Promise<CalendarEvent> {
    const box = this.box(mailbox);
    return this.#answer(box, "create", () => {
      const earlier = box.transactions.get(event.transactionId);
      if (earlier !== undefined) {
        const known = box.events.get(earlier);
        if (known === undefined) throw new Fault("stale", "duplicateTransaction", { mailbox: mailbox.email });
        return known.event;
      }
      const id = this.newId();
      const made = {
        ...blankEvent(id, projectToEvent(event.fields)),
        header: asShown(event.header),
        version: this.newVersion(),
      };
      refuseBackwards(mailbox, made);
      box.transactions.set(event.transactionId, id);
      this.writes.push({ call: "create", mailbox: mailbox.email, id });
      return box.store(inDefaultCalendar(made, event.mark));
    });
  }

  async findMade(mailbox: Mailbox, { mark, transactionId }: NewEvent): Promise<CalendarEvent | null> {
    const box = this.box(mailbox);
    return this.#answer(box, "findMade", () => {
      const bearers = [...box.events.values()].filter((one) => one.mark === mark && !one.isInOtherCalendar);
      const made = box.transactions.get(transactionId);
      return (bearers.find(({ event }) => event.id === made) ?? bearers[0])?.event ?? null;
    });
  }

  async update(mailbox: Mailbox, id: EventId, expected: Version, patch: EventPatch): Promise<CalendarEvent> {
    const box = this.box(mailbox);
    return this.#answer(box, "update", () => {
      const stored = box.events.get(id);
      if (stored === undefined) throw new Fault("stale", "eventGone", { mailbox: mailbox.email });
      if (stored.event.version !== expected)
        throw new Fault("stale", "eventChanged", { mailbox: mailbox.email });
      const event = { ...patched(stored.event, patch), version: this.newVersion() };
      refuseBackwards(mailbox, event);
      this.writes.push({ call: "update", mailbox: mailbox.email, id });
      return box.store({ ...stored, event });
    });
  }

  async remove(mailbox: Mailbox, id: EventId, expected: Version): Promise<void> {
    const box = this.box(mailbox);
    return this.#answer(box, "remove", () => {
      const stored = box.events.get(id);
      if (stored === undefined) return;
      if (stored.event.version !== expected)
        throw new Fault("stale", "eventChanged", { mailbox: mailbox.email });
      this.writes.push({ call: "remove", mailbox: mailbox.email, id });
      box.delete(id);
    });
  }

  requests(mailbox: Mailbox): number {
    return this.#requests.get(this.box(mailbox)) ?? 0;
  }

  #answer<Result>(box: CalendarBox, call: CalendarCall, work: () => Result): Result {
    this.#count(box, 1);
    const { email } = box.mailbox;
    const trouble = this.#troubles.get(box);
    if (trouble !== undefined) throw new Fault("refused", trouble, { mailbox: email });
    const index = this.#faults.findIndex((fault) => fault.call === call);
    const [fault] = index < 0 ? [] : this.#faults.splice(index, 1);
    if (fault === undefined) return work();
    if (fault.afterwards === true) work();
    throw new Fault(fault.kind, fault.code, { mailbox: email });
  }

  #count(box: CalendarBox, requests: number): void {
    this.#requests.set(box, (this.#requests.get(box) ?? 0) + requests);
  }
}

function patched(event: CalendarEvent, patch: EventPatch): CalendarEvent {
  const [category = null, ...furtherCategories] = patch.categories ?? [
    ...(event.fields.category === null ? [] : [event.fields.category]),
    ...event.furtherCategories,
  ];
  const notes = patch.body?.notes ?? event.fields.notes;
  const fields = projectToEvent({ ...event.fields, ...patch.fields, notes, category });
  const header = patch.body === undefined ? event.header : asShown(patch.body.header);
  return { ...event, fields, header, furtherCategories };
}

function asShown(header: JobHeader): JobHeader {
  return readHeader(composeBody(header, ""));
}

function refuseBackwards(mailbox: Mailbox, { fields: { time } }: CalendarEvent): void {
  const isBackwards =
    time.kind === "timed" ? Date.parse(time.end) < Date.parse(time.start) : time.endDate <= time.startDate;
  if (isBackwards)
    throw new Fault("refused", "eventRefused", {
      mailbox: mailbox.email,
      reason: "ErrorPropertyValidationFailure",
    });
}
