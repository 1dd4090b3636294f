// What the cases of the calendar suite share: a stage for each, Anna's mailbox, and the usual steps.
import assert from "node:assert/strict";
import { asFault, type FaultCode } from "../../src/core/fault.ts";
import { sameText } from "../../src/core/mapping/same-text.ts";
import type { CalendarEvent, EventLook } from "../../src/core/model/event.ts";
import { NO_HEADER, type SharedFields } from "../../src/core/model/fields.ts";
import type { AppointmentId, EventId, UserId } from "../../src/core/model/ids.ts";
import { type Mark, writeMark } from "../../src/core/model/mark.ts";
import type { NewEvent } from "../../src/core/model/writes.ts";
import { windowAt } from "../../src/core/time/window.ts";
import type { CalendarRound, Mailbox } from "../../src/engine/ports/calendar.ts";
import { ANNA, fieldsOf, type Stage } from "./calendar-stage.ts";

export const WINDOW = windowAt(Date.parse("2026-11-24T10:00:00Z"), "Europe/Berlin", 6, 14);

/** One case's play: opened before it, closed after it. */
export class Play {
  readonly #open: () => Promise<Stage>;
  #stage: Stage | null = null;
  #anna: Mailbox | null = null;
  #transactions = 0;

  constructor(open: () => Promise<Stage>) {
    this.#open = open;
  }

  get stage(): Stage {
    assert.ok(this.#stage);
    return this.#stage;
  }

  get anna(): Mailbox {
    assert.ok(this.#anna);
    return this.#anna;
  }

  async begin(): Promise<void> {
    this.#transactions = 0;
    this.#stage = await this.#open();
    this.#anna = await this.#stage.calendar.findMailbox([ANNA]);
  }

  async end(): Promise<void> {
    await this.#stage?.close();
  }

  newEvent(fields: Partial<SharedFields> = {}, header = NO_HEADER): NewEvent {
    this.#transactions += 1;
    const number = this.#transactions;
    return {
      fields: fieldsOf(fields),
      header,
      transactionId: `suite-${number}`,
      mark: writeMark(this.mark(number)),
    };
  }

  /** The mark of the event that was drafted as the `number`th. */
  mark(number: number): Mark {
    const ids = { appointmentId: `job-${number}` as AppointmentId, userId: "anna" as UserId };
    return { ...ids, generation: `g${number}` };
  }

  create(fields: Partial<SharedFields> = {}): Promise<CalendarEvent> {
    return this.stage.calendar.create(this.anna, this.newEvent(fields));
  }

  readAll(): Promise<CalendarRound> {
    return this.stage.calendar.changes(this.anna, WINDOW, null);
  }

  readSince(round: CalendarRound): Promise<CalendarRound> {
    return this.stage.calendar.changes(this.anna, WINDOW, round.cursor);
  }

  async look(id: EventId): Promise<EventLook | undefined> {
    return (await this.stage.calendar.look(this.anna, [id])).get(id);
  }

  async present(id: EventId): Promise<CalendarEvent> {
    const seen = await this.look(id);
    assert.ok(seen?.kind === "present");
    return seen.event;
  }
}

export async function refuses(promise: Promise<unknown>, code: FaultCode): Promise<void> {
  await assert.rejects(promise, (thrown) => {
    assert.equal(asFault(thrown).code, code, String(thrown));
    return true;
  });
}

/** Once more where no answer came, as the engine does in its next pass. */
export async function repeat<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (thrown) {
    assert.equal(asFault(thrown).kind, "unavailable", String(thrown));
    return call();
  }
}

export function sameFields(found: SharedFields, wanted: SharedFields): void {
  assert.ok(
    sameText(found.notes, wanted.notes),
    `${JSON.stringify(found.notes)} for ${JSON.stringify(wanted.notes)}`,
  );
  assert.deepEqual({ ...found, notes: "" }, { ...wanted, notes: "" });
}
