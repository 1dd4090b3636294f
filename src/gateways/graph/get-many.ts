// Many reads in one mailbox by `$batch`: 20 to an envelope, of which Graph sends 4 at a time to Outlook; every part is counted,
// judged and repeated on its own. learn.microsoft.com/graph/json-batching
import type { GraphBatchAnswer, GraphBatchRequest, GraphErrorBody } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import { CEILING, retryAfterMs, SERVICE_BUDGET, waitBeforeRetry } from "../../core/pacing.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Surroundings } from "./exchange.ts";
import {
  codeOf,
  type GraphAnswer,
  type GraphClient,
  preferences,
  refuseGeneralTrouble,
} from "./graph-client.ts";
import { isOk } from "./mailbox-fault.ts";

/** json-batching: no more parts than this. */
const MOST_PARTS = 20;

export type PartAnswer = Pick<GraphAnswer, "status" | "json" | "code" | "retryAfterMs">;

/** The answers to GETs of these paths, in their order. Throws what `GraphClient.call` throws. */
export async function getMany(
  client: GraphClient,
  around: Surroundings,
  mailbox: Mailbox,
  purpose: string,
  paths: readonly string[],
): Promise<readonly PartAnswer[]> {
  const [only] = paths;
  if (only === undefined) return [];
  if (paths.length === 1) return [await getOne(client, mailbox, purpose, only)];
  const answers = new Map<string, PartAnswer>();
  const batch = new Batch(client, around, mailbox, purpose);
  const distinct = [...new Set(paths)];
  for (let start = 0; start < distinct.length; start += MOST_PARTS) {
    const part = await batch.get(distinct.slice(start, start + MOST_PARTS));
    for (const [path, answer] of part) answers.set(path, answer);
  }
  return paths.map((path) => answers.get(path) ?? missing());
}

function getOne(client: GraphClient, mailbox: Mailbox, purpose: string, url: string): Promise<GraphAnswer> {
  return client.call({ mailboxKey: mailbox.id, purpose, method: "GET", url });
}

class Batch {
  readonly #client: GraphClient;
  readonly #around: Surroundings;
  readonly #mailbox: Mailbox;
  readonly #purpose: string;
  /** Smaller once parts came back as too many at a time, which happens all the same (microsoft-graph-docs#8760). */
  #size = MOST_PARTS;

  constructor(client: GraphClient, around: Surroundings, mailbox: Mailbox, purpose: string) {
    this.#client = client;
    this.#around = around;
    this.#mailbox = mailbox;
    this.#purpose = purpose;
  }

  async get(paths: readonly string[]): Promise<ReadonlyMap<string, PartAnswer>> {
    const done = new Map<string, PartAnswer>();
    let left = paths;
    for (let tries = 1, waitedMs = 0; left.length > 0; tries++) {
      const sent = left.slice(0, this.#size);
      const failed = await this.#sendInto(done, sent);
      left = [...failed.map(([path]) => path), ...left.slice(sent.length)];
      if (failed.length === 0) {
        tries = 0;
        continue;
      }
      const answers = failed.map(([, answer]) => answer);
      const waitMs = this.#waitFor(answers, { tries, waitedMs });
      await this.#around.clock.sleep(waitMs);
      waitedMs += waitMs;
    }
    return done;
  }

  /** Sends one envelope; returns the parts that have to be repeated. */
  async #sendInto(
    done: Map<string, PartAnswer>,
    paths: readonly string[],
  ): Promise<readonly (readonly [string, PartAnswer])[]> {
    const failed: [string, PartAnswer][] = [];
    const answers = await this.#post(paths);
    for (const path of paths) {
      const answer = answers.get(path) ?? missing();
      if (answer.status === 429 || answer.status >= 500) failed.push([path, answer]);
      else done.set(path, refuseGeneralTrouble(answer));
    }
    return failed;
  }

  async #post(paths: readonly string[]): Promise<ReadonlyMap<string, PartAnswer>> {
    const headers = { Prefer: preferences(), "Content-Type": "application/json" };
    const body: GraphBatchRequest = {
      requests: paths.map((url, index) => ({ id: String(index + 1), method: "GET", url, headers })),
    };
    const answer = await this.#client.call({
      mailboxKey: this.#mailbox.id,
      purpose: this.#purpose,
      method: "POST",
      url: "/$batch",
      body,
      slots: CEILING,
      cost: paths.length,
    });
    if (!isOk(answer)) return this.#oneByOne(paths);
    const { responses } = (answer.json ?? {}) as GraphBatchAnswer;
    if (!Array.isArray(responses)) throw unreadable("batch");
    const now = this.#around.clock.now();
    return new Map(
      responses.flatMap((part) => {
        const path = paths[Number(part.id) - 1];
        return path === undefined ? [] : [[path, partAnswer(part, now)]];
      }),
    );
  }

  /** A server without `$batch`. */
  async #oneByOne(paths: readonly string[]): Promise<ReadonlyMap<string, PartAnswer>> {
    const answers = paths.map(
      async (path) => [path, await getOne(this.#client, this.#mailbox, this.#purpose, path)] as const,
    );
    return new Map(await Promise.all(answers));
  }

  #waitFor(answers: readonly PartAnswer[], spent: { tries: number; waitedMs: number }): number {
    if (answers.some((answer) => answer.status === 429)) {
      this.#size = CEILING;
      this.#client.gate(this.#mailbox.id).throttled();
    }
    const asked = answers.map((answer) => answer.retryAfterMs ?? 0);
    const askedMs = Math.max(...asked) || null;
    if (askedMs !== null) this.#client.gate(this.#mailbox.id).holdOff(askedMs);
    const waitMs = waitBeforeRetry(SERVICE_BUDGET, spent, askedMs, this.#around.entropy.fraction());
    if (waitMs !== null) return waitMs;
    for (const answer of answers) refuseGeneralTrouble(answer);
    throw unreadable("batch");
  }
}

function partAnswer(part: NonNullable<GraphBatchAnswer["responses"]>[number], now: number): PartAnswer {
  const headers = new Map(
    Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const json = typeof part.body === "object" ? part.body : null;
  return {
    status: part.status ?? 0,
    json,
    code: codeOf((json as GraphErrorBody | null)?.error),
    retryAfterMs: retryAfterMs(text(headers.get("retry-after")), text(headers.get("date")), now),
  };
}

function text(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

function missing(): never {
  throw unreadable("a part of the batch is missing");
}

function unreadable(problem: string): Fault {
  return new Fault("unavailable", "graphAnswerUnreadable", { problem });
}
