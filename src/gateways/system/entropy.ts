// Randomness of the machine, and a repeatable one for tests and the sample company.
import { createHash, randomBytes, randomUUIDv7 } from "node:crypto";
import type { Entropy } from "../../engine/ports/entropy.ts";

export const realEntropy: Entropy = {
  // They begin with the time: what is written together lies together in an index.
  uuid: () => randomUUIDv7(),
  uuidOf,
  secret: () => randomBytes(32).toString("base64url"),
  fraction: () => Math.random(),
};

/** A name-based UUID, version 8 of RFC 9562: its bits are SHA-256's. */
function uuidOf(name: string): string {
  return asUuid(createHash("sha256").update(name).digest("hex"), "8");
}

/** Version and variant as RFC 9562 wants them, so that it passes wherever a UUID is checked. */
function asUuid(digits: string, version: string): string {
  const variant = (8 + (Number.parseInt(digits.charAt(16), 16) & 3)).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `${version}${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join("-");
}

/** The same seed gives the same sequence on every machine. Not for secrets. */
export function seededEntropy(seed: number): Entropy {
  const next = splitMix(seed);
  const hex = (value: number) => value.toString(16).padStart(8, "0");
  return {
    uuid: () => asUuid(hex(next()) + hex(next()) + hex(next()) + hex(next()), "4"),
    uuidOf,
    secret: () => Array.from({ length: 8 }, () => hex(next())).join(""),
    fraction: () => next() / 2 ** 32,
  };
}

/** SplitMix32: 32 bits of state, one number of 32 bits at a time, no two neighbouring seeds alike. */
function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}
