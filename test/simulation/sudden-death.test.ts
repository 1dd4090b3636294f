// The process dies at every single call of a cycle that has much to do, before the call and after it. Whoever comes next finishes
// the work: nothing lost, nothing doubled, nobody mailed, nothing done twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emailOf, World } from "../scenario/world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";

/** Something of everything waits on both sides. */
async function busyWorld(): Promise<World> {
  const world = await World.open({
    people: ["Anna", "Bernd"],
    sync: { DeletionGuard: { Count: 100, Percent: 100 } },
  });
  const ids = ["Verschoben", "Gelöscht", "Getrennt", "Beides", "Aufgeräumt"].map((subject) =>
    world.plan(subject, ["Anna", "Bernd"], MORNING),
  );
  const solo = world.outlookAdd("Anna", "Eigener", AFTERNOON);
  const gone = world.outlookAdd("Anna", "Eigener, gelöscht", AFTERNOON);
  const copies = world.outlookMeet("Anna", ["Bernd"], "Besprechung", NEXT_DAY, 0);
  await world.settle();
  const [moved, removed, split, both, tidied] = ids as [string, string, string, string, string];
  world.change(moved, { when: AFTERNOON });
  world.remove(removed);
  world.unassign(split, "Bernd");
  world.change(both, { location: "Keller" });
  world.outlookEdit("Anna", world.eventOf("Anna", "Beides").id, { location: "Dach", category: "Rot" });
  world.outlookDelete("Anna", world.eventOf("Anna", "Aufgeräumt").id);
  world.outlookEdit("Anna", solo, { when: NEXT_DAY });
  world.outlookDelete("Anna", gone);
  world.outlookEdit("Anna", copies.get("Anna") as never, { when: AFTERNOON });
  world.change(world.appointmentOf("Besprechung"), { subject: "Umbenannt" });
  world.plan("Neu", ["Bernd"], NEXT_DAY);
  world.outlookAdd("Bernd", "Neu in Outlook", MORNING);
  world.outlookMeet("Bernd", ["Anna"], "Neue Besprechung", MORNING, 1);
  assert.ok(tidied);
  return world;
}

function picture(world: World): unknown {
  return {
    board: world.board(),
    anna: world.outlook("Anna"),
    bernd: world.outlook("Bernd"),
    keller: world.calendar
      .events(emailOf("Bernd"))
      .map(({ fields }) => fields.location)
      .sort(),
  };
}

/** A row that a colleague's pass has made meanwhile is not claimed by whoever had only announced it. */
async function assertCreatedOnce(world: World, what: string): Promise<void> {
  const created = (await world.entries()).filter(
    ({ side, action }) => side === "planning" && action === "create",
  );
  const appointments = created.map(({ appointment }) => appointment);
  assert.equal(new Set(appointments).size, appointments.length, `${what}: an appointment was created twice`);
}

async function undisturbed(): Promise<unknown> {
  await using world = await busyWorld();
  await world.settle();
  return picture(world);
}

for (const afterwards of [false, true]) {
  test(`death ${afterwards ? "after" : "before"} the effect of each call ends in the same picture`, async () => {
    const wanted = await undisturbed();
    let isDead = true;
    let atCall = 0;
    while (isDead) {
      atCall += 1;
      await using world = await busyWorld();
      isDead = await world.dyingCycle({ atCall, afterwards });
      await world.settle();
      assert.deepEqual(picture(world), wanted, `death at call ${atCall}`);
      await assertCreatedOnce(world, `death at call ${atCall}`);
    }
    assert.ok(atCall > 60, `only ${atCall} calls`);
  });
}
