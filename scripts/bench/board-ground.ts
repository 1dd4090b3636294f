// A month as a company of fifty lives it, synchronised in earnest, and the service that serves its console: what the console's numbers are
// measured on.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportedAppointment } from "../../src/contract/planning.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { CLIENT, COMPANY, directoryRows, numbersOf, SECRET, type Size, TENANT, uuid } from "./company.ts";
import type { Reading } from "./probe.ts";
import { ProductProcess } from "./product-process.ts";
import { SandboxProcess } from "./sandbox-process.ts";

const PROGRAM = new URL("../../src/main/termin-sync.ts", import.meta.url).pathname;
const PROBE = new URL("./probe.ts", import.meta.url).href;
const LONGEST_START_MS = 60_000;

export interface BoardGround {
  readonly folder: string;
  /** Makes the first account. */
  readonly setUpUrl: string;
  reading(): Promise<Reading>;
}

/** All is gone when `work` has ended. */
export async function onBoard<Result>(
  size: Size,
  work: (ground: BoardGround) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  let sandbox: SandboxProcess | null = null;
  let service: ChildProcess | null = null;
  try {
    const planning = await openPlanning({ file: join(folder, "planning.db"), company: COMPANY });
    await planning.importRows(directoryRows(size));
    await planning.importRows({ appointments: monthOf(size, Date.now()) });
    await planning.close();
    sandbox = await SandboxProcess.start({ ...size, folder, weather: null, seed: 1 });
    await new ProductProcess(["sync"], folder, sandbox).ended;
    service = begin(folder, sandbox);
    const process = service;
    const setUpUrl = await linkOf(service);
    const reading = async () => {
      process.send("reading");
      return (await once(process, "message"))[0] as Reading;
    };
    return await work({ folder, setUpUrl, reading });
  } finally {
    if (service !== null && service.exitCode === null) {
      service.kill("SIGTERM");
      await once(service, "exit");
    }
    await sandbox?.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The month of `now`: so many jobs for each, on its working days, one after the other. */
export function monthOf(size: Size, now: number): ImportedAppointment[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(COMPANY.timeZone)
    .toPlainDate();
  const days = Array.from({ length: today.daysInMonth }, (_, index) => today.with({ day: index + 1 })).filter(
    ({ dayOfWeek }) => dayOfWeek <= 5,
  );
  const each = Math.ceil(size.appointments / size.people);
  return numbersOf(size).flatMap((person) =>
    Array.from({ length: each }, (_, index): ImportedAppointment => {
      const day = days[index % days.length] ?? today;
      const hour = String(6 + 2 * Math.floor(index / days.length)).padStart(2, "0");
      return {
        id: uuid(3, person, index),
        subject: `${SUBJECTS[index % SUBJECTS.length]} ${person}-${index}`,
        location: "84028 Landshut, Altstadt 12",
        notes: "Filter tauschen, Abgaswerte messen.",
        category: SUBJECTS[index % SUBJECTS.length] ?? null,
        order_number: `A-${person}-${index}`,
        customer_name: "Familie Weber",
        all_day: false,
        starts_at: `${day}T${hour}:00:00Z`,
        ends_at: `${day}T${hour}:45:00Z`,
        employees: [uuid(1, person)],
      };
    }),
  );
}

const SUBJECTS = ["Wartung", "Heizungstausch", "Rohrbruch", "Abgasmessung", "Badsanierung"];

function begin(folder: string, sandbox: SandboxProcess): ChildProcess {
  return spawn(process.execPath, ["--import", PROBE, PROGRAM, "run", "--data", folder, "--lang", "de"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      PATH: process.env.PATH ?? "",
      NODE_EXTRA_CA_CERTS: sandbox.caFile,
      TERMINSYNC_CLIENT_SECRET: SECRET,
      TERMINSYNC__Office365__TenantId: TENANT,
      TERMINSYNC__Office365__ClientId: CLIENT,
      TERMINSYNC__Office365__AuthorityHost: sandbox.url,
      TERMINSYNC__Office365__GraphUrl: sandbox.url,
      TERMINSYNC__Console__Url: "http://127.0.0.1:0",
    },
  });
}

/** Also keeps reading what it writes, so that it is never held up. */
function linkOf(service: ChildProcess): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The service told no link: ${text}`)), LONGEST_START_MS);
    for (const stream of [service.stdout, service.stderr])
      stream?.setEncoding("utf8").on("data", (part: string) => {
        text += part;
        const link = /http:\S+set-up#\S+/.exec(text)?.[0];
        if (link === undefined) return;
        clearTimeout(timer);
        resolve(link);
      });
  });
}
