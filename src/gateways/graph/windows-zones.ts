// Windows' names of time zones, which Exchange still uses, from CLDR's table.
import { findIana, WINDOWS_TO_IANA_MAP } from "windows-iana";
import type { WindowsZones } from "../../core/time/zones.ts";

/** Keys in lower case; each name means the zone of its main territory. */
export const WINDOWS_ZONES: WindowsZones = new Map(
  WINDOWS_TO_IANA_MAP.flatMap(({ windowsName }) => {
    const [iana] = findIana(windowsName);
    return iana === undefined ? [] : [[windowsName.toLowerCase(), iana]];
  }),
);
