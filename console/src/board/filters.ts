// What of the board is looked at: read from the address and written to it, so that a link shows the same.
import { type BoardAppointment, SYNC_MARKS } from "../../../src/contract/console/appointments.ts";
import type { Clashing } from "./clashes.ts";
import { VIEWS, type View } from "./spans.ts";

export const STATES = [...SYNC_MARKS, "doubleBooked", "locked"] as const;
export type State = (typeof STATES)[number];

export const COLOURINGS = ["employee", "category", "state"] as const;
export type Colouring = (typeof COLOURINGS)[number];

export const LISTS = ["unplanned", "trash"] as const;
export type List = (typeof LISTS)[number];

export interface Filters {
  readonly view: View;
  /** `YYYY-MM-DD`; null: today. */
  readonly date: string | null;
  readonly search: string;
  readonly employee: string | null;
  readonly category: string | null;
  readonly state: State | null;
  readonly colouring: Colouring;
  /** The list beside the board. */
  readonly list: List | null;
  /** An appointment's id, or `new`. */
  readonly open: string | null;
}

/** Whatever somebody typed into the address, something sensible is shown. */
export function filtersOf(query: URLSearchParams): Filters {
  const date = query.get("date") ?? "";
  return {
    view: among(VIEWS, query.get("view")) ?? "week",
    date: /^\d{4}-\d\d-\d\d$/.test(date) && isDay(date) ? date : null,
    search: query.get("search") ?? "",
    employee: query.get("employee"),
    category: query.get("category"),
    state: among(STATES, query.get("state")),
    colouring: among(COLOURINGS, query.get("colour")) ?? "employee",
    list: among(LISTS, query.get("list")),
    open: query.get("open"),
  };
}

function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

function among<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}

/** Every word has to occur somewhere, in any order. */
export function isFound(one: BoardAppointment, search: string): boolean {
  const words = search.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { subject, location, customerName, orderNumber, address, customerPhone, category } = one;
  const text = [subject, location, customerName, orderNumber, address, customerPhone, category]
    .join("\n")
    .toLocaleLowerCase("de");
  return words.every((word) => text.includes(word));
}

export function isWanted(
  one: BoardAppointment,
  { search, category, state }: Filters,
  clashing: Clashing,
): boolean {
  if (category !== null && one.category !== category) return false;
  if (state === "doubleBooked" && !clashing.has(one.id)) return false;
  if (state === "locked" && !one.locked) return false;
  if (state !== null && state !== "doubleBooked" && state !== "locked" && one.mark !== state) return false;
  return isFound(one, search);
}
