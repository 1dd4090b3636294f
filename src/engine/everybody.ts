// Who takes part now: what planning tells of everybody, and whom somebody has paused.
import type { Directory, Participation } from "../core/model/participant.ts";
import { participationOf } from "../core/participants.ts";
import type { PlanningPort } from "./ports/planning.ts";
import type { StatePort } from "./ports/state.ts";

interface Sources {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "paused">;
}

export async function everybody({ planning, state }: Sources): Promise<readonly Participation[]> {
  return judged({ state }, await planning.directory());
}

/** The same for a directory that was read already. */
export async function judged(
  { state }: Pick<Sources, "state">,
  directory: Directory,
): Promise<readonly Participation[]> {
  return participationOf(directory, new Set((await state.paused()).map(({ userId }) => userId)));
}
