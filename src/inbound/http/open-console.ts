// The console's door: its pages, the API under /api/v1, and /healthz. Whatever comes in is checked here first: host, size, shape, role.
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import files from "@fastify/static";
import openApi from "@fastify/swagger";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Route } from "../../contract/console/route.ts";
import { ROUTES, type RouteName } from "../../contract/console/routes.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import type { Account } from "./accounts.ts";
import type { Asked, Backend } from "./backend.ts";
import { described, describedApi, withAnswers } from "./describe-api.ts";
import { Doorkeeper, programOf } from "./doorkeeper.ts";
import { LiveFeed } from "./live-feed.ts";
import { MicrosoftAttempts } from "./microsoft-attempts.ts";
import { microsoftWork } from "./microsoft-work.ts";
import { note } from "./note-deed.ts";
import { ownAccountWork } from "./own-account-work.ts";
import { problemOf } from "./problems.ts";
import { SCHEMAS } from "./schemas/schemas.ts";
import { type Answering, sessionWork } from "./session-work.ts";

export interface ConsoleServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Takes what is meant for it, with an answer of its own; false: it is meant for the console. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Nobody keeps a connection busy by sending slowly. */
const REQUEST_TIMEOUT_MS = 10_000;
const MOST_BYTES = 1_048_576;
/** Of one address: a board that is leafed through quickly asks a tenth of it. */
const MOST_REQUESTS_PER_MINUTE = 1_200;

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** What Vite built. */
const PAGES = fileURLToPath(new URL("../../../console/dist/", import.meta.url));
const API = "/api/v1";

/** Faults: `portInUse`. With `anyPort` a taken port is no fault: the system chooses another one. */
export async function openConsole(
  consoleUrl: string,
  backend: Backend,
  anyPort: boolean,
  door: Door = () => false,
): Promise<ConsoleServer> {
  const url = new URL(consoleUrl);
  const feed = new LiveFeed(backend.listen);
  const app = await assemble(url, backend, feed, door);
  const wanted = Number(url.port || "80");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  await app.listen({ host, port: wanted }).catch((thrown: unknown) => {
    if (!anyPort) throw new Fault("refused", "portInUse", { port: wanted }, { cause: thrown });
    return app.listen({ host, port: 0 });
  });
  return {
    url: originOf(url, app),
    close: async () => {
      feed.close();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** With the port that it really got. */
function originOf(consoleUrl: URL, { server }: FastifyInstance): string {
  const url = new URL(consoleUrl);
  url.port = String((server.address() as AddressInfo).port);
  return url.origin;
}

async function assemble(url: URL, backend: Backend, feed: LiveFeed, door: Door): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    bodyLimit: MOST_BYTES,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    serverFactory: (handler) => {
      const server = createServer((request, response) => {
        if (!door(request, response)) handler(request, response);
      });
      server.requestTimeout = REQUEST_TIMEOUT_MS;
      return server;
    },
  });
  const doorkeeper = new Doorkeeper(backend.accounts, url);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(HEADERS);
    if (!doorkeeper.isOwnHost(request.headers.host) || isHandedOn(request.headers))
      return reply.code(421).type("text/plain").send("Misdirected Request\n");
  });
  app.setErrorHandler((thrown, request, reply) => refuse(thrown, request, reply, backend));
  await app.register(cookie);
  await app.register(rateLimit, { max: MOST_REQUESTS_PER_MINUTE, timeWindow: 60_000 });
  await app.register(openApi, {
    openapi: describedApi(API),
    transform: described,
    transformObject: (given) =>
      "openapiObject" in given ? withAnswers(given.openapiObject) : given.swaggerObject,
  });
  const origin = () => originOf(url, app);
  await app.register(async (api) => addApi(api, backend, doorkeeper, feed, origin), { prefix: API });
  addHealth(app, backend);
  await addPages(app);
  return app;
}

/** A proxy that is there for the webhook may hand on more than it should, under a host name of its own choice. */
function isHandedOn(headers: IncomingMessage["headers"]): boolean {
  return ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"].some((name) => name in headers);
}

function addApi(
  app: FastifyInstance,
  backend: Backend,
  doorkeeper: Doorkeeper,
  feed: LiveFeed,
  origin: () => string,
): void {
  const attempts = new MicrosoftAttempts();
  const handlers: Answering = {
    ...backend.work,
    ...sessionWork(backend, doorkeeper, attempts),
    ...microsoftWork(backend, doorkeeper, attempts, origin),
    ...ownAccountWork(backend, doorkeeper),
  };
  const admitted = new WeakMap<FastifyRequest, Account | null>();
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    app.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
      schema: { operationId: name, summary: route.summary, ...schemaOf(name) },
      // Who is nobody is told nothing of what a request should look like.
      preValidation: async (request) => {
        admitted.set(request, doorkeeper.admit(request, route));
      },
      handler: async (request, reply) => {
        const account = admitted.get(request) ?? null;
        const { params, query, body } = request;
        const asked = { params, query, body, account, lang: langOf(request), request, reply };
        const answer = await handlers[name](
          asked as Asked<RouteName> & { request: FastifyRequest; reply: FastifyReply } as never,
        );
        if (route.method !== "GET" && route.role !== null && account !== null)
          note(backend, name, route, request, account);
        // Whoever was led elsewhere has the answer already.
        return reply.sent ? reply : (answer ?? reply.code(204).send());
      },
    });
  }
  const events: Route = { method: "GET", path: "/events", role: "viewer", summary: "What to read again" };
  app.get(events.path, { schema: { hide: true } }, async (request, reply) => {
    doorkeeper.admit(request, events);
    feed.add(reply, HEADERS, () => isStillIn(request, doorkeeper, backend));
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}

/** Nobody is signed out by a page that only listens, nor kept signed in. */
function isStillIn(request: FastifyRequest, doorkeeper: Doorkeeper, { accounts }: Backend): boolean {
  const secret = doorkeeper.sessionSecret(request);
  return secret === null ? programOf(request, accounts) !== null : accounts.session(secret, false) !== null;
}

/** As Fastify names the parts. */
function schemaOf(name: RouteName): object {
  const { query, ...schemas } = SCHEMAS[name] as { readonly query?: object };
  return { ...schemas, ...(query !== undefined && { querystring: query }) };
}

function addHealth(app: FastifyInstance, backend: Backend): void {
  app.get("/healthz", { schema: { hide: true } }, async (request, reply) => {
    const problem = await backend.problem(langOf(request));
    return reply
      .code(problem === null ? 200 : 503)
      .send(problem === null ? { ok: true } : { ok: false, reason: problem });
  });
}

async function addPages(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(`${PAGES}index.html`);
  if (isBuilt) {
    await app.register(files, {
      root: PAGES,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Vite names these by their content.
        if (path.includes("/assets/")) reply.header("cache-control", "public, max-age=31536000, immutable");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === "GET" && !request.url.startsWith("/api/") && !/\.\w+$/.test(request.url);
    if (!isPage) throw new Fault("refused", "routeUnknown");
    if (isBuilt) return reply.sendFile("index.html");
    return reply.code(503).type("text/plain").send("The console is not built yet: npm run build\n");
  });
}

function refuse(thrown: unknown, request: FastifyRequest, reply: FastifyReply, { onBroken }: Backend): void {
  const fault = faultOf(thrown);
  if (fault.kind === "broken") onBroken(fault);
  const problem = problemOf(fault, langOf(request));
  reply.code(problem.status).type("application/problem+json").send(problem);
}

/** What Fastify itself refuses: bad JSON, a wrong shape, too much of it. */
function faultOf(thrown: unknown): Fault {
  const status = (thrown as { statusCode?: unknown }).statusCode;
  if (thrown instanceof Fault || typeof status !== "number" || status >= 500) return asFault(thrown);
  if (status === 429) return new Fault("refused", "askedTooOften");
  const cause = thrown instanceof Error ? thrown.message : "";
  return new Fault("refused", "requestInvalid", { cause }, { cause: thrown });
}

export function langOf(request: FastifyRequest): Lang {
  const asked = (request.query as { lang?: unknown }).lang;
  if (asked === "de" || asked === "en") return asked;
  return /^en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "de";
}
