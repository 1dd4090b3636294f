// What a key means on a block: going to another one, or moving this one, without a mouse.

import { DAY, MINUTE } from "../parts/zone.ts";
import type { Row } from "./lanes.ts";
import type { Scale } from "./scale.ts";

export type Intent =
  | { readonly kind: "go"; readonly to: "left" | "right" | "up" | "down" | "first" | "last" }
  | { readonly kind: "shift"; readonly by: number }
  | { readonly kind: "stretch"; readonly by: number }
  | { readonly kind: "hand"; readonly rows: 1 | -1 }
  | { readonly kind: "trash" };

type Pressed = Pick<KeyboardEvent, "key" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">;

const DIRECTIONS = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
} as const;

/** Arrows go; with Alt they move: a quarter of an hour on the day, a day in week and month. With Shift too: a quarter of an hour longer or shorter. */
export function intentOf(
  { key, altKey, shiftKey, ctrlKey, metaKey }: Pressed,
  { kind }: Scale,
): Intent | null {
  if (ctrlKey || metaKey) return null;
  if (key === "Delete") return { kind: "trash" };
  const direction = Object.hasOwn(DIRECTIONS, key) ? DIRECTIONS[key as keyof typeof DIRECTIONS] : undefined;
  if (direction === undefined) return null;
  if (!altKey) return shiftKey ? null : { kind: "go", to: direction };
  if (direction === "first" || direction === "last") return null;
  if (direction === "up" || direction === "down")
    return shiftKey ? null : { kind: "hand", rows: direction === "up" ? -1 : 1 };
  const sign = direction === "left" ? -1 : 1;
  if (shiftKey) return { kind: "stretch", by: sign * 15 * MINUTE };
  return { kind: "shift", by: sign * (kind === "hours" ? 15 * MINUTE : DAY) };
}

export interface Spot {
  readonly employee: string;
  readonly id: string;
}

/** Within the row by time; to another row to what lies nearest in time there. */
export function spotAt(
  rows: readonly Row[],
  from: Spot,
  to: "left" | "right" | "up" | "down" | "first" | "last",
): Spot | null {
  const at = rows.findIndex(({ employee }) => employee === from.employee);
  const row = rows[at];
  const index = row?.blocks.findIndex(({ one }) => one.id === from.id) ?? -1;
  const block = row?.blocks[index];
  if (row === undefined || block === undefined) return firstSpot(rows);
  if (to === "up" || to === "down") {
    const step = to === "up" ? -1 : 1;
    for (let next = at + step; next >= 0 && next < rows.length; next += step) {
      const other = rows[next];
      const nearest = other?.blocks.toSorted((a, b) => Math.abs(a.x - block.x) - Math.abs(b.x - block.x))[0];
      if (other !== undefined && nearest !== undefined)
        return { employee: other.employee, id: nearest.one.id };
    }
    return null;
  }
  const wanted = { left: index - 1, right: index + 1, first: 0, last: row.blocks.length - 1 }[to];
  const next = row.blocks[wanted];
  return next === undefined ? null : { employee: row.employee, id: next.one.id };
}

export function firstSpot(rows: readonly Row[]): Spot | null {
  for (const { employee, blocks } of rows) {
    const [first] = blocks;
    if (first !== undefined) return { employee, id: first.one.id };
  }
  return null;
}
