// The databases of a scenario, in memory: the company's planning, and what the sync remembers. Both can be backed up and put back.
import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../src/engine/ports/clock.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { ZONE } from "./when.ts";

export const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: ZONE };

export function planningOn(database: DatabaseSync): Promise<Ports["planning"]> {
  return openPlanning({ file: ":memory:", company: COMPANY, database });
}

export function stateOn(database: DatabaseSync, clock: Clock): Promise<Ports["state"]> {
  return openState({ file: ":memory:", companyNumber: COMPANY.number, clock, database });
}
