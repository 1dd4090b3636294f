// Everything the engine reaches the world through, in one bundle.
import type { Log } from "./log.ts";
import type { CalendarPort } from "./ports/calendar.ts";
import type { Clock } from "./ports/clock.ts";
import type { Entropy } from "./ports/entropy.ts";
import type { PlanningPort } from "./ports/planning.ts";
import type { StatePort } from "./ports/state.ts";

export interface Ports {
  readonly planning: PlanningPort;
  readonly calendar: CalendarPort;
  readonly state: StatePort;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}
