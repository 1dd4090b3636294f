// $batch: up to 20 requests in one. learn.microsoft.com/graph/json-batching
import type { Reply, SandboxRequest } from "../exchange.ts";
import { badRequest, GraphError, notModelled } from "./errors.ts";
import type { Json } from "./event-json.ts";

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
  const requests = (body as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests)) throw badRequest("Invalid batch payload format.");
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
      if (ids.has(id)) continue;
      // Microsoft's own client refuses it too, the documentation does not speak of it.
      throw notModelled(`that request '${item.id}' depends on '${id}', which does not come before it`);
    }
    ids.add(item.id.toLowerCase());
    items.push(item);
  }
  return items;
}

function readItem(item: Json): Item {
  const { id, method, url, headers = {}, body, dependsOn = [], ...rest } = item ?? {};
  const unknown = Object.keys(rest)[0];
  if (unknown) throw badRequest(`The batch member '${unknown}' is unknown.`);
  if (typeof id !== "string" || id === "" || typeof method !== "string" || typeof url !== "string") {
    throw badRequest("Every request of a batch needs an id, a method and a url.");
  }
  if (typeof headers !== "object" || headers === null || Array.isArray(headers)) {
    throw badRequest(`The headers of request '${id}' have to be an object.`);
  }
  if (!Array.isArray(dependsOn) || !dependsOn.every((each) => typeof each === "string")) {
    throw badRequest(`The member dependsOn of request '${id}' has to be a list of ids.`);
  }
  if (/^\w+:\/\//.test(url)) throw badRequest(`The url of request '${id}' has to be relative.`);
  if (/^\/?\$batch/i.test(url)) throw badRequest("Batches can't be nested.");
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const request: SandboxRequest = {
    method: method.toUpperCase(),
    url: url.startsWith("/") ? url : `/${url}`,
    headers: Object.fromEntries(named),
    body: body === undefined || body === null ? "" : bodyText(id, body),
  };
  if (request.body !== "" && !request.headers["content-type"]) {
    throw badRequest(`Request '${id}' has a body, but no Content-Type header.`);
  }
  request.headers["content-length"] ??= String(request.body.length);
  return { id, request, dependsOn: dependsOn.map((each: string) => each.toLowerCase()) };
}

function bodyText(id: string, body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw badRequest(`The body of request '${id}' is nested too deeply.`);
  }
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
