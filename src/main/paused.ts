// Pausing and resuming: one participant, or everybody who takes part.
import type { PauseReport } from "../contract/report.ts";
import type { UserId } from "../core/model/ids.ts";
import { participationOf } from "../core/participants.ts";
import type { Clock } from "../engine/ports/clock.ts";
import type { PlanningPort } from "../engine/ports/planning.ts";
import type { StatePort } from "../engine/ports/state.ts";
import { findUser } from "./find-in-planning.ts";

export interface PauseOrder {
  /** A login; null: everybody. */
  readonly user: string | null;
}

interface Stores {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "paused" | "pause" | "resume">;
  readonly clock: Pick<Clock, "now">;
}

/** Everybody: whoever takes part now. Faults: `userUnknown`. */
export async function pause({ planning, state, clock }: Stores, { user }: PauseOrder): Promise<PauseReport> {
  const whom = user === null ? await takingPart(planning) : [await findUser(planning, user)];
  const users: string[] = [];
  for (const { id, login } of whom) if (await state.pause(id, clock.now())) users.push(login);
  return { users };
}

/** Everybody: whoever is paused, also users that have left planning meanwhile. Faults: `userUnknown`. */
export async function resume({ planning, state }: Stores, { user }: PauseOrder): Promise<PauseReport> {
  const known = (await planning.directory()).users;
  const ids: readonly UserId[] =
    user === null
      ? (await state.paused()).map(({ userId }) => userId)
      : [(await findUser(planning, user)).id];
  const users: string[] = [];
  for (const id of ids) {
    if (await state.resume(id)) users.push(known.find((one) => one.id === id)?.login ?? id);
  }
  return { users };
}

async function takingPart(
  planning: Stores["planning"],
): Promise<readonly { readonly id: UserId; readonly login: string }[]> {
  return participationOf(await planning.directory(), new Set()).flatMap((one) =>
    one.kind === "participant" ? [{ id: one.participant.userId, login: one.participant.login }] : [],
  );
}
