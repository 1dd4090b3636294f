// The middle and the tail of a few numbers.
import assert from "node:assert/strict";
import { it } from "node:test";
import { median, quantile } from "./statistics.ts";

it("the median is the one in the middle, or between the two", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([1, 2, 4, 9]), 3);
  assert.throws(() => median([]), RangeError);
});

it("95 of 100 do not exceed the 95 % quantile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  assert.equal(quantile(hundred, 0.95), 95);
  assert.equal(quantile(hundred, 1), 100);
  assert.equal(quantile([7], 0.95), 7);
  assert.throws(() => quantile([], 0.95), RangeError);
});
