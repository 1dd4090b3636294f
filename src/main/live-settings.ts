// Takes up a changed appsettings.json while the service runs. A faulty change is told and the old values stay in force.
import { statSync } from "node:fs";
import type { Settings } from "../contract/settings.ts";
import { asFault } from "../core/fault.ts";
import { adviceOnFault } from "../core/sentences/sentences.ts";
import type { Instance } from "./instance.ts";
import { readSettings } from "./settings/read-settings.ts";

/** How often the file is looked at. */
const LOOK_MS = 2_000;

/** These are read once at the start: another value asks for a restart. Who signs in may change at any time. */
const AT_START = [
  "Company",
  "Office365",
  "Planning",
  "State",
  "Console",
] as const satisfies readonly (keyof Settings)[];
const SIGNING_IN = [
  "ClientId",
  "CertificateFile",
] as const satisfies readonly (keyof Settings["Office365"])[];

/** When a change of this key counts. Another tenant has other mailboxes: none is begun with under way; the first one is nobody's end. */
export function effectOf(key: string, { Office365 }: Pick<Settings, "Office365">): "atOnce" | "restart" {
  if (key === "Office365.TenantId" && Office365.TenantId.trim() === "") return "atOnce";
  const isRead = AT_START.some((section) => key.startsWith(`${section}.`));
  return isRead && !SIGNING_IN.some((name) => key === `Office365.${name}`) ? "restart" : "atOnce";
}

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

  /** Looks at the file now, whenever the next look was due. */
  lookAgain(): void {
    this.#nextLookAt = 0;
    this.current();
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
      const { ClientId, CertificateFile } = settings.Office365;
      const before = this.#settings.Office365;
      const TenantId = before.TenantId.trim() === "" ? settings.Office365.TenantId : before.TenantId;
      const kept = {
        ...Object.fromEntries(AT_START.map((section) => [section, this.#settings[section]])),
        Office365: { ...before, TenantId, ClientId, CertificateFile },
      };
      const next: Settings = { ...settings, ...kept };
      const frozen = AT_START.filter(
        (section) => JSON.stringify(settings[section]) !== JSON.stringify(next[section]),
      );
      if (frozen.length > 0)
        log.warning("Console", "Some changed settings need a restart.", { sections: frozen });
      this.#settings = next;
      log.setLevels(settings.MinimumLevel);
      log.information("Console", "Changed settings are in force.", { file });
    } catch (thrown) {
      const fault = asFault(thrown);
      log.error("Console", adviceOnFault(fault, lang).what, { code: fault.code });
    }
  }
}
