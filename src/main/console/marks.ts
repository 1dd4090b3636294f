// Gathers what the marks of many appointments need in a few questions, never one for each.

import type { SyncMark } from "../../contract/console/appointments.ts";
import type { AnyReason } from "../../contract/reasons.ts";
import type { Appointment } from "../../core/model/appointment.ts";
import type { AppointmentId, EmployeeId } from "../../core/model/ids.ts";
import type { Directory, Participation } from "../../core/model/participant.ts";
import { type MarkFacts, type MarkReason, markOf, type Standing } from "../../core/sync/mark.ts";
import { overlapsWindow, type WindowSpan } from "../../core/time/window.ts";
import { judged } from "../../engine/everybody.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import type { StatePort } from "../../engine/ports/state.ts";

export interface MarkSources {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "linksOfAppointments" | "everyWaiting" | "conflicts" | "passes" | "paused">;
}

export type Marks = ReadonlyMap<
  AppointmentId,
  { readonly mark: SyncMark; readonly reason: MarkReason | null }
>;

/** Ids for one question to the state: it reads them in a few milliseconds. */
const PIECE = 500;

export async function marksOf(
  { planning, state }: MarkSources,
  appointments: readonly Appointment[],
  window: WindowSpan,
): Promise<Marks> {
  const ids = appointments.map(({ id }) => id);
  const links: Awaited<ReturnType<StatePort["linksOfAppointments"]>>[number][] = [];
  for (let from = 0; from < ids.length; from += PIECE)
    links.push(...(await state.linksOfAppointments(ids.slice(from, from + PIECE))));
  const [linksOf, waitingOf] = [
    Map.groupBy(links, ({ appointmentId }) => appointmentId),
    Map.groupBy(await state.everyWaiting(), ({ appointmentId }) => appointmentId),
  ];
  const inConflict = new Set((await state.conflicts()).map(({ appointmentId }) => appointmentId));
  const directory = await planning.directory();
  const standing = standings(directory, await judged({ state }, directory), await troubles(state));
  return new Map(
    appointments.map((one) => {
      const facts: MarkFacts = {
        links: linksOf.get(one.id) ?? [],
        waiting: (waitingOf.get(one.id) ?? []).map(({ kind, reason, answer }) => ({
          kind,
          reason,
          isAnswered: answer !== null,
        })),
        hasConflict: inConflict.has(one.id),
        standing,
      };
      return [one.id, markOf({ ...one, isInWindow: overlapsWindow(one.fields.time, window) }, facts)];
    }),
  );
}

/** Everything that the marks of all appointments depend on, as one text: another one, and all are to be looked at anew. */
export async function standingText({ planning, state }: MarkSources): Promise<string> {
  const { users } = await planning.directory();
  return JSON.stringify([users, [...(await troubles(state))]]);
}

/** By login: why the last pass failed. */
export async function troubles({
  passes,
}: Pick<StatePort, "passes">): Promise<ReadonlyMap<string, AnyReason>> {
  const failed = (await passes()).flatMap(({ login, report: { outcome, reason } }) =>
    outcome === "failed" && reason !== undefined ? [[login, reason] as const] : [],
  );
  return new Map(failed);
}

function standings(
  directory: Directory,
  everybody: readonly Participation[],
  trouble: ReadonlyMap<string, AnyReason>,
): (employee: EmployeeId) => readonly Standing[] {
  const employeeOf = new Map(directory.users.map(({ login, employeeId }) => [login, employeeId]));
  const of = new Map<EmployeeId, Standing[]>();
  for (const one of everybody) {
    const login = one.kind === "participant" ? one.participant.login : one.login;
    const employee = employeeOf.get(login);
    if (employee === undefined || employee === null) continue;
    const standing: Standing =
      one.kind === "participant"
        ? { kind: "participant", userId: one.participant.userId, trouble: trouble.get(login) ?? null }
        : { kind: "skipped", reason: one.reason };
    of.set(employee, [...(of.get(employee) ?? []), standing]);
  }
  return (employee) => of.get(employee) ?? [];
}
