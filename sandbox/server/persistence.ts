// Keeps the world on disk: one file per mailbox and one for the tenant, written beside and renamed, a moment
// after a change and when the sandbox stops.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Core } from "../core.ts";
import type { RegisteredApp } from "../entra/directory.ts";
import type { StoredMailbox } from "../mailbox/mailbox.ts";
import { writeAtomically } from "./certificates.ts";

interface StoredTenant {
  tenantId: string;
  domains: string[];
  apps: RegisteredApp[];
  users: string[];
  deltaGeneration: number;
  entropy: number;
  clockShiftMs: number;
}

const PAUSE_MS = 200;

export class Persistence {
  readonly #core: Core;
  readonly #tenantFile: string;
  readonly #folder: string;
  #timer: NodeJS.Timeout | null = null;

  constructor(core: Core, dataFolder: string) {
    this.#core = core;
    this.#tenantFile = join(dataFolder, "tenant.json");
    this.#folder = join(dataFolder, "mailboxes");
  }

  get exists(): boolean {
    return existsSync(this.#tenantFile);
  }

  /** With `keepClock` the present was given anew, and the stored shift does not count. */
  restore(keepClock: boolean): void {
    const tenant = JSON.parse(readFileSync(this.#tenantFile, "utf8")) as StoredTenant;
    const { world, directory, clock } = this.#core;
    directory.tenantId = world.tenantId = tenant.tenantId;
    directory.domains = tenant.domains;
    for (const app of tenant.apps) directory.register(app);
    world.deltaGeneration = tenant.deltaGeneration;
    // A step ahead: should the last moments be missing, their ids do not come again.
    world.entropy.state = (tenant.entropy + 0x9e3779b9) >>> 0;
    if (tenant.clockShiftMs !== 0 && !keepClock) clock.advance(tenant.clockShiftMs);
    for (const id of tenant.users) {
      const stored = JSON.parse(readFileSync(this.#fileOf(id), "utf8")) as StoredMailbox;
      world.add(stored.user, stored);
    }
  }

  start(): void {
    mkdirSync(this.#folder, { recursive: true });
    this.#core.world.onChange = () => {
      this.#timer ??= setTimeout(() => this.save(), PAUSE_MS);
    };
    this.save();
  }

  save(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const { world, directory, clock } = this.#core;
    for (const mailbox of world.mailboxes.values()) {
      if (!mailbox.dirty) continue;
      writeAtomically(this.#fileOf(mailbox.user.id), JSON.stringify(mailbox.store()), 0o600);
      mailbox.dirty = false;
    }
    const tenant: StoredTenant = {
      tenantId: directory.tenantId,
      domains: directory.domains,
      apps: [...directory.apps.values()],
      users: [...world.mailboxes.keys()],
      deltaGeneration: world.deltaGeneration,
      entropy: world.entropy.state,
      clockShiftMs: clock.shift,
    };
    writeAtomically(this.#tenantFile, JSON.stringify(tenant, null, 2), 0o600);
  }

  stop(): void {
    this.save();
    this.#core.world.onChange = () => {};
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${encodeURIComponent(id)}.json`);
  }
}
