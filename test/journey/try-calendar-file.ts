// One calendar file on its way through the real product: a fresh data folder, `import` and `sync` by the command line against the
// sandbox over HTTPS, every appointment compared with the event in the mailbox, and a second `sync` that must write nothing.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { htmlToText } from "../../sandbox/mailbox/body.ts";
import { type Sandbox, start } from "../../sandbox/start.ts";
import type { SyncReport } from "../../src/contract/report.ts";
import type { SharedFields } from "../../src/core/model/fields.ts";
import type { EmployeeId } from "../../src/core/model/ids.ts";
import { windowAt } from "../../src/core/time/window.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import type { CalendarFile } from "./calendar-files.ts";

const CLI = resolve(import.meta.dirname, "../../src/main/termin-sync.ts");
const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: "Europe/Berlin" };
const EMPLOYEE = "00000000-0000-4000-8000-000000000001" as EmployeeId;
const EMAIL = "anna@muster.example";
const TENANT = {
  tenantId: "5a7db0c5-0000-4000-8000-000000000001",
  apps: [{ clientId: "c11e47a9-0000-4000-8000-000000000001", secrets: ["only-for-trying"] }],
  users: [{ userPrincipalName: EMAIL, displayName: "Anna", timeZone: COMPANY.timeZone }],
};
const MONTHS = { past: 6, future: 14 };

export interface Trial {
  readonly file: string;
  readonly imported: number;
  readonly events: number;
  readonly notTakenOver: number;
  readonly differences: readonly string[];
  readonly secondWrites: number;
}

/** Leaves nothing behind: no process, no port, no file. */
export async function tryCalendarFile({ name, path, now }: CalendarFile): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), "try-calendar-"));
  const sandbox = await start({ company: TENANT, now, seed: 1 });
  try {
    writeSettings(folder, sandbox);
    await hireAnna(folder);
    const run = (...command: string[]) => runCli(folder, sandbox, now, command);
    const imported = await run("import", path, "--employee", EMPLOYEE);
    await run("sync");
    const [board, outlook] = [await onBoard(folder, now), inOutlook(sandbox)];
    const differences = compare(board, outlook);
    const second = (await run("sync")) as SyncReport;
    const { imported: items, notTakenOver } = imported as Record<"imported" | "notTakenOver", unknown[]>;
    const writes = second.participants.map(({ created, updated, deleted, reverted }) =>
      [created, updated, deleted].reduce((sum, side) => sum + side.planning + side.office365, reverted),
    );
    const secondWrites = writes.reduce((sum, each) => sum + each, 0);
    const counts = { imported: items.length, events: outlook.length, notTakenOver: notTakenOver.length };
    return { file: name, ...counts, differences, secondWrites };
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  }
}

function writeSettings(folder: string, sandbox: Sandbox): void {
  const settings = {
    MinimumLevel: { Default: "Warning" },
    Company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: COMPANY.timeZone },
    Sync: { MonthsPast: MONTHS.past, MonthsFuture: MONTHS.future, PrivateEvents: "Full" },
    Office365: {
      TenantId: TENANT.tenantId,
      ClientId: TENANT.apps[0]?.clientId,
      AuthorityHost: sandbox.url,
      GraphUrl: sandbox.url,
    },
    Planning: { Provider: "sqlite", ConnectionString: "planning.db" },
    State: { Provider: "sqlite", ConnectionString: "state.db" },
  };
  writeFileSync(join(folder, "appsettings.json"), JSON.stringify(settings, null, 2));
}

async function hireAnna(folder: string): Promise<void> {
  const planning = await openPlanning({ file: join(folder, "planning.db"), company: COMPANY });
  const employee = { id: EMPLOYEE, personnel_number: "1", display_name: "Anna", colour: null, active: true };
  const user = {
    id: "00000000-0000-4000-8000-000000000002",
    login: "anna",
    display_name: "Anna",
    employee_id: EMPLOYEE,
    sync_kind: "office365" as const,
    office365_user_name: EMAIL,
    office365_email: EMAIL,
    without_password: true,
    active: true,
  };
  await planning.importRows({ employees: [employee], users: [user] });
  await planning.close();
}

async function runCli(folder: string, sandbox: Sandbox, now: number, command: string[]): Promise<unknown> {
  const args = [CLI, ...command, "--data", folder, "--now", new Date(now).toISOString(), "--json"];
  const secret = TENANT.apps[0]?.secrets[0] ?? "";
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: sandbox.caFile, TERMINSYNC_CLIENT_SECRET: secret };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** What stands on one side and not on the other, or not as often. */
function compare(board: readonly string[], outlook: readonly string[]): string[] {
  const left = [...outlook];
  const missing = board.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((each) => `only planned: ${each}`),
    ...left.map((each) => `only in Outlook: ${each}`),
  ];
}

async function onBoard(folder: string, now: number): Promise<string[]> {
  const planning = await openPlanning({ file: join(folder, "planning.db"), company: COMPANY });
  const window = windowAt(now, COMPANY.timeZone, MONTHS.past, MONTHS.future);
  const rows = await planning.assigned(EMPLOYEE, window);
  await planning.close();
  return rows.map((row) => {
    if (row.kind === "unreadable") return `unreadable ${row.appointment.id}`;
    const {
      time,
      subject,
      location,
      notes,
      category,
      showAs,
      private: isPrivate,
      reminderMinutes,
    } = row.appointment.fields;
    return text([...spanOf(time), category, showAs, isPrivate, reminderMinutes], subject, location, notes);
  });
}

function spanOf(time: SharedFields["time"]): unknown[] {
  if (time.kind === "allDay") return ["all day", Date.parse(time.startDate), Date.parse(time.endDate)];
  return ["timed", Date.parse(time.start), Date.parse(time.end)];
}

/** All-day events keep UTC midnight of their date in the sandbox. */
function inOutlook(sandbox: Sandbox): string[] {
  const mailbox = sandbox.core.world.find(EMAIL);
  return [...(mailbox?.events() ?? [])].map(({ fields }) => {
    const span = [fields.isAllDay ? "all day" : "timed", fields.start.ms, fields.end.ms];
    const reminder = fields.isReminderOn ? fields.reminderMinutesBeforeStart : null;
    const marks = [fields.categories[0] ?? null, fields.showAs, fields.sensitivity === "private", reminder];
    return text(
      [...span, ...marks],
      fields.subject,
      fields.location.displayName ?? "",
      htmlToText(fields.html),
    );
  });
}

/** Runs of blanks are HTML's business. */
function text(exact: unknown[], subject: string, location: string, notes: string): string {
  const plain = [subject, location, notes].map((each) => each.replace(/\s+/g, " ").trim());
  return JSON.stringify([...exact, ...plain]);
}
