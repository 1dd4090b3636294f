// The floor against cases worked out by hand, and against the best of many schedules that are kept to its rules.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fallingFloorMs } from "./falling-floor.ts";
import { budgetMs, floorMs, machinesMs, neededOf, pausedMs } from "./floor.ts";
import { type Met, REFUSAL_MS, RETRY_AFTER_MS, Trace, WEATHERS } from "./trace.ts";

const served = (latencyMs: number): Met => ({ latencyMs, retryAfterMs: null });
const refused: Met = { latencyMs: REFUSAL_MS, retryAfterMs: RETRY_AFTER_MS };

describe("pieces of work on machines", () => {
  it("take no less than their sum divided by the machines", () => {
    assert.equal(machinesMs([100, 100, 100, 100, 100, 100, 100, 100], 4), 200);
    assert.equal(machinesMs([400, 100, 100, 100, 100, 100, 300, 400], 4), 400);
  });

  it("are whole: five equal ones on four machines take two rounds", () => {
    assert.equal(machinesMs([250, 250, 250, 250, 250], 4), 500);
    assert.equal(machinesMs(Array(9).fill(250), 4), 750);
  });

  it("take no less than the longest, nor than two of the five longest", () => {
    assert.equal(machinesMs([900, 100, 100], 4), 900);
    // One of the four has to do two of the five: at least 300 + 300.
    assert.equal(machinesMs([500, 400, 400, 300, 300], 4), 600);
    assert.equal(machinesMs([], 4), 0);
  });
});

describe("a refusal", () => {
  it("is a request of its own, and the next ones wait: one at a time takes all of it", () => {
    const needed = [served(100), refused, served(100)];
    assert.equal(pausedMs(needed, 1), 100 + REFUSAL_MS + RETRY_AFTER_MS + 100);
  });

  it("lets three others go on that were under way", () => {
    // Four at a time: 100 ms each are under way beside the refused one, and of the four machines' two seconds 300 ms are used by them.
    const needed = [served(100), served(100), served(100), refused, served(100)];
    assert.equal(pausedMs(needed, 4), (4 * 100 + REFUSAL_MS + 4 * RETRY_AFTER_MS - 300) / 4);
  });

  it("lets a long one go on during several pauses", () => {
    const needed = [served(9_000), refused, served(100), refused, served(100)];
    // Two at a time: the long one can fill both pauses.
    assert.equal(pausedMs(needed, 2), (9_200 + 2 * REFUSAL_MS + 2 * 2 * RETRY_AFTER_MS - 4_000) / 2);
  });

  it("that could be under way beside another one is waited for together with it", () => {
    const together = [refused, served(100), served(100), refused, served(100)];
    const apart = [refused, served(100), served(100), served(100), refused, served(100)];
    assert.ok(pausedMs(together, 4) < RETRY_AFTER_MS + 500);
    assert.ok(pausedMs(apart, 4) > 2 * RETRY_AFTER_MS - 300);
  });
});

describe("ten thousand in ten minutes", () => {
  it("hold back what is more", () => {
    assert.equal(budgetMs(Array(10_000).fill(100), 4, 10_000), 0);
    assert.equal(budgetMs(Array(10_001).fill(100), 4, 10_000), 600_100);
    assert.equal(budgetMs(Array(20_008).fill(100), 4, 10_000), 1_200_200);
  });

  it("at best leave the quickest for the end", () => {
    assert.equal(budgetMs([900, 900, 100, 900, 900], 1, 3), 600_000 + 100 + 900);
  });
});

describe("the floor", () => {
  it("of equal latencies is the number of rounds", () => {
    const trace = new Trace(WEATHERS.fixed, 1);
    assert.equal(
      floorMs((index) => trace.at("anna", index), 501),
      Math.ceil(501 / 4) * 250,
    );
    assert.equal(
      floorMs((index) => trace.at("anna", index), 501, { atATime: 1 }),
      501 * 250,
    );
  });

  it("counts the refused requests up to the last one needed, and none after it", () => {
    const list = [served(100), refused, served(100), refused, served(100)];
    const at = (index: number) => list[index] as Met;
    assert.equal(neededOf(at, 2).length, 3);
    assert.equal(neededOf(at, 1).length, 1);
  });

  it("is never above what a careful client reaches that sends whenever it may", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const trace = new Trace({ ...WEATHERS.scattered, refused: 0.05 }, seed);
      const at = (index: number) => trace.at("anna", index);
      const took = bestEffort(at, 60);
      const floor = floorMs(at, 60);
      assert.ok(floor <= took, `seed ${seed}: floor ${floor}, done after ${took}`);
      assert.ok(floor > took * 0.5, `seed ${seed}: floor ${floor} tells little of ${took}`);
    }
  });
});

/** Sends the next request as soon as one of four places is free and no pause is on; resolves with the end of the last answer needed. */
function bestEffort(at: (index: number) => Met, needed: number): number {
  const free = [0, 0, 0, 0];
  let [notBefore, end] = [0, 0];
  for (let index = 0, left = needed; left > 0; index++) {
    free.sort((a, b) => a - b);
    const { latencyMs, retryAfterMs } = at(index);
    const start = Math.max(free[0] ?? 0, notBefore);
    free[0] = start + latencyMs;
    if (retryAfterMs !== null) notBefore = Math.max(notBefore, free[0] + retryAfterMs);
    else {
      end = Math.max(end, free[0]);
      left -= 1;
    }
  }
  return end;
}

describe("the floor under falling limits", () => {
  const needed = Array<Met>(20).fill(served(100));

  it("is the work divided by the places of each stretch", () => {
    assert.equal(fallingFloorMs(needed, [{ atATime: 4, ms: Number.POSITIVE_INFINITY }]), 500);
    // 800 ms of work in the first 200 ms, up to 200 more that were under way, and the remaining 1,000 one half as fast.
    const halved = [
      { atATime: 4, ms: 200 },
      { atATime: 2, ms: Number.POSITIVE_INFINITY },
    ];
    assert.equal(fallingFloorMs(needed, halved), 200 + (2_000 - 800 - 200) / 2);
  });

  it("never goes back in time, and asks for a last stretch without an end", () => {
    const short = [
      { atATime: 4, ms: 490 },
      { atATime: 1, ms: Number.POSITIVE_INFINITY },
    ];
    assert.equal(fallingFloorMs(needed, short), 490);
    assert.throws(() => fallingFloorMs(needed, [{ atATime: 1, ms: 10 }]), RangeError);
  });
});
