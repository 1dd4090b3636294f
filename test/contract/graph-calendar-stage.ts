// The calendar suite's stage over the real gateway and the sandbox; the people in Outlook are a client of their own.
import tls from "node:tls";
import { moveEvent } from "../../sandbox/mailbox/changes.ts";
import type { Settings } from "../../sandbox/settings.ts";
import { type Sandbox, start } from "../../sandbox/start.ts";
import type { GraphEvent, GraphEventWrite, GraphPage } from "../../src/contract/graph.ts";
import { timeToGraph } from "../../src/core/mapping/event-time.ts";
import type { SharedFields, Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { createCalendar } from "../../src/gateways/graph/create-calendar.ts";
import { realClock } from "../../src/gateways/system/clock.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SILENT } from "../support/samples.ts";
import { ANNA, BERND, type Outlook, type Stage } from "./calendar-stage.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-0000000000ca";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000ca";
const SECRET = "s3cr€t +/=";
const NOW = Date.parse("2026-11-24T10:00:00Z");

/** For servers that fail time and again without asking for a wait: nobody need wait for the waits in between. */
export const HASTY: Clock = { now: realClock.now, sleep: async () => undefined };

/** `others`: further people of the company, who do nothing. `clock`: how the gateway waits. */
export async function openGraphStage(
  settings: Partial<Settings> = {},
  others: readonly string[] = [],
  clock: Clock = realClock,
): Promise<Stage & { readonly sandbox: Sandbox }> {
  const users = [ANNA, BERND, ...others].map((userPrincipalName) => ({
    userPrincipalName,
    timeZone: "Europe/Berlin",
    calendars: [{ name: "Kalender", isDefault: true }, { name: "Privat" }],
  }));
  const apps = [{ clientId: CLIENT, displayName: "termin-sync", secrets: [SECRET] }];
  const sandbox = await start({ company: { tenantId: TENANT, apps, users }, now: NOW, seed: 7, settings });
  tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
  const office365 = {
    tenantId: TENANT,
    clientId: CLIENT,
    secret: SECRET,
    certificateFile: null,
    authorityHost: sandbox.url,
    graphUrl: sandbox.url,
  };
  const calendar = createCalendar({
    office365,
    companyTimeZone: "Europe/Berlin",
    clock,
    entropy: seededEntropy(1),
    log: SILENT,
  });
  const person = new Person(sandbox);
  return {
    sandbox,
    calendar,
    requestsAtRest: 1,
    anna: person.outlook(ANNA, BERND),
    bernd: person.outlook(BERND, ANNA),
    loseAnswer: (call) => loseAnswer(sandbox, call),
    expireCursors: () => sandbox.control.expireDeltaTokens(),
    takeLicence: () => sandbox.control.changeUser(ANNA, { state: "unlicensed" }),
    close: () => sandbox.stop(),
  };
}

function loseAnswer(sandbox: Sandbox, call: "create" | "update" | "remove"): void {
  const method = { create: "POST", update: "PATCH", remove: "DELETE" }[call];
  sandbox.control.addFault({ method, path: "/events", afterCommit: true, drop: true, times: 1 });
}

class Person {
  readonly #sandbox: Sandbox;
  #token: string | null = null;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  outlook(owner: string, other: string): Outlook {
    const events = `/users/${owner}/events`;
    const at = (id: EventId) => `${events}/${encodeURIComponent(id)}`;
    const write = async (method: string, path: string, body?: object) =>
      (await this.#call(method, path, body)) as GraphEvent;
    const post = async (body: object) => String((await write("POST", events, body)).id) as EventId;
    return {
      add: (fields) => post(bodyOf(fields)),
      addSeries: (subject, times) => post(seriesOf(subject, times)),
      edit: async (id, change) => void (await write("PATCH", at(id), bodyOf(change))),
      delete: async (id) => void (await write("DELETE", at(id))),
      deleteSeries: async (master) => void (await write("DELETE", at(master))),
      moveToOtherCalendar: (id) => this.#move(owner, id),
      invite: (subject, time) => post(meetingOf(subject, time, other)),
      body: async (id) => String((await write("GET", at(id))).body?.content).replaceAll("\r\n", "\n"),
      subjects: async () => {
        const page = (await this.#call("GET", `${events}?$top=100`)) as GraphPage<GraphEvent>;
        return (page.value ?? []).map((event) => event.subject ?? "").sort();
      },
    };
  }

  /** Outlook has this command, Graph has not. */
  async #move(owner: string, id: EventId): Promise<void> {
    const { world } = this.#sandbox.core;
    const mailbox = world.find(owner);
    const event = mailbox?.event(id);
    const target = mailbox?.calendars.find((one) => !one.isDefault);
    if (!mailbox || !event || !target) throw new Error("Nothing to move.");
    moveEvent(world, mailbox, event, target.id);
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    this.#token ??= await this.#signIn();
    const response = await fetch(`${this.#sandbox.url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        "content-type": "application/json",
        prefer: 'IdType="ImmutableId", outlook.body-content-type="text"',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }

  async #signIn(): Promise<string> {
    const response = await fetch(`${this.#sandbox.url}/${TENANT}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: CLIENT,
        client_secret: SECRET,
        scope: "https://graph.microsoft.com/.default",
      }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }
}

function bodyOf(fields: Partial<SharedFields>): GraphEventWrite {
  return {
    ...(fields.time !== undefined && timeToGraph(fields.time)),
    ...(fields.subject !== undefined && { subject: fields.subject }),
    ...(fields.location !== undefined && { location: { displayName: fields.location } }),
    ...(fields.notes !== undefined && { body: { contentType: "text" as const, content: fields.notes } }),
    ...(fields.category && { categories: [fields.category] }),
    ...(fields.showAs !== undefined && { showAs: fields.showAs }),
    ...(fields.private !== undefined && {
      sensitivity: fields.private ? ("private" as const) : ("normal" as const),
    }),
  };
}

function seriesOf(subject: string, times: readonly Time[]): object {
  const [time] = times;
  if (time?.kind !== "timed") throw new Error("A series has at least one timed occurrence.");
  const range = { type: "numbered", startDate: time.start.slice(0, 10), numberOfOccurrences: times.length };
  return { ...bodyOf({ subject, time }), recurrence: { pattern: { type: "daily", interval: 1 }, range } };
}

function meetingOf(subject: string, time: Time, other: string): object {
  return {
    ...bodyOf({ subject, time, notes: "Tagesordnung" }),
    attendees: [{ type: "required", emailAddress: { name: other, address: other } }],
    isOnlineMeeting: true,
    onlineMeetingProvider: "teamsForBusiness",
  };
}
