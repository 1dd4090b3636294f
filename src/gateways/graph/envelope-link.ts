// The last link but one: requests of any mailboxes that may travel together go in one `$batch`, each with its own answer, so that the
// other links need not know. They have passed their gates by then. learn.microsoft.com/graph/json-batching
import type { Context } from "@microsoft/microsoft-graph-client";
import type { GraphBatchAnswer, GraphBatchRequest } from "../../contract/graph.ts";
import { MOST_PARTS } from "../../core/pacing/limits.ts";
import { type CallOption, callOption, Link, NoAnswer, plainHeaders, type Surroundings } from "./exchange.ts";

/** An envelope is answered when its slowest part is: after this time all of them are asked singly, and only the slow one is waited for. */
const ENVELOPE_PATIENCE_MS = 10_000;
/** Who by itself answers no faster than this is left out of envelopes until it does. */
const SLOW_MS = 3_000;

interface Rider {
  readonly context: Context;
  readonly option: CallOption;
  readonly arrive: (response: Response) => void;
  readonly fail: (thrown: unknown) => void;
}

export class EnvelopeLink extends Link {
  readonly #root: string;
  readonly #around: Surroundings;
  readonly #slow = new Set<string>();
  #riders: Rider[] = [];
  /** The server takes no envelopes. */
  #isDeclined = false;

  /** `root`: what every address under the API begins with, without a slash at the end. */
  constructor(root: string, around: Surroundings) {
    super();
    this.#root = root;
    this.#around = around;
  }

  async execute(context: Context): Promise<void> {
    const option = callOption(context);
    const mayRide =
      option.isShared &&
      !this.#isDeclined &&
      !this.#slow.has(option.mailboxKey) &&
      String(context.request).startsWith(`${this.#root}/`);
    if (!mayRide) return this.#goAlone(context, option);
    context.response = await new Promise<Response>((arrive, fail) => {
      this.#riders.push({ context, option, arrive, fail });
      if (this.#riders.length === 1) void this.#gather();
      if (this.#riders.length === MOST_PARTS) void this.#send();
    });
  }

  async #goAlone(context: Context, option: CallOption): Promise<void> {
    const beganAt = this.#around.clock.now();
    await this.pass(context);
    if (this.#around.clock.now() - beganAt > SLOW_MS) this.#slow.add(option.mailboxKey);
    else this.#slow.delete(option.mailboxKey);
  }

  /** Leaves when a turn of the event loop has brought nobody more: who starts at the same moment travels together, and nobody waits. */
  async #gather(): Promise<void> {
    const [first] = this.#riders;
    for (let count = 0; this.#riders[0] === first && this.#riders.length > count; ) {
      count = this.#riders.length;
      await new Promise(setImmediate);
    }
    if (this.#riders[0] === first) await this.#send();
  }

  async #send(): Promise<void> {
    const riders = this.#riders;
    this.#riders = [];
    const [first, second] = riders;
    if (first === undefined) return;
    if (second === undefined) return this.#sendAlone(first);
    try {
      await this.#sendTogether(riders, first);
    } catch (thrown) {
      for (const { fail } of riders) fail(thrown);
    }
  }

  async #sendAlone({ context, option, arrive, fail }: Rider): Promise<void> {
    try {
      await this.#goAlone(context, option);
      arrive(context.response as Response);
    } catch (thrown) {
      fail(thrown);
    }
  }

  async #sendTogether(riders: readonly Rider[], first: Rider): Promise<void> {
    const response = await this.pass(this.#envelopeOf(riders, first.context));
    const { status } = response;
    if (status === 401 || status === 429 || status >= 500) {
      for (const { option, arrive } of riders) {
        option.isRefusedForAll = status !== 401;
        arrive(response.clone());
      }
      return;
    }
    if (!response.ok) return this.#decline(riders, status);
    const answers = await answersOf(response);
    for (const [index, { option, arrive, fail }] of riders.entries()) {
      option.isFromEnvelope = true;
      const answer = answers.get(String(index + 1));
      if (answer === undefined) fail(new NoAnswer("a part of the batch is missing", true));
      else arrive(answer);
    }
  }

  #envelopeOf(riders: readonly Rider[], first: Context): Context {
    const body: GraphBatchRequest = {
      requests: riders.map(({ context }, index) => {
        const { Prefer = "" } = plainHeaders(context);
        const url = String(context.request).slice(this.#root.length);
        return { id: String(index + 1), method: "GET", url, headers: { Prefer } };
      }),
    };
    const headers = {
      Authorization: plainHeaders(first).Authorization ?? "",
      Accept: "application/json",
      "Content-Type": "application/json",
      "client-request-id": this.#around.entropy.uuid(),
    };
    const signal = AbortSignal.timeout(ENVELOPE_PATIENCE_MS);
    const options = { method: "POST", headers, body: JSON.stringify(body), signal };
    return { request: `${this.#root}/$batch`, options };
  }

  async #decline(riders: readonly Rider[], status: number): Promise<void> {
    this.#isDeclined = true;
    this.#around.log.information("Graph", "The server takes no batches; every request goes by itself.", {
      status,
    });
    await Promise.all(riders.map((rider) => this.#sendAlone(rider)));
  }
}

/** By id; what cannot be read is missing. */
async function answersOf(response: Response): Promise<ReadonlyMap<string, Response>> {
  const answers = new Map<string, Response>();
  const { responses } = ((await response.json().catch(() => null)) ?? {}) as GraphBatchAnswer;
  for (const part of Array.isArray(responses) ? responses : []) {
    const answer = responseOf(part);
    if (answer !== null) answers.set(String(part.id), answer);
  }
  return answers;
}

function responseOf({
  status,
  headers,
  body,
}: NonNullable<GraphBatchAnswer["responses"]>[number]): Response | null {
  const text = body === undefined || body === null ? null : JSON.stringify(body);
  const named = Object.entries(headers ?? {}).flatMap(([name, value]): [string, string][] =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  try {
    return new Response(text, { status: status ?? 0, headers: named });
  } catch {
    return null;
  }
}
