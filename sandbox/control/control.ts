// The levers beside the API, as methods: what tests in the same process use, and what /sandbox/… calls.
import { type CompanyApp, type CompanyUser, checkApp, checkCompany } from "../company/company.ts";
import { addUser, fillMailbox, type LoadReport, loadCompany, registerApp } from "../company/load-company.ts";
import type { Core } from "../core.ts";
import { touch } from "../mailbox/changes.ts";
import type { Mail } from "../mailbox/mail-log.ts";
import { LAST_DAY } from "../recurrence/civil.ts";
import { changeSettings, type Settings } from "../settings.ts";
import { LIFECYCLE_EVENTS, type LifecycleEvent, type Subscription } from "../subscriptions/subscription.ts";
import { type ActiveFault, checkFault, type FaultRule } from "./faults.ts";
import type { LogEntry } from "./request-log.ts";

const DAY_MS = 86_400_000;

export interface RequestStatistics {
  requests: number;
  /** The most requests that were in flight for one mailbox. */
  peakConcurrency: number;
  /** The same for one app, over all mailboxes. */
  peakAppConcurrency: number;
  throttled: number;
  /** Calls made before a Retry-After had passed. */
  violations: number;
}

export class Control {
  readonly #core: Core;
  loadReport: LoadReport = { users: 0, events: 0, notes: [] };

  constructor(core: Core) {
    this.#core = core;
  }

  /** Replaces everything by a company; relative file names in it start at `folder`. */
  load(company: unknown, folder = process.cwd()): LoadReport {
    const checked = checkCompany(company);
    this.reset();
    this.loadReport = loadCompany(this.#core, checked, folder);
    this.#core.world.onChange();
    return this.loadReport;
  }

  /** Adds users, or events to users who are there. */
  add(part: { users?: CompanyUser[] }, folder = process.cwd()): LoadReport {
    const users = part.users ?? [];
    const { world } = this.#core;
    checkCompany({ tenantId: world.tenantId, apps: [], users });
    const report: LoadReport = { users: 0, events: 0, notes: [] };
    for (const user of users) {
      let mailbox = world.find(user.userPrincipalName);
      if (!mailbox) {
        mailbox = addUser(world, user);
        report.users++;
      }
      fillMailbox(world, mailbox, user, folder, report);
    }
    this.loadReport.notes.push(...report.notes);
    world.onChange();
    return report;
  }

  /** An empty tenant; levers and the clock stay. */
  reset(): void {
    const { world, directory, codes, faults, log, throttle } = this.#core;
    world.clear();
    directory.apps.clear();
    codes.clear();
    faults.clear();
    log.clear();
    throttle.reset();
    this.loadReport = { users: 0, events: 0, notes: [] };
    world.onChange();
  }

  /** Changes a user's properties, such as the state of the mailbox. */
  changeUser(key: string, change: Partial<CompanyUser>): void {
    const { world } = this.#core;
    const mailbox = world.find(key);
    if (!mailbox) throw new RangeError(`There is no user '${key}'.`);
    const { calendars, events, ics, userPrincipalName, id, mail, ...rest } = change;
    if (calendars || events || ics || userPrincipalName || id || mail !== undefined) {
      throw new RangeError("Names and calendars of a user can't be changed; load the company anew.");
    }
    checkCompany({ tenantId: world.tenantId, apps: [], users: [{ userPrincipalName: key, ...rest }] });
    mailbox.changeUser(rest);
    world.onChange();
  }

  settings(change?: Partial<Settings>): Settings {
    if (change) changeSettings(this.#core.world.settings, { ...change });
    return this.#core.world.settings;
  }

  registerApp(app: CompanyApp): void {
    checkApp(app, "app");
    registerApp(this.#core, app, process.cwd());
  }

  /** Tokens issued so far are refused with 401 from now on. */
  expireTokens(): void {
    this.#core.tokens.revokeAll();
  }

  /** Delta tokens and skip tokens given out so far are refused with 410 from now on. */
  expireDeltaTokens(): void {
    this.#core.world.deltaGeneration++;
    this.#core.world.onChange();
  }

  subscriptions(): Subscription[] {
    return this.#core.world.subscriptions.list();
  }

  /** Sends a lifecycle notice; true where its webhook acknowledged it. */
  async tellLifecycle(id: string, event: LifecycleEvent): Promise<boolean> {
    const subscription = this.#core.world.subscriptions.find(id);
    if (!subscription) throw new RangeError(`There is no subscription '${id}'.`);
    if (!LIFECYCLE_EVENTS.includes(event)) {
      throw new RangeError(`A lifecycle notice is one of ${LIFECYCLE_EVENTS.join(", ")}, not '${event}'.`);
    }
    return this.#core.world.subscriptions.tellLifecycle(subscription, event);
  }

  /** Sends every notice that is due; resolves when all webhooks have answered. */
  deliverNotices(): Promise<void> {
    return this.#core.world.subscriptions.deliver();
  }

  /** Moves etag and lastModifiedDateTime without an edit, of one event or of all in a mailbox (microsoft-graph-docs#14632). */
  touch(key: string, eventId?: string): void {
    const { world } = this.#core;
    const mailbox = world.find(key);
    if (!mailbox) throw new RangeError(`There is no user '${key}'.`);
    const events = eventId === undefined ? [...mailbox.events()] : [mailbox.event(eventId)];
    for (const event of events) {
      if (!event) throw new RangeError(`The mailbox of ${key} has no event '${eventId}'.`);
      touch(world, mailbox, event);
    }
  }

  /** From 1970 until the calendar ends. */
  setClock(epochMs: number): void {
    if (!(epochMs >= 0 && epochMs <= LAST_DAY * DAY_MS)) {
      throw new RangeError("The clock goes from 1970 to 4500.");
    }
    this.#core.clock.set(epochMs);
  }

  advanceClock(ms: number): void {
    this.setClock(this.#core.clock.now() + ms);
  }

  addFault(rule: FaultRule): ActiveFault {
    return this.#core.faults.add(checkFault(rule));
  }

  clearFaults(): void {
    this.#core.faults.clear();
  }

  requests(since = 0): LogEntry[] {
    return this.#core.log.since(since);
  }

  mails(since = 0): Mail[] {
    return this.#core.world.mails.since(since);
  }

  statistics(): RequestStatistics {
    const { log, throttle } = this.#core;
    return {
      requests: log.count,
      peakConcurrency: throttle.peak,
      peakAppConcurrency: throttle.peakOfApp,
      throttled: throttle.refused,
      violations: throttle.violations,
    };
  }
}
