// A small company with its planning database, its mailboxes in a sandbox, and settings that lead from one to the other.
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { type Sandbox, start } from "../../sandbox/start.ts";
import { MICROSOFT_BACK } from "../../src/contract/console/session.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { SecretStore } from "../../src/gateways/settings/open-secrets.ts";
import { sampleCompany } from "../../src/main/sample-company/sample-company.ts";
import { newFolder, type Variables, writeSettings } from "./command.ts";

const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: "Europe/Berlin" };

export interface Ground {
  readonly folder: string;
  readonly sandbox: Sandbox;
  /** What a command needs in its environment: the certificate authority and the client secret. */
  readonly variables: Variables;
}

export interface GroundWishes {
  readonly latencyMs?: number;
  readonly employees?: number;
  readonly appointments?: number;
  readonly seed?: number;
  /** Another present than the real one, for the sandbox and the sample; the service takes it as `--now`. */
  readonly now?: string;
  /** Where the service finds the client secret. Nowhere: as on the first day, when nobody has entered tenant and application either. */
  readonly secretIn?: "environment" | "store" | "nowhere";
  /** People may sign in to the console at the sandbox, which knows the way back. */
  readonly microsoftSignIn?: boolean;
}

/** With no employees at all planning is empty, as on the first day. */
export async function newGround(
  t: TestContext,
  {
    latencyMs = 0,
    employees = 3,
    appointments = 25,
    seed = 4,
    now,
    secretIn = "environment",
    microsoftSignIn = false,
  }: GroundWishes = {},
): Promise<Ground> {
  const folder = newFolder(t);
  const present = now === undefined ? Date.now() : Date.parse(now);
  const sample = sampleCompany({ employees, appointments, seed, now: present });
  const users = sample.sandbox.users.map((user) => ({
    ...user,
    events: user.events.map((event) => ({ ...event })),
  }));
  const sandbox = await start({
    company: { ...sample.sandbox, users },
    latencyMs,
    ...(now !== undefined && { now: present }),
  });
  t.after(() => sandbox.stop());
  const app = sample.sandbox.apps[0];
  const consoleUrl = `http://127.0.0.1:${await freePort()}`;
  if (microsoftSignIn && app !== undefined)
    sandbox.control.registerApp({
      ...app,
      displayName: "Termin-Sync",
      redirectUris: [`${consoleUrl}${MICROSOFT_BACK}`],
    });
  writeSettings(folder, {
    Company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: COMPANY.timeZone },
    Sync: { MonthsPast: 2, MonthsFuture: 3 },
    Office365: {
      ...(secretIn !== "nowhere" && { TenantId: sandbox.tenantId, ClientId: app?.clientId }),
      AuthorityHost: sandbox.url,
      GraphUrl: sandbox.url,
    },
    Console: { Url: consoleUrl, MicrosoftSignIn: microsoftSignIn },
  });
  const planning = await openPlanning({ file: join(folder, "planning.db"), company: COMPANY });
  if (employees > 0) await planning.importRows(sample.planning);
  await planning.close();
  const secret = app?.secrets[0] ?? "";
  const variables = { NODE_EXTRA_CA_CERTS: sandbox.caFile };
  if (secretIn === "environment")
    return { folder, sandbox, variables: { ...variables, TERMINSYNC_CLIENT_SECRET: secret } };
  const keyFile = join(newFolder(t), "key");
  if (secretIn === "store")
    new SecretStore({ dataFolder: folder, keyFile, now: Date.now }).store(secret, null, "first");
  return { folder, sandbox, variables: { ...variables, TERMINSYNC_KEY_FILE: keyFile } };
}

interface WrittenSettings {
  readonly Company: object;
  readonly Office365: object;
  readonly Console: { readonly Url: string };
}

export function settingsOf(folder: string): WrittenSettings {
  return JSON.parse(readFileSync(join(folder, "appsettings.json"), "utf8")) as WrittenSettings;
}

/** Our marks on events, one for each event that the sync created. */
export function marksOf(sandbox: Sandbox): string[] {
  return [...sandbox.core.world.mailboxes.values()].flatMap((mailbox) =>
    [...mailbox.events()].flatMap((event) => Object.values(event.extended)),
  );
}

/** Assignments in planning by origin. */
export function appointments(folder: string, origin: "planning" | "office365"): number {
  const database = new DatabaseSync(join(folder, "planning.db"), { readOnly: true });
  try {
    const sql = `select count(*) as n from appointment_employee join appointment on id = appointment_id
      where origin = ? and trashed_at is null`;
    return Number(database.prepare(sql).get(origin)?.n ?? 0);
  } finally {
    database.close();
  }
}

/**
 * Plans a job of one person's for the day after tomorrow, since the sample company, which is drawn anew each day, may have none just then.
 * Returns the appointment's id.
 */
export function planJob({ folder }: Pick<Ground, "folder">): string {
  // The service may be writing just then.
  const database = new DatabaseSync(join(folder, "planning.db"), { timeout: 10_000 });
  const id = "00000000-0000-4000-8000-00000000f00d";
  const hour = (count: number) => `strftime('%Y-%m-%dT%H:00:00Z', 'now', '+2 days', '+${count} hours')`;
  try {
    database.exec(`
      insert into appointment (id, subject, location, starts_at, ends_at)
        values ('${id}', 'Abgasmessung', 'Altdorf', ${hour(0)}, ${hour(1)});
      insert into appointment_employee (appointment_id, employee_id)
        select '${id}', employee_id from app_user
          where sync_kind = 'office365' and without_password = 1 and employee_id is not null order by login limit 1`);
    return id;
  } finally {
    database.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
