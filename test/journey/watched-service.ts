// A process of its own: the service as `run` starts it, but with pauses that the test wants: `DATA RHYTHM WAITS`, the latter as JSON.
import type { Rhythm } from "../../src/engine/pacemaker.ts";
import type { Waits } from "../../src/engine/subscriptions/notice-board.ts";
import { openInstance } from "../../src/main/instance.ts";
import { runService } from "../../src/main/run-service.ts";

const [data = "", rhythm = "", waits = ""] = process.argv.slice(2);
const ending = new AbortController();
process.once("SIGTERM", () => ending.abort());
const watch = {
  signal: ending.signal,
  onProgress: () => undefined,
  tell: () => undefined,
  logLine: (line: string) => void process.stderr.write(`${line}\n`),
  isTerminal: false,
  colour: false,
};
const instance = openInstance(
  { data, settings: undefined, lang: "en", now: undefined, json: true },
  watch,
  process.env,
);
await runService(instance, watch, {
  rhythm: JSON.parse(rhythm) as Rhythm,
  waits: JSON.parse(waits) as Waits,
  onReady: ({ consoleUrl }) => void process.stdout.write(`${consoleUrl}\n`),
});
