// Planning database and state: there, ours, and of a version that this program knows.
import { existsSync } from "node:fs";
import { PLANNING_CONTRACT_VERSION } from "../../contract/planning.ts";
import { asFault } from "../../core/fault.ts";
import type { Directory } from "../../core/model/participant.ts";
import { openPlanning } from "../../gateways/planning/open-planning.ts";
import { MIGRATIONS } from "../../gateways/state/schema.ts";
import type { Instance } from "../instance.ts";
import { checkState } from "../open-stores.ts";
import type { Findings } from "./run-checks.ts";

/** Who is in the planning; null where it cannot be read. */
export async function checkStores(findings: Findings, instance: Instance): Promise<Directory | null> {
  const directory = await checkPlanning(findings, instance);
  try {
    await checkState(instance);
    if (existsSync(instance.stateFile))
      findings.say("stateSchema", "pass", "stateReady", { version: MIGRATIONS.length });
    else findings.say("stateSchema", "pass", "stateMissing");
  } catch (thrown) {
    findings.fault("stateSchema", asFault(thrown));
  }
  return directory;
}

async function checkPlanning(findings: Findings, instance: Instance): Promise<Directory | null> {
  const { planningFile: file, settings, log } = instance;
  if (!existsSync(file)) {
    findings.say("planningSchema", "warn", "planningMissing", { file });
    return null;
  }
  const { Number: number, Name: name, TimeZone: timeZone } = settings.Company;
  try {
    const planning = await openPlanning({ file, company: { number, name, timeZone }, create: false, log });
    try {
      const directory = await planning.directory();
      findings.say("planningSchema", "pass", "planningReady", { version: PLANNING_CONTRACT_VERSION });
      return directory;
    } finally {
      await planning.close();
    }
  } catch (thrown) {
    findings.fault("planningSchema", asFault(thrown));
    return null;
  }
}
