// Times between Graph's form (wall time and a zone's name) and ours (instants in UTC, floating dates). Pure.
import type { GraphDateTime, GraphEvent, GraphEventWrite } from "../../contract/graph.ts";
import type { Time } from "../model/fields.ts";
import { canonicalInstant, isDate } from "../time/instant.ts";
import { instantOfWallTime, resolveTimeZone, type WindowsZones, wallTimeOfInstant } from "../time/zones.ts";

export interface ZoneKnowledge {
  readonly windowsZones: WindowsZones;
  /** Stands in for a zone that nobody knows (`tzone://Microsoft/Custom`). */
  readonly companyTimeZone: string;
}

/** Null where start or end make no sense. An end before its start is passed on as it is. */
export function timeOfEvent(
  event: Pick<GraphEvent, "start" | "end" | "isAllDay">,
  zones: ZoneKnowledge,
): Time | null {
  if (event.isAllDay === true) {
    const startDate = dateOf(event.start, zones);
    const endDate = dateOf(event.end, zones);
    return startDate === null || endDate === null ? null : { kind: "allDay", startDate, endDate };
  }
  const start = instantOf(event.start, zones);
  const end = instantOf(event.end, zones);
  return start === null || end === null ? null : { kind: "timed", start, end };
}

/** The date in the zone of its series that an instant falls on. */
export function dateInZone(
  instant: string,
  zoneName: string | null | undefined,
  zones: ZoneKnowledge,
): string {
  return wallTimeOfInstant(instant, zoneOf(zoneName, zones)).slice(0, 10);
}

/** All-day events float: midnight to midnight, the end exclusive, in a zone that means nothing (microsoft-graph-docs#1802). */
export function timeToGraph(time: Time): Required<Pick<GraphEventWrite, "start" | "end" | "isAllDay">> {
  const [start, end] =
    time.kind === "allDay"
      ? [`${time.startDate}T00:00:00`, `${time.endDate}T00:00:00`]
      : [time.start.replace(/Z$/, ""), time.end.replace(/Z$/, "")];
  return {
    start: { dateTime: start, timeZone: "UTC" },
    end: { dateTime: end, timeZone: "UTC" },
    isAllDay: time.kind === "allDay",
  };
}

function instantOf(moment: GraphDateTime | null | undefined, zones: ZoneKnowledge): string | null {
  const text = moment?.dateTime;
  if (typeof text !== "string") return null;
  // Documented without an offset; where there is one all the same, it is the truth.
  const withOffset = canonicalInstant(text);
  if (withOffset !== null) return withOffset;
  try {
    const wallTime = text.trim().replace(/(\.\d{9})\d+$/, "$1");
    return canonicalInstant(instantOfWallTime(wallTime, zoneOf(moment?.timeZone, zones)));
  } catch {
    return null;
  }
}

function dateOf(moment: GraphDateTime | null | undefined, zones: ZoneKnowledge): string | null {
  const text = moment?.dateTime;
  if (typeof text !== "string") return null;
  const date = text.trim().slice(0, 10);
  if (!isDate(date)) return null;
  if (!/T(?!00:00(?::00)?(?:\.0*)?Z?$)/.test(text.trim())) return date;
  // No midnight: a server that took the floating date for an instant and moved it to another zone.
  const instant = instantOf(moment, zones);
  const local = instant === null ? null : wallTimeOfInstant(instant, zones.companyTimeZone);
  return local?.endsWith("T00:00:00") === true ? local.slice(0, 10) : date;
}

function zoneOf(name: string | null | undefined, zones: ZoneKnowledge): string {
  if (name === null || name === undefined || name.trim() === "") return "UTC";
  return resolveTimeZone(name, zones.windowsZones) ?? zones.companyTimeZone;
}
