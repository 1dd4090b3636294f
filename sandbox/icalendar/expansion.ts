// The starts of a series that Graph can't express: rule, RDATE and EXDATE as ical.js reads them, from one year
// before to two years after the present.
import ICAL from "ical.js";
import { type FileMoment, toMs } from "./moments.ts";

/** A rule that goes on beyond this many occurrences before the window is given up. */
const MOST = 200_000;
const YEAR_MS = 365 * 86_400_000;

export interface Expansion {
  starts: FileMoment[];
  /** Dates; the window. */
  from: string;
  to: string;
  /** Whether the whole series lies inside the window. */
  complete: boolean;
}

export function expandedStarts(
  component: ICAL.Component,
  nowMs: number,
  momentOf: (time: ICAL.Time) => FileMoment,
): Expansion {
  const window = { from: nowMs - YEAR_MS, to: nowMs + 2 * YEAR_MS };
  const dtstart = component.getFirstPropertyValue("dtstart");
  const expansion = new ICAL.RecurExpansion({ component, dtstart: dtstart as ICAL.Time });
  const starts: FileMoment[] = [];
  let complete = true;
  for (let i = 0; ; i++) {
    const time = expansion.next();
    if (!time) break;
    const start = momentOf(time);
    const ms = toMs(start);
    if (ms > window.to || i >= MOST) {
      complete = false;
      break;
    }
    if (ms < window.from) complete = false;
    else starts.push(start);
  }
  const date = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { starts, from: date(window.from), to: date(window.to), complete };
}
