// A rehearsal: the ports for a dry run. Everything is read as it is; every write is only pretended, and what is read later in the same
// rehearsal shows it. So a dry run is the very cycle, with all that one participant's writes mean for the others.
import type { Ports } from "../ports.ts";
import { RehearsedCalendar } from "./calendar.ts";
import { RehearsedPlanning } from "./planning.ts";
import { RehearsedState } from "./state.ts";

export function rehearse(ports: Ports): Ports {
  return {
    ...ports,
    planning: new RehearsedPlanning(ports.planning),
    calendar: new RehearsedCalendar(ports.calendar),
    state: new RehearsedState(ports.state),
  };
}
