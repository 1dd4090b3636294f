// What an event shows of a patch that was meant for it: those fields were ours, whoever changed the others.
import { looksLikeHeader } from "../mapping/body.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { FieldName, SharedFields } from "../model/fields.ts";
import type { EventPatch } from "../model/writes.ts";
import { sameField } from "./compare.ts";

export function valuesOfPatch(patch: EventPatch): Partial<SharedFields> {
  return {
    ...patch.fields,
    ...(patch.body !== undefined && { notes: patch.body.notes }),
    ...(patch.categories !== undefined && { category: patch.categories[0] ?? null }),
  };
}

export function namesOfPatch(patch: EventPatch): readonly FieldName[] {
  return Object.keys(valuesOfPatch(patch)) as FieldName[];
}

/**
 * The fields of a patch that the event shows. Notes and job header are written together: notes that stand there without the header
 * are what they were before, or what a person wrote.
 */
export function shownOfPatch(patch: EventPatch, { fields, header }: CalendarEvent): readonly FieldName[] {
  const wanted: SharedFields = { ...fields, ...valuesOfPatch(patch) };
  const isBodyOurs = patch.body === undefined || looksLikeHeader(header, patch.body.header);
  return namesOfPatch(patch).filter(
    (name) => sameField(name, fields, wanted) && (name !== "notes" || isBodyOurs),
  );
}
