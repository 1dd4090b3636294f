// The status page and /healthz: for this machine only, without a sign-in, so it shows and changes nothing.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Fault } from "../../core/fault.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { type PageSource, pageModel } from "./page-model.ts";

export interface StatusServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Takes what is meant for it, with an answer of its own; false: it is meant for the page. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Nobody keeps a connection busy by sending slowly. */
const REQUEST_TIMEOUT_MS = 10_000;

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/status.js": ["status.js", "text/javascript; charset=utf-8"],
  "/status.css": ["status.css", "text/css; charset=utf-8"],
};

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** Faults: `portInUse`. With `anyPort` a taken port is no fault: the system chooses another one. */
export async function openStatusServer(
  url: string,
  source: PageSource,
  anyPort: boolean,
  door: Door = () => false,
): Promise<StatusServer> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const server = createServer((request, response) => {
    if (door(request, response)) return;
    answer(request, response, source).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  const wanted = Number(port || "80");
  await listen(server, host, wanted).catch((thrown: unknown) => {
    if (!anyPort) throw new Fault("refused", "portInUse", { port: wanted }, { cause: thrown });
    return listen(server, host, 0);
  });
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, source: PageSource): Promise<void> {
  if (!isOwnHost(request.headers.host) || isHandedOn(request))
    return send(response, 421, "text/plain", "Misdirected Request\n");
  if (request.method !== "GET" && request.method !== "HEAD")
    return send(response, 405, "text/plain", "Method Not Allowed\n");
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const lang = langOf(searchParams.get("lang"), request.headers["accept-language"]);
  if (pathname === "/healthz") {
    const problem = await source.problem(lang);
    const body = JSON.stringify(problem === null ? { ok: true } : { ok: false, reason: problem });
    return send(response, problem === null ? 200 : 503, "application/json", body);
  }
  if (pathname === "/api/status") {
    return send(response, 200, "application/json", JSON.stringify(await pageModel(source, lang)));
  }
  const file = Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
  if (file === undefined) return send(response, 404, "text/plain", "Not Found\n");
  send(response, 200, file[1], readFileSync(new URL(`page/${file[0]}`, import.meta.url), "utf8"));
}

/** A page elsewhere that points its own name here (DNS rebinding) must not read along. */
function isOwnHost(host: string | undefined): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host ?? "");
}

/** A proxy that is there for the webhook may hand on more than it should, under a host name of its own choice. */
function isHandedOn({ headers }: IncomingMessage): boolean {
  return ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"].some((name) => name in headers);
}

function langOf(asked: string | null, accepted: string | undefined): Lang {
  if (asked === "de" || asked === "en") return asked;
  return /^en\b/i.test(accepted ?? "") ? "en" : "de";
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, "content-type": type });
  response.end(body);
}
