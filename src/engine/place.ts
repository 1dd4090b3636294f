// What the service knows of one participant between two looks.
import { type FeedPosition, isSamePosition } from "../core/model/feed-position.ts";
import type { Participant } from "../core/model/participant.ts";

export interface Place {
  participant: Participant;
  /** Neighbours are looked at together. */
  seat: number;
  nextLookAt: number;
  lastActivityAt: number;
  /** Null until the first look. */
  planningSeen: FeedPosition | null;
  failures: number;
  /** What was last told; the same again is no news. */
  told: string;
  busy: Promise<void> | null;
}

/** Somebody wrote, or another database was put in planning's place. */
export function hasMoved(seen: FeedPosition | null, latest: FeedPosition | null): boolean {
  return latest !== null && (seen === null || !isSamePosition(seen, latest));
}

/** Synchronised at least once, nothing under way, and nobody at work on either side. */
export function isQuiet(
  { busy, failures, told, lastActivityAt }: Place,
  now: number,
  activeForMs: number,
): boolean {
  return busy === null && failures === 0 && told !== "" && now - lastActivityAt >= activeForMs;
}

export function newPlace(participant: Participant, seat: number): Place {
  return {
    participant,
    seat,
    nextLookAt: 0,
    lastActivityAt: 0,
    planningSeen: null,
    failures: 0,
    told: "",
    busy: null,
  };
}
