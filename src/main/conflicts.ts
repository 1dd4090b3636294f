// `conflicts`: edits of the same field on both sides, with both values, and taking the other one after all.
import type { ConflictsReport, ConflictTaken, Side } from "../contract/report.ts";
import { Fault } from "../core/fault.ts";
import type { RunId } from "../core/model/ids.ts";
import { sameField } from "../core/sync/compare.ts";
import { type DeskPorts, writeByHand } from "../engine/by-hand.ts";
import { readRow } from "./find-in-planning.ts";

export async function listConflicts({
  planning,
  state,
}: Pick<DeskPorts, "planning" | "state">): Promise<ConflictsReport> {
  const conflicts = await state.conflicts();
  const { users } = await planning.directory();
  const rows = await planning.rows([...new Set(conflicts.map(({ appointmentId }) => appointmentId))]);
  return {
    conflicts: conflicts.map(({ id, at, userId, appointmentId, eventId, field, ...values }) => {
      const row = rows.get(appointmentId);
      return {
        id,
        at,
        user: users.find((user) => user.id === userId)?.login ?? userId,
        appointment: appointmentId,
        event: eventId,
        subject: row?.kind === "readable" ? row.appointment.fields.subject : null,
        field,
        ...values,
      };
    }),
  };
}

/** Faults: `conflictUnknown`; `appointmentUnknown` where the appointment is gone; `appointmentLocked` where it is a meeting by now. */
export async function takeConflict(
  ports: DeskPorts,
  { id, side }: { id: string; side: Side },
): Promise<ConflictTaken> {
  const { planning, state, entropy } = ports;
  const conflict = (await state.conflicts()).find((one) => one.id === id);
  const user = (await planning.directory()).users.find((one) => one.id === conflict?.userId);
  if (conflict === undefined || user === undefined) throw new Fault("refused", "conflictUnknown", { id });
  const { appointmentId: appointment, field } = conflict;
  const row = await readRow(planning, appointment);
  if (row === null) throw new Fault("refused", "appointmentUnknown", { appointment });
  if (row.locked) throw new Fault("refused", "appointmentLocked", { appointment });
  const fields = { [field]: conflict[side] };
  const changed = !sameField(field, row.fields, { ...row.fields, ...fields });
  if (changed) {
    await writeByHand(ports, {
      user,
      appointment,
      row,
      write: { kind: "updateRow", id: row.id, expected: row.version, patch: { fields } },
      reason: "byHand.conflict",
      run: entropy.uuid() as RunId,
    });
  }
  await state.record({ answeredConflicts: [id] });
  return { id, side, changed };
}
