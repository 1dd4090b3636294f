// What a reading tells of one id. A single event is made ours as its page arrives, for the raw ones of a whole calendar take several times as
// much memory; what belongs to a series waits for the rest of it.
import type { GraphEvent } from "../../contract/graph.ts";
import { isStub, kindOfEvent } from "../../core/mapping/event-from-graph.ts";
import type { CalendarEvent } from "../../core/model/event.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { type Access, readEvent } from "./read-mailbox.ts";

export type Told =
  | { readonly kind: "removed" }
  /** Null: it cannot be read. */
  | { readonly kind: "event"; readonly event: CalendarEvent | null }
  /** Of a series, or without its content. */
  | { readonly kind: "part"; readonly item: GraphEvent };

export function told(access: Access, mailbox: Mailbox, item: GraphEvent): Told {
  if (item["@removed"] !== undefined && item["@removed"] !== null) return { kind: "removed" };
  if (kindOfEvent(item) !== "single" || isStub(item)) return { kind: "part", item };
  return { kind: "event", event: readEvent(access, mailbox, item) };
}
