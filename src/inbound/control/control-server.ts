// The service's door for other processes of the same account: 127.0.0.1, a random port, a random token, both told in a file that
// only this account can read. `status`, `sync` and `release` come in here while the service is running.
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { asFault, type Fault } from "../../core/fault.ts";
import type { Progress } from "../../engine/progress.ts";

/** What can be asked; each gets its arguments as they came and may tell progress. */
export type ControlWork = Readonly<
  Record<string, (args: unknown, onProgress: (progress: Progress) => void) => Promise<unknown>>
>;

/** One line of an answer. */
export type ControlLine =
  | { readonly progress: Progress }
  | { readonly result: unknown }
  | { readonly fault: Pick<Fault, "kind" | "code" | "detail"> };

export interface ControlServer {
  readonly port: number;
  close(): Promise<void>;
}

const MOST_BYTES = 100_000;

export async function openControlServer(token: string, work: ControlWork): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(request, response, token, work).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  work: ControlWork,
): Promise<void> {
  if (!isAllowed(request.headers.authorization, token)) return refuse(response, 401);
  const name = (request.url ?? "").slice(1);
  const run = Object.hasOwn(work, name) ? work[name] : undefined;
  if (request.method !== "POST" || run === undefined) return refuse(response, 404);
  const args = JSON.parse((await readBody(request)) || "null") as unknown;
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const send = (line: ControlLine) => void response.write(`${JSON.stringify(line)}\n`);
  try {
    send({ result: await run(args, (progress) => send({ progress })) });
  } catch (thrown) {
    const { kind, code, detail } = asFault(thrown);
    send({ fault: { kind, code, detail } });
  }
  response.end();
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request.setEncoding("utf8")) {
    body += String(part);
    if (body.length > MOST_BYTES) throw new RangeError("The request is too long.");
  }
  return body;
}
