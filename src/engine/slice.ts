// The next piece of a large pass: what was only kept as an id is decided about, and what people have edited in planning meanwhile comes
// before it.
import type { AppointmentId } from "../core/model/ids.ts";
import type { Item } from "../core/sync/item.ts";
import type { Backlog, Step } from "./backlog.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import { type Decided, planPass } from "./plan.ts";
import type { ParticipantMemory } from "./ports/state.ts";
import { keysOf } from "./waiting.ts";

export interface Slice {
  /** What became of each step: nothing where an edit has brought it about already, or nobody wants it any more. */
  readonly due: readonly { readonly isSoon: boolean; readonly decided: readonly Decided[] }[];
  /** Changed in planning since the last slice. */
  readonly edited: readonly Decided[];
  /** How far planning is read. */
  readonly memory: ParticipantMemory;
}

/**
 * Asks planning and the state, Microsoft only where an edit makes it necessary. The next pass hears of the edits once more: what is done here is
 * recorded item by item, and the cursors stay where the pass began. So that pass has what its guard is to hold, and edits in bulk.
 * @param isWaiting whether it is set aside or held: that is for the next pass, which looks at all of it
 */
export async function decideSlice(
  frame: PassFrame,
  subject: Subject,
  backlog: Backlog,
  memory: ParticipantMemory,
  isWaiting: (item: Item) => boolean,
): Promise<Slice> {
  const steps = backlog.take();
  const ids = new Set(steps.flatMap((step) => (step.kind === "toDecide" ? [step.appointmentId] : [])));
  if (ids.size === 0) return { due: steps.map((step) => dueOf(step, new Map())), edited: [], memory };
  // A write of this pass whose answer was lost is for the next one, too.
  const { seen, plan } = await planPass(frame, { ...subject, waiting: [], memory }, "planning", {
    appointmentIds: [...ids],
    eventIds: [],
    inDoubt: await frame.state.openIntents(subject.participant.userId),
  });
  const free = plan.free.filter(({ item, verdict }) => verdict.kind !== "nothing" && !isWaiting(item));
  const isDue = ({ item }: Decided) =>
    item.link === null && ids.has(keysOf(item).appointmentId as AppointmentId);
  const isEdited = ({ item }: Decided) => {
    const { appointmentId } = keysOf(item);
    return appointmentId !== null && seen.fed.has(appointmentId) && !backlog.hasDecided(keysOf(item));
  };
  const due = Map.groupBy(free.filter(isDue), ({ item }) => keysOf(item).appointmentId);
  const edited = free.filter((one) => !isDue(one) && isEdited(one));
  return {
    due: steps.map((step) => dueOf(step, due)),
    edited: edited.length > frame.load.byHand ? [] : edited,
    memory: seen.memory,
  };
}

function dueOf(
  step: Step,
  decided: ReadonlyMap<AppointmentId | null, readonly Decided[]>,
): Slice["due"][number] {
  const { isSoon } = step;
  if (step.kind === "decided") return { isSoon, decided: [step.decided] };
  const { appointmentId, editedAt } = step;
  return { isSoon, decided: (decided.get(appointmentId) ?? []).map((one) => withEditTime(one, editedAt)) };
}

/** With the time of the edit that the beginning of the pass was told of. */
function withEditTime({ item, verdict }: Decided, at: number | null): Decided {
  const editedAt = { ...item.editedAt, planning: item.editedAt.planning ?? at };
  return { item: { ...item, editedAt }, verdict };
}
