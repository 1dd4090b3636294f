// Time comes in from outside, so that a whole day can be played in a second.

export interface Clock {
  /** The present, epoch milliseconds. */
  now(): number;
  /** Resolves after `milliseconds`, or at once when `signal` is aborted (it never rejects). */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
