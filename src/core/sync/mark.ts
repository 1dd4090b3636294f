// How far an appointment is in step, in one word for the dispatch board: every block on it carries such a mark.
import type { SyncMark } from "../../contract/console/appointments.ts";
import type { AnyReason } from "../../contract/reasons.ts";
import type { EmployeeId, UserId, Version } from "../model/ids.ts";
import type { Link } from "../model/link.ts";

/** What waits for the appointment, of whomever. */
export interface WaitingMark {
  readonly kind: "parked" | "held";
  readonly reason: AnyReason;
  readonly isAnswered: boolean;
}

/** Who stands for an employee: a participant, or somebody who is none, with the reason. */
export type Standing =
  | { readonly kind: "participant"; readonly userId: UserId; readonly trouble: AnyReason | null }
  | { readonly kind: "skipped"; readonly reason: AnyReason };

/** Reasons of the board alone: `unplanned`: nobody does it yet. `outsideWindow`: not synchronised that far away. `noUser`: no login stands for any of them. */
export type MarkReason = AnyReason | "unplanned" | "outsideWindow" | "noUser";

export interface Marked {
  readonly version: Version;
  readonly employees: readonly EmployeeId[];
  readonly isInWindow: boolean;
}

export interface MarkFacts {
  /** Of this appointment, everybody's. */
  readonly links: readonly Link[];
  readonly waiting: readonly WaitingMark[];
  readonly hasConflict: boolean;
  readonly standing: (employee: EmployeeId) => readonly Standing[];
}

/** What needs a person comes first, then what is on its way. */
export function markOf(
  { version, employees, isInWindow }: Marked,
  { links, waiting, hasConflict, standing }: MarkFacts,
): { readonly mark: SyncMark; readonly reason: MarkReason | null } {
  const held = waiting.find(({ kind, isAnswered }) => kind === "held" && !isAnswered);
  if (held !== undefined) return { mark: "held", reason: held.reason };
  if (hasConflict) return { mark: "conflict", reason: null };
  const parked = waiting.find(({ kind }) => kind === "parked");
  if (parked !== undefined) return { mark: "parked", reason: parked.reason };
  if (employees.length === 0) return { mark: "notSynchronised", reason: "unplanned" };
  if (!isInWindow) return { mark: "notSynchronised", reason: "outsideWindow" };
  const standings = employees.flatMap(standing);
  const participants = standings.flatMap((one) => (one.kind === "participant" ? [one] : []));
  if (participants.length === 0) {
    const skipped = standings.find((one) => one.kind === "skipped");
    return { mark: "notSynchronised", reason: skipped?.reason ?? "noUser" };
  }
  const isLinked = ({ userId }: { readonly userId: UserId }) =>
    links.some((link) => link.userId === userId && link.planningVersion === version);
  if (participants.every(isLinked)) return { mark: "inStep", reason: null };
  return { mark: "waiting", reason: participants.find(({ trouble }) => trouble !== null)?.trouble ?? null };
}
