// When a change feed is another one: its end lies before the position, or something else stands there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isOtherFeed, isSamePosition } from "./feed-position.ts";

const KNOWN = { sequence: 7, fingerprint: "a" };
const UNKNOWN = { sequence: 7, fingerprint: null };

test("a feed that ends before the position, or has something else there, is another one", () => {
  assert.equal(isOtherFeed(KNOWN, 7, "a"), false);
  assert.equal(isOtherFeed(KNOWN, 20, "a"), false);
  assert.equal(isOtherFeed(KNOWN, 20, "b"), true);
  assert.equal(isOtherFeed(KNOWN, 7, "b"), true);
  assert.equal(isOtherFeed(KNOWN, 6, null), true);
  assert.equal(isOtherFeed(UNKNOWN, 6, null), true);
});

test("what is unknown on either side speaks against nothing", () => {
  assert.equal(isOtherFeed(KNOWN, 20, null), false);
  assert.equal(isOtherFeed(UNKNOWN, 20, "b"), false);
});

test("two positions are the same by number and by what is known to stand there", () => {
  assert.equal(isSamePosition(KNOWN, { ...KNOWN }), true);
  assert.equal(isSamePosition(KNOWN, UNKNOWN), true);
  assert.equal(isSamePosition(KNOWN, { ...KNOWN, fingerprint: "b" }), false);
  assert.equal(isSamePosition(KNOWN, { ...KNOWN, sequence: 6 }), false);
});
