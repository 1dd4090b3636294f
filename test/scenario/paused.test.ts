// Somebody pauses a participant: no pass, nothing forgotten, and on resuming everything is caught up with. And a look that a person wishes for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import type { UserId } from "../../src/core/model/ids.ts";
import { serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { Wishes } from "../../src/engine/wishes.ts";
import { pause, resume } from "../../src/main/paused.ts";
import { buildStatus, LiveProgress } from "../../src/main/status.ts";
import { SYNC } from "../support/samples.ts";
import { ZONE } from "./when.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

async function standing(world: World): Promise<string[]> {
  const { state, planning, clock } = world.ports;
  const now = () => clock.now();
  const report = await buildStatus({
    planning,
    state,
    live: new LiveProgress(now),
    service: { running: true },
    now,
  });
  return report.participants.map(({ user, state: word, reason }) => `${user} ${word} ${reason ?? ""}`.trim());
}

test("whoever is paused gets no pass while the others go on, keeps everything, and catches up on resume", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const moved = world.plan("Heizung", ["Anna", "Bernd"], MORNING);
  const removed = world.plan("Bad", ["Anna"], "2026-11-26 09:00-11:00");
  await world.settle();
  assert.deepEqual(await pause(world.ports, { user: "anna" }), { users: ["anna"] });
  assert.deepEqual(await pause(world.ports, { user: "anna" }), { users: [] }, "already");
  assert.deepEqual(await standing(world), ["anna paused paused", "bernd inStep"]);
  world.change(moved, { when: AFTERNOON });
  world.remove(removed);
  world.plan("Neu", ["Anna"], "2026-11-27 09:00-11:00");
  const { participants, skipped } = await world.cycle();
  assert.deepEqual(
    [participants.map(({ user }) => user), skipped],
    [["bernd"], [{ user: "anna", reason: "paused" }]],
  );
  assert.deepEqual(world.outlook("Anna"), ["Bad | 2026-11-26 09:00-11:00", `Heizung | ${MORNING}`]);
  assert.deepEqual(world.outlook("Bernd"), [`Heizung | ${AFTERNOON}`]);
  assert.deepEqual(await resume(world.ports, { user: "anna" }), { users: ["anna"] });
  await world.settle();
  assert.deepEqual(world.outlook("Anna"), [`Heizung | ${AFTERNOON}`, "Neu | 2026-11-27 09:00-11:00"]);
  assert.deepEqual(await standing(world), ["anna inStep", "bernd inStep"]);
});

test("all at once: everybody who takes part is paused, and everybody who is paused resumed", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.sql("update app_user set without_password = 0 where login = 'bernd'");
  assert.deepEqual(await pause(world.ports, { user: null }), { users: ["anna"] });
  assert.deepEqual(await standing(world), ["anna paused paused", "bernd skipped withoutPasswordNotSet"]);
  assert.deepEqual(await resume(world.ports, { user: null }), { users: ["anna"] });
  assert.deepEqual(await resume(world.ports, { user: null }), { users: [] });
  await assert.rejects(pause(world.ports, { user: "ana" }), { code: "userUnknown" });
});

/** The service, with something that happens after so many of its pauses of ten seconds. */
async function serveFor(world: World, wishes: Wishes, minutes: number, acts: Record<number, () => unknown>) {
  const ending = new AbortController();
  let pauses = 0;
  const clock: Clock = {
    now: () => world.ports.clock.now(),
    async sleep() {
      for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
      world.waitMinutes(1 / 6);
      pauses += 1;
      await acts[pauses]?.();
      if (pauses >= minutes * 6) ending.abort();
    },
  };
  const rest = 60 * 60_000;
  const rhythm = {
    planningMs: 2_000,
    activeMs: rest,
    activeForMs: 60_000,
    workingMs: rest,
    restMs: rest,
    directoryMs: rest,
  };
  await serve(
    { ...world.ports, clock },
    {
      settings: () => ({ company: { Number: "01", Name: "Muster", TimeZone: ZONE }, sync: SYNC, rhythm }),
      wishes,
      onProgress: () => undefined,
      signal: ending.signal,
    },
  );
}

test("nobody can sign in from the start: everybody is told why, and is in step as soon as somebody can", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"], now: "2026-11-24T10:00:00" });
  world.plan("Heizung", ["Anna"], MORNING);
  const { calendar } = world.ports;
  const find = calendar.findMailbox.bind(calendar);
  let isConnected = false;
  calendar.findMailbox = async (addresses) => {
    if (!isConnected) throw new Fault("refused", "notConnected");
    return find(addresses);
  };
  const wishes = new Wishes();
  await serveFor(world, wishes, 6, {
    6: async () =>
      assert.deepEqual(await standing(world), ["anna failed notConnected", "bernd failed notConnected"]),
    12: () => {
      isConnected = true;
      wishes.readDirectory();
    },
  });
  assert.deepEqual(await standing(world), ["anna inStep", "bernd inStep"]);
  assert.deepEqual(world.outlook("Anna"), [`Heizung | ${MORNING}`]);
});

test("a look that somebody wishes for comes at once, and so does a directory that is to be read again", async () => {
  await using world = await World.open({ people: ["Anna"], now: "2026-11-24T10:00:00" });
  world.plan("Heizung", ["Anna"], MORNING);
  await world.settle();
  const [event] = world.calendar.events(emailOf("Anna"));
  const [user] = (await world.ports.planning.directory()).users;
  assert.ok(event && user);
  const wishes = new Wishes();
  const when = () => world.board()[0]?.when;
  await serveFor(world, wishes, 4, {
    // Nobody wishes anything: within the hour nobody looks.
    3: () => world.outlookEdit("Anna", event.id, { when: AFTERNOON }),
    9: () => assert.equal(when(), MORNING),
    10: () => wishes.lookAt(user.id),
    13: () => assert.equal(when(), AFTERNOON),
    14: async () => {
      await pause(world.ports, { user: "anna" });
      wishes.readDirectory();
    },
    16: () => {
      world.outlookEdit("Anna", event.id, { when: MORNING });
      wishes.lookAt(user.id);
    },
    20: () => assert.equal(when(), AFTERNOON, "paused"),
  });
  assert.equal(when(), AFTERNOON);
});

test("a wish is granted once", () => {
  const wishes = new Wishes();
  const anna = "anna" as UserId;
  assert.deepEqual([wishes.takeLook(anna), wishes.takeDirectory()], [false, false]);
  wishes.lookAt(anna);
  wishes.readDirectory();
  assert.deepEqual([wishes.takeLook(anna), wishes.takeLook(anna)], [true, false]);
  assert.deepEqual([wishes.takeDirectory(), wishes.takeDirectory()], [true, false]);
});
