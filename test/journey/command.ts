// Runs `termin-sync` as a real process in a folder of its own, with nothing of the surrounding environment that could matter.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../src/main/termin-sync.ts", import.meta.url));

export interface Ended {
  /** Exit code, or the name of the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Everything that it wrote so far. */
  stderr(): string;
  stdout(): string;
  send(signal: NodeJS.Signals): void;
}

export type Variables = Readonly<Record<string, string>>;

/** Ends what each test began: what is torn down first must not fail because of what still runs. */
const stops = new WeakMap<TestContext, readonly (() => Promise<void>)[]>();

/** `program`: another one than the command. */
export function begin(
  t: TestContext,
  args: readonly string[],
  variables: Variables = {},
  program = PROGRAM,
): Running {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? "", LC_ALL: "en_GB.UTF-8", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    stderr += part;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => resolve({ code: code ?? signal ?? "unknown", stdout, stderr }));
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  stops.set(t, [...(stops.get(t) ?? []), stop]);
  t.after(stop);
  return {
    pid: child.pid ?? 0,
    ended,
    stderr: () => stderr,
    stdout: () => stdout,
    send: (signal) => void child.kill(signal),
  };
}

export function terminSync(
  t: TestContext,
  args: readonly string[],
  variables: Variables = {},
): Promise<Ended> {
  return begin(t, args, variables).ended;
}

/** A folder that is gone after the test, once nothing that the test began can write into it any more. */
export function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "termin-sync-"));
  t.after(async () => {
    for (const stop of stops.get(t) ?? []) await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function writeSettings(folder: string, settings: object | string): void {
  const text = typeof settings === "string" ? settings : JSON.stringify(settings);
  writeFileSync(join(folder, "appsettings.json"), text);
}

/** Waits until `condition` holds; throws with `what` after `seconds`. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
