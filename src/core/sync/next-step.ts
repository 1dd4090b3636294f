// What happens next to one person's copy of an appointment. Pure: everything that is known of it comes in.
import type { NextStepKind } from "../../contract/console/why.ts";
import type { AnyReason } from "../../contract/reasons.ts";
import type { Appointment } from "../model/appointment.ts";
import type { Link } from "../model/link.ts";
import type { MarkReason, Standing } from "./mark.ts";
import { changedInPlanning } from "./side-by-side.ts";

export interface CopyFacts {
  /** As planning has it; null where it is gone or cannot be read. */
  readonly row: Appointment | null;
  /** Planning has it for this person, and it is not in the trash. */
  readonly isPlanned: boolean;
  readonly isInWindow: boolean;
  readonly link: Link | null;
  /** Colleagues' links on the same appointment. */
  readonly others: readonly Link[];
  /** Of this person; null where no login stands for the employee. */
  readonly standing: Standing | null;
  readonly waiting: {
    readonly kind: "parked" | "held";
    readonly reason: AnyReason;
    readonly answer: "confirm" | "restore" | null;
    readonly retryAt: number;
    readonly attempts: number;
  } | null;
  /** Epoch milliseconds; null where nobody knows. */
  readonly nextLookAt: number | null;
}

export interface Next {
  readonly kind: NextStepKind;
  readonly reason: MarkReason | null;
  /** Epoch milliseconds. */
  readonly at: number | null;
  readonly attempts: number;
}

/** What needs a person comes first, then what cannot go on, then what is on its way. */
export function nextStepOf(facts: CopyFacts): Next {
  const { waiting, standing, nextLookAt } = facts;
  const at = nextLookAt;
  if (standing === null) return { kind: "notParticipant", reason: "noUser", at: null, attempts: 0 };
  if (standing.kind === "skipped")
    return { kind: "notParticipant", reason: standing.reason, at: null, attempts: 0 };
  if (standing.trouble !== null && waiting?.kind !== "held")
    return { kind: "failing", reason: standing.trouble, at, attempts: 0 };
  if (waiting?.kind === "held") {
    if (waiting.answer === null) return { kind: "held", reason: waiting.reason, at: null, attempts: 0 };
    return { kind: "answered", reason: null, at, attempts: 0 };
  }
  if (waiting?.kind === "parked")
    return { kind: "parked", reason: waiting.reason, at: waiting.retryAt, attempts: waiting.attempts };
  return { kind: quietKind(facts), reason: null, at, attempts: 0 };
}

function quietKind({ row, isPlanned, isInWindow, link, others }: CopyFacts): NextStepKind {
  if (link === null) return isInWindow ? "onItsWay" : "outsideWindow";
  if (!isPlanned || row === null) return link.status === "archived" ? "outsideWindow" : "leaves";
  if (link.status === "archived" && !isInWindow) return "outsideWindow";
  return changedInPlanning(link, row, others).length === 0 ? "inStep" : "onItsWay";
}
