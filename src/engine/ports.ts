// Everything the engine reaches the world through, in one bundle.
import type { CompanySettings, SyncSettings } from "../contract/settings.ts";
import type { Log } from "./log.ts";
import type { CalendarPort } from "./ports/calendar.ts";
import type { Clock } from "./ports/clock.ts";
import type { Entropy } from "./ports/entropy.ts";
import type { PlanningPort } from "./ports/planning.ts";
import type { StatePort } from "./ports/state.ts";
import type { Turns } from "./turn.ts";

export interface Ports {
  readonly planning: PlanningPort;
  readonly calendar: CalendarPort;
  readonly state: StatePort;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

/** What a pass needs beside the ports. */
export interface PassFrame extends Ports {
  readonly company: CompanySettings;
  readonly sync: SyncSettings;
  readonly turn: Turns;
}
