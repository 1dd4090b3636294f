// How it is with a user's participation, as a badge shows it.
import type { ConsoleUser } from "../../../src/contract/console/people.ts";
import type { ParticipantState } from "../../../src/contract/report.ts";
import type { Tone } from "../parts/Badge.svelte";

export const TONES: Readonly<Record<ParticipantState, Tone>> = {
  waiting: "info",
  initialSync: "info",
  inStep: "good",
  failed: "bad",
  needsConfirmation: "warn",
  skipped: "neutral",
  paused: "warn",
};

export const GROUPS = ["all", "wanted", "troubled", "left"] as const;
export type Group = (typeof GROUPS)[number];

/** A user with Office 365 chosen who takes no part needs help; one with another sync kind is left out on purpose. */
export function isIn(group: Group, { syncKind, active, participation: { state } }: ConsoleUser): boolean {
  const isLeft = state === "skipped" || state === "paused";
  switch (group) {
    case "all":
      return true;
    case "wanted":
      return !isLeft;
    case "left":
      return isLeft;
    case "troubled":
      return (
        state === "failed" ||
        state === "needsConfirmation" ||
        (state === "skipped" && active && syncKind === "office365")
      );
  }
}
