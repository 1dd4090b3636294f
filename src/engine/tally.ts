// Counts what a pass did (or, in a dry run, would do) into the report that people and programs read.
import type { ParticipantReport, Side } from "../contract/report.ts";
import type { Item, WriteVerdict } from "../core/sync/item.ts";
import { describeWrite } from "../core/sync/journal.ts";

export function emptyReport(user: string, email: string): ParticipantReport {
  return {
    user,
    email,
    outcome: "ok",
    created: { planning: 0, office365: 0 },
    updated: { planning: 0, office365: 0 },
    deleted: { planning: 0, office365: 0 },
    reverted: 0,
    conflicts: 0,
    held: 0,
    parked: [],
    requests: 0,
  };
}

/** A restored or undone write counts under `reverted` only; a row that leaves one employee or goes to the trash is a deletion. */
export function count(report: ParticipantReport, item: Item, verdict: WriteVerdict): void {
  report.conflicts += verdict.conflicts.length;
  if (verdict.isRevert) {
    report.reverted += 1;
    return;
  }
  for (const write of verdict.writes) {
    const { side, action } = describeWrite(write, item);
    const counts = countsFor(report, action);
    counts[side] += 1;
  }
}

function countsFor(report: ParticipantReport, action: string): Record<Side, number> {
  if (action === "create") return report.created;
  return action === "delete" || action === "trash" || action === "unassign" ? report.deleted : report.updated;
}

/** Puts a further pass of the same cycle on top: counts add up, what waits is as the last pass left it. */
export function addReports(first: ParticipantReport, later: ParticipantReport): ParticipantReport {
  const add = (name: "created" | "updated" | "deleted") => ({
    planning: first[name].planning + later[name].planning,
    office365: first[name].office365 + later[name].office365,
  });
  return {
    ...later,
    created: add("created"),
    updated: add("updated"),
    deleted: add("deleted"),
    reverted: first.reverted + later.reverted,
    conflicts: first.conflicts + later.conflicts,
    requests: first.requests + later.requests,
  };
}

export function hasWritten(report: ParticipantReport): boolean {
  const counts = [report.created, report.updated, report.deleted];
  return report.reverted > 0 || counts.some((one) => one.planning + one.office365 > 0);
}
