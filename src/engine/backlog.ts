// What a large pass still has to write, kept small: soonest first, in slices. Of a job that is to become an event the id is enough; it is read
// and decided once more when its turn comes. So a company's first night needs no memory for all its appointments at once, and what people
// edit meanwhile need not wait for the end.
import type { AppointmentId, EventId } from "../core/model/ids.ts";
import type { Write } from "../core/model/writes.ts";
import type { Item } from "../core/sync/item.ts";
import type { Decided } from "./plan.ts";
import { isSoon, soonestFirst } from "./soon.ts";
import { type ItemKeys, keysOf } from "./waiting.ts";

export type Step = { readonly isSoon: boolean } & (
  | { readonly kind: "decided"; readonly decided: Decided }
  | {
      readonly kind: "toDecide";
      readonly appointmentId: AppointmentId;
      /** Where the pass was told of it: the slices are told of later edits only. */
      readonly editedAt: number | null;
    }
);

export class Backlog {
  /** The next one last. */
  readonly #steps: Step[];
  readonly #slice: number;
  readonly #decided = new Set<AppointmentId | EventId>();

  /** @param mayComeAgain whether an item is decided the same way when only its row is known */
  constructor(queue: readonly Decided[], slice: number, now: number, mayComeAgain: (item: Item) => boolean) {
    this.#slice = slice;
    const isLarge = queue.length > slice;
    const steps = soonestFirst(queue, now).map((decided): Step => {
      const soon = isSoon(decided.item, now);
      const row = isLarge && mayComeAgain(decided.item) ? rowToShow(decided) : null;
      return row === null
        ? { kind: "decided", decided, isSoon: soon }
        : {
            kind: "toDecide",
            appointmentId: row,
            editedAt: decided.item.editedAt.planning,
            isSoon: soon,
          };
    });
    for (const id of steps.flatMap(idsOf)) this.#decided.add(id);
    this.#steps = steps.reverse();
  }

  get length(): number {
    return this.#steps.length;
  }

  take(): readonly Step[] {
    return this.#steps.splice(-this.#slice).reverse();
  }

  /** Decided about with its event in view: whoever knows only its row would take it for one without an event. */
  hasDecided({ appointmentId, eventId }: ItemKeys): boolean {
    return [appointmentId, eventId].some((id) => id !== null && this.#decided.has(id));
  }
}

/** With the rows that it is to write: a colleague's meeting that it joins is not among its keys. */
function idsOf(step: Step): readonly (AppointmentId | EventId)[] {
  if (step.kind === "toDecide") return [];
  const { item, verdict } = step.decided;
  const { appointmentId, eventId } = keysOf(item);
  const rows = verdict.kind === "write" ? verdict.writes.flatMap(rowOf) : [];
  return [appointmentId, eventId, ...rows].filter((id) => id !== null);
}

function rowOf(write: Write): readonly AppointmentId[] {
  if (write.kind === "insertRow") return [write.row.id];
  return write.kind === "updateRow" || write.kind === "deleteRow" ? [write.id] : [];
}

/** The appointment that has no event yet, and is to have one. */
function rowToShow({ item: { planning, event }, verdict }: Decided): AppointmentId | null {
  if (planning.kind !== "present" || event.kind !== "none" || verdict.kind !== "write") return null;
  return verdict.writes.every(({ kind }) => kind === "createEvent") ? planning.row.id : null;
}
