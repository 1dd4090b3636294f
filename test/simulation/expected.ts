// Everything that many stories together have to meet: each fault, each rule, each way back. What never happened proves nothing.
import { HOLD_REASONS, PARK_REASONS } from "../../src/contract/reasons.ts";
import { OWNERSHIPS } from "../../src/core/model/link.ts";
import {
  type Action,
  type Cell,
  CHANGES,
  cellOf,
  DECISION_TABLE,
  OTHER_REASONS,
} from "../../src/core/sync/decision-table.ts";
import type { Tally } from "./tally.ts";

/** These write on neither side; `memory …` counts what they do. */
const SILENT: readonly Action[] = ["nothing", "forget"];
const SILENT_RULES = ["adopted.equal", "window.left"];

const FAULTS = [
  "calendar graphThrottled",
  "calendar graphUnavailable",
  "calendar graphUnreachable",
  "calendar graphUnreachable after its effect",
  "calendar graphAnswerUnreadable after its effect",
  "calendar eventChanged",
  "calendar eventRefused",
  "calendar credentialsExpired",
  "planning planningBusy",
  "planning planningUnreachable after its effect",
  "planning appointmentChanged",
  "planning appointmentRefused",
  "state stateUnreachable",
  "state stateUnreachable after its effect",
  "delta tells late",
  "delta tells again",
  "cursor expired",
  "clock jumps ahead",
  "clock jumps back",
  "death before a call",
  "death after a call",
  "memory lost",
  "memory older",
  "planning restored",
].map((name) => `fault ${name}`);

const OUTCOMES = [
  "ok",
  "failed mailboxNotFound",
  "failed mailboxUnavailable",
  "failed mailboxForbidden",
  "failed throttled",
  "failed unavailable",
  "failed planningUnreachable",
  ...HOLD_REASONS.map((reason) => `needsConfirmation ${reason}`),
].map((name) => `outcome ${name}`);

const WRITES = ["createEvent", "updateEvent", "deleteEvent", "insertRow", "updateRow", "deleteRow"];

const RECOVERIES = [...WRITES, "updateEvent+updateRow", "updateRow+createEvent"]
  .flatMap((writes) => [`${writes}, done`, `${writes}, not done`])
  .map((name) => `recovered ${name}`);

const AT_THE_DESK = [
  "desk confirm",
  "desk restore",
  "undo done",
  "undo nothing",
  "undo meetingIsMicrosofts",
  "undo changedSince",
  "undo appointmentGone",
  "undo madeInOutlook",
  "conflict taken",
  "conflict taken already",
];

function cells(): readonly Cell[] {
  return OWNERSHIPS.flatMap((ownership) =>
    CHANGES.flatMap((planning) =>
      CHANGES.flatMap((event) =>
        SILENT.includes(DECISION_TABLE[ownership][planning][event]) ? [] : cellOf(ownership, planning, event),
      ),
    ),
  );
}

const EXPECTED: readonly string[] = [
  ...FAULTS,
  ...OUTCOMES,
  ...RECOVERIES,
  ...AT_THE_DESK,
  ...PARK_REASONS.map((reason) => `parked ${reason}`),
  ...[...cells(), ...OTHER_REASONS.filter((reason) => !SILENT_RULES.includes(reason))].map(
    (reason) => `rule ${reason}`,
  ),
  "memory forgets a link",
  "memory archives a link",
  "memory takes a link down",
  "skipped userInactive",
  "log The calendar's cursor has expired; reading everything.",
  "edit amid a cycle",
  "played twice",
];

export function neverMet({ counts }: Tally): readonly string[] {
  return EXPECTED.filter((name) => (counts.get(name) ?? 0) === 0);
}
