// How many requests at a time something bears: learned from its answers, not believed. Each good answer to a full house raises the
// limit, each refusal halves it (additive increase, multiplicative decrease), and what was too much is tried again ever more rarely. A refusal
// now and then for no reason is waited for, and lowers nothing.

export interface Pace {
  /** Requests at a time. */
  readonly limit: number;
  /** Never more than this. */
  readonly ceiling: number;
  /** The most that is thought to be borne: up to here the limit rises quickly. */
  readonly borne: number;
  /** Good answers since the limit last moved. */
  readonly good: number;
  /** Those of them since somebody was refused. */
  readonly calm: number;
  /** How often in a row the limit proved to be too much: each time, the next try waits twice as long. */
  readonly strikes: number;
  /** More than was thought to be borne is being tried. */
  readonly isTrial: boolean;
  /** Refusals that were believed or let pass so far. A refusal of what was sent before the last one tells nothing new. */
  readonly told: number;
}

/** Good answers before one more is tried; after the second refusal in a row twice as many, and so on up to 32 times. */
const GOOD_FOR_TRIAL = 40;
const MOST_STRIKES = 6;
/**
 * Who is sent too many at a time refuses some of every full house. After so many full houses in a row that were answered well it was something
 * else: five for a limit of four are twenty answers, and one refusal in two hundred for no reason is then mistaken one time in ten.
 */
const CALM_HOUSES = 5;

/** Begins at `limit` and rises with each good answer until somebody is refused for the first time. */
export function paceFrom(limit: number, ceiling: number): Pace {
  return { limit, ceiling, borne: ceiling, good: 0, calm: 0, strikes: 0, isTrial: false, told: 0 };
}

/** After a good answer while as many were under way as the limit allows; fewer would prove nothing. */
export function paceAfterAnswer(pace: Pace): Pace {
  const [good, calm] = [pace.good + 1, pace.calm + 1];
  const { limit, ceiling, borne, strikes } = pace;
  if (good < goodToMove(pace)) return { ...pace, good, calm };
  if (limit >= ceiling) return { ...pace, good, calm, strikes: 0, isTrial: false };
  const moved = { ...pace, good: 0, calm: 0 };
  if (limit < borne) return { ...moved, limit: Math.min(borne, limit + stepOf(pace)) };
  return {
    ...moved,
    limit: limit + 1,
    borne: limit + 1,
    strikes: pace.isTrial ? 1 : strikes,
    isTrial: true,
  };
}

/** After a refusal for too many at a time. */
export function paceAfterRefusal(pace: Pace): Pace {
  const isOutOfTheBlue = pace.calm >= CALM_HOUSES * pace.limit;
  return isOutOfTheBlue ? { ...pace, calm: 0, told: pace.told + 1 } : paceAfterExcess(pace);
}

/** Once it is known that as many as were under way are too many, however many more the limit would have allowed. */
export function paceAfterExcess(pace: Pace, inFlight = pace.limit): Pace {
  const limit = Math.min(pace.limit, inFlight);
  return {
    ...pace,
    limit: Math.max(1, Math.floor(limit / 2)),
    borne: Math.max(1, limit - 1),
    good: 0,
    calm: 0,
    strikes: Math.min(MOST_STRIKES, pace.strikes + 1),
    isTrial: false,
    told: pace.told + 1,
  };
}

function goodToMove({ limit, ceiling, borne, strikes, isTrial }: Pace): number {
  if (limit < borne) return strikes === 0 ? 1 : limit;
  // A limit that holds so long was no mistake.
  if (limit >= ceiling || isTrial) return GOOD_FOR_TRIAL;
  return GOOD_FOR_TRIAL * 2 ** Math.max(0, strikes - 1);
}

/** By an eighth for each full house that was answered well: back at twice as many after six of them. */
function stepOf({ limit, strikes }: Pace): number {
  return strikes === 0 ? 1 : Math.max(1, Math.floor(limit / 8));
}
