// The service compares everybody in full by itself, slowly: what nobody noticed is found, repaired, and compared once more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { SYNC } from "../support/samples.ts";
import { audit, told, unnoticedInOutlook, unnoticedInPlanning } from "./unnoticed.ts";
import { ZONE } from "./when.ts";
import { World } from "./world.ts";

const HOUR = 60 * 60_000;

/** The service for so many hours, played in no time: each pause takes a minute. */
async function serveFor(world: World, hours: number, restMs = 5 * 60_000): Promise<void> {
  const end = world.ports.clock.now() + hours * HOUR;
  const ending = new AbortController();
  const clock: Clock = {
    now: () => world.ports.clock.now(),
    async sleep() {
      world.waitMinutes(1);
      if (clock.now() >= end) ending.abort();
      // The passes under way come to their end before the next beat.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const rhythm = {
    planningMs: 2_000,
    activeMs: 15_000,
    activeForMs: 10 * 60_000,
    workingMs: restMs,
    restMs,
    directoryMs: 30_000,
  };
  await serve(
    { ...world.ports, clock },
    {
      settings: () => ({ company: { Number: "01", Name: "Muster", TimeZone: ZONE }, sync: SYNC, rhythm }),
      onProgress: () => undefined,
      signal: ending.signal,
    },
  );
}

async function kept(world: World): Promise<readonly string[]> {
  const audits = await world.ports.state.audits();
  return audits.map(
    ({ login, summary }) => `${login} ${summary.at.slice(8, 16)} ${summary.differences.readAgain}`,
  );
}

test("everybody once a day, a minute apart, not while somebody is at work", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"], now: "2026-11-24T11:00:00" });
  world.plan("Heizung", ["Anna"], "2026-11-26 09:00-11:00");
  await serveFor(world, 1);
  // Anna's first pass wrote at 11:00 and counts as work for ten minutes.
  const first = await kept(world);
  assert.match(first.join(), /^anna 24T10:1\d 0,bernd 24T10:0[1-5] 0$/);
  await serveFor(world, 22);
  assert.deepEqual(await kept(world), first, "once a day");
  await serveFor(world, 3);
  assert.match((await kept(world)).join(), /^anna 25T10:\d\d 0,bernd 25T10:\d\d 0$/);
});

test("what nobody noticed is found, repaired at once, and compared again within the hour", async () => {
  await using world = await World.open({ people: ["Anna"], now: "2026-11-24T11:00:00" });
  world.plan("Heizung", ["Anna"], "2026-11-26 09:00-11:00");
  const keller = world.plan("Keller", ["Anna"], "2026-11-27 09:00-11:00");
  await world.settle();
  unnoticedInPlanning(world, () => world.change(keller, { location: "Altdorf" }));
  await unnoticedInOutlook(world, "Anna", () =>
    world.outlookEdit("Anna", world.eventOf("Anna", "Heizung").id, { subject: "Therme" }),
  );
  // No calendar is due for a day: the finding alone brings the pass that repairs it.
  await serveFor(world, 0.5, 24 * HOUR);
  assert.deepEqual(
    (await kept(world)).map((line) => line.at(-1)),
    ["2"],
  );
  assert.equal(world.eventOf("Anna", "Keller").fields.location, "Altdorf");
  assert.ok(world.board().some(({ subject }) => subject === "Therme"));
  await serveFor(world, 1, 24 * HOUR);
  assert.match((await kept(world)).join(), /^anna 24T11:\d\d 0$/, "not compared again");
  assert.deepEqual(told(await audit(world)), []);
});
