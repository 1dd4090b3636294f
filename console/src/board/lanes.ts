// Puts the blocks of each employee into lanes, so that none covers another, and the rows below one another.
import type { BoardAppointment } from "../../../src/contract/console/appointments.ts";
import { type Bar, barOf, type Scale } from "./scale.ts";
import { extentOf } from "./spans.ts";

export interface Block extends Bar {
  readonly one: BoardAppointment;
  readonly lane: number;
}

export interface Row {
  readonly employee: string;
  readonly blocks: readonly Block[];
  readonly lanes: number;
  readonly top: number;
  readonly height: number;
}

/** Pixels. */
export const LANE = { hours: 46, days: 25 } as const;
const PADDING = 6;
const LEAST_LANES = { hours: 1, days: 2 } as const;

/** What comes first stands higher; what spans days keeps its lane through all of them. */
export function packBlocks(
  appointments: readonly BoardAppointment[],
  scale: Scale,
  zone: string,
): { readonly blocks: readonly Block[]; readonly lanes: number } {
  const bars = appointments.flatMap((one) => {
    const extent = extentOf(one, zone);
    const bar = barOf(extent, scale);
    return bar === null ? [] : [{ one, bar, from: extent.from }];
  });
  bars.sort(
    (a, b) =>
      a.bar.x - b.bar.x || b.bar.width - a.bar.width || a.from - b.from || (a.one.id < b.one.id ? -1 : 1),
  );
  const ends: number[] = [];
  const blocks = bars.map(({ one, bar }): Block => {
    const free = ends.findIndex((end) => end <= bar.x);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = bar.x + bar.width;
    return { one, ...bar, lane };
  });
  return { blocks, lanes: ends.length };
}

export class RowBuilder {
  readonly #kept = new Map<
    string,
    { appointments: readonly BoardAppointment[]; scale: Scale; packed: ReturnType<typeof packBlocks> }
  >();

  /** Only rows whose appointments are others than before are packed anew. */
  build(
    employees: readonly string[],
    of: ReadonlyMap<string, readonly BoardAppointment[]>,
    scale: Scale,
    zone: string,
  ): readonly Row[] {
    let top = 0;
    return employees.map((employee) => {
      const appointments = of.get(employee) ?? [];
      const before = this.#kept.get(employee);
      const isSame =
        before !== undefined && before.scale === scale && isSameList(before.appointments, appointments);
      const packed = isSame ? before.packed : packBlocks(appointments, scale, zone);
      this.#kept.set(employee, { appointments, scale, packed });
      const lanes = Math.max(LEAST_LANES[scale.kind], packed.lanes);
      const height = lanes * LANE[scale.kind] + PADDING;
      const row = { employee, ...packed, top, height };
      top += height;
      return row;
    });
  }
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** Each employee's appointments; what several do stands with each of them. */
export function byEmployee(
  appointments: Iterable<BoardAppointment>,
): ReadonlyMap<string, readonly BoardAppointment[]> {
  const of = new Map<string, BoardAppointment[]>();
  for (const one of appointments)
    for (const employee of one.employees) {
      const known = of.get(employee);
      if (known === undefined) of.set(employee, [one]);
      else known.push(one);
    }
  return of;
}

/** The row at a height; the nearest where there is none. */
export function rowAt(rows: readonly Row[], y: number): Row | undefined {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return rows[low];
}
