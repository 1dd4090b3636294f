// A person's own decision as a write on planning's side: announced, written and journaled like a pass's, so that a crash in between
// is cleared up the same way. The next pass takes it to the calendar.
import type { JournalEntry } from "../contract/report.ts";
import { asFault } from "../core/fault.ts";
import type { Appointment } from "../core/model/appointment.ts";
import type { AppointmentId, LinkId, RunId } from "../core/model/ids.ts";
import type { User } from "../core/model/participant.ts";
import type { Write } from "../core/model/writes.ts";
import type { Item } from "../core/sync/item.ts";
import { describeWrite } from "../core/sync/journal.ts";
import { blank } from "./new-items.ts";
import type { Ports } from "./ports.ts";

export type DeskPorts = Pick<Ports, "planning" | "state" | "clock" | "entropy">;

export interface ByHand {
  readonly user: User;
  readonly appointment: AppointmentId;
  readonly row: Appointment | null;
  readonly write: Extract<Write, { kind: "updateRow" | "insertRow" }>;
  readonly reason: JournalEntry["reason"];
  readonly run: RunId;
}

/** Returns the journal entry of the write. Faults: those of planning; `appointmentChanged` where the row moved on meanwhile. */
export async function writeByHand(ports: DeskPorts, order: ByHand): Promise<JournalEntry> {
  const { planning, state, clock, entropy } = ports;
  const { user, appointment, row, write, reason, run } = order;
  const [link = null] = await state.linksByAppointment(user.id, [appointment]);
  const item: Item = {
    ...blank([]),
    link,
    planning: row === null ? { kind: "none" } : { kind: "present", row },
    event: { kind: "unseen" },
  };
  const entry: JournalEntry = {
    id: entropy.uuid(),
    at: new Date(clock.now()).toISOString(),
    user: user.login,
    appointment,
    event: link?.eventId ?? null,
    ...describeWrite(write, item),
    reason,
    run,
  };
  const intent = {
    id: entropy.uuid(),
    userId: user.id,
    linkId: link?.id ?? (entropy.uuid() as LinkId),
    appointmentId: appointment,
    eventId: link?.eventId ?? null,
    writes: [write],
    // The base stays as it is: against it the next pass sees a change in planning, and carries it over.
    linkAfter: link,
    journal: [entry],
    conflicts: [],
  };
  await state.announce([intent]);
  try {
    if (write.kind === "updateRow") await planning.update(write.id, write.expected, write.patch);
    else await planning.insert(write.row);
  } catch (thrown) {
    const { kind } = asFault(thrown);
    if (kind === "refused" || kind === "stale") await state.record({ settle: [intent.id] });
    throw thrown;
  }
  await state.record({ settle: [intent.id], journal: [entry] });
  return entry;
}
