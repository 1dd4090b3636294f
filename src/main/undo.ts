// `undo`: takes one entry of the journal back, or a whole run, the newest first.
import type { JournalEntry, UndoReport } from "../contract/report.ts";
import { Fault } from "../core/fault.ts";
import type { AppointmentId, RunId } from "../core/model/ids.ts";
import { takeBack } from "../core/sync/take-back.ts";
import { type DeskPorts, writeByHand } from "../engine/by-hand.ts";
import { readRow } from "./find-in-planning.ts";

type Outcome = UndoReport["undone"][number];

/** Faults: `entryUnknown`. */
export async function undo(ports: DeskPorts, entryOrRun: string): Promise<UndoReport> {
  const entries = await ports.state.journal({ entryOrRun });
  if (entries.length === 0) throw new Fault("refused", "entryUnknown", { entry: entryOrRun });
  const run = ports.entropy.uuid() as RunId;
  const undone: Outcome[] = [];
  for (const entry of entries.toReversed()) undone.push(await undoOne(ports, entry, run));
  return { undone };
}

async function undoOne(ports: DeskPorts, entry: JournalEntry, run: RunId): Promise<Outcome> {
  const { id, user: login, appointment, subject } = entry;
  const told = { entry: id, user: login, appointment, subject };
  const user = (await ports.planning.directory()).users.find((one) => one.login === login);
  if (user === undefined || appointment === null)
    return { ...told, outcome: "refused", reason: "notUndoable" };
  const row = await readRow(ports.planning, appointment as AppointmentId);
  const now = new Date(ports.clock.now()).toISOString();
  const back = takeBack({ entry, row, employee: user.employeeId, now });
  if (back.kind === "nothing") return { ...told, outcome: "nothing" };
  if (back.kind === "refused") return { ...told, outcome: "refused", reason: back.why };
  await writeByHand(ports, {
    user,
    appointment: appointment as AppointmentId,
    row,
    write: back.write,
    reason: "byHand.undo",
    run,
  });
  return { ...told, outcome: "done" };
}
