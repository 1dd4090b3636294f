// `status`, `journal`, `hold` and `conflicts`: commands that only look. A running service is asked; otherwise the files are read.
import { existsSync } from "node:fs";
import type { ConflictsReport, JournalReport, StatusReport } from "../contract/report.ts";
import { Fault } from "../core/fault.ts";
import type { HeldReport, JournalFilter } from "../inbound/cli/actions.ts";
import { listConflicts } from "./conflicts.ts";
import { findUser } from "./find-in-planning.ts";
import { listHeld } from "./held.ts";
import type { Instance } from "./instance.ts";
import { type OpenStores, openStores } from "./open-stores.ts";
import { findRunningService } from "./running-service.ts";
import { buildStatus, LiveProgress } from "./status.ts";

export async function readHeld(instance: Instance, user: string | undefined): Promise<HeldReport> {
  if (!existsSync(instance.planningFile) && user === undefined) return { held: [] };
  return looking(instance, (stores) => listHeld(stores, user));
}

export async function readConflicts(instance: Instance): Promise<ConflictsReport> {
  if (!existsSync(instance.planningFile) && !existsSync(instance.stateFile)) return { conflicts: [] };
  return looking(instance, listConflicts);
}

async function looking<Result>(
  instance: Instance,
  work: (stores: OpenStores) => Promise<Result>,
): Promise<Result> {
  const stores = await openStores(instance, "look");
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

export async function readStatus(instance: Instance): Promise<StatusReport> {
  const service = await findRunningService(instance.serviceFile);
  if (service !== null) return service.ask("status", null);
  const nobody: StatusReport = { service: { running: false }, participants: [] };
  if (!existsSync(instance.planningFile) && !existsSync(instance.stateFile)) return nobody;
  return looking(instance, (stores) =>
    buildStatus({
      ...stores,
      live: new LiveProgress(instance.clock.now),
      service: { running: false },
      now: instance.clock.now,
    }),
  );
}

export async function readJournal(instance: Instance, filter: JournalFilter): Promise<JournalReport> {
  const { appointment, user: login, since } = filter;
  const query = {
    ...(appointment === undefined ? {} : { appointment }),
    ...(login === undefined ? {} : { login }),
    ...(since === undefined ? {} : { since: instantOf(since, instance.settings.Company.TimeZone) }),
  };
  if (!existsSync(instance.planningFile) && !existsSync(instance.stateFile)) return { entries: [] };
  return looking(instance, async ({ state, planning }) => {
    const entries = await state.journal(query);
    // Somebody who left planning may still be in the journal; who is in neither was mistyped.
    if (entries.length > 0 || login === undefined) return { entries: [...entries] };
    const user = await findUser(planning, login);
    return { entries: [...(await state.journal({ ...query, login: user.login }))] };
  });
}

/** An instant, or a day: its beginning in the company's zone. Faults: `usage`. */
function instantOf(since: string, zone: string): string {
  try {
    return Temporal.Instant.from(since).toString();
  } catch {
    try {
      return Temporal.PlainDate.from(since).toZonedDateTime(zone).toInstant().toString();
    } catch (thrown) {
      const detail = { message: "sinceNotAnInstant", value: since, command: "journal" };
      throw new Fault("refused", "usage", detail, { cause: thrown });
    }
  }
}
