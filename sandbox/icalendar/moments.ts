// Times of an iCalendar file as Graph writes them: wall time and a zone's name. A TZID is looked up as it
// stands, then by its last parts, then by the offsets that its VTIMEZONE gives.
import ICAL from "ical.js";
import windowsIana from "windows-iana";
import { localToMs, msToLocal, resolveZone } from "../mailbox/zones.ts";

export interface FileMoment {
  /** `2026-03-01T10:00:00`, for a date at midnight. */
  local: string;
  /** A name Graph takes. */
  zone: string;
  isDate: boolean;
}

export class Zones {
  readonly #defined: Map<string, ICAL.Timezone>;
  readonly #floating: string;
  readonly #found = new Map<string, string | null>();

  /** `floating` is the zone of times that name none: the mailbox's own. */
  constructor(defined: Map<string, ICAL.Timezone>, floating: string) {
    this.#defined = defined;
    this.#floating = floating;
  }

  /** Of a property such as DTSTART, or one value of several. */
  moment(property: ICAL.Property, time: ICAL.Time): FileMoment {
    const local = localOf(time);
    if (time.isDate) return { local, zone: this.#floating, isDate: true };
    if (time.zone === ICAL.Timezone.utcTimezone) return { local, zone: "UTC", isDate: false };
    const tzid = property.getFirstParameter("tzid");
    if (!tzid) return { local, zone: this.#floating, isDate: false };
    const zone = this.#zone(tzid);
    if (zone) return { local, zone, isDate: false };
    const defined = this.#defined.get(tzid);
    if (!defined) throw new RangeError(`the time zone '${tzid}' is unknown, and the file does not define it`);
    return { local: utcLocal(time, defined), zone: "UTC", isDate: false };
  }

  #zone(tzid: string): string | null {
    const known = this.#found.get(tzid);
    if (known !== undefined) return known;
    const zone = this.#lookUp(tzid);
    this.#found.set(tzid, zone);
    return zone;
  }

  #lookUp(tzid: string): string | null {
    if (resolveZone(tzid)) return tzid;
    // Prefixed names such as /freeassociation.sourceforge.net/Europe/Berlin.
    const parts = tzid.split("/").filter((part) => part !== "");
    for (const count of [3, 2, 1]) {
      const tail = parts.slice(-count).join("/");
      if (tail.includes("/") && resolveZone(tail)) return tail;
    }
    const defined = this.#defined.get(tzid);
    const location = defined?.component?.getFirstPropertyValue("x-lic-location");
    if (typeof location === "string" && resolveZone(location)) return location;
    return defined ? zoneByOffsets(defined, this.#floating) : zoneByDisplayName(tzid);
  }
}

export function localOf(time: ICAL.Time): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${String(time.year).padStart(4, "0")}-${two(time.month)}-${two(time.day)}`;
  return time.isDate
    ? `${date}T00:00:00`
    : `${date}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
}

function utcLocal(time: ICAL.Time, zone: ICAL.Timezone): string {
  const offset = zone.utcOffset(time);
  return msToLocal(Date.parse(`${localOf(time)}Z`) - offset * 1000, "UTC").slice(0, 19);
}

/** Outlook on the web writes what Windows shows: `(UTC-05:00) Eastern Time (US & Canada)`, `(GMT+10:00) Canberra, Melbourne, Sydney`. */
function zoneByDisplayName(tzid: string): string | null {
  const shown = /^\((?:UTC|GMT)[+-]?[\d:]*\)\s*(.+)$/.exec(tzid)?.[1];
  if (!shown) return null;
  const american = /^(\w+) Time \((?:US & )?Canada\)$/.exec(shown)?.[1];
  const windows = american ? `${american} Standard Time` : shown;
  if (resolveZone(windows)) return windows;
  if (/^Coordinated Universal Time/.test(shown)) return "UTC";
  const cities = shown.split(/,\s*/).map((city) => city.replaceAll(" ", "_").toLowerCase());
  const zones = Intl.supportedValuesOf("timeZone");
  for (const city of cities) {
    const zone = zones.find((each) => each.toLowerCase().endsWith(`/${city}`));
    if (zone) return zone;
  }
  return null;
}

/** The zone with the same offsets through two years; the mailbox's own is tried first. */
function zoneByOffsets(defined: ICAL.Timezone, preferred: string): string | null {
  const samples: ICAL.Time[] = [];
  for (const year of [2025, 2026]) {
    for (let month = 1; month <= 12; month++) {
      for (const day of [3, 17, 28])
        samples.push(
          new ICAL.Time(
            { year, month, day, hour: 12, minute: 0, second: 0, isDate: false },
            ICAL.Timezone.localTimezone,
          ),
        );
    }
  }
  const wanted = samples.map((sample) => ({
    local: localOf(sample),
    offset: defined.utcOffset(sample) * 1000,
  }));
  const fits = (name: string): boolean => {
    const iana = resolveZone(name);
    return (
      iana !== null &&
      wanted.every(({ local, offset }) => Date.parse(`${local}Z`) - localToMs(local, iana) === offset)
    );
  };
  const names = [preferred, ...windowsIana.WINDOWS_TO_IANA_MAP.map((each) => each.windowsName)];
  return names.find(fits) ?? null;
}

export function toMs(moment: FileMoment): number {
  return localToMs(moment.local, moment.isDate ? "UTC" : (resolveZone(moment.zone) ?? "UTC"));
}
