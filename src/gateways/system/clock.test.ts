// Sleeping, being woken, and another present.
import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import { realClock, shiftedClock } from "./clock.ts";

describe("the machine's clock", () => {
  it("tells the present", () => {
    const before = Date.now();
    const now = realClock.now();
    assert.ok(now >= before && now <= Date.now());
  });

  it("sleeps, and wakes at once when it is told to", async () => {
    const before = performance.now();
    await realClock.sleep(20);
    assert.ok(performance.now() - before >= 18);
    await realClock.sleep(0);
    await realClock.sleep(-5);
    const controller = new AbortController();
    const sleeping = realClock.sleep(60_000, controller.signal);
    controller.abort();
    await sleeping;
    await realClock.sleep(60_000, controller.signal);
    assert.ok(performance.now() - before < 10_000);
  });

  it("sleeps longer than one timer lasts", async (context) => {
    context.after(() => mock.timers.reset());
    mock.timers.enable({ apis: ["setTimeout"] });
    const longest = 2 ** 31 - 1;
    let isAwake = false;
    const sleeping = realClock.sleep(longest + 1000).then(() => {
      isAwake = true;
    });
    mock.timers.tick(longest);
    await new Promise(setImmediate);
    assert.equal(isAwake, false);
    mock.timers.tick(1000);
    await sleeping;
  });
});

describe("a shifted clock", () => {
  it("goes on from another present at the same pace", async () => {
    let now = 1000;
    const base = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    };
    const clock = shiftedClock(base, -400);
    assert.equal(clock.now(), 600);
    await clock.sleep(50);
    assert.equal(clock.now(), 650);
  });
});
