// The decision table as a page for people: docs/decision-table.md is written from the data that the engine decides by.
import { OWNERSHIPS } from "../model/link.ts";
import { type Action, CHANGES, cellOf, DECISION_TABLE, OTHER_REASONS } from "./decision-table.ts";
import { explain } from "./explain.ts";

const IN_SHORT: Readonly<Record<Action, string>> = {
  nothing: "nothing",
  updateEvent: "update event",
  updatePlanning: "update planning",
  undoInPlanning: "**undo** in planning",
  mergeWinnerPlanning: "merge; conflict: planning",
  mergeWinnerEvent: "merge; conflict: event",
  eventOverwrites: "event overwrites planning",
  deleteEvent: "delete event",
  restoreInPlanning: "**restore** in planning",
  tidiedUp: "tidied up in Outlook",
  deleteInPlanning: "delete in planning",
  createEventAgain: "create the event again",
  forget: "forget the link",
};

export function describeTable(): string {
  const rows = CHANGES.flatMap((planning) =>
    CHANGES.map((calendar) => {
      const cells = OWNERSHIPS.map((ownership) => IN_SHORT[DECISION_TABLE[ownership][planning][calendar]]);
      return `| ${planning} | ${calendar} | ${cells.join(" | ")} |`;
    }),
  );
  const cells = OWNERSHIPS.flatMap((ownership) =>
    CHANGES.flatMap((planning) => CHANGES.map((calendar) => cellOf(ownership, planning, calendar))),
  );
  const reasons = [...cells, ...OTHER_REASONS].map(
    (reason) => `| \`${reason}\` | ${explain(reason, "en")} | ${explain(reason, "de")} |`,
  );
  return [
    "# The decision table",
    "",
    "Written from `src/core/sync/decision-table.ts` by `npm run docs`; a test compares them. P: planning against the base.",
    "O: the event against the base. Deleted also means: unassigned, in the trash, declined, cancelled, moved to another calendar.",
    "",
    `| P | O | ${OWNERSHIPS.join(" | ")} |`,
    `|---|---|${OWNERSHIPS.map(() => "---").join("|")}|`,
    ...rows,
    "",
    "`Sync.ConflictWinner` changes the two conflict cells of planned and solo, never those of meeting.",
    "",
    "## Reasons",
    "",
    "The code that journal and log carry for each write, and what it means.",
    "",
    "| code | English | Deutsch |",
    "|---|---|---|",
    ...reasons,
    "",
  ].join("\n");
}
