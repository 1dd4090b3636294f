// The whole sandbox without a network: a request goes in, a response comes out. Tests call it in-process,
// the HTTPS server puts it on a port.
import { type Clock, ShiftedClock } from "./clock.ts";
import { Control } from "./control/control.ts";
import { runControl } from "./control/control-routes.ts";
import { Faults, faultReply } from "./control/faults.ts";
import { RequestLog } from "./control/request-log.ts";
import { Codes } from "./entra/codes.ts";
import { Directory } from "./entra/directory.ts";
import { runEntra } from "./entra/entra.ts";
import { IdTokens } from "./entra/id-token.ts";
import { type AppToken, Tokens } from "./entra/token.ts";
import { Entropy } from "./entropy.ts";
import { type Reply, type SandboxRequest, type SandboxResponse, toResponse } from "./exchange.ts";
import { readEnvelope, runBatch } from "./graph/batch.ts";
import { errorEnvelope, GraphError } from "./graph/errors.ts";
import { readTarget, runGraph, type Target } from "./graph/router.ts";
import { Throttle } from "./graph/throttle.ts";
import { World } from "./mailbox/world.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { networkOutbound, type Outbound } from "./subscriptions/outbound.ts";

/** What a request to a mailbox meets once it has its place there. */
export interface Met {
  latencyMs: number;
  /** Seconds that a refusal asks for; null: it is carried out. */
  retryAfter: number | null;
}

export interface CoreOptions {
  clock: Clock;
  seed: number;
  settings?: Partial<Settings>;
  /** A trace to replay: asked once for each request that has its place at a mailbox; absent: the lever `latencyMs` for all. */
  weather?: (mailbox: string) => Met;
  /** How webhooks are reached; absent: over the network. */
  outbound?: Outbound;
}

/** How a request came in: by itself, or inside a batch. */
interface Origin {
  baseUrl: string;
  /** Null where it is missing or not accepted. */
  token: AppToken | null;
  /** The `request-id` of the batch. */
  batch: string | null;
}

const VERSION = /^\/v1\.0(?=\/|\?|$)/i;

export class Core {
  readonly world: World;
  readonly directory = new Directory();
  readonly tokens: Tokens;
  readonly codes: Codes;
  readonly idTokens = new IdTokens();
  readonly throttle: Throttle;
  readonly faults = new Faults();
  readonly log = new RequestLog();
  readonly clock: ShiftedClock;
  readonly control: Control;
  readonly #weather: CoreOptions["weather"];

  constructor({ clock, seed, settings, weather, outbound = networkOutbound }: CoreOptions) {
    this.#weather = weather;
    this.clock = new ShiftedClock(clock);
    const entropy = new Entropy(seed);
    const levers = { ...structuredClone(defaultSettings), ...settings };
    this.world = new World(this.clock, entropy, levers, outbound);
    this.tokens = new Tokens(this.clock, entropy, this.directory);
    this.codes = new Codes(this.clock, entropy);
    this.throttle = new Throttle(this.clock, this.world.settings);
    this.control = new Control(this);
  }

  async handle(request: SandboxRequest): Promise<SandboxResponse> {
    const origin = `https://${request.headers.host ?? "graph.microsoft.com"}`;
    if (/^\/sandbox(\/|\?|$)/.test(request.url)) return toResponse(await runControl(this, request, origin));
    if (VERSION.test(request.url)) return toResponse(await this.#graph(request, origin));
    return toResponse(await this.#entra(request, origin));
  }

  async #entra(request: SandboxRequest, origin: string): Promise<Reply> {
    const run = () =>
      runEntra(
        {
          world: this.world,
          directory: this.directory,
          tokens: this.tokens,
          codes: this.codes,
          idTokens: this.idTokens,
          clientNow: () => this.clock.baseNow(),
        },
        request,
        origin,
      ) ??
      this.#refusal(
        new GraphError(404, "SandboxNotModelled", `The sandbox does not model the path '${request.url}'.`),
        request,
        this.world.entropy.uuid(),
      );
    const target = { path: request.url, query: "", segments: [], mailbox: undefined };
    return this.#perform(request, target, { baseUrl: origin, token: null, batch: null }, async () => run());
  }

  async #graph(request: SandboxRequest, origin: string): Promise<Reply> {
    const inner: SandboxRequest = { ...request, url: request.url.replace(VERSION, "") || "/" };
    const target = readTarget(this.world, inner.url);
    const { authorization } = request.headers;
    const from: Origin = {
      baseUrl: `${origin}/v1.0`,
      token: this.tokens.accepted(authorization),
      batch: null,
    };
    return this.#perform(request, target, from, async (requestId) => {
      const token = from.token ?? this.tokens.check(authorization);
      if (target.path.toLowerCase() !== "/$batch") return this.#gated(inner, target, { ...from, token });
      this.throttle.count(token.appId);
      return this.#batch(request, target.query, { ...from, batch: requestId });
    });
  }

  #batch(request: SandboxRequest, query: string, from: Origin): Promise<Reply> {
    const body = readEnvelope(request, query);
    const { batchPaces, batchShufflesAnswers, mailboxConcurrency } = this.world.settings;
    return runBatch(body, {
      concurrency: batchPaces ? mailboxConcurrency : Infinity,
      shuffle: (answers) => {
        if (batchShufflesAnswers) this.world.entropy.shuffle(answers);
      },
      mailboxOf: (url) => readTarget(this.world, url).mailbox?.user.id ?? "",
      perform: (item) => {
        const target = readTarget(this.world, item.url);
        return this.#perform(item, target, from, () => this.#gated(item, target, from));
      },
    });
  }

  /** Takes a place at the mailbox, spends the latency, and carries out. */
  async #gated(request: SandboxRequest, target: Target, { token, baseUrl }: Origin): Promise<Reply> {
    const mailbox = gatedMailbox(target);
    if (token) this.throttle.count(token.appId);
    const leave = token && mailbox !== null ? this.throttle.enter(token.appId, mailbox) : null;
    try {
      const name = target.mailbox?.user.userPrincipalName;
      const met = leave && name !== undefined ? this.#weather?.(name) : undefined;
      const { latencyMs } = met ?? this.world.settings;
      if (latencyMs > 0) await this.clock.sleep(latencyMs);
      if (token && mailbox !== null && met && met.retryAfter !== null)
        throw this.throttle.refuse(token.appId, mailbox, met.retryAfter);
      return await runGraph(this.world, request, target, baseUrl, token);
    } finally {
      leave?.();
    }
  }

  /** Faults, errors and the log around whatever carries the request out. Never rejects. */
  async #perform(
    request: SandboxRequest,
    target: Target,
    from: Origin,
    run: (requestId: string) => Promise<Reply>,
  ): Promise<Reply> {
    const began = this.clock.now();
    const requestId = this.world.entropy.uuid();
    const { user } = target.mailbox ?? {};
    const early = from.token !== null && this.throttle.arrive(from.token.appId, gatedMailbox(target));
    const names = user ? [user.id, user.userPrincipalName.toLowerCase(), user.mail?.toLowerCase() ?? ""] : [];
    const fault = this.faults.meet(request.method, request.url, names);
    if (fault?.delayMs) await this.clock.sleep(fault.delayMs);
    let reply: Reply | null = null;
    const skips = fault !== null && !fault.afterCommit && (fault.drop === true || fault.status !== undefined);
    if (!skips) {
      try {
        reply = await run(requestId);
      } catch (error) {
        reply = this.#refusal(error, request, requestId);
      }
    }
    if (fault?.retryAfter !== undefined && from.token) {
      this.throttle.askToWait(from.token.appId, gatedMailbox(target), fault.retryAfter);
    }

    const plays = fault && (fault.drop || fault.status !== undefined || fault.truncate);
    const answer: Reply = plays ? faultReply(fault, reply) : { ...(reply ?? { status: 500 }) };
    if (reply?.dropped) answer.dropped = true;
    answer.headers = this.#headers(request, requestId, answer.headers);
    this.log.add({
      at: new Date(began).toISOString(),
      method: request.method,
      url: request.url,
      status: answer.dropped ? 0 : answer.status,
      mailbox: user?.userPrincipalName ?? null,
      ms: this.clock.now() - began,
      batch: from.batch,
      early,
      fault: fault?.name ?? null,
      code: codeOf(answer.json),
      requestId,
      clientRequestId: request.headers["client-request-id"] ?? null,
    });
    return answer;
  }

  #headers(
    request: SandboxRequest,
    requestId: string,
    own: Record<string, string> = {},
  ): Record<string, string> {
    return {
      "request-id": requestId,
      // Sent back if given (learn.microsoft.com/graph/best-practices-concept), else made equal to the request's id.
      "client-request-id": request.headers["client-request-id"] ?? requestId,
      "x-ms-ags-diagnostic":
        '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"SBX"}}',
      date: new Date(this.clock.now()).toUTCString(),
      ...own,
    };
  }

  #refusal(error: unknown, request: SandboxRequest, requestId: string): Reply {
    if (!(error instanceof GraphError)) throw error;
    const clientRequestId = request.headers["client-request-id"] ?? requestId;
    const json = errorEnvelope(error, this.clock.now(), requestId, clientRequestId);
    return { status: error.status, headers: error.headers, json };
  }
}

/** The mailbox whose limits a call meets. `/users/{id}` alone is a question to the directory, which has limits of its own. */
function gatedMailbox({ segments, mailbox }: Target): string | null {
  return mailbox && segments.length > 2 ? mailbox.user.id : null;
}

function codeOf(json: unknown): string | null {
  const error = (json as { error?: unknown } | undefined)?.error;
  if (typeof error === "string") return error;
  return (error as { code?: string } | undefined)?.code ?? null;
}
