// One sandbox for many scenarios: each of them finds an empty tenant of its own, and a sandbox that lives in the scenario's present.
import tls from "node:tls";
import { defaultSettings, type Settings } from "../../sandbox/settings.ts";
import { type Sandbox, start } from "../../sandbox/start.ts";
import { createCalendar } from "../../src/gateways/graph/create-calendar.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SILENT } from "../support/samples.ts";
import type { PlayedClock } from "./played-clock.ts";
import { SandboxOutlook } from "./sandbox-outlook.ts";
import { ZONE } from "./when.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-0000000000ce";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000ce";
const SECRET = "s3cr€t +/=";

export class SandboxCompany {
  readonly #sandbox: Sandbox;
  readonly #present: Present;
  readonly #settings: Partial<Settings>;

  private constructor(sandbox: Sandbox, present: Present, settings: Partial<Settings>) {
    this.#sandbox = sandbox;
    this.#present = present;
    this.#settings = settings;
  }

  static async open(settings: Partial<Settings> = {}): Promise<SandboxCompany> {
    const present = new Present();
    const sandbox = await start({ clock: present, seed: 7 });
    tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
    return new SandboxCompany(sandbox, present, settings);
  }

  /** What stood in the tenant before is gone. */
  outlook(clock: PlayedClock): SandboxOutlook {
    this.#present.of = clock;
    const apps = [{ clientId: CLIENT, displayName: "termin-sync", secrets: [SECRET] }];
    const { control, url } = this.#sandbox;
    control.settings({ ...defaultSettings, transactionOutlivesDeletion: true, ...this.#settings });
    control.load({ tenantId: TENANT, apps, users: [] });
    const office365 = {
      tenantId: TENANT,
      clientId: CLIENT,
      secret: SECRET,
      certificateFile: null,
      authorityHost: url,
      graphUrl: url,
    };
    const around = { clock, entropy: seededEntropy(1), log: SILENT };
    return new SandboxOutlook(this.#sandbox, createCalendar({ office365, companyTimeZone: ZONE, ...around }));
  }

  close(): Promise<void> {
    return this.#sandbox.stop();
  }
}

/** The clock of the scenario that is playing; between them time stands still. */
class Present {
  of: Pick<PlayedClock, "now" | "sleep"> = { now: () => 0, sleep: () => Promise.resolve() };

  now(): number {
    return this.of.now();
  }

  sleep(milliseconds: number): Promise<void> {
    return this.of.sleep(milliseconds);
  }
}
