// `demo`: a sample company, the sandbox as its Microsoft 365, and the service between them, all in this process. The folder is
// kept between starts, so what somebody moved yesterday is still there.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { CompanyApp, Company as SandboxCompany } from "../../sandbox/company/company.ts";
import { type Sandbox, start } from "../../sandbox/start.ts";
import { MICROSOFT_BACK } from "../contract/console/session.ts";
import { Fault } from "../core/fault.ts";
import type { Rhythm } from "../engine/pacemaker.ts";
import { openPlanning } from "../gateways/planning/open-planning.ts";
import type { CommonOptions, DemoOptions, Watch } from "../inbound/cli/actions.ts";
import { ChangeTeller } from "./change-teller.ts";
import { type DemoMemory, readDemoMemory, writeDemoMemory, writeDemoSettings } from "./demo-folder.ts";
import { DEMO_TEXTS } from "./demo-texts.ts";
import { initialOnly } from "./initial-only.ts";
import { type Instance, openInstance } from "./instance.ts";
import { runService } from "./run-service.ts";
import { findRunningService } from "./running-service.ts";
import { sampleCompany } from "./sample-company/sample-company.ts";
import type { Environment } from "./settings/read-settings.ts";

/** Quick enough to watch: a move on either side is on the other within seconds. */
const RHYTHM: Rhythm = {
  planningMs: 1_000,
  activeMs: 3_000,
  activeForMs: 2 * 60_000,
  workingMs: 5_000,
  restMs: 5_000,
  directoryMs: 10_000,
};
const SANDBOX_PORT = 8366;

export async function runDemo(
  common: CommonOptions,
  options: DemoOptions,
  watch: Watch,
  environment: Environment,
): Promise<void> {
  const folder = resolve(common.data ?? environment.TERMINSYNC_DATA ?? "data/demo");
  const texts = DEMO_TEXTS[common.lang];
  await refuseSecondDemo(folder);
  if (options.fresh) emptyDemoFolder(folder);
  mkdirSync(folder, { recursive: true });
  const kept = readDemoMemory(folder);
  if (kept !== null) watch.tell(asksForAnother(options, kept) ? texts.keptAnother : texts.kept);
  const wanted = kept ?? newDemo(options);
  if (kept === null) watch.tell(texts.building);
  // First of all: a demo that is killed while it is being built is built to its end by the next start.
  writeDemoMemory(folder, wanted);
  const sample = sampleCompany({ ...wanted, now: wanted.plannedAt });
  const sandbox = await startSandbox(folder, sample.sandbox, wanted);
  try {
    const app = sample.sandbox.apps[0];
    writeDemoSettings(folder, sandbox, sample.sandbox.tenantId, app?.clientId ?? "");
    const own = { ...environment, TERMINSYNC_CLIENT_SECRET: app?.secrets[0] };
    const instance = openInstance({ ...common, settings: undefined, data: folder }, watch, own);
    await fillPlanning(instance, sample.planning);
    writeDemoMemory(folder, { ...wanted, port: sandbox.port });
    await serveDemo(instance, sandbox, watch, { ...common, app });
  } finally {
    await sandbox.stop();
  }
}

function asksForAnother({ employees, appointments, seed }: DemoOptions, kept: DemoMemory): boolean {
  const wanted = { employees, appointments, seed };
  return (Object.keys(wanted) as (keyof typeof wanted)[]).some(
    (key) => wanted[key] !== undefined && wanted[key] !== kept[key],
  );
}

function newDemo(options: DemoOptions): DemoMemory {
  const { employees = 12, appointments, seed = 1 } = options;
  const count = appointments === undefined ? {} : { appointments };
  return { employees, ...count, seed, plannedAt: Date.now(), port: SANDBOX_PORT };
}

async function serveDemo(
  instance: Instance,
  sandbox: Sandbox,
  watch: Watch,
  { lang, app }: Pick<CommonOptions, "lang"> & { readonly app: CompanyApp | undefined },
): Promise<void> {
  const texts = DEMO_TEXTS[lang];
  const teller = new ChangeTeller(lang, instance.settings.Company.TimeZone, watch.tell);
  const showInitial = initialOnly(watch.onProgress);
  const sandboxUrl = `${sandbox.url}/sandbox/`;
  await runService(instance, watch, {
    rhythm: RHYTHM,
    sandboxUrl,
    anyPort: true,
    onReady: (places) => {
      // Only now the console's port is known.
      const redirectUris = [`${places.consoleUrl}${MICROSOFT_BACK}`];
      if (app !== undefined)
        sandbox.control.registerApp({ ...app, displayName: "Termin-Sync", redirectUris });
      for (const line of texts.ready({ sandboxUrl, ...places, folder: instance.dataFolder }))
        watch.tell(line);
    },
    onProgress: (progress, ports) => {
      showInitial(progress);
      teller.hear(progress, ports.state);
    },
  });
}

async function startSandbox(
  folder: string,
  company: ReturnType<typeof sampleCompany>["sandbox"],
  { port, seed }: DemoMemory,
): Promise<Sandbox> {
  const options = { company: asCompany(company), data: join(folder, "sandbox"), seed };
  try {
    const sandbox = await start({ ...options, port }).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== "EADDRINUSE") throw thrown;
      return start({ ...options, port: 0 });
    });
    setDefaultCACertificates([...getCACertificates("default"), sandbox.caPem]);
    return sandbox;
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Fault("unavailable", "sandboxUnavailable", { cause }, { cause: thrown });
  }
}

async function fillPlanning(
  { planningFile, settings }: Instance,
  rows: ReturnType<typeof sampleCompany>["planning"],
): Promise<void> {
  const { Number: number, Name: name, TimeZone: timeZone } = settings.Company;
  const planning = await openPlanning({ file: planningFile, company: { number, name, timeZone } });
  try {
    const { employees } = await planning.directory();
    if (employees.length === 0) await planning.importRows(rows);
  } finally {
    await planning.close();
  }
}

async function refuseSecondDemo(folder: string): Promise<void> {
  const running = await findRunningService(join(folder, "service.json"));
  if (running === null) return;
  throw new Fault("refused", "stateInUse", { file: folder, pid: running.entry.pid });
}

/** Empties only a folder that a demo made: its mark is in it. */
function emptyDemoFolder(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (readDemoMemory(folder) === null) {
    throw new Fault("refused", "sandboxUnavailable", { cause: `${folder} is no folder of a demo` });
  }
  rmSync(folder, { recursive: true });
}

/** The sample company's types are as strict as Graph's; the sandbox takes any properties of an event. */
function asCompany({ users, ...company }: ReturnType<typeof sampleCompany>["sandbox"]): SandboxCompany {
  return {
    ...company,
    users: users.map((user) => ({ ...user, events: user.events.map((event) => ({ ...event })) })),
  };
}
