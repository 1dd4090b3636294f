// The whole behaviour as data: for every class and every pair of changes, what is done. A missing cell does not compile.
import type { Ownership } from "../model/link.ts";

/** A side against the base. `deleted` also means: no longer assigned, in the trash, declined, cancelled, moved to another calendar. */
export const CHANGES = ["same", "changed", "deleted"] as const;
export type Change = (typeof CHANGES)[number];

/** What a cell of the table does. */
export const ACTIONS = [
  "nothing",
  "updateEvent",
  "updatePlanning",
  "undoInPlanning",
  "mergeWinnerPlanning",
  "mergeWinnerEvent",
  "eventOverwrites",
  "deleteEvent",
  "restoreInPlanning",
  "tidiedUp",
  "deleteInPlanning",
  "createEventAgain",
  "forget",
] as const;
export type Action = (typeof ACTIONS)[number];

/** Rows: planning against the base. Columns: event against the base. */
type Table = Readonly<Record<Change, Readonly<Record<Change, Action>>>>;

export const DECISION_TABLE: Readonly<Record<Ownership, Table>> = {
  planned: {
    same: { same: "nothing", changed: "updatePlanning", deleted: "tidiedUp" },
    changed: { same: "updateEvent", changed: "mergeWinnerPlanning", deleted: "createEventAgain" },
    deleted: { same: "deleteEvent", changed: "deleteEvent", deleted: "forget" },
  },
  solo: {
    same: { same: "nothing", changed: "updatePlanning", deleted: "deleteInPlanning" },
    changed: { same: "updateEvent", changed: "mergeWinnerEvent", deleted: "deleteInPlanning" },
    deleted: { same: "deleteEvent", changed: "restoreInPlanning", deleted: "forget" },
  },
  meeting: {
    same: { same: "nothing", changed: "updatePlanning", deleted: "deleteInPlanning" },
    changed: { same: "undoInPlanning", changed: "eventOverwrites", deleted: "deleteInPlanning" },
    deleted: { same: "restoreInPlanning", changed: "restoreInPlanning", deleted: "forget" },
  },
};

/** The name of a cell: stable, part of the journal, `ownership.planning.event`. */
export type Cell = `${Ownership}.${Change}.${Change}`;

export function cellOf(ownership: Ownership, planning: Change, event: Change): Cell {
  return `${ownership}.${planning}.${event}`;
}

/** Decisions that lie outside of the table: one side is new, or a rule beside the table applies. */
export const OTHER_REASONS = [
  "byHand.undo",
  "byHand.conflict",
  "planned.new",
  "solo.new",
  "meeting.new",
  "meeting.joined",
  "meeting.notInvited",
  "solo.secondEmployee",
  "private.hidden",
  "columns.putBack",
  "adopted.equal",
  "window.left",
] as const;
export type OtherReason = (typeof OTHER_REASONS)[number];

/** Why something was done: the code that journal, status and log carry. */
export type Reason = Cell | OtherReason;
