// The last link of the chain: one HTTP exchange with a time limit. It follows redirects within the configured host only, and
// reads the whole answer, so that one that breaks off is noticed here.
import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import { NoAnswer, refuseForeign } from "./exchange.ts";
import { causeOf } from "./sign-in-fault.ts";

const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 5;

export class Transport implements Middleware {
  readonly #origin: string;
  readonly #fetch: typeof fetch;

  constructor(origin: string, fetchOver: typeof fetch) {
    this.#origin = origin;
    this.#fetch = fetchOver;
  }

  async execute(context: Context): Promise<void> {
    let url = String(context.request);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const response = await this.#exchange(url, context);
      const target = redirectTarget(response, url, context);
      if (target === null) {
        context.response = response;
        return;
      }
      refuseForeign(target, this.#origin);
      url = target;
    }
    throw new NoAnswer("too many redirects", false);
  }

  async #exchange(url: string, context: Context): Promise<Response> {
    // The client's own options hold nothing that fetch does not know.
    const { method = "GET", headers, body, signal } = (context.options ?? {}) as RequestInit;
    let response: Response;
    try {
      response = await this.#fetch(url, {
        method,
        ...(headers !== undefined && { headers }),
        ...(body !== undefined && { body }),
        redirect: "manual",
        signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (thrown) {
      throw new NoAnswer(causeOf(thrown), false);
    }
    try {
      const text = await response.text();
      const { status, statusText, headers: answered } = response;
      return new Response(hasNoBody(status) ? null : text, { status, statusText, headers: answered });
    } catch (thrown) {
      throw new NoAnswer(causeOf(thrown), true);
    }
  }
}

/** 307 and 308 keep method and body; the older ones are followed for reading only. */
function redirectTarget(response: Response, url: string, context: Context): string | null {
  const location = response.headers.get("location");
  const isRead = (context.options?.method ?? "GET").toUpperCase() === "GET";
  const isFollowed =
    response.status === 307 ||
    response.status === 308 ||
    (isRead && [301, 302, 303].includes(response.status));
  if (!isFollowed || location === null) return null;
  return URL.parse(location, url)?.href ?? location;
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
