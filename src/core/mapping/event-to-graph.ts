// Translates what we want to write into Graph's JSON: only what is meant to change, and nothing that would mail anybody. Pure.
import type { GraphEventWrite } from "../../contract/graph.ts";
import { NO_FIELDS, type SharedFields } from "../model/fields.ts";
import type { EventPatch, NewEvent } from "../model/writes.ts";
import { composeBody } from "./body.ts";
import { projectToEvent } from "./event-limits.ts";
import { timeToGraph } from "./event-time.ts";

/** Our mark's name: a namespace of our own, so that it does not travel to attendees' copies (msgraph-sdk-dotnet#519). */
export const MARK_PROPERTY = "String {6b4d1d5a-9f0e-4b7e-8f53-5d3c6a1f7e21} Name termin-sync";

/** A new event, without attendees. */
export function newEventToGraph({ fields, header, transactionId, mark }: NewEvent): GraphEventWrite {
  const shown = projectToEvent(fields);
  const { category, notes, ...plain } = shown;
  return {
    ...fieldsToGraph(plain),
    body: { contentType: "text", content: composeBody(header, notes) },
    categories: category === null ? [] : [category],
    transactionId,
    singleValueExtendedProperties: [{ id: MARK_PROPERTY, value: mark }],
  };
}

/** All of a patch but its body, which depends on what the event carries. */
export function patchToGraph(patch: EventPatch): GraphEventWrite {
  const shown = projectToEvent({ ...NO_FIELDS, ...patch.fields });
  const names = Object.keys(patch.fields) as (keyof EventPatch["fields"])[];
  return {
    ...fieldsToGraph(Object.fromEntries(names.map((name) => [name, shown[name]]))),
    ...(patch.categories !== undefined && { categories: [...patch.categories] }),
  };
}

/** The text of a patch's body; null where it has none. */
export function bodyOfPatch({ body }: EventPatch): string | null {
  if (body === undefined) return null;
  return composeBody(body.header, projectToEvent({ ...NO_FIELDS, notes: body.notes }).notes);
}

/** The fields that a patch stands for, as the event shows them once it is carried out. */
export function fieldsOfPatch({ fields, body, categories }: EventPatch): Partial<SharedFields> {
  const all: Partial<SharedFields> = {
    ...fields,
    ...(body !== undefined && { notes: body.notes }),
    ...(categories !== undefined && { category: categories[0] ?? null }),
  };
  const shown = projectToEvent({ ...NO_FIELDS, ...all });
  return Object.fromEntries((Object.keys(all) as (keyof SharedFields)[]).map((name) => [name, shown[name]]));
}

function fieldsToGraph(fields: EventPatch["fields"]): GraphEventWrite {
  const write: GraphEventWrite = {};
  if (fields.time !== undefined) Object.assign(write, timeToGraph(fields.time));
  if (fields.subject !== undefined) write.subject = fields.subject;
  if (fields.location !== undefined) write.location = { displayName: fields.location };
  if (fields.showAs !== undefined) write.showAs = fields.showAs;
  if (fields.private !== undefined) write.sensitivity = fields.private ? "private" : "normal";
  if (fields.reminderMinutes !== undefined) {
    // Outlook's own default would be 15 minutes, so "none" has to be said.
    write.isReminderOn = fields.reminderMinutes !== null;
    if (fields.reminderMinutes !== null) write.reminderMinutesBeforeStart = fields.reminderMinutes;
  }
  return write;
}
