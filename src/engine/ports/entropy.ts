// Randomness comes in from outside, so that a run can be repeated exactly.

export interface Entropy {
  /** A new random UUID, lower-case. */
  uuid(): string;
  /** A UUID that follows from the name alone: the same on every machine and at every time. */
  uuidOf(name: string): string;
  /** 256 bits as text: what only we and one other side may know. */
  secret(): string;
  /** A number in [0, 1), for jitter. */
  fraction(): number;
}
