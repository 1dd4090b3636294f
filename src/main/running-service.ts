// Finds the service that is running on a data folder and asks it. `service.json` of a service that was killed is recognised by
// nobody answering with its token, and counts as no service.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { Fault, type FaultCode, type FaultDetail, type FaultKind } from "../core/fault.ts";
import type { OnProgress, Progress } from "../engine/progress.ts";

export interface ServiceEntry {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

export interface RunningService {
  readonly entry: ServiceEntry;
  ask<Result>(name: string, args: unknown, options?: AskOptions): Promise<Result>;
}

export interface AskOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export function writeServiceEntry(file: string, entry: ServiceEntry): void {
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600, flag: "wx" });
}

/** Removes the entry only if it is still one's own. */
export function removeServiceEntry(file: string, { token }: ServiceEntry): void {
  if (readEntry(file)?.token === token) rmSync(file, { force: true });
}

/** Null where no service answers. */
export async function findRunningService(file: string): Promise<RunningService | null> {
  const entry = readEntry(file);
  if (entry === null) return null;
  try {
    await ask(entry, "ping", null, { signal: AbortSignal.timeout(2_000) });
  } catch {
    return null;
  }
  return { entry, ask: (name, args, options = {}) => ask(entry, name, args, options) };
}

function readEntry(file: string): ServiceEntry | null {
  try {
    const entry = JSON.parse(readFileSync(file, "utf8")) as Partial<ServiceEntry>;
    const { pid, port, token, startedAt } = entry;
    const isWhole =
      typeof pid === "number" &&
      typeof port === "number" &&
      typeof token === "string" &&
      typeof startedAt === "string";
    return isWhole ? { pid, port, token, startedAt } : null;
  } catch {
    return null;
  }
}

interface Line {
  readonly progress?: Progress;
  readonly result?: unknown;
  readonly fault?: { readonly kind: FaultKind; readonly code: FaultCode; readonly detail: FaultDetail };
}

async function ask<Result>(
  { port, token }: ServiceEntry,
  name: string,
  args: unknown,
  { onProgress, signal }: AskOptions,
): Promise<Result> {
  const response = await fetch(`http://127.0.0.1:${port}/${name}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(args),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok || response.body === null) throw new Error(`The service answered ${response.status}.`);
  for await (const line of linesOf(response.body)) {
    const { progress, fault, result } = JSON.parse(line) as Line;
    if (progress !== undefined) onProgress?.(progress);
    else if (fault !== undefined) throw new Fault(fault.kind, fault.code, fault.detail);
    else return result as Result;
  }
  throw new Error("The service ended before it answered.");
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const part of body) {
    const pieces = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    yield* pieces.filter((piece) => piece !== "");
  }
  if (rest !== "") yield rest;
}
