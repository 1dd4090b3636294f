// When deletions are held back: too many by number and by share, or a whole side.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holdReason, holdsOf } from "./guard.ts";

const GUARD = { Count: 10, Percent: 20 };

test("both figures have to be exceeded", () => {
  assert.equal(holdReason(11, 54, GUARD), "massDeletion");
  assert.equal(holdReason(10, 40, GUARD), null);
  assert.equal(holdReason(11, 55, GUARD), null);
  assert.equal(holdReason(50, 1000, GUARD), null);
});

test("a side that shows nothing at all is a fault where there were more than three links", () => {
  assert.equal(holdReason(4, 4, GUARD), "emptySide");
  assert.equal(holdReason(3, 3, GUARD), null);
  assert.equal(holdReason(0, 0, GUARD), null);
});

test("in a restored planning nothing was deleted by anybody", () => {
  const deletions = { planning: 1, office365: 1 };
  assert.deepEqual(holdsOf(deletions, { links: 50, isPlanningRestored: true }, GUARD), {
    planning: null,
    office365: "planningRestored",
  });
  assert.deepEqual(holdsOf(deletions, { links: 50, isPlanningRestored: false }, GUARD), {
    planning: null,
    office365: null,
  });
});
