// Times as properties carry them: a date, or wall time in a zone; and lengths.
import type ICAL from "ical.js";
import { Unusable } from "./not-taken-over.ts";
import { UTC, type Zone } from "./zone.ts";
import type { ZonesOfFile } from "./zones-of-file.ts";

export type Moment =
  | { readonly kind: "date"; readonly date: Temporal.PlainDate }
  | { readonly kind: "time"; readonly wall: Temporal.PlainDateTime; readonly zone: Zone };

export function instantMs(moment: Moment, floating: Zone): number {
  if (moment.kind === "date") return floating.toInstant(moment.date.toPlainDateTime());
  return moment.zone.toInstant(moment.wall);
}

export function dateOf(moment: Moment): Temporal.PlainDate {
  return moment.kind === "date" ? moment.date : moment.wall.toPlainDate();
}

export function wallOf(moment: Moment): Temporal.PlainDateTime {
  return moment.kind === "date" ? moment.date.toPlainDateTime() : moment.wall;
}

/** The values of a property as ical.js keeps them, before it bends impossible dates into possible ones. */
export function rawValues(property: ICAL.Property): unknown[] {
  return (property.toJSON() as unknown[]).slice(3);
}

/** The first value of a property as a moment; null without the property. Throws Unusable. */
export function firstMoment(component: ICAL.Component, name: string, zones: ZonesOfFile): Moment | null {
  const property = component.getFirstProperty(name);
  return property ? momentOf(property, String(rawValues(property)[0]), zones) : null;
}

/** All values of all properties of that name. */
export function allMoments(component: ICAL.Component, name: string, zones: ZonesOfFile): Moment[] {
  return component
    .getAllProperties(name)
    .flatMap((property) =>
      rawValues(property).map((value) =>
        momentOf(property, String(Array.isArray(value) ? value[0] : value), zones),
      ),
    );
}

export function momentOf(property: ICAL.Property, value: string, zones: ZonesOfFile): Moment {
  const [, date, time, utc] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?):?)?(?:T::)?(Z)?$/.exec(value) ?? [];
  if (date === undefined) throw new Unusable("invalidTime", `${property.name.toUpperCase()} ${value}`);
  try {
    if (time === undefined)
      return { kind: "date", date: Temporal.PlainDate.from(date, { overflow: "reject" }) };
    // A leap second counts as the one before.
    const clock = time.replace(/:60$/, ":59");
    const wall = clock.startsWith("24:00")
      ? Temporal.PlainDate.from(date).add({ days: 1 }).toPlainDateTime()
      : Temporal.PlainDateTime.from(`${date}T${clock}`, { overflow: "reject" });
    return { kind: "time", wall, zone: utc ? UTC : zoneOf(property, zones) };
  } catch (thrown) {
    if (thrown instanceof Unusable) throw thrown;
    throw new Unusable("invalidTime", `${property.name.toUpperCase()} ${value}`);
  }
}

function zoneOf(property: ICAL.Property, zones: ZonesOfFile): Zone {
  const tzid = property.getFirstParameter("tzid");
  if (!tzid) return zones.floating;
  const zone = zones.find(tzid);
  if (!zone) throw new Unusable("unknownTimeZone", tzid);
  return zone;
}

/** A length as RFC 5545 has it: days count on the calendar, hours on the clock. */
export interface Length {
  readonly days: number;
  readonly seconds: number;
}

/** `P1DT2H`, `-PT15M`, `P2W`. Throws Unusable. */
export function parseLength(text: string): Length {
  const match = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text.trim());
  if (!match) throw new Unusable("invalidTime", `DURATION ${text}`);
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0));
  const sign = match[1] === "-" ? -1 : 1;
  return {
    days: sign * ((weeks ?? 0) * 7 + (days ?? 0)),
    seconds: sign * ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)),
  };
}
