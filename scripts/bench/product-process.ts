// The product as its users run it: a command in a process of its own, over HTTPS, with the probe loaded beside it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CLIENT, SECRET, TENANT } from "./company.ts";
import type { Reading } from "./probe.ts";
import type { SandboxProcess } from "./sandbox-process.ts";

const PROGRAM = new URL("../../src/main/termin-sync.ts", import.meta.url).pathname;
const PROBE = new URL("./probe.ts", import.meta.url).href;

export interface Ended {
  /** Exit code, or the name of the signal. */
  readonly code: number | string;
  readonly stdout: string;
  /** Null where it was killed. */
  readonly reading: Reading | null;
}

export class ProductProcess {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;

  /** `folder`: the data folder, in which the planning database is. */
  constructor(args: readonly string[], folder: string, sandbox: SandboxProcess) {
    const readingFile = join(folder, "reading.json");
    rmSync(readingFile, { force: true });
    this.#child = spawn(process.execPath, ["--import", PROBE, PROGRAM, ...args, "--data", folder], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        PATH: process.env.PATH ?? "",
        LC_ALL: "en_GB.UTF-8",
        NODE_EXTRA_CA_CERTS: sandbox.caFile,
        BENCH_READING: readingFile,
        TERMINSYNC_CLIENT_SECRET: SECRET,
        TERMINSYNC__Office365__TenantId: TENANT,
        TERMINSYNC__Office365__ClientId: CLIENT,
        TERMINSYNC__Office365__AuthorityHost: sandbox.url,
        TERMINSYNC__Office365__GraphUrl: sandbox.url,
        TERMINSYNC__SyncJob__Interval: "60",
        TERMINSYNC__Console__Url: "http://127.0.0.1:0",
      },
    });
    this.ended = this.#end(readingFile);
  }

  async #end(readingFile: string): Promise<Ended> {
    const child = this.#child;
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]?.setEncoding("utf8").on("data", (part: string) => {
        texts[name] += part;
      });
    const [code, signal] = await once(child, "close");
    if (code !== 0 && signal !== "SIGKILL")
      throw new Error(`${code ?? signal}: ${texts.stderr}${texts.stdout}`);
    const reading = signal === null ? (JSON.parse(readFileSync(readingFile, "utf8")) as Reading) : null;
    return { code: code ?? signal, stdout: texts.stdout, reading };
  }

  async reading(): Promise<Reading> {
    this.#child.send("reading");
    const [reading] = await once(this.#child, "message");
    return reading as Reading;
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
