// The databases that a scenario plays on, in memory: the company's planning, which the ERP shares, and what the sync remembers. Both can
// be backed up and put back. Opening them takes longer than a short story, so the simulation keeps them and empties them in between.
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Clock } from "../../src/engine/ports/clock.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { ZONE } from "./when.ts";

export const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: ZONE };

export function planningOn(database: DatabaseSync): Promise<Ports["planning"]> {
  return openPlanning({ file: ":memory:", company: COMPANY, database });
}

/** No two memories have the same names. */
let opened = 0;

export function stateOn(database: DatabaseSync, clock: Pick<Clock, "now">): Promise<Ports["state"]> {
  // Not the world's own: what a story does shall not depend on how many memories were opened before it.
  const entropy = seededEntropy(++opened);
  return openState({ file: ":memory:", companyNumber: COMPANY.number, clock, entropy, database });
}

export interface Stage {
  readonly erp: DatabaseSync;
  readonly planning: Ports["planning"];
  readonly memory: DatabaseSync;
  readonly state: Ports["state"];
}

export async function openStage(clock: Pick<Clock, "now">): Promise<Stage> {
  const erp = new DatabaseSync(":memory:");
  const memory = new DatabaseSync(":memory:");
  const planning = await planningOn(erp);
  return { erp, planning, memory, state: await stateOn(memory, clock) };
}

export async function closeStage({ erp, planning, memory, state }: Stage): Promise<void> {
  await planning.close();
  await state.close();
  memory.close();
  erp.close();
}

/** As if just opened: no row is left, and counting begins anew. */
export function emptyStage({ erp, memory }: Stage): void {
  // Appointments first: their triggers write into the change feed.
  empty(erp, ["company", "schema_version", "appointment_change_feed"], "appointment");
  erp.exec("update appointment_change_feed set trimmed_through = 0");
  empty(memory, ["store", "stretch"]);
}

const EMPTYING = new WeakMap<DatabaseSync, readonly StatementSync[]>();

function empty(database: DatabaseSync, kept: readonly string[], first = ""): void {
  let statements = EMPTYING.get(database);
  if (statements === undefined) {
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' order by name <> ?, name")
      .all(first)
      .map(({ name }) => String(name))
      .filter((name) => !kept.includes(name));
    const deletes = tables.map((name) => `delete from ${name}`);
    statements = ["begin", ...deletes, "commit"].map((sql) => database.prepare(sql));
    EMPTYING.set(database, statements);
  }
  for (const statement of statements) statement.run();
}
