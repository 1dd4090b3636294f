// When calendars are looked at: as many as one envelope holds at the same moment, the groups spread over the interval.
import { MOST_PARTS } from "./limits.ts";

/**
 * The next moment for the participant on this seat: at most `pauseMs` from now. The moments of an interval are the same for all of a
 * group, whenever each of them was looked at last, so they stay in step. All in epoch milliseconds.
 */
export function nextInStep(now: number, pauseMs: number, seat: number, seats: number): number {
  const groups = Math.ceil(seats / MOST_PARTS);
  const offset = Math.floor((pauseMs * Math.floor(seat / MOST_PARTS)) / groups);
  const since = (((now - offset) % pauseMs) + pauseMs) % pauseMs;
  return now - since + pauseMs;
}
