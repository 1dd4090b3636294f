// What the planning contract's tests stand on: a database opened through the port, and an ERP that writes plain SQL beside it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AppointmentChangeRow } from "../../src/contract/planning.ts";
import type { FeedPosition } from "../../src/core/model/feed-position.ts";
import type { AppointmentId, EmployeeId } from "../../src/core/model/ids.ts";
import type { NewRow } from "../../src/core/model/writes.ts";
import { windowAt } from "../../src/core/time/window.ts";
import type { Log } from "../../src/engine/log.ts";
import { openPlanning, type PlanningGateway } from "../../src/gateways/planning/open-planning.ts";
import { ANNA, BERND, FIELDS, NOW, ROW } from "../support/samples.ts";

export const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: "Europe/Berlin" };
export const WINDOW = windowAt(NOW, "Europe/Berlin", 6, 14);
export const CARLA = "00000000-0000-4000-8000-0000000000c9" as EmployeeId;

export const NEW_ROW: NewRow = {
  id: ROW.id,
  fields: FIELDS,
  header: { orderNumber: "A-1", customerName: "Weber", customerPhone: "0871 1", address: "Altstadt 12" },
  facts: {
    organizer: "Anna <anna@muster.example>",
    attendees: [{ name: "B", address: "b@x.example", response: "accepted" }],
    joinUrl: "https://join.example",
    webUrl: "https://web.example",
  },
  origin: "office365",
  locked: true,
  lockedReason: "meeting",
  seriesId: "series",
  employees: [ANNA, BERND],
};

export interface Ground extends AsyncDisposable {
  readonly port: PlanningGateway;
  /** The ERP's connection. */
  readonly erp: DatabaseSync;
  readonly file: string;
}

export type OpenGround = () => Promise<Ground>;

/** Settings of the ERP's connection: what its tool happens to have. */
export interface ErpSettings {
  readonly recursiveTriggers?: boolean;
  readonly foreignKeys?: boolean;
}

/** A file with a second connection. */
export async function openFile(settings: ErpSettings = {}): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), "planning-"));
  const file = join(folder, "planning.db");
  const port = await openPlanning({ file, company: COMPANY, create: true });
  const erp = new DatabaseSync(file, {
    enableForeignKeyConstraints: settings.foreignKeys === true,
    timeout: 1000,
  });
  erp.exec(`pragma recursive_triggers = ${settings.recursiveTriggers === true ? "on" : "off"}`);
  await staff(port);
  return {
    port,
    erp,
    file,
    async [Symbol.asyncDispose]() {
      await port.close();
      erp.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One connection in memory, which both use. */
export async function openMemory(): Promise<Ground> {
  const erp = new DatabaseSync(":memory:", { enableForeignKeyConstraints: false });
  const port = await openPlanning({ file: ":memory:", company: COMPANY, create: true, database: erp });
  await staff(port);
  return {
    port,
    erp,
    file: ":memory:",
    async [Symbol.asyncDispose]() {
      await port.close();
      erp.close();
    },
  };
}

function staff(port: PlanningGateway): Promise<void> {
  const person = (id: EmployeeId, display_name: string) => ({
    id,
    display_name,
    personnel_number: null,
    colour: null,
    active: true,
  });
  return port.importRows({
    employees: [person(ANNA, "Anna"), person(BERND, "Bernd"), person(CARLA, "Carla")],
  });
}

/** An id that is told apart at a glance: the last two digits count. */
export function appointmentId(number: number): AppointmentId {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as AppointmentId;
}

/** The four things an ERP has to give. */
export function plan(erp: DatabaseSync, id: string, employees: readonly string[] = [ANNA]): void {
  erp
    .prepare("insert into appointment (id, subject, starts_at, ends_at) values (?, ?, ?, ?)")
    .run(id, "Wartung", "2026-11-25T08:00:00Z", "2026-11-25T10:00:00Z");
  for (const employee of employees)
    erp.prepare("insert into appointment_employee values (?, ?)").run(id, employee);
}

/** The feed since `after`, as `kind` and the appointment's number. */
export function feed(erp: DatabaseSync, after = 0): readonly string[] {
  const rows = erp.prepare("select * from appointment_change where seq > ? order by seq").all(after);
  return (rows as unknown as AppointmentChangeRow[]).map(
    (row) => `${row.kind} ${Number(row.appointment_id.slice(-4))}`,
  );
}

/** A position of which nothing but the number is known, as an earlier release remembered it. */
export function numbered(sequence: number): FeedPosition {
  return { sequence, fingerprint: null };
}

/** A log that collects the statements. */
export function listening(statements: Set<string>): Log {
  const nothing = () => {};
  return {
    verbose: (_category, _message, detail) => {
      if (detail !== undefined && "sql" in detail) statements.add(String(detail.sql));
    },
    debug: nothing,
    information: nothing,
    warning: nothing,
    error: nothing,
  };
}

/** Runs every method once, and gives back the steps that read a whole table of those that grow. */
export async function wholeTableReads(erp: DatabaseSync, file: string): Promise<readonly string[]> {
  const statements = new Set<string>();
  const port = await openPlanning({ file, company: COMPANY, database: erp, log: listening(statements) });
  await port.latestChange();
  const { sequence } = await port.latestChange();
  await port.changesAfter(numbered(sequence - 1));
  await port.rows([appointmentId(1), appointmentId(2)]);
  await port.assigned(ANNA, WINDOW);
  const version = await port.insert({ ...NEW_ROW, id: appointmentId(900), employees: [ANNA] });
  const unassigned = await port.update(appointmentId(900), version, { unassign: [ANNA], seriesId: null });
  await port.remove(appointmentId(900), unassigned);
  await port.trimChanges((await port.latestChange()).sequence, [1]);
  return [...statements]
    .filter((sql) => /^(select|update|delete)\b/.test(sql))
    .flatMap((sql) => {
      const values = Array(sql.split("?").length - 1).fill(null);
      return erp.prepare(`explain query plan ${sql}`).all(...values);
    })
    .map((step) => String(step.detail))
    .filter((detail) => /^SCAN (?!appointment_change_feed|json_each|CONSTANT ROW)/.test(detail));
}
