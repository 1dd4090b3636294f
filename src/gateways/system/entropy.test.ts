// Ids that are UUIDs, and sequences that repeat.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { realEntropy, seededEntropy } from "./entropy.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[478][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("entropy", () => {
  it("makes different UUIDs and fractions in [0, 1)", () => {
    for (const entropy of [realEntropy, seededEntropy(1)]) {
      const ids = Array.from({ length: 2000 }, () => entropy.uuid());
      assert.equal(new Set(ids).size, ids.length);
      for (const id of ids) assert.match(id, UUID);
      const fractions = Array.from({ length: 2000 }, () => entropy.fraction());
      assert.ok(fractions.every((fraction) => fraction >= 0 && fraction < 1));
      const mean = fractions.reduce((sum, fraction) => sum + fraction) / fractions.length;
      assert.ok(Math.abs(mean - 0.5) < 0.05, String(mean));
    }
  });

  it("repeats a seed's sequence, and no other's", () => {
    const sequence = (seed: number) => {
      const entropy = seededEntropy(seed);
      return [entropy.uuid(), entropy.fraction(), entropy.uuid()];
    };
    assert.deepEqual(sequence(7), sequence(7));
    assert.equal(new Set(Array.from({ length: 500 }, (_, seed) => sequence(seed)[0])).size, 500);
  });
});
