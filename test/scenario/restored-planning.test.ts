// Somebody put a backup in the place of the planning database: what it does not have was not deleted by anybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { only, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";

for (const answer of ["restore", "confirm"] as const) {
  test(`a planning restored from a backup deletes nobody's events unasked; then ${answer}`, async () => {
    await using world = await World.open();
    world.plan("Schon gesichert", "Anna", MORNING);
    await world.settle();
    const backup = world.backUpPlanning();
    world.plan("Seither geplant", "Anna", AFTERNOON, { customer_name: "Weber" });
    await world.settle();
    await world.restorePlanning(backup);
    const report = only(await world.settle());
    assert.deepEqual(
      [report.outcome, report.reason, report.held],
      ["needsConfirmation", "planningRestored", 1],
    );
    assert.equal(world.outlook("Anna").length, 2);
    await world.answerHeld("Anna", answer);
    assert.equal(only(await world.settle()).outcome, "ok");
    const expected = answer === "restore" ? ["Schon gesichert", "Seither geplant"] : ["Schon gesichert"];
    assert.deepEqual(
      world
        .board()
        .map(({ subject }) => subject)
        .sort(),
      expected,
    );
    assert.equal(world.outlook("Anna").length, expected.length);
  });
}
