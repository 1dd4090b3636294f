// The remaining time that a pass tells, against the time that it really took.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Progress } from "./progress.ts";
import { ProgressMeter } from "./progress-meter.ts";

/** Plays a pass whose writes are done at these moments, and returns what was told after each, with what was true. */
function play(doneAtMs: readonly number[]): { told: (number | null)[]; isTrue: number[] } {
  let now = 0;
  const told: (number | null)[] = [];
  const onProgress = (progress: Progress) => {
    if (progress.kind === "advanced") told.push(progress.remainingSeconds);
  };
  const meter = new ProgressMeter("anna", doneAtMs.length, { now: () => now }, onProgress);
  for (const at of doneAtMs) {
    now = at;
    meter.advance();
  }
  const end = doneAtMs.at(-1) ?? 0;
  return { told, isTrue: [0, ...doneAtMs].map((at) => (end - at) / 1000) };
}

/** Four at a time: they end in fours, one after another within a round trip's jitter. */
function inFours(count: number, tripMs: number, startMs = 0): number[] {
  return Array.from(
    { length: count },
    (_, index) => startMs + (Math.floor(index / 4) + 1) * tripMs + (index % 4),
  );
}

function isHonestAfterATenth(doneAtMs: readonly number[]): void {
  const { told, isTrue } = play(doneAtMs);
  for (let done = Math.ceil(doneAtMs.length / 10); done < doneAtMs.length * 0.9; done++) {
    const [said, was] = [told[done], isTrue[done] ?? 0];
    assert.ok(said !== null && said !== undefined, `nothing told after ${done}`);
    assert.ok(Math.abs(said - was) <= was * 0.2 + 1, `after ${done}: ${said} s told, ${was} s true`);
  }
}

describe("the remaining time", () => {
  it("is honest within a fifth after a tenth of the work", () => {
    isHonestAfterATenth(inFours(2_000, 300));
    isHonestAfterATenth(inFours(400, 1_000));
  });

  it("does not count what was waited before the first write", () => {
    isHonestAfterATenth(inFours(2_000, 300, 120_000));
  });

  it("does not count how slowly the limits were learned", () => {
    const slow = Array.from({ length: 60 }, (_, index) => (index + 1) * 300);
    isHonestAfterATenth([...slow, ...inFours(1_940, 300, 60 * 300)]);
  });

  it("is not told before a tenth is done, and nothing remains where nothing was to do", () => {
    const { told } = play(inFours(100, 300));
    assert.deepEqual(told.map((one) => one !== null).indexOf(true), 10);
    assert.deepEqual(play([]).told, [0]);
    assert.equal(told.at(-1), 0);
  });
});
