// The sandbox over HTTPS as a process of its own, so that its work is not the product's: started with an order, asked what it saw.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { start } from "../../sandbox/start.ts";
import { emailOf, numbersOf, type Size, tenantOf } from "./company.ts";
import { Trace, WEATHERS, type WeatherName } from "./trace.ts";

export interface SandboxOrder extends Size {
  /** The folder for its certificates. */
  readonly folder: string;
  /** Null: it answers at once. */
  readonly weather: WeatherName | null;
  readonly seed: number;
}

export interface Summary {
  readonly events: number;
  /** Events of one mailbox with the same subject as an earlier one. */
  readonly doubled: number;
  /** Epoch milliseconds at which the last event of the coming 14 days came to be; 0 where there is none. */
  readonly soonDoneAt: number;
  /** That took their place at a mailbox. */
  readonly requests: number;
  readonly violations: number;
  /** Brought upon itself by the client. */
  readonly refusals: number;
  readonly peak: number;
  /** Calls over HTTP to Graph. */
  readonly calls: number;
  /** Creates that were asked for, whatever became of them. */
  readonly creates: number;
  /** Changes in mailboxes. */
  readonly writes: number;
}

export class SandboxProcess {
  readonly url: string;
  readonly caFile: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, { url, caFile }: { url: string; caFile: string }) {
    this.#child = child;
    this.url = url;
    this.caFile = caFile;
  }

  static async start(order: SandboxOrder): Promise<SandboxProcess> {
    const child = fork(new URL(import.meta.url).pathname, [JSON.stringify(order)]);
    const [ready] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error("The sandbox did not start."))),
    ]);
    return new SandboxProcess(child, ready);
  }

  async summary(): Promise<Summary> {
    this.#child.send("summary");
    const [summary] = await once(this.#child, "message");
    return summary as Summary;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, "exit");
  }
}

const SOON_MS = 14 * 86_400_000;

async function serve(order: SandboxOrder): Promise<void> {
  const trace = order.weather === null ? null : new Trace(WEATHERS[order.weather], order.seed);
  const requests = new Map<string, number>();
  let refusedByTrace = 0;
  const startedAt = Date.now();
  const sandbox = await start({
    company: tenantOf(order),
    seed: 1,
    // What was on its way when the refusal was told had not heard of it: the network takes its time, and so does a busy machine.
    settings: { retryAfterGraceMs: 250 },
    weather: (mailbox) => {
      const index = requests.get(mailbox) ?? 0;
      requests.set(mailbox, index + 1);
      const met = trace?.at(mailbox, index) ?? { latencyMs: 0, retryAfterMs: null };
      if (met.retryAfterMs !== null) refusedByTrace += 1;
      return {
        latencyMs: met.latencyMs,
        retryAfter: met.retryAfterMs === null ? null : met.retryAfterMs / 1000,
      };
    },
  });
  // The log holds the last thousands only.
  const counts = { calls: 0, creates: 0 };
  const handle = sandbox.core.handle.bind(sandbox.core);
  sandbox.core.handle = (request) => {
    if (request.url.startsWith("/v1.0/")) counts.calls += 1;
    if (request.method === "POST" && request.url.endsWith("/events")) counts.creates += 1;
    return handle(request);
  };
  const summary = (): Summary => {
    const { violations, throttled, peakConcurrency } = sandbox.control.statistics();
    let [events, doubled, soonDoneAt] = [0, 0, 0];
    for (const person of numbersOf(order)) {
      const all = [...(sandbox.core.world.find(emailOf(person))?.events() ?? [])];
      events += all.length;
      doubled += all.length - new Set(all.map(({ fields }) => fields.subject)).size;
      for (const { fields, createdMs } of all)
        if (fields.start.ms < startedAt + SOON_MS) soonDoneAt = Math.max(soonDoneAt, createdMs);
    }
    return {
      events,
      doubled,
      soonDoneAt,
      requests: [...requests.values()].reduce((sum, one) => sum + one, 0),
      violations,
      refusals: throttled - refusedByTrace,
      peak: peakConcurrency,
      ...counts,
      writes: [...sandbox.core.world.mailboxes.values()].reduce((sum, { seq }) => sum + seq, 0),
    };
  };
  process.on("message", () => process.send?.(summary()));
  process.once("disconnect", () => sandbox.stop());
  process.send?.({ url: sandbox.url, caFile: sandbox.caFile });
}

if (import.meta.main) await serve(JSON.parse(process.argv[2] ?? "") as SandboxOrder);
