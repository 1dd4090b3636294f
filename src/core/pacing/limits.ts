// Microsoft's published limits, and how far we go (learn.microsoft.com/graph/throttling-limits, graph/json-batching).
import { type Pace, paceFrom } from "./pace.ts";

/**
 * What a person has just edited, and the question whether somebody has, go before work in bulk; of that, the coming two weeks of everybody
 * before the rest of anybody.
 */
export type Urgency = "live" | "soon" | "bulk";

/** Requests at a time for one application and mailbox. */
export const MAILBOX_CEILING = 4;
/** Parts of one envelope. */
export const MOST_PARTS = 20;
/** 10,000 in ten minutes for one application and mailbox; what is left lets live edits through when bulk has used up its share. */
export const REQUESTS_IN_TEN_MINUTES: Readonly<Record<Urgency, number>> = {
  live: 9_600,
  soon: 9_000,
  bulk: 9_000,
};

/**
 * No limit of requests at a time is published for the application as a whole, but one state of the documentation named four. So it
 * begins with one envelope and learns. The ceiling is our own: one process was measured at 1,000 in flight.
 */
export const APP_START = MOST_PARTS;
const APP_CEILING = 1_024;

export function mailboxPace(): Pace {
  return paceFrom(MAILBOX_CEILING, MAILBOX_CEILING);
}

export function appPace(): Pace {
  return paceFrom(APP_START, APP_CEILING);
}
