// Takes up a changed appsettings.json while the service runs. A faulty change is told and the old values stay in force.
import { statSync } from "node:fs";
import type { Settings } from "../contract/settings.ts";
import { asFault } from "../core/fault.ts";
import { adviceOnFault } from "../core/sentences/sentences.ts";
import type { Instance } from "./instance.ts";
import { readSettings } from "./settings/read-settings.ts";

/** How often the file is looked at. */
const LOOK_MS = 2_000;

/** These are read once at the start: another value asks for a restart. */
const AT_START = [
  "Company",
  "Office365",
  "Planning",
  "State",
  "Console",
] as const satisfies readonly (keyof Settings)[];

export class LiveSettings {
  readonly #instance: Instance;
  #settings: Settings;
  #stamp: string;
  #nextLookAt = 0;

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#settings = instance.settings;
    this.#stamp = this.#stampNow();
  }

  current(): Settings {
    const now = Date.now();
    if (now >= this.#nextLookAt) {
      this.#nextLookAt = now + LOOK_MS;
      const stamp = this.#stampNow();
      if (stamp !== this.#stamp) {
        this.#stamp = stamp;
        this.#reload();
      }
    }
    return this.#settings;
  }

  #stampNow(): string {
    const stats = statSync(this.#instance.file, { throwIfNoEntry: false });
    return stats === undefined ? "" : `${stats.mtimeMs}/${stats.size}`;
  }

  #reload(): void {
    const { file, dataFolder, environment, log, lang } = this.#instance;
    try {
      const { settings } = readSettings({ settings: file, data: dataFolder, environment });
      const frozen = AT_START.filter(
        (section) => JSON.stringify(settings[section]) !== JSON.stringify(this.#settings[section]),
      );
      if (frozen.length > 0)
        log.warning("Console", "Some changed settings need a restart.", { sections: frozen });
      const kept = Object.fromEntries(AT_START.map((section) => [section, this.#settings[section]]));
      this.#settings = { ...settings, ...kept };
      log.setLevels(settings.MinimumLevel);
      log.information("Console", "Changed settings are in force.", { file });
    } catch (thrown) {
      const fault = asFault(thrown);
      log.error("Console", adviceOnFault(fault, lang).what, { code: fault.code });
    }
  }
}
