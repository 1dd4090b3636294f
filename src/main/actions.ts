// Carries out what the command line asks for: from settings to a result.
import { existsSync, readFileSync } from "node:fs";
import type { JournalReport, StatusReport } from "../contract/report.ts";
import { Fault } from "../core/fault.ts";
import { windowAt } from "../core/time/window.ts";
import { importCalendar } from "../gateways/icalendar/import-calendar.ts";
import { notTakenOverSentence } from "../gateways/icalendar/not-taken-over.ts";
import type { Actions, ImportReport, JournalFilter, Watch } from "../inbound/cli/actions.ts";
import { openStores } from "./assemble.ts";
import { runDemo } from "./demo.ts";
import { listHeld, releaseHeld } from "./held.ts";
import { type Instance, openInstance } from "./instance.ts";
import { findRunningService } from "./running-service.ts";
import { runService } from "./service.ts";
import type { Environment } from "./settings/read-settings.ts";
import { buildStatus, LiveProgress } from "./status.ts";
import { leaseOrService, syncOnce } from "./sync.ts";

export function createActions(environment: Environment): Actions {
  // One command, one instance: what is warned about in the settings is told once.
  let opened: Instance | null = null;
  const open = (common: Parameters<Actions["run"]>[0], watch: Watch): Instance => {
    opened ??= openInstance(common, watch, environment);
    return opened;
  };
  return {
    timeZone: (common, watch) => open(common, watch).settings.Company.TimeZone,
    demo: (common, options, watch) => runDemo(common, options, watch, environment),
    run: (common, watch) =>
      runService(open(common, watch), watch, { onProgress: initialOnly(watch.onProgress) }),
    sync: (common, options, watch) => syncOnce(open(common, watch), options, watch),
    status: (common, watch) => status(open(common, watch)),
    journal: (common, filter, watch) => journal(open(common, watch), filter),
    importFile: (common, options, watch) => importFile(open(common, watch), options),
    held: async (common, user, watch) => {
      const instance = open(common, watch);
      if (!existsSync(instance.planningFile) && user === undefined) return { held: [] };
      return looking(instance, (stores) => listHeld(stores, user));
    },
    release: (common, options, watch) => release(open(common, watch), options, watch),
  };
}

/** A service tells in the terminal how the initial sync goes; what follows is the log's and the status page's. */
export function initialOnly(onProgress: Watch["onProgress"]): Watch["onProgress"] {
  const initial = new Set<string>();
  return (progress) => {
    if (progress.kind === "started" && progress.initial) initial.add(progress.login);
    if (!initial.has(progress.login)) return;
    if (progress.kind === "ended") initial.delete(progress.login);
    onProgress(progress);
  };
}

async function looking<Result>(
  instance: Instance,
  work: (stores: Awaited<ReturnType<typeof openStores>>) => Promise<Result>,
): Promise<Result> {
  const stores = await openStores(instance, "look");
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

async function status(instance: Instance): Promise<StatusReport> {
  const service = await findRunningService(instance.serviceFile);
  if (service !== null) return service.ask("status", null);
  const nobody: StatusReport = { service: { running: false }, participants: [] };
  if (!existsSync(instance.planningFile) && !existsSync(instance.stateFile)) return nobody;
  return looking(instance, (stores) =>
    buildStatus({ ...stores, live: new LiveProgress(instance.clock.now), service: { running: false } }),
  );
}

async function journal(instance: Instance, filter: JournalFilter): Promise<JournalReport> {
  const { appointment, user: login, since } = filter;
  const query = {
    ...(appointment === undefined ? {} : { appointment }),
    ...(login === undefined ? {} : { login }),
    ...(since === undefined ? {} : { since: instantOf(since, instance.settings.Company.TimeZone) }),
  };
  if (!existsSync(instance.planningFile) && !existsSync(instance.stateFile)) return { entries: [] };
  return looking(instance, async ({ state }) => ({ entries: [...(await state.journal(query))] }));
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

async function importFile(
  instance: Instance,
  { file, employee }: { file: string; employee: string },
): Promise<ImportReport> {
  const { settings, clock, lang } = instance;
  const content = readBytes(file);
  const stores = await openStores(instance, "write");
  try {
    const { employees } = await stores.planning.directory();
    const named = employees.filter((one) => one.displayName === employee);
    const outcome = await importCalendar({
      planning: stores.planning,
      file: content,
      fileName: file,
      employeeId: named.length === 1 ? (named[0]?.id ?? employee) : employee,
      window: windowAt(
        clock.now(),
        settings.Company.TimeZone,
        settings.Sync.MonthsPast,
        settings.Sync.MonthsFuture,
      ),
      companyTimeZone: settings.Company.TimeZone,
    });
    return {
      file,
      employee: outcome.employee.displayName,
      components: outcome.components,
      imported: outcome.imported.map(({ appointment, subject, start }) => ({ appointment, subject, start })),
      alreadyThere: outcome.alreadyThere.length,
      notTakenOver: outcome.notTakenOver.map((item) => ({
        component: item.component,
        uid: item.uid,
        reason: item.reason,
        sentence: notTakenOverSentence(item, lang),
      })),
    };
  } finally {
    await stores.close();
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (thrown) {
    const cause = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new Fault("refused", "fileUnreadable", { file, cause }, { cause: thrown });
  }
}

async function release(
  instance: Instance,
  options: { user: string; answer: "confirm" | "restore" },
  watch: Watch,
): ReturnType<Actions["release"]> {
  const asked = await leaseOrService(instance, watch);
  if ("entry" in asked) return asked.ask("release", options);
  try {
    const stores = await openStores(instance, "write");
    try {
      return await releaseHeld(stores, options);
    } finally {
      await stores.close();
    }
  } finally {
    asked.release();
  }
}
