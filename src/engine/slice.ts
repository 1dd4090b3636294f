// The next piece of a large pass: what was only kept as an id is decided about, and what people have edited in planning meanwhile comes
// before it.
import type { AppointmentId } from "../core/model/ids.ts";
import type { Backlog } from "./backlog.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import { type Decided, type HeldItem, planPass } from "./plan.ts";
import type { ParticipantMemory } from "./ports/state.ts";
import { keysOf } from "./waiting.ts";

export interface Slice {
  /** What became of each step: nothing where somebody else has done it, or nobody wants it any more. */
  readonly due: readonly { readonly isSoon: boolean; readonly decided: readonly Decided[] }[];
  /** Changed in planning since the last slice. */
  readonly edited: readonly Decided[];
  readonly held: readonly HeldItem[];
  /** How far planning is read. */
  readonly memory: ParticipantMemory;
}

/**
 * Asks planning and the state, Microsoft only where an edit makes it necessary. The next pass hears of the edits once more: what is done here is
 * recorded item by item, and the cursors stay where the pass began.
 */
export async function decideSlice(
  frame: PassFrame,
  subject: Subject,
  backlog: Backlog,
  memory: ParticipantMemory,
): Promise<Slice> {
  const steps = backlog.take();
  const ids = new Set(steps.flatMap((step) => (step.kind === "toDecide" ? [step.appointmentId] : [])));
  if (ids.size === 0) {
    const due = steps.map((step) => ({ ...step, decided: step.kind === "decided" ? [step.decided] : [] }));
    return { due, edited: [], held: [], memory };
  }
  // What waits is for the next pass, which looks at all of it; and so is a write whose answer was lost in this one.
  const { seen, plan } = await planPass(frame, { ...subject, waiting: [], memory }, "planning", {
    appointmentIds: [...ids],
    eventIds: [],
    inDoubt: await frame.state.openIntents(subject.participant.userId),
  });
  const decided = Map.groupBy(plan.free, ({ item }) => keysOf(item).appointmentId);
  const isEdited = ({ item }: Pick<Decided, "item">) => {
    const { appointmentId } = keysOf(item);
    return appointmentId !== null && seen.fed.has(appointmentId) && !backlog.hasDecided(keysOf(item));
  };
  const isDue = ({ item }: Decided) => ids.has(keysOf(item).appointmentId as AppointmentId);
  return {
    due: steps.map((step) => ({
      isSoon: step.isSoon,
      decided: step.kind === "decided" ? [step.decided] : (decided.get(step.appointmentId) ?? []),
    })),
    edited: plan.free.filter((one) => isEdited(one) && !isDue(one)),
    held: plan.held.filter(isEdited),
    memory: seen.memory,
  };
}
