// The whole product in played time: the real engine, gateways and gates over databases in memory, and the sandbox's core in this process instead
// of Microsoft. Nothing is replaced but the network, the clock and the signing in.
import { DatabaseSync } from "node:sqlite";
import type { Core } from "../../sandbox/core.ts";
import type { Settings } from "../../sandbox/settings.ts";
import { loadInto, startCore } from "../../sandbox/start.ts";
import type { Outbound } from "../../sandbox/subscriptions/outbound.ts";
import type { SyncReport } from "../../src/contract/report.ts";
import { type CycleOptions, runCycle } from "../../src/engine/cycle.ts";
import type { Log } from "../../src/engine/log.ts";
import type { SubscriptionPort } from "../../src/engine/ports/subscriptions.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { openOffice365 } from "../../src/gateways/graph/create-calendar.ts";
import { openPlanning, type PlanningGateway } from "../../src/gateways/planning/open-planning.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { realEntropy, seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SYNC } from "../../test/support/samples.ts";
import {
  CLIENT,
  COMPANY,
  emailOf,
  fillPlanning,
  numbersOf,
  SECRET,
  type Size,
  TENANT,
  tenantOf,
} from "./company.ts";
import { PlayedTime } from "./played-time.ts";
import type { Trace } from "./trace.ts";

/** A Tuesday morning. */
export const NOW = Date.parse("2026-11-24T09:00:00Z");
const GRAPH = "https://graph.microsoft.com";

export interface Counts {
  /** Calls over HTTP, an envelope counted once. */
  calls: number;
  /** Requests to mailboxes that took their place there, by address. */
  readonly requests: Map<string, number>;
  /** Questions for what is new since the last one, and the calls that carried them. */
  readonly looks: { requests: number; calls: number };
  /** Those that the trace refused. */
  refusedByTrace: number;
}

/** What the sandbox saw, in the terms of the goals. */
export interface Conduct {
  /** Calls before a Retry-After had passed. */
  readonly violations: number;
  /** Refusals that a client brought upon itself: more at a time than allowed, or too many in ten minutes. */
  readonly refusals: number;
  /** The most requests at a time to one mailbox. */
  readonly peak: number;
}

export class PlayedCompany {
  readonly time: PlayedTime;
  readonly size: Size;
  readonly core: Core;
  readonly counts: Counts;
  /** The planning database as an ERP has it open. */
  readonly erp: DatabaseSync;
  readonly planning: PlanningGateway;
  readonly ports: Ports;
  readonly subscriptions: SubscriptionPort;
  /** The way from Microsoft to a webhook; at first there is none. */
  outbound: Outbound = () => Promise.reject(new Error("Nobody listens."));
  /** The last fault that a cycle logged. */
  lastError = "";

  private constructor(size: Size, core: Core, time: PlayedTime, counts: Counts, stores: Stores) {
    this.size = size;
    this.core = core;
    this.time = time;
    this.counts = counts;
    this.erp = stores.erp;
    this.planning = stores.planning;
    const around = { clock: time, entropy: seededEntropy(1), log: this.#log() };
    const { calendar, subscriptions } = openOffice365({
      office365: { ...ACCESS, certificateFile: null, authorityHost: GRAPH, graphUrl: GRAPH },
      companyTimeZone: COMPANY.timeZone,
      ...around,
      fetch: (url, options) => this.#fetch(String(url), options ?? {}),
      credential: () => ({ getToken: () => this.token() }),
    });
    this.subscriptions = subscriptions;
    this.ports = { planning: stores.planning, state: stores.state, calendar, ...around };
  }

  static async open(size: Size, trace: Trace, settings: Partial<Settings> = {}): Promise<PlayedCompany> {
    const time = new PlayedTime(NOW);
    const counts: Counts = {
      calls: 0,
      requests: new Map(),
      looks: { requests: 0, calls: 0 },
      refusedByTrace: 0,
    };
    let company: PlayedCompany | null = null;
    const core = startCore({
      seed: 1,
      clock: time,
      outbound: (post) => (company as PlayedCompany).outbound(post),
      // What was sent in the very moment of a refusal had not heard of it.
      settings: { retryAfterGraceMs: 1, ...settings },
      weather: (mailbox) => {
        const index = counts.requests.get(mailbox) ?? 0;
        counts.requests.set(mailbox, index + 1);
        const { latencyMs, retryAfterMs } = trace.at(mailbox, index);
        if (retryAfterMs !== null) counts.refusedByTrace += 1;
        return { latencyMs, retryAfter: retryAfterMs === null ? null : retryAfterMs / 1000 };
      },
    });
    loadInto(core, tenantOf(size));
    const erp = new DatabaseSync(":memory:");
    const planning = await openPlanning({ file: ":memory:", company: COMPANY, database: erp });
    const state = await openState({
      file: ":memory:",
      companyNumber: COMPANY.number,
      clock: time,
      entropy: realEntropy,
    });
    company = new PlayedCompany(size, core, time, counts, { erp, planning, state });
    return company;
  }

  /** The jobs of all, in planning. */
  plan(): Promise<void> {
    return fillPlanning(this.planning, this.size, this.time.now());
  }

  cycleOptions(): CycleOptions {
    return {
      company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: COMPANY.timeZone },
      sync: SYNC,
      logins: null,
      dryRun: false,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    };
  }

  /** One cycle, to its end. Throws where a participant failed: a benchmark measures what worked. */
  async cycle(): Promise<SyncReport> {
    const report = await this.time.until(runCycle(this.ports, this.cycleOptions()));
    const bad = report.participants.find(({ outcome, parked }) => outcome !== "ok" || parked.length > 0);
    if (bad !== undefined) throw new Error(`${bad.user}: ${bad.outcome} ${bad.reason}, ${this.lastError}`);
    return report;
  }

  conduct(): Conduct {
    const { violations, throttled, peakConcurrency } = this.core.control.statistics();
    return { violations, refusals: throttled - this.counts.refusedByTrace, peak: peakConcurrency };
  }

  events(person: number) {
    const mailbox = this.core.world.find(emailOf(person));
    if (mailbox === undefined) throw new Error(`There is no mailbox of ${emailOf(person)}.`);
    return [...mailbox.events()];
  }

  /** Throws unless each job stands in its calendar exactly once. */
  assertComplete(): void {
    for (const person of numbersOf(this.size)) {
      const subjects = new Set(this.events(person).map(({ fields }) => fields.subject));
      const { length } = this.events(person);
      if (length !== this.size.appointments || subjects.size !== length)
        throw new Error(`${emailOf(person)} has ${length} events, ${subjects.size} different ones.`);
    }
  }

  async close(): Promise<void> {
    await this.planning.close();
    await this.ports.state.close();
    this.erp.close();
  }

  async token(): Promise<{ token: string; expiresOnTimestamp: number }> {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: CLIENT,
      client_secret: SECRET,
      scope: `${GRAPH}/.default`,
    });
    const { body } = await this.core.handle({
      method: "POST",
      url: `/${TENANT}/oauth2/v2.0/token`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: String(form),
    });
    const { access_token, expires_in } = JSON.parse(body) as { access_token: string; expires_in: number };
    return { token: access_token, expiresOnTimestamp: Date.now() + expires_in * 1000 };
  }

  /** A request as the network would bring it to the sandbox. */
  async #fetch(url: string, { method = "GET", headers, body }: RequestInit): Promise<Response> {
    this.counts.calls += 1;
    const looks = `${url} ${body ?? ""}`.match(/calendarView\/delta\?\$deltatoken=/g)?.length ?? 0;
    this.counts.looks.requests += looks;
    if (looks > 0) this.counts.looks.calls += 1;
    const named = Object.entries((headers ?? {}) as Record<string, string>);
    const reply = await this.core.handle({
      method,
      url: url.slice(GRAPH.length),
      headers: {
        host: new URL(GRAPH).host,
        ...Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value])),
      },
      body: String(body ?? ""),
    });
    const hasBody = reply.status !== 204 && reply.body !== "";
    return new Response(hasBody ? reply.body : null, { status: reply.status, headers: reply.headers });
  }

  #log(): Log {
    const silent = () => undefined;
    const keep = (_category: string, message: string, detail?: object) => {
      this.lastError = `${message} ${JSON.stringify(detail)}`;
    };
    return { verbose: silent, debug: silent, information: silent, warning: keep, error: keep };
  }
}

const ACCESS = { tenantId: TENANT, clientId: CLIENT, secret: SECRET };

interface Stores {
  readonly erp: DatabaseSync;
  readonly planning: PlanningGateway;
  readonly state: Ports["state"];
}
