// Randomness comes in from outside, so that a run can be repeated exactly.

export interface Entropy {
  /** A new random UUID, lower-case. */
  uuid(): string;
  /** A number in [0, 1), for jitter. */
  fraction(): number;
}
