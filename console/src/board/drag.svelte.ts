// What the mouse does on the board: move a block, draw out its end, draw a new one, drag an unplanned job in. Until the button is let go,
// nothing but the ghost changes.
import type { BoardAppointment } from "../../../src/contract/console/appointments.ts";
import { DAY, MINUTE } from "../parts/zone.ts";
import { clashesOf } from "./clashes.ts";
import { type Row, rowAt } from "./lanes.ts";
import { movedExtent, stretchedExtent } from "./moves.ts";
import { type Scale, shiftOf, stretchOf, wallAt } from "./scale.ts";
import { type Extent, extentOf } from "./spans.ts";

export type Grip =
  | { readonly kind: "move" | "stretch"; readonly one: BoardAppointment; readonly employee: string }
  | { readonly kind: "draw"; readonly employee: string }
  | { readonly kind: "plan"; readonly one: BoardAppointment };

export interface Ghost {
  readonly grip: Grip;
  readonly employee: string;
  readonly extent: Extent;
  readonly time: "timed" | "allDay";
  readonly clashes: readonly BoardAppointment[];
  /** Of the pointer in the window. */
  readonly at: { readonly x: number; readonly y: number };
}

/** What the drag has to know of the board. */
export interface Plane {
  /** Pixels from the top left corner of the lanes; null outside of the board. */
  place(x: number, y: number): { readonly x: number; readonly y: number } | null;
  readonly rows: readonly Row[];
  readonly scale: Scale;
  readonly zone: string;
  /** `HH:MM` */
  readonly workBegins: string;
  othersOf(employee: string): readonly BoardAppointment[];
}

/** A click that shakes is no drag. */
const FIRST_PIXELS = 5;
/** What is drawn is a job like any other. */
const NEW = { id: null, showAs: "busy", private: false } as const;
const NEW_JOB = 60 * MINUTE;

export class Drag {
  ghost = $state.raw<Ghost | null>(null);
  #grip: Grip | null = null;
  #from = { x: 0, y: 0, clientX: 0, clientY: 0 };
  #hasMoved = false;

  get isUnderWay(): boolean {
    return this.#grip !== null;
  }

  /** True once the pointer has gone far enough to be no click. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  take(grip: Grip, { clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">, plane: Plane): void {
    const place = plane.place(clientX, clientY) ?? { x: 0, y: 0 };
    this.#grip = grip;
    this.#from = { ...place, clientX, clientY };
    this.#hasMoved = false;
  }

  move({ clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">, plane: Plane): void {
    const grip = this.#grip;
    if (grip === null) return;
    const pulled = Math.hypot(clientX - this.#from.clientX, clientY - this.#from.clientY);
    if (!this.#hasMoved && pulled < FIRST_PIXELS) return;
    this.#hasMoved = true;
    const place = plane.place(clientX, clientY);
    this.ghost = place === null ? null : ghostOf(grip, this.#from, place, { x: clientX, y: clientY }, plane);
  }

  /** What was dropped; null for a click, and outside of the board. */
  drop(): Ghost | null {
    const { ghost } = this;
    this.cancel();
    return ghost;
  }

  cancel(): void {
    this.#grip = null;
    this.ghost = null;
  }
}

type Point = { readonly x: number; readonly y: number };

function ghostOf(grip: Grip, from: Point, to: Point, at: Point, plane: Plane): Ghost | null {
  const under = rowAt(plane.rows, to.y)?.employee;
  if (under === undefined) return null;
  const employee = grip.kind === "stretch" || grip.kind === "draw" ? grip.employee : under;
  const time = grip.kind === "draw" ? drawnKind(from, to, plane.scale) : grip.one.time.kind;
  const extent = extentAfter(grip, from, to, employee, time, plane);
  const wanted = grip.kind === "draw" ? NEW : grip.one;
  const clashes = clashesOf(extent, wanted, plane.othersOf(employee), plane.zone);
  return { grip, employee, extent, time, clashes, at };
}

function drawnKind(from: Point, to: Point, scale: Scale): "timed" | "allDay" {
  return scale.kind === "days" && wallAt(from.x, scale) !== wallAt(to.x, scale) ? "allDay" : "timed";
}

function extentAfter(
  grip: Grip,
  from: Point,
  to: Point,
  employee: string,
  time: "timed" | "allDay",
  plane: Plane,
): Extent {
  const { scale, zone } = plane;
  if (grip.kind === "draw") return drawnExtent(from, to, employee, time, plane);
  const before = extentOf(grip.one, zone);
  if (grip.kind === "move")
    return movedExtent(before, shiftOf(from.x, to.x, scale, grip.employee === employee), time);
  if (grip.kind === "stretch") {
    const days = scale.kind === "days" ? wallAt(to.x, scale) - wallAt(from.x, scale) : 0;
    const by = time === "allDay" ? days : stretchOf(from.x, to.x, scale);
    return stretchedExtent(before, by, time);
  }
  const place = wallAt(to.x, scale);
  const begin =
    time === "allDay" || scale.kind === "days"
      ? Math.floor(place / DAY) * DAY + (time === "allDay" ? 0 : before.from % DAY)
      : place;
  return { from: begin, to: begin + Math.max(before.to - before.from, 15 * MINUTE) };
}

function drawnExtent(
  from: Point,
  to: Point,
  employee: string,
  time: "timed" | "allDay",
  plane: Plane,
): Extent {
  const [first, last] = [wallAt(from.x, plane.scale), wallAt(to.x, plane.scale)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  if (time === "allDay") return { from: first, to: last + DAY };
  if (plane.scale.kind === "hours") return { from: first, to: Math.max(last, first + 15 * MINUTE) };
  return firstFree(first, employee, plane);
}

/** Where a day's column is clicked: the first hour of the working day in which nothing else stands. */
export function firstFree(day: number, employee: string, plane: Plane): Extent {
  const begin = day + Number(plane.workBegins.slice(0, 2)) * 60 * MINUTE;
  const others = plane.othersOf(employee);
  for (let from = begin; from < day + 20 * 60 * MINUTE; from += 15 * MINUTE) {
    const extent = { from, to: from + NEW_JOB };
    if (clashesOf(extent, NEW, others, plane.zone).length === 0) return extent;
  }
  return { from: begin, to: begin + NEW_JOB };
}
