// Opens planning and state as the settings say, in an order in which nothing is written where something is wrong.
import type { StatePort } from "../engine/ports/state.ts";
import { openPlanning, type PlanningGateway } from "../gateways/planning/open-planning.ts";
import { openState } from "../gateways/state/open-state.ts";
import { realEntropy } from "../gateways/system/entropy.ts";
import { type Instance, makeDataFolder } from "./instance.ts";

export interface OpenStores {
  readonly planning: PlanningGateway;
  readonly state: StatePort;
  close(): Promise<void>;
}

/** Planning and state alone, for commands that never ask Microsoft. `look`: the state is only read, and nothing is made. */
export async function openStores(instance: Instance, access: "write" | "look"): Promise<OpenStores> {
  const { settings, clock, log } = instance;
  const { Number: number, Name: name, TimeZone: timeZone } = settings.Company;
  await checkState(instance);
  if (access === "write") makeDataFolder(instance);
  const planning = await openPlanning({
    file: instance.planningFile,
    company: { number, name, timeZone },
    create: access === "write",
    log,
  });
  try {
    const state = await openState({
      file: instance.stateFile,
      companyNumber: settings.Company.Number,
      clock,
      entropy: realEntropy,
      access,
    });
    const close = async () => {
      await planning.close();
      await state.close();
    };
    return { planning, state, close };
  } catch (thrown) {
    await planning.close();
    throw thrown;
  }
}

/** A state that is damaged, of a later version or of another company is told before anything else is touched. */
export async function checkState({ settings, stateFile, clock }: Instance): Promise<void> {
  const companyNumber = settings.Company.Number;
  const state = await openState({
    file: stateFile,
    companyNumber,
    clock,
    entropy: realEntropy,
    access: "look",
  });
  await state.close();
}
