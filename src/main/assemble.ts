// Puts the real gateways behind the engine's ports, as the settings say, and closes them again.

import type { StatePort } from "../engine/ports/state.ts";
import type { Ports } from "../engine/ports.ts";
import { createCalendar } from "../gateways/graph/create-calendar.ts";
import { openPlanning, type PlanningGateway } from "../gateways/planning/open-planning.ts";
import { openState } from "../gateways/state/open-state.ts";
import { realEntropy } from "../gateways/system/entropy.ts";
import type { Instance } from "./instance.ts";
import { findCredentials } from "./settings/credentials.ts";

export interface OpenPorts extends Ports {
  readonly planning: PlanningGateway;
  close(): Promise<void>;
}

export interface OpenStores {
  readonly planning: PlanningGateway;
  readonly state: StatePort;
  close(): Promise<void>;
}

/** Planning and state alone, for commands that never ask Microsoft. `look`: the state is only read. */
export async function openStores(instance: Instance, access: "write" | "look"): Promise<OpenStores> {
  const { settings, clock, log } = instance;
  // The state first: when it is damaged or of a later version, planning is not touched either.
  const state = await openState({
    file: instance.stateFile,
    companyNumber: settings.Company.Number,
    clock,
    access,
  });
  try {
    const { Number: number, Name: name, TimeZone: time_zone } = settings.Company;
    const planning = await openPlanning({
      file: instance.planningFile,
      company: { number, name, time_zone },
      create: access === "write",
      log,
    });
    const close = async () => {
      await planning.close();
      await state.close();
    };
    return { planning, state, close };
  } catch (thrown) {
    await state.close();
    throw thrown;
  }
}

/** Everything that a cycle needs. Credentials are found before anything is opened. */
export async function openPorts(instance: Instance, access: "write" | "look"): Promise<OpenPorts> {
  const { settings, dataFolder, environment, clock, log } = instance;
  const credentials = findCredentials(settings, dataFolder, environment);
  const stores = await openStores(instance, access);
  const calendar = createCalendar({
    office365: settings.Office365,
    credentials,
    companyTimeZone: settings.Company.TimeZone,
    clock,
    entropy: realEntropy,
    log,
  });
  return { ...stores, calendar, clock, entropy: realEntropy, log };
}
