// The state file is gone: both sides are linked anew, and nothing is doubled or deleted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

test("a lost state is made anew from what both sides show", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  world.plan("Heizung", ["Anna", "Bernd"], MORNING);
  world.outlookAdd("Anna", "Eigener", AFTERNOON);
  world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 08:00-09:00", { fields: { private: true } });
  world.outlookAdd("Anna", "Anwalt", "2026-11-27 08:00-09:00", { fields: { private: true } });
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", "2026-11-28 08:00-09:00", 0);
  await world.settle();
  const before = { board: world.board(), anna: world.outlook("Anna"), bernd: world.outlook("Bernd") };
  await world.loseState();
  const report = await world.settle();
  assert.deepEqual(
    report.participants.flatMap(({ parked }) => parked),
    [],
  );
  assert.deepEqual(
    { board: world.board(), anna: world.outlook("Anna"), bernd: world.outlook("Bernd") },
    before,
  );
  // The links are as good as before: a move on either side arrives.
  world.outlookEdit("Anna", world.eventOf("Anna", "Zahnarzt").id, { when: "2026-11-26 10:00-11:00" });
  world.change(world.appointmentOf("Heizung"), { when: "2026-11-30 08:00-09:00" });
  await world.settle();
  assert.equal(world.board().filter(({ when }) => when === "2026-11-26 10:00-11:00").length, 1);
  assert.deepEqual(
    world.outlook("Bernd").filter((line) => line.startsWith("Heizung")),
    ["Heizung | 2026-11-30 08:00-09:00"],
  );
});
