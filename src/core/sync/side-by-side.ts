// Holds planning and an event against what was agreed, field by field, for people to see: by the same rules as the decisions.
import type { PrivateEvents } from "../../contract/settings.ts";
import { splitBody } from "../mapping/body.ts";
import { sameText } from "../mapping/same-text.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { FieldName, JobHeader, SharedFields } from "../model/fields.ts";
import type { Base, Link, Ownership } from "../model/link.ts";
import { editedInCalendar, editedInPlanning } from "./compare.ts";
import { isTakenOver, leads, ownershipOf, visibleEvent } from "./ownership.ts";

export type Column = Readonly<SharedFields & JobHeader>;
type Shown = FieldName | keyof JobHeader;

export const HEADER_NAMES = ["orderNumber", "customerName", "customerPhone", "address"] as const;

export function columnOf({ fields, header }: Pick<Base, "fields" | "header">): Column {
  return { ...fields, ...header };
}

/** What all copies of a meeting have in common; the rest is each person's own. */
const COMMON: readonly Shown[] = ["time", "subject", "location", "notes"];

export function changedInPlanning(
  link: Link,
  row: Pick<Appointment, "fields" | "header">,
  others: readonly Link[],
): readonly Shown[] {
  const { base, ownership } = link;
  const changed = editedInPlanning(base.fields, row.fields);
  if (ownership !== "meeting") return [...changed, ...changedHeader(base.header, row.header)];
  const meetings = others.filter((other) => other.ownership === "meeting" && other.status === "active");
  return leads(link, meetings) ? changed : changed.filter((name) => COMMON.includes(name));
}

/** What planning may see of the event; null where it is not taken over. */
export function seenOf(
  event: CalendarEvent,
  link: Link,
  row: Appointment | null,
  others: readonly Link[],
  privateEvents: PrivateEvents,
): { readonly column: Column; readonly changed: readonly Shown[]; readonly ownership: Ownership } | null {
  const ownership = ownershipOf(link, row, event, others);
  if (!isTakenOver(event, ownership, privateEvents)) return null;
  const { base } = link;
  const visible = visibleEvent(event, ownership, privateEvents, base.isMasked);
  const fields = { ...visible.fields, notes: splitBody(visible.fields.notes, base.header) };
  // What planning may not see it cannot hold against anything either; of a meeting the body is somebody else's.
  const hasHeader = visible.hidden.length === 0 && ownership !== "meeting";
  const header = hasHeader ? event.header : base.header;
  return {
    column: columnOf({ fields, header }),
    changed: [...editedInCalendar(base.fields, fields), ...changedHeader(base.header, header)],
    ownership,
  };
}

/** An event shows each value of the header on one line. */
function changedHeader(base: JobHeader, other: JobHeader): readonly (keyof JobHeader)[] {
  const flat = (value: string | null) => (value ?? "").replace(/\s+/g, " ");
  return HEADER_NAMES.filter((name) => !sameText(flat(base[name]), flat(other[name])));
}
