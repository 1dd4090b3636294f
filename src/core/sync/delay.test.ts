// How long an edit was on its way: what counts, and what stands in the status.
import assert from "node:assert/strict";
import { test } from "node:test";
import { delaySeconds, summariseDelays } from "./delay.ts";
import { UNTOLD } from "./item.ts";

const NOW = 1_700_000_010_500;
const editedAt = { planning: NOW - 2_500, office365: NOW - 40_000 };
const carried = { isRevert: false };

test("an edit's way ends on the other side", () => {
  assert.equal(delaySeconds("office365", { editedAt }, carried, NOW), 2.5);
  assert.equal(delaySeconds("planning", { editedAt }, carried, NOW), 40);
});

test("what is taken back, what nobody was told of, and clocks that differ make no delay", () => {
  assert.equal(delaySeconds("office365", { editedAt }, { isRevert: true }, NOW), null);
  assert.equal(delaySeconds("planning", { editedAt: UNTOLD }, carried, NOW), null);
  assert.equal(
    delaySeconds("office365", { editedAt: { ...editedAt, planning: NOW + 9_000 } }, carried, NOW),
    0,
  );
});

test("the summary is by the nearest rank", () => {
  assert.equal(summariseDelays([]), null);
  assert.deepEqual(summariseDelays([7]), { count: 1, p50Seconds: 7, p95Seconds: 7 });
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual(summariseDelays(hundred), { count: 100, p50Seconds: 50, p95Seconds: 95 });
});
