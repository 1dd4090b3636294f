// Loaded into the measured process before the product (`node --import`): how late its timers are, its memory and its work, told to whoever started
// it, on request and at the end. The product knows nothing of it.
import { writeFileSync } from "node:fs";
import { createHistogram } from "node:perf_hooks";

export interface Reading {
  /**
   * Milliseconds that timers came late since the last reading: 99 of 100 were no later, and the latest. A timer is due every ten milliseconds, also
   * while the event loop is held up: one long halt is as many late timers as it kept waiting.
   */
  readonly delayP99: number;
  readonly delayMax: number;
  /** Bytes: now, and the most so far. */
  readonly rss: number;
  readonly peakRss: number;
  /** Seconds that the process has worked so far, on any core. */
  readonly cpu: number;
}

const EVERY_MS = 10;

const histogram = createHistogram();
let expectedAt = performance.now() + EVERY_MS;
const timer = setInterval(() => {
  const now = performance.now();
  const lateMs = now - expectedAt;
  const missed = Math.max(0, Math.floor(lateMs / EVERY_MS));
  for (let one = 0; one <= missed; one++)
    histogram.record(Math.max(1, Math.round((lateMs - one * EVERY_MS) * 1000)));
  expectedAt = now + EVERY_MS;
}, EVERY_MS);
timer.unref();

function read(): Reading {
  const { user, system } = process.cpuUsage();
  const reading = {
    delayP99: histogram.percentile(99) / 1000,
    delayMax: histogram.max / 1000,
    rss: process.memoryUsage.rss(),
    peakRss: process.resourceUsage().maxRSS * 1024,
    cpu: (user + system) / 1e6,
  };
  histogram.reset();
  return reading;
}

process.on("message", () => process.send?.(read()));
// Listening for messages alone must not keep the product from ending.
process.channel?.unref();
const file = process.env.BENCH_READING;
if (file !== undefined) process.on("exit", () => writeFileSync(file, JSON.stringify(read())));
