// A place in planning's change feed, and what tells that a feed is not the one in which the place was taken: a database restored from a
// backup counts on from the backup, and its numbers come a second time.

export interface FeedPosition {
  /** Number of the last change that was read; 0 where nothing ever changed. */
  readonly sequence: number;
  /** Tells this change from any other that ever had the number. Null where that is unknown: nothing stands there, or not any more. */
  readonly fingerprint: string | null;
}

/** Nothing has to be read between the two. What is unknown is taken for the same. */
export function isSamePosition(a: FeedPosition, b: FeedPosition): boolean {
  return a.sequence === b.sequence && isSameChange(a.fingerprint, b.fingerprint);
}

/**
 * Whether a feed is another one than that in which `position` was taken.
 * @param latest the feed's newest number
 * @param there the fingerprint of what the feed has at the position's number
 */
export function isOtherFeed(position: FeedPosition, latest: number, there: string | null): boolean {
  return position.sequence > latest || !isSameChange(position.fingerprint, there);
}

function isSameChange(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}
