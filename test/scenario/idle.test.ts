// When nothing happens anywhere: what a cycle costs, and that the service looks at neighbours' calendars at the same moment.
import assert from "node:assert/strict";
import { StatementSync } from "node:sqlite";
import { test } from "node:test";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { SYNC } from "../support/samples.ts";
import { ZONE } from "./when.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;

/** The statements that `work` runs in any database, as they are written. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const statements: string[] = [];
  const { all, get, run } = StatementSync.prototype;
  const counted = <Real extends (...values: never[]) => unknown>(real: Real) =>
    function (this: StatementSync, ...values: never[]) {
      statements.push(this.sourceSQL);
      return real.apply(this, values);
    };
  Object.assign(StatementSync.prototype, { all: counted(all), get: counted(get), run: counted(run) });
  try {
    await work();
  } finally {
    Object.assign(StatementSync.prototype, { all, get, run });
  }
  return statements;
}

async function idleCycle(jobsEach: number) {
  const people = ["Anna", "Bernd", "Clara"];
  await using world = await World.open({ people });
  for (const person of people) {
    for (let job = 0; job < jobsEach; job++)
      world.plan(
        `Job ${job}`,
        person,
        `2026-11-${25 + Math.floor(job / 8)} ${10 + (job % 8)}:00-${10 + (job % 8)}:45`,
      );
  }
  await world.settle();
  const requests: number[] = [];
  const statements = await statementsOf(async () => {
    const report = await world.cycle();
    requests.push(...report.participants.map((one) => one.requests));
  });
  return { statements, requests };
}

test("an idle cycle asks Microsoft once for each participant, and no database for anything that grows with the calendars", async () => {
  const few = await idleCycle(1);
  const many = await idleCycle(30);
  assert.deepEqual(many.requests, [1, 1, 1]);
  assert.deepEqual(many.statements.toSorted(), few.statements.toSorted());
  const aboutItems = many.statements.filter((sql) => /\b(link|appointment|appointment_employee)\b/.test(sql));
  assert.deepEqual(aboutItems, []);
  const asking = many.statements.filter((sql) => /^select/.test(sql));
  assert.ok(asking.length <= 4 + 3 * 8, `${asking.length} questions to databases`);
});

/** When each calendar was asked for news, while the service runs for so long; its pauses take ten seconds. */
async function looksWhileServing(
  world: World,
  minutes: number,
  workingMs = 5 * MINUTE,
): Promise<readonly number[]> {
  const looks: number[] = [];
  const { calendar } = world.ports;
  const watched = new Proxy(calendar, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...asked: unknown[]) => {
        if (name === "changes" && asked[2] !== null) looks.push(world.ports.clock.now());
        return member.apply(target, asked);
      };
    },
  });
  const end = world.ports.clock.now() + minutes * MINUTE;
  const ending = new AbortController();
  const clock: Clock = {
    now: () => world.ports.clock.now(),
    async sleep() {
      for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
      world.waitMinutes(1 / 6);
      if (clock.now() >= end) ending.abort();
    },
  };
  const rhythm = {
    planningMs: 2_000,
    activeMs: 15_000,
    activeForMs: MINUTE,
    workingMs,
    restMs: 5 * MINUTE,
    directoryMs: MINUTE,
  };
  await serve(
    { ...world.ports, calendar: watched, clock },
    {
      settings: () => ({ company: { Number: "01", Name: "Muster", TimeZone: ZONE }, sync: SYNC, rhythm }),
      onProgress: () => undefined,
      signal: ending.signal,
    },
  );
  return looks;
}

test("the service looks at twenty neighbours' calendars at the same moment, and at other twenties at others", async () => {
  const people = Array.from({ length: 45 }, (_, index) => `Person${index}`);
  await using world = await World.open({ people, now: "2026-11-24T11:02:20" });
  const start = world.ports.clock.now();
  const looks = await looksWhileServing(world, 20);
  const settled = looks.filter((at) => at > start + 5 * MINUTE);
  const sizes = [...Map.groupBy(settled, (at) => at).values()].map((group) => group.length);
  assert.deepEqual(
    sizes.toSorted((a, b) => b - a),
    [20, 20, 20, 20, 20, 20, 5, 5, 5],
  );
});

for (const [when, now, expected] of [
  ["in working hours a calendar at rest is looked at every minute", "2026-11-24T10:00:00", 20],
  ["on a Saturday only as often as the setting says", "2026-11-28T10:00:00", 4],
] as const) {
  test(when, async () => {
    await using world = await World.open({ now });
    await world.settle();
    const looks = await looksWhileServing(world, 21, MINUTE);
    assert.ok(Math.abs(looks.length - expected) <= 1, `${looks.length} looks in 21 minutes`);
  });
}
