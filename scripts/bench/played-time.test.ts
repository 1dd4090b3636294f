// Played time: who wakes when, and that the whole product plays the same twice.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playInitialSync } from "./initial-sync.ts";
import { PlayedTime } from "./played-time.ts";

describe("played time", () => {
  it("wakes everybody in the order of their moments, and passes only when all are asleep", async () => {
    const time = new PlayedTime(1_000);
    const woken: string[] = [];
    const sleeper = async (name: string, ...naps: number[]) => {
      for (const nap of naps) {
        await time.sleep(nap);
        // Work that takes turns of the event loop takes no time.
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        woken.push(`${name} ${time.now()}`);
      }
    };
    await time.until(Promise.all([sleeper("a", 300, 300), sleeper("b", 100, 500), sleeper("c", 300)]));
    assert.deepEqual(woken, ["b 1100", "a 1300", "c 1300", "b 1600", "a 1600"]);
  });

  it("wakes thousands in order", async () => {
    const time = new PlayedTime(0);
    const woken: number[] = [];
    const naps = Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 5_003);
    await time.until(Promise.all(naps.map((nap) => time.sleep(nap).then(() => woken.push(time.now())))));
    assert.deepEqual(
      woken,
      naps.toSorted((a, b) => a - b),
    );
  });

  it("does not wait for what no time brings, and tells of what fails", async () => {
    await assert.rejects(new PlayedTime(0).until(new Promise(() => undefined)), /Nobody sleeps/);
    await assert.rejects(new PlayedTime(0).until(Promise.reject(new Error("broken"))), /broken/);
  });

  it("is left when somebody is called", async () => {
    const time = new PlayedTime(0);
    const calling = new AbortController();
    const early = time.sleep(1_000, calling.signal).then(() => time.now());
    calling.abort();
    assert.equal(await time.until(early), 0);
    await time.until(time.sleep(100));
    assert.equal(time.now(), 100);
    await time.until(time.sleep(500, calling.signal));
    assert.equal(time.now(), 100);
  });
});

it("an initial sync takes the same time twice, and neither less than the floor nor much more", async () => {
  for (const weather of ["fixed", "scattered"] as const) {
    const order = { people: 3, appointments: 60, weather, seed: 3 };
    const first = await playInitialSync(order);
    assert.deepEqual(await playInitialSync(order), first);
    assert.ok(first.ours >= first.floor && first.ours < first.floor * 1.6, JSON.stringify(first));
    assert.ok(first.naive > 3 * first.ours);
    assert.deepEqual([first.violations, first.refusals, first.peak], [0, 0, 4]);
  }
});
