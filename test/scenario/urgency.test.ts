// What stands in line as live, what as bulk that lets it go first, and what of the bulk is needed soon.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CalendarPort } from "../../src/engine/ports/calendar.ts";
import { audit } from "./unnoticed.ts";
import { World } from "./world.ts";

const PLACE_OF_URGENCY: Partial<Record<keyof CalendarPort, number>> = {
  changes: 3,
  look: 2,
  marks: 2,
  create: 2,
  update: 4,
  remove: 3,
};

/** Which calls were said to be how urgent, since it was asked for the last time. */
function watchUrgency(world: World): () => readonly string[] {
  let told = new Set<string>();
  const calendar = new Proxy(world.ports.calendar, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...asked: unknown[]) => {
        const place = PLACE_OF_URGENCY[name as keyof CalendarPort];
        if (place !== undefined) told.add(`${String(name)} ${asked[place] ?? "live"}`);
        return member.apply(target, asked);
      };
    },
  });
  world.ports = { ...world.ports, calendar };
  return () => {
    const since = [...told].toSorted();
    told = new Set();
    return since;
  };
}

test("of the first sync the coming two weeks go before the rest; what somebody edits afterwards is live", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const told = watchUrgency(world);
  const job = world.plan("Wartung", "Anna", "2026-12-07 09:00-11:00");
  const own = world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 09:00-10:00");
  await world.cycle();
  assert.deepEqual(told(), ["changes soon", "create soon", "marks soon"]);
  await world.settle();
  told();
  world.change(job, { location: "Altdorf" });
  world.plan("Keller", "Anna", "2026-11-27 09:00-11:00");
  world.outlookDelete("Anna", own);
  await world.cycle();
  assert.deepEqual(told(), ["changes live", "create live", "look live", "update live"]);
});

test("of the first sync whatever is past, or further away than two weeks, is bulk", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const told = watchUrgency(world);
  for (const when of ["2026-12-09 09:00-11:00", "2026-11-23 08:00-09:00", "2026-12-20"])
    world.plan("Wartung", "Anna", when);
  await world.cycle();
  assert.deepEqual(told(), ["changes soon", "create bulk"]);
});

test("more than anybody edits by hand is bulk, and so is an audit", async () => {
  await using world = await World.open({ people: ["Anna"] });
  const told = watchUrgency(world);
  await world.settle();
  told();
  for (let job = 0; job < 51; job++)
    world.plan(
      `Job ${job}`,
      "Anna",
      `2026-12-${String(1 + Math.floor(job / 3)).padStart(2, "0")} ${10 + (job % 3)}:00-${10 + (job % 3)}:45`,
    );
  await world.cycle();
  assert.deepEqual(told(), ["changes live", "create bulk", "create soon"]);
  await world.settle();
  told();
  await audit(world);
  assert.deepEqual(
    told().filter((call) => !call.endsWith("bulk")),
    [],
  );
});
