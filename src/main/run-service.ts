// The service: holds the lease, keeps everybody in step, and answers other processes and the console while it does.
import { randomBytes } from "node:crypto";
import type { AuditReport } from "../contract/audit.ts";
import type { StatusReport, SyncReport } from "../contract/report.ts";
import type { Rhythm } from "../engine/pacemaker.ts";
import type { Progress } from "../engine/progress.ts";
import { SubscriptionKeeper } from "../engine/subscriptions/keeper.ts";
import { NoticeBoard, WAITS, type Waits } from "../engine/subscriptions/notice-board.ts";
import { Wishes } from "../engine/wishes.ts";
import { AccountStore } from "../gateways/accounts/open-accounts.ts";
import { DeedBook } from "../gateways/deeds/open-deeds.ts";
import { takeLease } from "../gateways/state/lease.ts";
import type { Watch } from "../inbound/cli/actions.ts";
import { openControlServer } from "../inbound/control/control-server.ts";
import { type Door, openConsole } from "../inbound/http/open-console.ts";
import { noticeDoor } from "../inbound/webhook/notice-door.ts";
import { type OpenPorts, openLivePorts } from "./assemble.ts";
import { type AuditOrder, audit } from "./audit.ts";
import { consoleBackend } from "./console/backend.ts";
import { deskWork } from "./desk.ts";
import { type Instance, makeDataFolder } from "./instance.ts";
import { LiveSettings } from "./live-settings.ts";
import { checkState } from "./open-stores.ts";
import { PacedLoop } from "./paced-loop.ts";
import { removeServiceEntry, type ServiceEntry, writeServiceEntry } from "./running-service.ts";
import { isConnected } from "./settings/credentials.ts";
import { buildStatus, LiveProgress } from "./status.ts";
import { cycle, type SyncOrder } from "./sync.ts";
import { tellExpiry } from "./tell-expiry.ts";

export interface ServiceOptions {
  /** Without it, as often as `SyncJob.Interval` says. */
  readonly rhythm?: Rhythm;
  /** Without it, as Microsoft's figures suggest. */
  readonly waits?: Waits;
  /** A further page that the console links to. */
  readonly sandboxUrl?: string;
  /** Console.Url's port may be another one if it is taken; otherwise that is a fault. */
  readonly anyPort?: boolean;
  /** Told once the service answers. */
  readonly onReady?: (facts: { consoleUrl: string; setUpUrl: string | null }) => void;
  readonly onProgress?: (progress: Progress, ports: OpenPorts) => void;
}

/** Runs until the watch's signal is aborted. Faults: those of settings, state and planning; `stateInUse`, `portInUse`. */
export async function runService(
  instance: Instance,
  watch: Watch,
  options: ServiceOptions = {},
): Promise<void> {
  await checkState(instance);
  makeDataFolder(instance);
  const lease = takeLease(instance.stateFile);
  try {
    const settings = new LiveSettings(instance);
    const ports = await openLivePorts(instance, "write", () => settings.current());
    try {
      await serveAll(instance, settings, ports, watch, options);
    } finally {
      await ports.close();
    }
  } finally {
    lease.release();
  }
}

async function serveAll(
  instance: Instance,
  settings: LiveSettings,
  ports: OpenPorts,
  watch: Watch,
  options: ServiceOptions,
): Promise<void> {
  const live = new LiveProgress(instance.clock.now);
  const startedAt = new Date().toISOString();
  const notificationUrl = instance.settings.Office365.NotificationUrl;
  const board = new NoticeBoard(ports.clock, options.waits ?? WAITS);
  const keeper = new SubscriptionKeeper(ports, board, notificationUrl);
  await keeper.load();
  const status = () =>
    buildStatus({
      ...ports,
      live,
      notices: board,
      service: { running: true, pid: process.pid, startedAt },
      now: ports.clock.now,
    });
  const onProgress = (progress: Progress) => {
    live.onProgress(progress);
    options.onProgress?.(progress, ports);
  };
  const wishes = new Wishes();
  const loop = new PacedLoop(ports, {
    wishes,
    settings: () => {
      const { Company: company, Sync: sync, SyncJob } = settings.current();
      return { company, sync, rhythm: options.rhythm ?? rhythmOf(SyncJob.Interval) };
    },
    hints: board,
    onProgress,
    signal: watch.signal,
  });
  const accounts = new AccountStore({ file: instance.accountsFile, now: Date.now });
  const deeds = new DeedBook({ file: instance.deedsFile, now: Date.now });
  const page = await openConsole(
    instance.settings.Console.Url,
    consoleBackend({
      ...ports,
      ...(options.sandboxUrl !== undefined && { sandboxUrl: options.sandboxUrl }),
      accounts,
      microsoft: instance.settings.Console.MicrosoftSignIn ? ports.personSignIn : null,
      deeds,
      status,
      settings: () => settings.current(),
      now: ports.clock.now,
      wishes,
      alone: (work) => loop.alone(work),
      instance,
      live: settings,
      startedAt,
      keptLog: instance.log.kept,
      isConnected: () => isConnected(settings.current(), instance.dataFolder, instance.environment),
      nextLookAt: (login) => live.nextLookAt(login),
      troubleEndedAt: () => live.troubleEndedAt,
    }),
    options.anyPort === true,
    doorAt(notificationUrl, board),
  );
  const token = randomBytes(32).toString("base64url");
  const control = await openControlServer(token, {
    ping: async () => true,
    status: (): Promise<StatusReport> => status(),
    sync: (args, tell): Promise<SyncReport> =>
      loop.alone(() =>
        cycle(ports, { settings: settings.current() }, args as SyncOrder, {
          signal: watch.signal,
          onProgress: (progress) => {
            onProgress(progress);
            tell(progress);
          },
        }),
      ),
    audit: (args): Promise<AuditReport> =>
      loop.alone(() => audit(ports, { settings: settings.current() }, args as AuditOrder, watch.signal)),
    ...deskWork(ports, (work) => loop.alone(work)),
  });
  const entry: ServiceEntry = { pid: process.pid, port: control.port, token, startedAt };
  const ending = new AbortController();
  const endTelling = tellExpiry(instance, () => settings.current(), ports.signIns);
  const keeping = keeper.run(AbortSignal.any([watch.signal, ending.signal]));
  try {
    writeServiceEntry(instance.serviceFile, entry);
    instance.log.information("Console", "The service is running.", { status: page.url, pid: process.pid });
    // A record that was replaced as a whole is found out by what an earlier log says.
    instance.log.information("Console", "The record of who did what goes on.", { ...deeds.head() });
    const link = accounts.newSetUpLink();
    const setUpUrl = link === null ? null : `${page.url}/set-up#${link}`;
    options.onReady?.({ consoleUrl: page.url, setUpUrl });
    await loop.run();
  } finally {
    ending.abort();
    endTelling();
    // A handshake may still have to be answered.
    await keeping;
    removeServiceEntry(instance.serviceFile, entry);
    await Promise.all([control.close(), page.close()]);
    accounts.close();
    deeds.close();
    instance.log.information("Console", "The service has ended.");
  }
}

/** Without an address nobody is let in. */
function doorAt(notificationUrl: string | null, board: NoticeBoard): Door {
  return notificationUrl === null ? () => false : noticeDoor(new URL(notificationUrl).pathname, board);
}

/** A technician's edit is on the board within a minute: 0.1 % of what Microsoft allows for a mailbox. */
const WORKING_MS = 60_000;

/** Cheap looks often, dear ones as the setting says: planning is a file next door, a calendar is a request to Microsoft. */
export function rhythmOf(intervalSeconds: number): Rhythm {
  return {
    planningMs: 2_000,
    activeMs: 15_000,
    activeForMs: 10 * 60_000,
    workingMs: Math.min(WORKING_MS, intervalSeconds * 1_000),
    restMs: intervalSeconds * 1_000,
    directoryMs: 30_000,
  };
}
