// The calendars in a rehearsal: what was pretended to be created, changed or deleted shows when it is looked at.
import { fieldsOfPatch } from "../../core/mapping/event-to-graph.ts";
import { type CalendarEvent, type EventLook, ownEvent } from "../../core/model/event.ts";
import { NO_FIELDS } from "../../core/model/fields.ts";
import type { CalendarCursor, EventId, Version } from "../../core/model/ids.ts";
import type { Mark } from "../../core/model/mark.ts";
import type { EventPatch, NewEvent } from "../../core/model/writes.ts";
import type { CalendarPort, CalendarRound, Mailbox } from "../ports/calendar.ts";
import type { WindowSpan } from "../ports/planning.ts";

const PRETENDED = "rehearsed" as Version;

export class RehearsedCalendar implements CalendarPort {
  readonly #real: CalendarPort;
  readonly #created = new Map<EventId, CalendarEvent>();
  readonly #patched = new Map<EventId, (event: CalendarEvent) => CalendarEvent>();
  readonly #removed = new Set<EventId>();

  constructor(real: CalendarPort) {
    this.#real = real;
  }

  findMailbox(addresses: readonly string[]): Promise<Mailbox> {
    return this.#real.findMailbox(addresses);
  }

  /** Asked once for each participant, before anything of it is pretended. */
  changes(mailbox: Mailbox, window: WindowSpan, cursor: CalendarCursor | null): Promise<CalendarRound> {
    return this.#real.changes(mailbox, window, cursor);
  }

  async look(mailbox: Mailbox, ids: readonly EventId[]): Promise<ReadonlyMap<EventId, EventLook>> {
    const real = ids.filter((id) => !this.#created.has(id) && !this.#removed.has(id));
    const looks = new Map(real.length === 0 ? [] : await this.#real.look(mailbox, real));
    for (const id of ids) {
      const event = this.#created.get(id);
      const look = looks.get(id);
      if (this.#removed.has(id)) looks.set(id, { kind: "gone" });
      else if (event !== undefined) looks.set(id, { kind: "present", event });
      else if (look?.kind === "present") {
        const patch = this.#patched.get(id) ?? ((as: CalendarEvent) => as);
        looks.set(id, { kind: "present", event: patch(look.event) });
      }
    }
    return looks;
  }

  /** What was pretended to be created is linked, and nobody asks for its mark. */
  marks(mailbox: Mailbox, ids: readonly EventId[]): Promise<ReadonlyMap<EventId, Mark>> {
    return this.#real.marks(mailbox, ids);
  }

  findMade(mailbox: Mailbox, event: NewEvent): Promise<CalendarEvent | null> {
    return this.#real.findMade(mailbox, event);
  }

  async create(_mailbox: Mailbox, { fields, header, transactionId }: NewEvent): Promise<CalendarEvent> {
    const event = { ...ownEvent(`rehearsed-${transactionId}` as EventId, PRETENDED, fields), header };
    this.#created.set(event.id, event);
    return event;
  }

  async update(
    _mailbox: Mailbox,
    id: EventId,
    _expected: Version,
    patch: EventPatch,
  ): Promise<CalendarEvent> {
    const before = this.#patched.get(id);
    const after = (event: CalendarEvent) => patched(before === undefined ? event : before(event), patch);
    const created = this.#created.get(id);
    if (created === undefined) this.#patched.set(id, after);
    else this.#created.set(id, patched(created, patch));
    // Of what an update answers only the version is used: nobody asks Microsoft for the rest.
    return patched(ownEvent(id, PRETENDED, NO_FIELDS), patch);
  }

  async remove(_mailbox: Mailbox, id: EventId): Promise<void> {
    this.#removed.add(id);
  }

  requests(mailbox: Mailbox): number {
    return this.#real.requests(mailbox);
  }
}

function patched(event: CalendarEvent, patch: EventPatch): CalendarEvent {
  return {
    ...event,
    fields: { ...event.fields, ...fieldsOfPatch(patch) },
    header: patch.body?.header ?? event.header,
    furtherCategories: patch.categories?.slice(1) ?? event.furtherCategories,
  };
}
