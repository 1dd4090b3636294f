// Holds back deletions that look like an accident: too many at once, or a side that suddenly shows nothing at all.
import type { HoldReason } from "../../contract/reasons.ts";
import type { Side } from "../../contract/report.ts";

export interface GuardSettings {
  readonly Count: number;
  readonly Percent: number;
}

/** A participant with this many links or fewer may lose all of them at once: that is a tidy-up, not a fault. */
const EMPTY_SIDE_LINKS = 3;

/**
 * Judges the deletions that one pass would carry out on one side.
 * @param deletions how many links would lose their counterpart on this side
 * @param links the participant's active links before the pass
 * @returns null where they may be carried out
 */
export function holdReason(deletions: number, links: number, guard: GuardSettings): HoldReason | null {
  if (links > EMPTY_SIDE_LINKS && deletions >= links) return "emptySide";
  if (deletions > guard.Count && deletions * 100 > links * guard.Percent) return "massDeletion";
  return null;
}

export interface Surroundings {
  /** The participant's active links before the pass. */
  readonly links: number;
  /** A backup stands in the place of the planning database: what it does not have was not necessarily deleted. */
  readonly isPlanningRestored: boolean;
}

/** For each side on which something would be deleted: whether that is to be held. */
export function holdsOf(
  deletions: Readonly<Record<Side, number>>,
  { links, isPlanningRestored }: Surroundings,
  guard: GuardSettings,
): Readonly<Record<Side, HoldReason | null>> {
  const inOffice365 = holdReason(deletions.office365, links, guard);
  return {
    planning: holdReason(deletions.planning, links, guard),
    office365: isPlanningRestored ? "planningRestored" : inOffice365,
  };
}
