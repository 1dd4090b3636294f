// For the tests of this folder: a Graph that plays a script, for what no emulator does on demand: answers by rule, a clock that only sleeping moves, and a log
// of everything that was sent and said.
import assert from "node:assert/strict";
import { asFault, type Fault, type FaultCode } from "../../core/fault.ts";
import type { MailboxId } from "../../core/model/ids.ts";
import { windowAt } from "../../core/time/window.ts";
import type { Log } from "../../engine/log.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { createCalendar } from "./create-calendar.ts";

export const GRAPH = "https://graph.example:8443";
export const ANNA: Mailbox = {
  id: "anna-id" as MailboxId,
  email: "anna@firma.example",
  addresses: ["anna@firma.example"],
};

export const WINDOW = windowAt(Date.parse("2026-11-24T10:00:00Z"), "Europe/Berlin", 6, 14);

export interface Sent {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  readonly redirect: string | undefined;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  /** Instead of `json`. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
  /** No answer: a network error with this code. */
  readonly fails?: string;
  /** An answer that breaks off. */
  readonly breaksOff?: boolean;
}

/** Answers a request, or leaves it to the next rule. */
export type Rule = (sent: Sent) => Reply | undefined | Promise<Reply | undefined>;

export function scriptedGraph(...rules: Rule[]) {
  const sent: Sent[] = [];
  const slept: number[] = [];
  const said: string[] = [];
  let now = Date.parse("2026-11-24T10:00:00Z");
  let tokens = 0;
  let requestIds = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
  const fetchScripted = async (input: unknown, init: RequestInit = {}) => {
    const request = sentOf(String(input), init);
    sent.push(request);
    for (const rule of rules) {
      const reply = await rule(request);
      if (reply !== undefined) return responseOf(reply);
    }
    throw new Error(`The script does not know ${request.method} ${request.path}.`);
  };
  const calendar = createCalendar({
    office365: {
      tenantId: "00000000-0000-4000-8000-000000000001",
      clientId: "00000000-0000-4000-8000-000000000002",
      secret: "secret",
      certificateFile: null,
      authorityHost: "https://login.example",
      graphUrl: GRAPH,
    },
    companyTimeZone: "Europe/Berlin",
    clock,
    entropy: {
      uuid: () => `request-${++requestIds}`,
      uuidOf: (name) => name,
      secret: () => "secret",
      fraction: () => 0.5,
    },
    log: logInto(said),
    fetch: fetchScripted as typeof fetch,
    credential: () => ({
      getToken: async () => {
        // Each credential signs in once: it is a new one that brings a new token.
        tokens += 1;
        return { token: `token-${tokens}`, expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    }),
  });
  return { calendar, sent, slept, said, clock };
}

/** A rule that answers each matching request with the next reply, the last one for ever. */
export function on(method: string, path: RegExp, ...replies: Reply[]): Rule {
  let index = 0;
  return (sent) => {
    if (sent.method !== method || !path.test(sent.path)) return undefined;
    const reply = replies[Math.min(index, replies.length - 1)];
    index += 1;
    return reply;
  };
}

/** A rule that takes envelopes apart and asks the other rules for each part. */
export function batches(...rules: Rule[]): Rule {
  return async (sent) => {
    if (sent.method !== "POST" || sent.path !== "/v1.0/$batch") return undefined;
    const { requests } = sent.body as {
      requests: { id: string; method: string; url: string; headers: Record<string, string> }[];
    };
    const responses = [];
    for (const part of requests.toReversed()) {
      const request = sentOf(`${GRAPH}/v1.0${part.url}`, { method: part.method, headers: part.headers });
      for (const rule of rules) {
        const reply = await rule(request);
        if (reply === undefined) continue;
        if (reply.fails === undefined)
          responses.push({
            id: part.id,
            status: reply.status ?? 200,
            headers: reply.headers ?? {},
            body: reply.json,
          });
        break;
      }
    }
    return { json: { responses } };
  };
}

export function refusal(status: number, code: string, more: object = {}): Reply {
  return { status, json: { error: { code, message: "No.", ...more } } };
}

export async function faultOf(promise: Promise<unknown>, code: FaultCode): Promise<Fault> {
  const fault = await promise.then(
    () => assert.fail(`${code} was expected`),
    (thrown: unknown) => asFault(thrown),
  );
  assert.equal(fault.code, code, String(fault));
  return fault;
}

/** The body of the n-th request. */
export function bodyAt<Body extends object>(sent: readonly Sent[], index: number): Body {
  const request = sent[index];
  assert.ok(request, `There was no request ${index}.`);
  return request.body as Body;
}

function sentOf(url: string, init: RequestInit): Sent {
  const headers = Object.fromEntries(
    Object.entries((init.headers ?? {}) as Record<string, string>).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const { pathname, search } = new URL(url);
  return {
    method: init.method ?? "GET",
    path: decodeURIComponent(pathname + search),
    url,
    headers,
    body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
    redirect: init.redirect,
  };
}

function responseOf({ status = 200, json, text, headers = {}, fails, breaksOff }: Reply): Response {
  if (fails !== undefined)
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(fails), { code: fails }) });
  if (breaksOff === true) {
    const stream = new ReadableStream({
      start: (controller) =>
        controller.error(Object.assign(new Error("terminated"), { code: "UND_ERR_SOCKET" })),
    });
    return new Response(stream, { status, headers });
  }
  const body = text ?? (json === undefined ? null : JSON.stringify(json));
  return new Response(body, { status, headers: { "content-type": "application/json", ...headers } });
}

function logInto(said: string[]): Log {
  const say = (category: string, message: string, detail: object = {}) =>
    void said.push(`${category} ${message} ${JSON.stringify(detail)}`);
  return { verbose: say, debug: say, information: say, warning: say, error: say };
}
