// How fast the sandbox is, beside its targets: loading many mailboxes, a page of delta, and requests a second on one core, over
// HTTPS with keep-alive and without a network: npm run bench:sandbox
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:https";
import { cpus, loadavg } from "node:os";
import type { Company } from "../sandbox/company/company.ts";
import type { Core } from "../sandbox/core.ts";
import { loadInto, start, startCore } from "../sandbox/start.ts";

const MAILBOXES = 50;
const EVENTS = 2000;
const REQUESTS = 6000;
/** As many as 16 mailboxes allow at four each. */
const IN_FLIGHT = 64;
const UNLIMITED = { requestsPer10Minutes: 1e9, appRequestsPer10Seconds: 1e9 };
const TENANT = "5d1c6c0e-0000-4000-8000-00000000be9c";
const CLIENT = "5d1c6c0e-0000-4000-8000-00000000be9d";
const SECRET = "bench-secret";
const DAY_MS = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");
const WINDOW = "startDateTime=2026-01-01T00:00:00Z&endDateTime=2028-01-01T00:00:00Z";

interface Reply {
  status: number;
  body: string;
}

type Send = (method: string, url: string, headers: Record<string, string>, body: string) => Promise<Reply>;

const nameOf = (mailbox: number) => `person${mailbox}@bench.example`;

/** Jobs of an hour, six on a day; each tenth is a weekly series. */
function company(mailboxes: number, events: number): Company {
  const users = Array.from({ length: mailboxes }, (_, mailbox) => ({
    userPrincipalName: nameOf(mailbox),
    displayName: `Person ${mailbox}`,
    events: Array.from({ length: events }, (_, i) => eventBody(mailbox, i)),
  }));
  return { tenantId: TENANT, apps: [{ clientId: CLIENT, secrets: [SECRET] }], users };
}

function eventBody(mailbox: number, i: number) {
  const day = new Date(START + Math.floor(i / 6) * DAY_MS).toISOString().slice(0, 10);
  const at = (minutes: string) => ({
    dateTime: `${day}T${String(6 + (i % 6)).padStart(2, "0")}:${minutes}:00`,
    timeZone: "Europe/Berlin",
  });
  const recurrence = {
    pattern: { type: "weekly", interval: 1, daysOfWeek: ["monday"] },
    range: { type: "numbered", startDate: day, numberOfOccurrences: 8 },
  };
  return {
    subject: `Wartung ${mailbox}-${i}`,
    body: { contentType: "text", content: "Filter tauschen, Abgaswerte messen." },
    location: { displayName: "Landshut, Altstadt 12" },
    start: at("00"),
    end: at("45"),
    ...(i % 10 === 9 ? { recurrence } : {}),
  };
}

async function tokenFrom(send: Send): Promise<Record<string, string>> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: CLIENT,
    client_secret: SECRET,
    scope: "https://graph.microsoft.com/.default",
  });
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const { body } = await send("POST", `/${TENANT}/oauth2/v2.0/token`, type, String(form));
  return { authorization: `Bearer ${JSON.parse(body).access_token}` };
}

/** One mailbox as a client sees it: the ids of its events, and the link of its last round of delta. */
interface Client {
  user: string;
  ids: string[];
  deltaLink: string;
}

async function firstRound(
  send: Send,
  headers: Record<string, string>,
  user: string,
  pages: number[],
): Promise<Client> {
  const ids: string[] = [];
  let url = `/v1.0/users/${user}/calendarView/delta?${WINDOW}`;
  for (;;) {
    const began = performance.now();
    const { body } = await send("GET", url, { ...headers, prefer: "odata.maxpagesize=50" }, "");
    pages.push(performance.now() - began);
    const page = JSON.parse(body);
    for (const item of page.value) if (item.type === "singleInstance") ids.push(item.id);
    const next: string = page["@odata.nextLink"] ?? page["@odata.deltaLink"];
    url = next.slice(next.indexOf("/v1.0/"));
    if (page["@odata.deltaLink"]) return { user, ids, deltaLink: url };
  }
}

/** A third each: GET of an event, PATCH of an event, an incremental round of delta. Resolves with requests a second. */
async function mixed(send: Send, headers: Record<string, string>, clients: Client[]): Promise<number> {
  let sent = 0;
  const lane = async (client: Client): Promise<void> => {
    while (sent < REQUESTS) {
      const turn = sent++;
      const id = encodeURIComponent(client.ids[(turn * 7) % client.ids.length] ?? "");
      const event = `/v1.0/users/${client.user}/events/${id}`;
      const json = { ...headers, "content-type": "application/json" };
      let reply: Reply;
      if (turn % 3 === 0) reply = await send("GET", event, headers, "");
      else if (turn % 3 === 1) reply = await send("PATCH", event, json, `{"subject":"Wartung ${turn}"}`);
      else {
        reply = await send("GET", client.deltaLink, headers, "");
        const { "@odata.deltaLink": link } = JSON.parse(reply.body);
        if (link) client.deltaLink = link.slice(link.indexOf("/v1.0/"));
      }
      if (reply.status !== 200) throw new Error(`A request ended with ${reply.status}: ${reply.body}`);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, i) => lane(clients[i % clients.length] as Client)));
  return REQUESTS / ((performance.now() - began) / 1000);
}

function inProcess(core: Core): Send {
  return (method, url, headers, body) => core.handle({ method, url, headers, body });
}

function overHttps(port: number, ca: string): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT, ca });
  return (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const outgoing = request({ agent, host: "localhost", port, method, path, headers }, (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk) => {
          text += chunk;
        });
        incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body: text }));
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
}

interface Served {
  port: number;
  ca: string;
  /** Seconds that the sandbox's process has worked so far. */
  cpuSeconds: () => Promise<number>;
  stop: () => Promise<void>;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The sandbox as a process of its own, so that the client's work is not its. */
async function serveInChild(): Promise<Served> {
  const child = fork(new URL(import.meta.url).pathname, ["serve"]);
  const answer = async () => (await once(child, "message"))[0] as { port: number; ca: string; cpu: number };
  const { port, ca } = await answer();
  return {
    port,
    ca,
    cpuSeconds: async () => {
      child.send("cpu");
      return (await answer()).cpu;
    },
    stop: async () => {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

/** What the child does. */
async function serve(): Promise<void> {
  const sandbox = await start({ company: company(16, 200), seed: 1, settings: UNLIMITED });
  process.on("message", () => process.send?.({ cpu: cpuSeconds() }));
  process.once("disconnect", () => sandbox.stop());
  process.send?.({ port: sandbox.port, ca: sandbox.caPem });
}

function report(what: string, value: string, target: string): void {
  console.log(`${what.padEnd(62)} ${value.padStart(9)}   target ${target}`);
}

async function clientsOf(send: Send, headers: Record<string, string>, pages: number[]): Promise<Client[]> {
  const clients: Client[] = [];
  for (let i = 0; i < 16; i++) clients.push(await firstRound(send, headers, nameOf(i), pages));
  return clients;
}

async function benchInside(): Promise<void> {
  const large = company(MAILBOXES, EVENTS);
  const loadBegan = performance.now();
  const core = startCore({ seed: 1, settings: UNLIMITED });
  loadInto(core, large);
  const seconds = (performance.now() - loadBegan) / 1000;
  report(`loading ${MAILBOXES} mailboxes × ${EVENTS} events`, `${seconds.toFixed(1)} s`, "seconds");
  const pages: number[] = [];
  const send = inProcess(core);
  const headers = await tokenFrom(send);
  const clients = await clientsOf(send, headers, pages);
  pages.sort((a, b) => a - b);
  const share = (part: number) => `${pages[Math.floor(pages.length * part)]?.toFixed(2)} ms`;
  report("a page of delta, 50 items and their series: median", share(0.5), "under 10 ms");
  report("a page of delta: 95 of 100 are faster than", share(0.95), "under 10 ms");
  const before = cpuSeconds();
  const rate = await mixed(send, headers, clients);
  const perCore = REQUESTS / (cpuSeconds() - before);
  report("core.handle: GET, PATCH, delta, a second", `${Math.round(rate)}`, "1000");
  report("core.handle: a second of work of one core", `${Math.round(perCore)}`, "1000");
}

async function benchHttps(): Promise<void> {
  const sandbox = await serveInChild();
  try {
    const send = overHttps(sandbox.port, sandbox.ca);
    const headers = await tokenFrom(send);
    const clients = await clientsOf(send, headers, []);
    const before = await sandbox.cpuSeconds();
    const rate = await mixed(send, headers, clients);
    const perCore = REQUESTS / ((await sandbox.cpuSeconds()) - before);
    report("HTTPS with keep-alive, the client on this machine, a second", `${Math.round(rate)}`, "1000");
    report("HTTPS: a second of work of one core", `${Math.round(perCore)}`, "1000");
  } finally {
    await sandbox.stop();
  }
}

if (process.argv[2] === "serve") await serve();
else {
  const busy = (loadavg()[0] ?? 0).toFixed(1);
  console.log(`node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? ""}, load ${busy}`);
  await benchInside();
  await benchHttps();
}
