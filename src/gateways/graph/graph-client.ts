// One call to Microsoft Graph: the official client over our chain, its answer read and judged by us.
import { Client, ResponseType } from "@microsoft/microsoft-graph-client";
import type { GraphErrorBody } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import type { Urgency } from "../../core/pacing/limits.ts";
import { type RetryBudget, retryAfterMs, SERVICE_BUDGET } from "../../core/pacing/patience.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { EnvelopeLink } from "./envelope-link.ts";
import { CallOption, NoAnswer, refuseForeign, type Surroundings } from "./exchange.ts";
import { PacingLink } from "./pacing-link.ts";
import { RequestGates, type Throttling } from "./request-gates.ts";
import { HeaderLink, SignInLink } from "./request-links.ts";
import type { SignIn } from "./sign-in.ts";
import { Transport } from "./transport.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface GraphCall {
  /** Whose gate it passes and whose requests it counts among: a mailbox id, or an address as long as there is none. */
  readonly mailboxKey: string;
  /** A word for the log, never a path: that would name addresses. */
  readonly purpose: string;
  readonly method: Method;
  /** A path under `/v1.0` that begins with a slash; with `isLink` a whole address that Graph handed out. */
  readonly url: string;
  readonly isLink?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** `live` unless said otherwise. */
  readonly urgency?: Urgency;
  /** A GET that may travel with others, of any mailbox, in one envelope. */
  readonly isShared?: boolean;
  /** How long a service that is busy and asks for no wait is waited for: `SERVICE_BUDGET` unless said otherwise. */
  readonly patience?: RetryBudget;
}

export interface GraphAnswer {
  readonly status: number;
  /** The answer's JSON; null where it has no body. */
  readonly json: unknown;
  /** Graph's error code in lower case; empty where there is none. */
  readonly code: string;
  readonly error: NonNullable<GraphErrorBody["error"]> | null;
  readonly retryAfterMs: number | null;
  /** An earlier attempt may have been carried out although no answer came. */
  readonly isRepeated: boolean;
  /** It came in one envelope with others. */
  readonly isFromEnvelope: boolean;
}

/** Text instead of HTML, UTC, ids that survive a move (graph/outlook-immutable-id): on every request, batch parts included. */
export function preferences(bodyType: "text" | "html" = "text"): string {
  return `IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="${bodyType}"`;
}

export class GraphClient {
  readonly #client: Client;
  readonly #root: string;
  readonly #origin: string;
  readonly #host: string;
  readonly #around: Surroundings;
  readonly #gates: RequestGates;
  readonly #requests = new Map<string, number>();
  /** Whether the addresses that Graph hands out are understood inside an envelope. Nobody promises it; null: not known yet. */
  #linksTravel: boolean | null = null;

  constructor(graphUrl: string, signIn: SignIn, around: Surroundings, fetchOver: typeof fetch) {
    const { origin, host, hostname, pathname } = new URL(graphUrl);
    this.#root = `${origin}${pathname.replace(/\/+$/, "").replace(/\/v1\.0$/, "")}/v1.0`;
    this.#origin = origin;
    this.#host = host;
    this.#around = around;
    this.#gates = new RequestGates(around.clock);
    this.#client = Client.initWithMiddleware({
      baseUrl: `${origin}/`,
      customHosts: new Set([hostname]),
      middleware: [
        new PacingLink(around),
        new HeaderLink(around),
        new SignInLink(signIn, origin),
        new EnvelopeLink(this.#root, around),
        new Transport(origin, fetchOver),
      ],
    });
  }

  /** Throws `foreignLink` for an address that leads elsewhere. */
  refuseForeign(link: string): void {
    refuseForeign(link, this.#origin);
  }

  /** Requests so far under this key. */
  requests(mailboxKey: string): number {
    return this.#requests.get(mailboxKey) ?? 0;
  }

  throttling(): Throttling {
    return this.#gates.throttling();
  }

  count(mailboxKey: string, requests: number): void {
    this.#requests.set(mailboxKey, this.requests(mailboxKey) + requests);
  }

  /** What became of the first link in an envelope counts for all. */
  linkTravelled(isUnderstood: boolean): void {
    this.#linksTravel ??= isUnderstood;
  }

  /**
   * Carries out a call. Throws what concerns no mailbox and no event: sign-in, `graphUnreachable`, `graphUnavailable`,
   * `graphThrottled`, `graphAnswerUnreadable`, `foreignLink`. Every other answer is for the caller to judge.
   */
  async call(call: GraphCall): Promise<GraphAnswer> {
    const option = new CallOption({
      url: call.isLink === true ? call.url : `${this.#root}${call.url}`,
      purpose: call.purpose,
      gates: this.#gates,
      mailboxKey: call.mailboxKey,
      urgency: call.urgency ?? "live",
      isShared: call.isShared === true && !(call.isLink === true && this.#linksTravel === false),
      patience: call.patience ?? SERVICE_BUDGET,
      onAttempt: () => this.count(call.mailboxKey, 1),
    });
    const answer = await this.#read(await this.#send(call, option), option);
    return refuseGeneralTrouble(answer);
  }

  async #send(call: GraphCall, option: CallOption): Promise<Response> {
    const request = this.#client
      .api("/")
      .headers({ Prefer: preferences(), ...call.headers })
      .middlewareOptions([option])
      .responseType(ResponseType.RAW);
    try {
      switch (call.method) {
        case "GET":
          return await request.get();
        case "POST":
          return await request.post(call.body);
        case "PATCH":
          return await request.patch(call.body);
        case "DELETE":
          return await request.delete();
      }
    } catch (thrown) {
      const failure = option.failure ?? thrown;
      if (!(failure instanceof NoAnswer)) throw failure;
      const cause = failure.message;
      throw failure.isTruncated
        ? new Fault("unavailable", "graphAnswerUnreadable", { cause, problem: "truncated" })
        : new Fault("unavailable", "graphUnreachable", { host: this.#host, cause });
    }
  }

  async #read(response: Response, option: CallOption): Promise<GraphAnswer> {
    const text = await response.text();
    const json = parse(text);
    const error = (json as GraphErrorBody | null)?.error ?? null;
    if (response.ok && json === undefined && text !== "")
      throw new Fault("unavailable", "graphAnswerUnreadable", { problem: contentType(response) });
    return {
      status: response.status,
      json: json ?? null,
      code: codeOf(error),
      error,
      retryAfterMs: retryAfterMs(
        response.headers.get("retry-after"),
        response.headers.get("date"),
        this.#around.clock.now(),
      ),
      isRepeated: option.isRepeated,
      isFromEnvelope: option.isFromEnvelope,
    };
  }
}

/** Faults that every call may meet, whatever it was about. */
export function refuseGeneralTrouble<Answer extends Pick<GraphAnswer, "status" | "code" | "retryAfterMs">>(
  answer: Answer,
): Answer {
  const { status, code } = answer;
  const options = answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs };
  if (status === 429) throw new Fault("unavailable", "graphThrottled", {}, options);
  if (status >= 500) throw new Fault("unavailable", "graphUnavailable", { status, reason: code }, options);
  if (status === 401 && code !== "nopermissionsinaccesstoken")
    throw new Fault("refused", "credentialsRefused", { status, reason: code });
  return answer;
}

/** In lower case: Graph writes the same code in several ways. */
export function codeOf(error: { readonly code?: string | null } | null | undefined): string {
  return typeof error?.code === "string" ? error.code.toLowerCase() : "";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function contentType(response: Response): string {
  return response.headers.get("content-type")?.split(";")[0] ?? "no content type";
}

/** `/users/{id}` for the mailbox's paths. */
export function userPath({ id }: Pick<Mailbox, "id">): string {
  return `/users/${encodeURIComponent(id)}`;
}
