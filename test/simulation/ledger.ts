// Remembers what people wrote last into each field of each thing, so that at the end nothing of it may be lost: it stands there still,
// a person wrote something else, or the journal tells that a rule overruled it.
import type { JournalEntry, Side } from "../../src/contract/report.ts";
import type { Conflict } from "../../src/engine/ports/state.ts";

/** The fields whose values are unique in a story. */
export const TRACED = ["subject", "location", "notes"] as const;
export type Traced = (typeof TRACED)[number];

interface Edit {
  readonly side: Side;
  /** Of the appointment or the event. */
  readonly id: string;
  readonly field: Traced;
  readonly value: string;
}

/** What a thing shows now; null where it is gone. */
export type Shown = (side: Side, id: string) => Partial<Record<Traced, string>> | null;

export class Ledger {
  readonly #edits = new Map<string, Edit>();
  readonly #private = new Set<string>();

  write(side: Side, id: string, fields: object): void {
    if ("private" in fields) this.#setPrivate(id, fields.private === true);
    const written = fields as Partial<Record<Traced, unknown>>;
    for (const field of TRACED) {
      const value = written[field];
      if (typeof value === "string") this.#edits.set(`${side} ${id} ${field}`, { side, id, field, value });
    }
  }

  #setPrivate(id: string, isPrivate: boolean): void {
    if (isPrivate) this.#private.add(id);
    else this.#private.delete(id);
  }

  /** A person removed it: what stood in it is meant to be gone. */
  remove(side: Side, id: string): void {
    for (const field of TRACED) this.#edits.delete(`${side} ${id} ${field}`);
  }

  /** A person has chosen between the two sides' values. */
  answer(event: string, field: string): void {
    this.#edits.delete(`office365 ${event} ${field}`);
  }

  /** Edits that are nowhere any more, and that nobody answers for. */
  lost(shown: Shown, journal: readonly JournalEntry[], conflicts: readonly Conflict[]): readonly string[] {
    const overruled = new Set([...journal.flatMap(valuesBefore), ...conflicts.flatMap(valuesOf)]);
    const hidden = new Set(journal.filter(isOfHidden).map(({ event }) => event as string));
    return (
      [...this.#edits.values()]
        .filter(({ side, id, field, value }) => shown(side, id)?.[field] !== value)
        .filter(({ side, id, field, value }) => !overruled.has(`${side} ${id} ${field} ${value}`))
        // Of a private event that was deleted no journal tells the text either.
        .filter(({ side, id }) => shown(side, id) !== null || !(this.#private.has(id) || hidden.has(id)))
        .map(({ side, id, field, value }) => `${side} ${id}: ${field} „${value}“`)
    );
  }
}

function valuesBefore({ side, appointment, event, before }: JournalEntry): readonly string[] {
  const id = side === "planning" ? appointment : event;
  const fields = (before ?? {}) as Partial<Record<Traced, unknown>>;
  return TRACED.map((field) => `${side} ${id} ${field} ${fields[field]}`);
}

function valuesOf({ appointmentId, eventId, field, planning, office365 }: Conflict): readonly string[] {
  return [`planning ${appointmentId} ${field} ${planning}`, `office365 ${eventId} ${field} ${office365}`];
}

function isOfHidden({ side, action, before }: JournalEntry): boolean {
  const fields = before as { private?: boolean } | null;
  return side === "office365" && action === "delete" && fields?.private === true;
}
