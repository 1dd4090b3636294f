// The control side over HTTP: JSON below /sandbox/, described in sandbox/README.md.
import { type CompanyApp, CompanyError } from "../company/company.ts";
import type { Core } from "../core.ts";
import { decoded, type Reply, type SandboxRequest } from "../exchange.ts";
import { errorEnvelope, GraphError } from "../graph/errors.ts";
import { readTarget, runGraph } from "../graph/router.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import { resolveZone } from "../mailbox/zones.ts";
import type { LifecycleEvent } from "../subscriptions/subscription.ts";
import { pageFile } from "./page-files.ts";
import { pageNews } from "./page-live.ts";

type Json = Record<string, unknown>;

export async function runControl(core: Core, request: SandboxRequest, origin: string): Promise<Reply> {
  const url = new URL(request.url, "https://sandbox");
  const path = url.pathname.replace(/^\/sandbox\/?/, "");
  // The page's files stand below a slash.
  if (url.pathname === "/sandbox") return { status: 308, headers: { location: "/sandbox/" }, text: "" };
  try {
    if (path === "graph" || path.startsWith("graph/")) return await graphWithoutToken(core, request, origin);
    if (request.method === "GET") return read(core, path, url.searchParams);
    return await change(core, `${request.method} ${path}`, readJson(request.body));
  } catch (error) {
    if (error instanceof CompanyError || error instanceof RangeError || error instanceof SyntaxError) {
      return refusal(400, error.message);
    }
    if (error instanceof GraphError) return refusal(error.status, error.message, error.code);
    throw error;
  }
}

function read(core: Core, path: string, query: URLSearchParams): Reply {
  const { control, world } = core;
  const since = Number(query.get("since") ?? 0);
  if (Number.isNaN(since)) throw new RangeError("The parameter since takes the id of an entry.");
  switch (path) {
    case "requests": {
      const mailbox = query.get("mailbox")?.toLowerCase();
      const entries = control.requests(since);
      const value = mailbox ? entries.filter((each) => each.mailbox?.toLowerCase() === mailbox) : entries;
      return ok({ value, statistics: control.statistics() });
    }
    case "mails":
      return ok({ value: control.mails(since) });
    case "mailboxes":
      return ok({ value: [...world.mailboxes.values()].map(mailboxJson) });
    case "clock":
      return ok(clock(core));
    case "settings":
      return ok({ ...control.settings() });
    case "faults":
      return ok({ value: core.faults.list() });
    case "live":
      return ok({ ...pageNews(core, query) });
    case "subscriptions":
      return ok({ value: control.subscriptions() });
    case "load-report":
      return ok({ ...control.loadReport });
    case "tenant":
      return ok(tenant(core));
    default:
      return pageFile(path) ?? refusal(404, `There is no '/sandbox/${path}'.`);
  }
}

async function change(core: Core, what: string, body: Json): Promise<Reply> {
  const { control } = core;
  const user = /^PATCH mailboxes\/(.+)$/.exec(what)?.[1];
  if (user !== undefined) return done(() => control.changeUser(decoded(user), body));
  const fault = /^DELETE faults\/(\d+)$/.exec(what)?.[1];
  if (fault !== undefined)
    return core.faults.remove(Number(fault)) ? ok({}) : refusal(404, `There is no fault ${fault}.`);
  const subscription = /^POST subscriptions\/([^/]+)\/lifecycle$/.exec(what)?.[1];
  if (subscription !== undefined) {
    const isAcknowledged = await control.tellLifecycle(subscription, body.event as LifecycleEvent);
    return ok({ isAcknowledged });
  }
  switch (what) {
    case "POST load":
      return ok({ ...control.load(body) });
    case "POST add":
      return ok({ ...control.add(body) });
    case "POST reset":
      return done(() => control.reset());
    case "POST clock":
      return setClock(core, body);
    case "PATCH settings":
      return ok({ ...control.settings(body) });
    case "POST faults":
      return ok({ ...control.addFault(body) });
    case "DELETE faults":
      return done(() => control.clearFaults());
    case "DELETE requests":
      return done(() => core.log.clear());
    case "DELETE mails":
      return done(() => core.world.mails.clear());
    case "POST expire-tokens":
      return done(() => control.expireTokens());
    case "POST expire-delta-tokens":
      return done(() => control.expireDeltaTokens());
    case "POST touch": {
      const { mailbox, event } = body;
      return done(() => control.touch(String(mailbox), event === undefined ? event : String(event)));
    }
    case "POST apps":
      return done(() => control.registerApp(body as unknown as CompanyApp));
    default:
      return refusal(404, `The control side has no '${what.replace(" ", " /sandbox/")}'.`);
  }
}

function mailboxJson({ user, seq }: Mailbox): Json {
  return { ...user, iana: resolveZone(user.timeZone) ?? "UTC", version: seq };
}

function setClock(core: Core, body: Json): Reply {
  const { now, advanceSeconds } = body;
  if (typeof now === "string" && !Number.isNaN(Date.parse(now))) core.control.setClock(Date.parse(now));
  else if (typeof advanceSeconds === "number") core.control.advanceClock(advanceSeconds * 1000);
  else throw new RangeError('The clock takes { "now": "2026-03-01T08:00:00Z" } or { "advanceSeconds": 60 }.');
  return ok(clock(core));
}

function clock(core: Core): Json {
  return { now: new Date(core.clock.now()).toISOString(), shiftSeconds: core.clock.shift / 1000 };
}

function tenant({ directory }: Core): Json {
  const apps = [...directory.apps.values()].map(
    ({ clientId, displayName, roles, redirectUris, disabled, secrets }) => ({
      clientId,
      displayName,
      roles,
      redirectUris,
      disabled,
      secrets: secrets.length,
    }),
  );
  return { tenantId: directory.tenantId, domains: directory.domains, apps };
}

/** `/sandbox/graph/users/…`: Graph's own language for the page, without token, throttle, faults or log. */
async function graphWithoutToken(core: Core, request: SandboxRequest, origin: string): Promise<Reply> {
  const url = request.url.replace(/^\/sandbox\/graph/, "") || "/";
  try {
    const target = readTarget(core.world, url);
    return await runGraph(core.world, { ...request, url }, target, `${origin}/sandbox/graph`, null);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { status: error.status, json: errorEnvelope(error, core.clock.now(), "", "") };
  }
}

function readJson(text: string): Json {
  if (text.trim() === "") return {};
  const json: unknown = JSON.parse(text);
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new RangeError("The body has to be a JSON object.");
  return json as Json;
}

function ok(json: Json): Reply {
  return { status: 200, headers: { "cache-control": "no-store" }, json };
}

function done(act: () => void): Reply {
  act();
  return ok({});
}

function refusal(status: number, message: string, code = "SandboxControl"): Reply {
  return { status, json: { error: { code, message } } };
}
