// Counts what a pass did (or, in a dry run, would do) into the report that people and programs read.
import type { ParkReason } from "../contract/reasons.ts";
import type { ParkedItem, ParticipantReport, PlannedWrite, Side } from "../contract/report.ts";
import type { Item, WriteVerdict } from "../core/sync/item.ts";
import { describeWrite } from "../core/sync/journal.ts";
import { mailsOf } from "../core/sync/mails.ts";
import type { HeldItem } from "./plan.ts";
import type { Intent, WaitingItem } from "./ports/state.ts";
import { keysOf } from "./waiting.ts";

/** `isRehearsal`: what is planned is listed too. */
export function emptyReport(user: string, email: string, isRehearsal = false): ParticipantReport {
  return {
    user,
    email,
    outcome: "ok",
    created: { planning: 0, office365: 0 },
    updated: { planning: 0, office365: 0 },
    deleted: { planning: 0, office365: 0 },
    reverted: 0,
    conflicts: 0,
    linked: 0,
    mails: 0,
    held: 0,
    parked: [],
    ...(isRehearsal && { planned: [] }),
    requests: 0,
  };
}

/** A restored or undone write counts under `reverted` only; a row that leaves one employee or goes to the trash is a deletion. */
export function count(report: ParticipantReport, item: Item, verdict: WriteVerdict): void {
  const planned = plannedWrites(item, verdict);
  report.planned?.push(...planned);
  report.mails += planned.reduce((sum, { mails }) => sum + mails, 0);
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

/** A deletion that is held stands among the planned ones, and counts as held alone. */
export function countHeld(report: ParticipantReport, { item, verdict, reason }: HeldItem): void {
  report.planned?.push(...plannedWrites(item, verdict).map((write) => ({ ...write, held: reason })));
}

/** What is set aside at the end of a pass. */
export function parkedItems(waiting: readonly WaitingItem[]): ParkedItem[] {
  return waiting
    .filter(({ kind }) => kind === "parked")
    .map(({ appointmentId, eventId, subject, reason }) => ({
      ...(appointmentId !== null && { appointment: appointmentId }),
      ...(eventId !== null && { event: eventId }),
      ...(subject !== null && { subject }),
      reason: reason as ParkReason,
    }));
}

/** What an earlier cycle announced and nobody confirmed. */
export function countAnnounced(report: ParticipantReport, { journal, writes, linkAfter }: Intent): void {
  const item = { event: { kind: "unseen" }, link: linkAfter } as const;
  report.planned?.push(
    ...journal.map(({ id: _, at: __, user: ___, run: ____, ...entry }, index) => {
      const write = writes[index];
      return { ...entry, mails: write === undefined ? 0 : mailsOf(write, item), announced: true as const };
    }),
  );
}

function plannedWrites(item: Item, { writes, link, reason }: WriteVerdict): PlannedWrite[] {
  const { appointmentId, eventId } = keysOf(item);
  return writes.map((write) => ({
    appointment: appointmentId ?? link?.appointmentId ?? null,
    event: eventId,
    ...describeWrite(write, item),
    reason,
    mails: mailsOf(write, item),
  }));
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
    linked: first.linked + later.linked,
    mails: first.mails + later.mails,
    ...(first.planned !== undefined && { planned: [...first.planned, ...(later.planned ?? [])] }),
    requests: first.requests + later.requests,
  };
}

export function hasWritten(report: ParticipantReport): boolean {
  const counts = [report.created, report.updated, report.deleted];
  return report.reverted > 0 || counts.some((one) => one.planning + one.office365 > 0);
}
