// $batch: up to 20 requests in one. learn.microsoft.com/graph/json-batching
import type { Reply, SandboxRequest } from "../exchange.ts";
import { JSON_TYPE, parseJson } from "./call.ts";
import { badRequest, GraphError, notModelled } from "./errors.ts";
import type { Json } from "./event-json.ts";
import { checkHeaders } from "./headers.ts";
import { allowOnly, readQuery } from "./odata-query.ts";
import { readPreferences } from "./preferences.ts";
import { refuseLarge } from "./router.ts";

interface Item {
  id: string;
  request: SandboxRequest;
  dependsOn: string[];
}

export interface BatchHost {
  /** Carries out one item and answers with its reply; never rejects. */
  perform(request: SandboxRequest): Promise<Reply>;
  /** The mailbox an item is about. */
  mailboxOf(url: string): string;
  /** How many items Graph sends at a time to one mailbox. */
  concurrency: number;
  /** Puts the answers into any order. */
  shuffle(answers: unknown[]): void;
}

/** The envelope is as strict as a request; what its headers prefer is not passed on to the items. */
export function readEnvelope(request: SandboxRequest, query: string): unknown {
  if (request.method !== "POST") throw badRequest("A batch is posted.");
  refuseLarge(request);
  checkHeaders(request.headers, false);
  readPreferences(request.headers.prefer);
  allowOnly(readQuery(query), []);
  const type = request.headers["content-type"] ?? "";
  const body = JSON_TYPE.test(type) ? parseJson(request.body) : undefined;
  if (body === undefined) throw badRequest("Invalid batch payload format.");
  return body;
}

export async function runBatch(body: unknown, host: BatchHost): Promise<Reply> {
  const items = readItems(body);
  const replies = new Map<string, Promise<Reply>>();
  const lanes = new Map<string, Lane>();
  const answered: Json[] = [];
  let dropped = false;
  for (const item of items) {
    const lane = laneOf(lanes, host.mailboxOf(item.request.url), host.concurrency);
    const run = async (): Promise<Reply> => {
      for (const id of item.dependsOn) {
        const before = await replies.get(id);
        if (before && before.status >= 400) return failedDependency(id);
      }
      return lane.run(() => host.perform(item.request));
    };
    const reply = run().then((done) => {
      if (done.dropped) dropped = true;
      answered.push(itemReply(item.id, done));
      return done;
    });
    replies.set(item.id.toLowerCase(), reply);
  }
  await Promise.all(replies.values());
  host.shuffle(answered);
  const reply: Reply = { status: 200, json: { responses: answered } };
  if (dropped) reply.dropped = true;
  return reply;
}

function readItems(body: unknown): Item[] {
  const { requests, ...rest } = (body ?? {}) as Json;
  if (!Array.isArray(requests)) throw badRequest("Invalid batch payload format.");
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw badRequest(`The batch member '${unknown}' is unknown.`);
  if (requests.length > 20) {
    throw badRequest("Number of batch request steps exceeds the maximum value of 20.");
  }
  const items: Item[] = [];
  const ids = new Set<string>();
  for (const each of requests as Json[]) {
    const item = readItem(each);
    // Ids are compared without case (json-batching).
    if (ids.has(item.id.toLowerCase())) throw badRequest(`Request ID '${item.id}' is not unique.`);
    for (const id of item.dependsOn) {
      // So does what comes later, or depends on itself in the end (msgraph-sdk-dotnet-core#891).
      if (!ids.has(id)) throw badRequest(`Invalid dependency for request Id '${item.id}': '${id}'.`);
    }
    ids.add(item.id.toLowerCase());
    items.push(item);
  }
  return items;
}

function readItem(item: Json): Item {
  const isObject = typeof item === "object" && item !== null;
  const { id, method, url, headers = {}, body, dependsOn = [], ...rest } = isObject ? item : {};
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw badRequest(`The batch member '${unknown}' is unknown.`);
  if (typeof id !== "string" || id === "" || typeof method !== "string" || typeof url !== "string") {
    throw badRequest("Every request of a batch needs an id, a method and a url.");
  }
  if (!isHeaders(headers)) throw badRequest(`The headers of request '${id}' have to be an object of texts.`);
  if (!Array.isArray(dependsOn) || !dependsOn.every((each) => typeof each === "string")) {
    throw badRequest(`The member dependsOn of request '${id}' has to be a list of ids.`);
  }
  if (/^\w+:\/\//.test(url)) throw badRequest(`The url of request '${id}' has to be relative.`);
  if (/^\/?\$batch/i.test(url)) throw badRequest("Batches can't be nested.");
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const request: SandboxRequest = {
    method: method.toUpperCase(),
    url: url.startsWith("/") ? url : `/${url}`,
    headers: Object.fromEntries(named),
    body: body === undefined || body === null ? "" : JSON.stringify(body),
  };
  if (request.headers.authorization !== undefined) {
    throw notModelled(`an Authorization header of its own for request '${id}'`);
  }
  if (request.body !== "" && !request.headers["content-type"]) {
    throw badRequest(`Request '${id}' has a body, but no Content-Type header.`);
  }
  request.headers["content-length"] ??= String(Buffer.byteLength(request.body));
  return { id, request, dependsOn: dependsOn.map((each: string) => each.toLowerCase()) };
}

function isHeaders(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => typeof each === "string");
}

function itemReply(id: string, reply: Reply): Json {
  const headers = { ...reply.headers };
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    named[name.replace(/(^|-)\w/g, (c) => c.toUpperCase())] = value;
  const json: Json = { id, status: reply.status, headers: named };
  if (reply.json !== undefined) {
    named["Content-Type"] = "application/json";
    json.body = reply.json;
  } else if (reply.text) {
    // What is not JSON comes encoded.
    json.body = Buffer.from(reply.text).toString("base64");
  }
  return json;
}

function failedDependency(id: string): Reply {
  const error = new GraphError(
    424,
    "FailedDependency",
    `Request '${id}', on which this one depends, failed.`,
  );
  return { status: 424, json: { error: { code: error.code, message: error.message } } };
}

/** Runs at most so many at a time; the rest waits in order. */
class Lane {
  readonly #most: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = Math.max(1, most);
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

function laneOf(lanes: Map<string, Lane>, key: string, most: number): Lane {
  const lane = lanes.get(key) ?? new Lane(most);
  lanes.set(key, lane);
  return lane;
}
