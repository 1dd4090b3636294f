// Drafts the writes: what a row or an event has to be given so that it shows the agreed fields.

import { projectToEvent } from "../mapping/event-limits.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { EventFacts, FieldName, JobHeader, SharedFields } from "../model/fields.ts";
import type { Link, Ownership } from "../model/link.ts";
import { writeMark } from "../model/mark.ts";
import type { EventPatch, NewEvent, RowFacts, RowPatch } from "../model/writes.ts";
import { differingFields, pickFields, sameFacts, sameHeader } from "./compare.ts";

/** The generation is the transaction id: the same for every attempt to make this event, another one for every further event. */
export function newEventFor(link: Link, fields: SharedFields, header: JobHeader): NewEvent {
  return {
    fields: projectToEvent(fields),
    header,
    transactionId: link.generation,
    mark: writeMark(link),
  };
}

/** The columns that only the sync writes. */
export function rowFactsFor(ownership: Ownership, facts: EventFacts, seriesId: string | null): RowFacts {
  return {
    origin: ownership === "planned" ? "planning" : "office365",
    locked: ownership === "meeting",
    lockedReason: ownership === "meeting" ? "meeting" : null,
    seriesId,
    facts,
  };
}

/** What brings a row to these fields and facts; null where it has them already. */
export function rowPatchTo(row: Appointment, fields: SharedFields, facts: RowFacts): RowPatch | null {
  const names = differingFields(row.fields, fields);
  const patch: RowPatch = {
    ...(names.length > 0 && { fields: pickFields(fields, names) }),
    ...rowFactsPatch(row, facts),
  };
  return Object.keys(patch).length > 0 ? patch : null;
}

/** Columns of ours that somebody else changed, or that have to follow the event. */
export function rowFactsPatch(row: Appointment, facts: RowFacts): RowPatch {
  return {
    ...(row.origin !== facts.origin && { origin: facts.origin }),
    ...((row.locked !== facts.locked || row.lockedReason !== facts.lockedReason) && {
      lock: { locked: facts.locked, lockedReason: facts.lockedReason },
    }),
    ...(row.seriesId !== facts.seriesId && { seriesId: facts.seriesId }),
    ...(!sameFacts(row.facts, facts.facts) && { facts: facts.facts }),
  };
}

export interface EventTarget {
  readonly fields: SharedFields;
  readonly header: JobHeader;
  /** Fields of a private event: the event's alone. */
  readonly hidden: readonly FieldName[];
}

/**
 * What brings an event to the target; null where it shows it already. `shown` is what the event shows now (or, if it was not
 * looked at, what it showed when both sides agreed), `shownHeader` the job header that was last written into it.
 */
export function eventPatchTo(
  shown: SharedFields,
  shownHeader: JobHeader,
  event: CalendarEvent | null,
  target: EventTarget,
): EventPatch | null {
  const wanted = projectToEvent(target.fields);
  const names = differingFields(shown, wanted).filter((name) => !target.hidden.includes(name));
  const isBodyDue =
    names.includes("notes") || (!sameHeader(shownHeader, target.header) && target.hidden.length === 0);
  const plain = names.filter((name) => name !== "notes" && name !== "category");
  const patch: EventPatch = {
    fields: pickFields(wanted, plain),
    ...(isBodyDue && { body: { header: target.header, notes: wanted.notes } }),
    ...(names.includes("category") && {
      categories: [
        ...(wanted.category === null ? [] : [wanted.category]),
        ...(event?.furtherCategories ?? []),
      ],
    }),
  };
  return plain.length > 0 || patch.body !== undefined || patch.categories !== undefined ? patch : null;
}
