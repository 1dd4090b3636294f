// The thin HTTPS server around the core: HTTP in, HTTP out, and the two ways of breaking a connection.
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Core } from "../core.ts";
import type { SandboxRequest, SandboxResponse } from "../exchange.ts";
import type { ServerCertificate } from "./certificates.ts";

/** Of a body that is far too large the rest is read and forgotten; companies that are loaded may be of any size. */
const MOST_KEPT = 16 * 1024 * 1024;

export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

/** What happened is kept by `keep` before it is answered. Rejects with the system's error if the port is taken. */
export async function serve(
  core: Core,
  keep: () => void,
  certificate: ServerCertificate,
  port: number,
  host: string,
): Promise<RunningServer> {
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (incoming, outgoing) => {
    answer(core, keep, incoming, outgoing).catch((error: unknown) => {
      // A bug of the sandbox must not look like a reply of Graph.
      process.stderr.write(
        `sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      if (!outgoing.headersSent) outgoing.writeHead(500, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ error: { code: "SandboxBroken", message: String(error) } }));
    });
  });
  server.keepAliveTimeout = 30_000;
  await listen(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

async function answer(
  core: Core,
  keep: () => void,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await core.handle(await readRequest(incoming));
  keep();
  if (response.dropped) {
    incoming.socket.destroy();
    return;
  }
  send(response, incoming, outgoing);
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const isControl = incoming.url?.startsWith("/sandbox/") ?? false;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (isControl || length <= MOST_KEPT) chunks.push(chunk as Buffer);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: incoming.method ?? "GET",
    url: incoming.url ?? "/",
    headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function send(response: SandboxResponse, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const body = Buffer.from(response.body);
  const headers: Record<string, string> = { ...response.headers };
  if (response.status !== 204) headers["content-length"] = String(body.length);
  outgoing.writeHead(response.status, headers);
  if (!response.truncated) {
    outgoing.end(body);
    return;
  }
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy());
}
