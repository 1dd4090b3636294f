// What tells the pacemaker that a calendar is worth a look before its time. Never more than a hint: what changed is found by looking, and
// whoever is told nothing looks all the same, only later.
import type { UserId } from "../core/model/ids.ts";
import type { Participant } from "../core/model/participant.ts";

export interface Hints {
  /** These take part now, and nobody else. */
  attend(participants: readonly Participant[]): void;
  /** Somebody told that the calendar has changed, and no look has begun since. */
  isDue(user: UserId): boolean;
  /** It will see what was told until now. */
  lookBegins(user: UserId): void;
  /** `foundChanges`: it has shown what somebody else changed there. */
  lookEnded(user: UserId, foundChanges: boolean): void;
  /** Changes are told, as far as anybody can know: at rest the calendar may be asked more seldom. */
  isProven(user: UserId): boolean;
}

/** Where nobody tells anything. */
export const NO_HINTS: Hints = {
  attend: () => undefined,
  isDue: () => false,
  lookBegins: () => undefined,
  lookEnded: () => undefined,
  isProven: () => false,
};
