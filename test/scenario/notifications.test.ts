// The service is told of changes: it looks at once, rests where it is told, and notices where it is told no longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MINUTE, Told } from "./told.ts";
import { World } from "./world.ts";

/** A working day: calendars at rest are looked at every minute, unless somebody tells. */
const NOON = "2026-11-24T12:00:00";

async function open(people: readonly string[] = ["Anna"]) {
  const world = await World.open({ people, now: NOON });
  await world.settle();
  const told = new Told(world);
  return { world, told, [Symbol.asyncDispose]: () => world.close() };
}

/** Looks within so many minutes of service. */
async function looksIn(told: Told, minutes: number): Promise<number> {
  const before = told.looks.length;
  await told.serve(minutes);
  return told.looks.length - before;
}

test("a calendar at rest is looked at every minute, until its notices have proved themselves: then as the setting says", async () => {
  await using ground = await open();
  const { told } = ground;
  await told.serve(2);
  assert.equal(told.microsoft.all.length, 1);
  const unproven = await looksIn(told, 30);
  assert.ok(unproven >= 28, `${unproven} looks in 30 minutes`);
  await told.tell("Anna");
  await told.serve(3);
  const proven = await looksIn(told, 30);
  assert.ok(proven <= 4, `${proven} looks in 30 minutes`);
});

/** What happens at noon and twelve minutes, when everybody is at rest; looks that began within ten seconds of it. */
async function looksAfter(told: Told, happens: () => Promise<void>): Promise<number> {
  const { clock } = told.world.ports;
  const at = clock.now() + 12 * MINUTE;
  let from: number | null = null;
  const act = async () => {
    if (from !== null || clock.now() < at) return;
    from = told.looks.length;
    await happens();
  };
  await told.serve(12 + 1 / 6, act, 1_000);
  return told.looks.length - (from ?? 0);
}

test("a notice brings a look within seconds; ten thousand of them bring one", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  await told.tell("Anna");
  const looks = await looksAfter(told, async () => {
    world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 09:00-10:00");
    for (let notice = 0; notice < 10_000; notice++) await told.tell("Anna");
  });
  // A further one may be that of the quarter of a minute that follows activity.
  assert.ok(looks === 1 || looks === 2, `${looks} looks`);
  assert.deepEqual(
    world.board().map(({ subject }) => subject),
    ["Zahnarzt"],
  );
});

test("nobody is looked at but whom the notice is about", async () => {
  await using ground = await open(["Anna", "Bernd", "Clara"]);
  const { told } = ground;
  await told.tend();
  for (const person of ["Anna", "Bernd", "Clara"]) await told.tell(person);
  const looks = await looksAfter(told, () => told.tell("Bernd"));
  assert.ok(looks === 1 || looks === 2, `${looks} looks`);
});

test("notices that come while a calendar is being looked at bring another look", async () => {
  await using ground = await open();
  const { told } = ground;
  await told.tend();
  const anna = await told.userOf("Anna");
  await told.tell("Anna");
  told.board.lookBegins(anna);
  assert.equal(told.board.isDue(anna), false);
  await told.tell("Anna");
  ground.world.waitMinutes(1);
  told.board.lookEnded(anna, false);
  assert.equal(told.board.isDue(anna), true);
});

test("a mailbox in trouble is not asked more often because somebody tells of it", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  await told.tell("Anna");
  await told.serve(5);
  world.calendar.trouble("anna@muster.example", "mailboxForbidden");
  const before = told.looks.length;
  await told.serve(60, () => told.tell("Anna"));
  assert.ok(told.looks.length - before <= 12, `${told.looks.length - before} looks in an hour`);
});

test("a subscription gone silent is noticed by what a look finds, told, and replaced; the change arrives all the same", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  await told.tell("Anna");
  await told.serve(30);
  const [first] = told.microsoft.all;
  assert.equal(await told.stateOf("Anna"), "arriving");
  // Nobody tells of this one.
  world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 09:00-10:00");
  await told.serve(11);
  assert.equal(world.board().length, 1);
  await told.serve(6);
  const [second, ...others] = told.microsoft.all;
  assert.deepEqual(others, []);
  assert.notEqual(second?.id, first?.id);
  assert.equal(told.warnings.length, 1);
  assert.equal(await told.stateOf("Anna"), "silent");
  const unproven = await looksIn(told, 20);
  assert.ok(unproven >= 18, `${unproven} looks in 20 minutes: nothing was heard of the new one`);
  await told.tell("Anna");
  assert.equal(await told.stateOf("Anna"), "arriving");
});

test("where no notice ever arrives, a new subscription is made more and more seldom", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.serve(5);
  let last = 0;
  const edit = () => {
    const minute = Math.floor(world.ports.clock.now() / MINUTE);
    if (minute % 10 !== 0 || minute === last) return;
    last = minute;
    world.outlookAdd("Anna", `Termin ${minute}`, "2026-11-26 09:00-10:00");
  };
  await told.serve(8 * 60, edit, 30_000);
  assert.ok(world.board().length > 40, "polling has brought them all");
  const replaced = told.callsOf("create") - 1;
  assert.ok(replaced >= 3 && replaced <= 7, `replaced ${replaced} times in eight hours`);
});

test("our own writes are no proof of silence, nor is what comes late", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  await told.tell("Anna");
  await told.serve(30);
  for (let job = 0; job < 5; job++) {
    world.plan(`Wartung ${job}`, "Anna", `2026-11-2${job + 5} 09:00-11:00`);
    await told.serve(12);
  }
  // What we wrote, and planning changed again, is read and written at the same look.
  const job = world.plan("Keller", "Anna", "2026-11-27 12:00-13:00");
  await told.serve(1 / 6);
  world.change(job, { location: "Altdorf" });
  await told.serve(12);
  assert.equal(world.eventOf("Anna", "Keller").fields.location, "Altdorf");
  // And what moved although nobody edited it.
  world.calendar.touch("anna@muster.example", world.eventOf("Anna", "Keller").id);
  world.change(job, { location: "Ergolding" });
  await told.serve(12);
  assert.equal(world.eventOf("Anna", "Keller").fields.location, "Ergolding");
  assert.equal(told.callsOf("create"), 1);
  // Found by a look, and told three minutes later.
  world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 12:00-13:00");
  const boarded = () => world.board().some(({ subject }) => subject === "Zahnarzt");
  let foundAt = 0;
  let isTold = false;
  await told.serve(30, async () => {
    if (foundAt === 0 && boarded()) foundAt = world.ports.clock.now();
    if (foundAt > 0 && !isTold && world.ports.clock.now() >= foundAt + 3 * MINUTE) {
      isTold = true;
      await told.tell("Anna");
    }
  });
  assert.ok(isTold);
  assert.equal(told.callsOf("create"), 1);
  assert.deepEqual(told.warnings, []);
});

test("what changed while the service did not run is no proof of silence", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  await told.tell("Anna");
  await told.serve(10);
  world.waitMinutes(60);
  world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 09:00-10:00");
  told.restart();
  await told.serve(20);
  assert.equal(world.board().length, 1);
  assert.equal(told.callsOf("create"), 1);
});
