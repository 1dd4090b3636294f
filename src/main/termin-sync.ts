#!/usr/bin/env node
// The program `termin-sync`: arguments in, exit code out. Ctrl-C asks for an end, a second one ends at once.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runCli } from "../inbound/cli/run-cli.ts";
import { createActions } from "./actions.ts";

// What a request needs lives for a third of a second, long enough to be taken for something that stays. Left alone, V8 lets three times of what is
// in use gather before it looks (docs/decisions/0032).
setFlagsFromString("--heap-growing-percent=30");

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const ending = new AbortController();
let cause: "SIGINT" | "SIGTERM" | null = null;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (cause !== null) process.exit(130);
    cause = signal;
    ending.abort();
  });
}
// A reader that went away (`termin-sync journal | head`) is no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const { stdin, stdout, stderr, env: environment } = process;
process.exitCode = await runCli(
  process.argv.slice(2),
  createActions(environment),
  { stdin, stdout, stderr, environment },
  { signal: ending.signal, cause: () => cause },
  version,
);
