// Deletions that the guard holds back: what waits, and a person's answer to it.
import type { HoldReason } from "../contract/reasons.ts";
import type { PlanningPort } from "../engine/ports/planning.ts";
import type { StatePort } from "../engine/ports/state.ts";
import type { HeldReport, ReleaseReport } from "../inbound/cli/actions.ts";
import { findUser } from "./find-in-planning.ts";

interface Stores {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "waiting" | "answerHeld">;
}

export async function listHeld({ planning, state }: Stores, login: string | undefined): Promise<HeldReport> {
  const users = login === undefined ? (await planning.directory()).users : [await findUser(planning, login)];
  const held: HeldReport["held"][number][] = [];
  for (const user of users) {
    for (const item of await state.waiting(user.id)) {
      if (item.kind !== "held") continue;
      held.push({
        user: user.login,
        appointment: item.appointmentId,
        event: item.eventId,
        subject: item.subject,
        reason: item.reason as HoldReason,
        since: new Date(item.since).toISOString(),
        answer: item.answer,
      });
    }
  }
  return { held };
}

export async function releaseHeld(
  { planning, state }: Stores,
  { user: login, answer }: { user: string; answer: "confirm" | "restore" },
): Promise<ReleaseReport> {
  const user = await findUser(planning, login);
  return { user: user.login, answer, answered: await state.answerHeld(user.id, answer) };
}
