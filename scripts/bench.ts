// Measures the initial sync and an idle cycle with the real command against the sandbox over HTTPS: npm run bench
// [-- --latency 120 --people 5 --appointments 300]. Prints ratios beside the floor that Microsoft's limit of four at a time sets.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { parseArgs } from "node:util";
import type { ImportedAppointment, PlanningImport } from "../src/contract/planning.ts";
import type { SyncReport } from "../src/contract/report.ts";
import { openPlanning } from "../src/gateways/planning/open-planning.ts";

/** learn.microsoft.com/graph/throttling-limits: four concurrent requests for each app and mailbox. */
const IN_FLIGHT = 4;
const TENANT = "5d1c6c0e-0000-4000-8000-00000000be9c";
const CLIENT = "5d1c6c0e-0000-4000-8000-00000000be9d";
const SECRET = "bench-secret";

const { values } = parseArgs({
  options: {
    latency: { type: "string", default: "120" },
    people: { type: "string", default: "5" },
    appointments: { type: "string", default: "300" },
  },
});
const latencyMs = Number(values.latency);
const people = Number(values.people);
const appointments = Number(values.appointments);

function uuid(kind: number, person: number, item = 0): string {
  const part = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return `${part(kind, 8)}-${part(person, 4)}-4000-8000-${part(item, 12)}`;
}

function emailOf(person: number): string {
  return `person${person}@bench.example`;
}

/** Jobs of an hour, six on a day, from today on. */
function appointmentsOf(person: number): ImportedAppointment[] {
  const today = Temporal.Now.plainDateISO();
  return Array.from({ length: appointments }, (_, index) => {
    const day = today.add({ days: Math.floor(index / 6) });
    const hour = String(6 + (index % 6)).padStart(2, "0");
    return {
      id: uuid(3, person, index),
      subject: `Wartung ${person}-${index}`,
      location: "Landshut, Altstadt 12",
      notes: "Filter tauschen, Abgaswerte messen.",
      order_number: `A-${person}-${index}`,
      customer_name: "Familie Weber",
      all_day: false,
      starts_at: `${day}T${hour}:00:00Z`,
      ends_at: `${day}T${hour}:45:00Z`,
      employees: [uuid(1, person)],
    };
  });
}

function planningRows(): PlanningImport {
  const numbers = Array.from({ length: people }, (_, index) => index + 1);
  return {
    employees: numbers.map((person) => ({
      id: uuid(1, person),
      personnel_number: String(person),
      display_name: `Person ${person}`,
      colour: null,
      active: true,
    })),
    users: numbers.map((person) => ({
      id: uuid(2, person),
      login: `person${person}`,
      display_name: `Person ${person}`,
      employee_id: uuid(1, person),
      sync_kind: "office365",
      office365_user_name: emailOf(person),
      office365_email: null,
      without_password: true,
      active: true,
    })),
    appointments: numbers.flatMap(appointmentsOf),
  };
}

async function prepare(folder: string): Promise<void> {
  const company = { number: "01", name: "Bench", timeZone: "Europe/Berlin" };
  const planning = await openPlanning({ file: join(folder, "planning.db"), company });
  await planning.importRows(planningRows());
  await planning.close();
  const users = Array.from({ length: people }, (_, index) => ({
    userPrincipalName: emailOf(index + 1),
    displayName: `Person ${index + 1}`,
  }));
  const tenant = { tenantId: TENANT, apps: [{ clientId: CLIENT, secrets: [SECRET] }], users };
  writeFileSync(join(folder, "company.json"), JSON.stringify(tenant));
}

/** The sandbox as a process of its own, so that its work is not ours; resolves with its address once it answers. */
async function startSandbox(folder: string): Promise<{ process: ChildProcess; url: string }> {
  const file = new URL("../sandbox/microsoft365-sandbox.ts", import.meta.url).pathname;
  const options = [
    "--port",
    "0",
    "--company",
    join(folder, "company.json"),
    "--data",
    join(folder, "sandbox"),
  ];
  const child = spawn(process.execPath, [file, ...options, "--latency", String(latencyMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      const found = /https:\/\/[^\s/]+:\d+/.exec(printed);
      if (found !== null) resolve(found[0]);
    });
    child.once("exit", () => reject(new Error(`The sandbox did not start: ${printed}`)));
  });
  return { process: child, url };
}

async function sync(folder: string, url: string): Promise<{ report: SyncReport; seconds: number }> {
  const file = new URL("../src/main/termin-sync.ts", import.meta.url).pathname;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [file, "sync", "--json", "--data", folder], {
    stdio: ["ignore", "pipe", "ignore"],
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: join(folder, "sandbox", "ca.pem"),
      TERMINSYNC_CLIENT_SECRET: SECRET,
      TERMINSYNC__Office365__TenantId: TENANT,
      TERMINSYNC__Office365__ClientId: CLIENT,
      TERMINSYNC__Office365__AuthorityHost: url,
      TERMINSYNC__Office365__GraphUrl: url,
    },
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`sync ended with ${code}: ${printed}`);
  return { report: JSON.parse(printed), seconds };
}

interface Requests {
  readonly value: readonly { readonly url: string; readonly batch: string | null }[];
  /** `requests`: the id of the last one. */
  readonly statistics: { readonly requests: number };
}

/** What the sandbox was asked for after this id. */
async function requestsAfter(id: number, folder: string, url: string): Promise<Requests> {
  const ca = readFileSync(join(folder, "sandbox", "ca.pem"), "utf8");
  tls.setDefaultCACertificates([...tls.getCACertificates(), ca]);
  return (await (await fetch(`${url}/sandbox/requests?since=${id}`)).json()) as Requests;
}

/** Calls to Graph over HTTP, an envelope counted once. */
function callsOf({ value }: Requests): number {
  return value.filter((one) => one.batch === null && one.url.startsWith("/v1.0/")).length;
}

function writesOf(report: SyncReport): number {
  const all = report.participants.flatMap((one) => [one.created, one.updated, one.deleted]);
  return all.reduce((sum, counts) => sum + counts.planning + counts.office365, 0);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  let sandbox: ChildProcess | null = null;
  try {
    await prepare(folder);
    const started = await startSandbox(folder);
    sandbox = started.process;
    const first = await sync(folder, started.url);
    // The second one reads our own writes back; only the third has nothing at all to see.
    const echo = await sync(folder, started.url);
    const before = (await requestsAfter(0, folder, started.url)).statistics.requests;
    const idle = await sync(folder, started.url);
    const calls = callsOf(await requestsAfter(before, folder, started.url));
    const floor = Math.max(
      ...first.report.participants.map((one) => (one.requests * latencyMs) / IN_FLIGHT / 1000),
    );
    const perParticipant = (report: SyncReport) =>
      Math.max(...report.participants.map((one) => one.requests));

    console.log(`node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? ""}`);
    console.log(`${people} participants × ${appointments} appointments, sandbox latency ${latencyMs} ms`);
    console.log(
      `initial sync: ${writesOf(first.report)} writes in ${first.seconds.toFixed(1)} s, process start included`,
    );
    console.log(`floor (requests × latency ÷ ${IN_FLIGHT}, mailboxes in parallel): ${floor.toFixed(1)} s`);
    console.log(`floor ÷ ours: ${(floor / first.seconds).toFixed(2)}`);
    console.log(
      `cycle that reads its own writes back: ${writesOf(echo.report)} writes, ${echo.seconds.toFixed(1)} s`,
    );
    console.log(
      `idle cycle: ${writesOf(idle.report)} writes, at most ${perParticipant(idle.report)} request and ${(calls / people).toFixed(3)} HTTP calls for a participant, ${idle.seconds.toFixed(1)} s`,
    );
  } finally {
    if (sandbox !== null) {
      const ended = new Promise((resolve) => sandbox?.once("exit", resolve));
      sandbox.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true });
  }
}

await main();
