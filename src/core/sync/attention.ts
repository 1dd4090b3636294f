// What of the status needs a person, the most pressing first: each with the one thing that leads on.
import type { Attention } from "../../contract/console/status.ts";
import { FAIL_REASONS, type FailReason, type SkipReason } from "../../contract/reasons.ts";
import type { ParticipantStatus } from "../../contract/report.ts";

/** Told of once for everybody: it is the application's, not a mailbox's. */
const EVERYBODYS: readonly FailReason[] = [
  "notConnected",
  "credentialsRefused",
  "unavailable",
  "stateUnreachable",
  "planningUnreachable",
  "internalError",
];
/** Passes by itself. */
const PASSING: readonly FailReason[] = ["throttled"];
/** As somebody chose it. */
const WANTED_SO: readonly SkipReason[] = ["userInactive", "syncKindNotOffice365", "employeeInactive"];

export type UntoldAttention = Omit<Attention, "told" | "name"> & {
  readonly reason: FailReason | SkipReason | null;
};

/** @param isConnected whether it is entered at all who signs in to Microsoft: on the first day nobody takes part who could miss it */
export function attentionOf(
  participants: readonly ParticipantStatus[],
  isConnected: boolean,
): UntoldAttention[] {
  const failing = participants.flatMap(({ user, state, reason }) =>
    state === "failed" && isFailReason(reason) && !PASSING.includes(reason) ? [{ user, reason }] : [],
  );
  const common = Map.groupBy(
    failing.filter(({ reason }) => EVERYBODYS.includes(reason)),
    ({ reason }) => reason,
  );
  const skipped = participants.flatMap(({ user, state, reason }) =>
    state === "skipped" && !WANTED_SO.includes(reason as SkipReason)
      ? [{ user, reason: reason as SkipReason }]
      : [],
  );
  if (!isConnected && !common.has("notConnected")) common.set("notConnected", []);
  const total = (key: "held" | "conflicts" | "parked") =>
    participants.reduce((sum, one) => sum + one[key], 0);
  return [
    ...[...common].map(([reason, { length }]) => ({
      kind: "everybody" as const,
      user: null,
      count: length,
      reason,
    })),
    ...counted("held", total("held")),
    ...failing
      .filter(({ reason }) => !EVERYBODYS.includes(reason))
      .map(({ user, reason }) => ({ kind: "participant" as const, user, count: 1, reason })),
    ...counted("conflicts", total("conflicts")),
    ...counted("parked", total("parked")),
    ...skipped.map(({ user, reason }) => ({ kind: "user" as const, user, count: 1, reason })),
  ];
}

function counted(kind: "held" | "conflicts" | "parked", count: number): UntoldAttention[] {
  return count === 0 ? [] : [{ kind, user: null, count, reason: null }];
}

function isFailReason(reason: string | undefined): reason is FailReason {
  return (FAIL_REASONS as readonly (string | undefined)[]).includes(reason);
}
