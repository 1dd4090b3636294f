// Starts a sandbox in this process: for tests, demonstrations, and the command line.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Clock, systemClock } from "./clock.ts";
import { type Company, readCompany } from "./company/company.ts";
import { defaultCompany } from "./company/default-company.ts";
import type { Control } from "./control/control.ts";
import type { FaultRule } from "./control/faults.ts";
import { Core, type CoreOptions } from "./core.ts";
import { serverCertificate } from "./server/certificates.ts";
import { serve } from "./server/https-server.ts";
import { Persistence } from "./server/persistence.ts";
import type { Settings } from "./settings.ts";
import type { Outbound } from "./subscriptions/outbound.ts";

/** How often webhooks that failed are looked at. */
const HEARTBEAT_MS = 1000;

export interface StartOptions {
  /** 0 (the default) takes a free port. */
  port?: number;
  /** The address to listen on. */
  host?: string;
  /** A company file, or the company itself; absent: three sample people. */
  company?: string | Company;
  /** Where certificates and mailboxes are kept; absent: certificates in a temporary folder, mailboxes in memory. */
  data?: string;
  latencyMs?: number;
  faults?: FaultRule[];
  seed?: number;
  clock?: Clock;
  /** What the sandbox takes for the present; it goes on from there. Epoch milliseconds. */
  now?: number;
  settings?: Partial<Settings>;
  /** What each request to a mailbox meets, for a trace to replay; absent: `latencyMs` for all. */
  weather?: CoreOptions["weather"];
  /** How webhooks are reached; absent: over the network. */
  outbound?: Outbound;
}

export interface Sandbox {
  /** `https://localhost:PORT`: the authority host; Graph is at `${url}/v1.0`, the page at `${url}/sandbox/`. */
  url: string;
  port: number;
  /** The certificate authority to trust. */
  caFile: string;
  caPem: string;
  tenantId: string;
  /** The mailboxes come from an earlier run with the same `data`; a company given was not read. */
  restored: boolean;
  control: Control;
  core: Core;
  stop(): Promise<void>;
}

/** A core without a network, filled with a company. */
export function startCore(options: Omit<StartOptions, "port" | "host" | "data"> = {}): Core {
  const settings: Partial<Settings> = { ...options.settings };
  if (options.latencyMs !== undefined) settings.latencyMs = options.latencyMs;
  const { clock = systemClock, seed = 1, outbound, weather } = options;
  const core = new Core({
    clock,
    seed,
    settings,
    ...(weather && { weather }),
    ...(outbound && { outbound }),
  });
  if (options.now !== undefined) core.clock.set(options.now);
  for (const fault of options.faults ?? []) core.control.addFault(fault);
  return core;
}

export function loadInto(core: Core, company: string | Company | undefined): void {
  const faults = [...core.faults.list()];
  if (typeof company === "string") {
    const file = resolve(company);
    core.control.load(readCompany(readFileSync(file, "utf8"), company), dirname(file));
  } else core.control.load(company ?? defaultCompany(core.clock.now()));
  for (const { id: _id, matched: _matched, played: _played, ...rule } of faults) core.faults.add(rule);
}

export async function start(options: StartOptions = {}): Promise<Sandbox> {
  const core = startCore(options);
  const folder = options.data ?? mkdtempSync(join(tmpdir(), "microsoft365-sandbox-"));
  const clean = () => {
    if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
  };
  let persistence: Persistence | null = null;
  try {
    if (options.data !== undefined) persistence = new Persistence(core, folder);
    const restored = persistence?.exists ?? false;
    if (persistence?.exists) persistence.restore(options.now !== undefined);
    else loadInto(core, options.company);
    const certificate = await serverCertificate(folder);
    const keep = () => persistence?.save();
    const server = await serve(core, keep, certificate, options.port ?? 0, options.host ?? "127.0.0.1");
    core.directory.ownOrigins = ["localhost", "127.0.0.1"].map((host) => `https://${host}:${server.port}`);
    persistence?.start();
    const { subscriptions } = core.world;
    // What an earlier run had not told yet.
    void subscriptions.deliver();
    const heartbeat = setInterval(() => subscriptions.retry(), HEARTBEAT_MS).unref();
    return {
      url: `https://localhost:${server.port}`,
      port: server.port,
      caFile: certificate.caFile,
      caPem: certificate.caPem,
      tenantId: core.directory.tenantId,
      restored,
      control: core.control,
      core,
      async stop() {
        clearInterval(heartbeat);
        await server.close();
        persistence?.stop();
        clean();
      },
    };
  } catch (error) {
    persistence?.close();
    clean();
    throw error;
  }
}
