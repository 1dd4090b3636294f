// What one has done on the board oneself, so that it can be taken back and done again. What somebody else has changed since stays.
import type { AppointmentFields, BoardAppointment } from "../../../src/contract/console/appointments.ts";

export type Patch = Partial<AppointmentFields>;

export type Deed =
  | { readonly kind: "changed"; readonly id: string; readonly before: Patch; readonly after: Patch }
  | { readonly kind: "planned" | "trashed" | "restored"; readonly id: string };

const MOST = 100;

export class Deeds {
  #done: readonly Deed[] = [];
  #undone: readonly Deed[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What was undone before cannot be done again after something new. */
  add(deed: Deed): void {
    this.#done = [...this.#done, deed].slice(-MOST);
    this.#undone = [];
  }

  /** The last deed, turned round; it moves to the other pile once it is carried out. */
  takeBack(): Deed | null {
    const deed = this.#done.at(-1);
    if (deed === undefined) return null;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, deed];
    return turned(deed);
  }

  takeAgain(): Deed | null {
    const deed = this.#undone.at(-1);
    if (deed === undefined) return null;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, deed];
    return deed;
  }
}

const OPPOSITE = { planned: "trashed", trashed: "restored", restored: "trashed" } as const;

function turned(deed: Deed): Deed {
  return deed.kind === "changed"
    ? { ...deed, before: deed.after, after: deed.before }
    : { kind: OPPOSITE[deed.kind], id: deed.id };
}

/** The fields that a patch really changes. */
export function differing(patch: Patch, from: AppointmentFields): (keyof AppointmentFields)[] {
  return (Object.keys(patch) as (keyof AppointmentFields)[]).filter((key) => !isSame(patch[key], from[key]));
}

export function pick(one: BoardAppointment, keys: readonly (keyof AppointmentFields)[]): Patch {
  return Object.fromEntries(keys.map((key) => [key, one[key]])) as Patch;
}

/** The order of employees tells nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  const text = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  return text(a) === text(b);
}
