// What every command starts from: settings that were read and checked, a log, the clock and the files. Nothing is written yet.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { Fault } from "../core/fault.ts";
import type { Lang } from "../core/sentences/lang.ts";
import type { Clock } from "../engine/ports/clock.ts";
import { realClock, shiftedClock } from "../gateways/system/clock.ts";
import type { CommonOptions, Watch } from "../inbound/cli/actions.ts";
import { type LiveLog, openLog } from "./log.ts";
import { presentOffsetMs } from "./settings/present.ts";
import { type Environment, type LoadedSettings, readSettings } from "./settings/read-settings.ts";

export interface Instance extends LoadedSettings {
  readonly environment: Environment;
  readonly log: LiveLog;
  readonly clock: Clock;
  readonly lang: Lang;
  readonly planningFile: string;
  readonly stateFile: string;
  /** Who may use the console. */
  readonly accountsFile: string;
  /** Who did what. */
  readonly deedsFile: string;
  /** Where a running service tells how to reach it. */
  readonly serviceFile: string;
}

/** Faults: those of the settings. Unknown keys are told as warnings. */
export function openInstance(common: CommonOptions, watch: Watch, environment: Environment): Instance {
  const loaded = readSettings({ settings: common.settings, data: common.data, environment });
  const { settings, dataFolder } = loaded;
  const target = { line: watch.logLine, isTerminal: watch.isTerminal, colour: watch.colour };
  const log = openLog(settings.MinimumLevel, target);
  for (const { key, nearest, source } of loaded.unknownKeys) {
    log.warning("Console", unknownKeyText(key, nearest, common.lang), { source });
  }
  const offset = presentOffsetMs(common.now, settings, realClock.now());
  return {
    ...loaded,
    environment,
    log,
    lang: common.lang,
    clock: offset === 0 ? realClock : shiftedClock(realClock, offset),
    planningFile: resolve(dataFolder, settings.Planning.ConnectionString),
    stateFile: resolve(dataFolder, settings.State.ConnectionString),
    accountsFile: resolve(dataFolder, "console.db"),
    deedsFile: resolve(dataFolder, "deeds.db"),
    serviceFile: resolve(dataFolder, "service.json"),
  };
}

function unknownKeyText(key: string, nearest: string | null, lang: Lang): string {
  if (lang === "de") {
    return nearest === null
      ? `Unbekannte Einstellung ${key}; sie wirkt nicht.`
      : `Unbekannte Einstellung ${key}; gemeint ist wohl ${nearest}.`;
  }
  return nearest === null
    ? `Unknown setting ${key}; it has no effect.`
    : `Unknown setting ${key}; did you mean ${nearest}?`;
}

/** Who changed which setting when. */
export function historyFile(dataFolder: string): string {
  return resolve(dataFolder, "settings-history.jsonl");
}

/** The first thing that a command writes: the folder for planning, state and lease. */
export function makeDataFolder({ dataFolder }: Pick<Instance, "dataFolder">): void {
  try {
    mkdirSync(dataFolder, { recursive: true });
  } catch (thrown) {
    const cause = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new Fault("refused", "stateUnreachable", { file: dataFolder, cause }, { cause: thrown });
  }
}
