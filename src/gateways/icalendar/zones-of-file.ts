// From the TZID that a property carries to a zone that turns wall time into instants.
import { resolveTimeZone } from "../../core/time/zones.ts";
import { definedZone } from "./defined-zone.ts";
import { WINDOWS_ZONES } from "./windows-zones.ts";
import { namedZone, type Zone } from "./zone.ts";

/** The zones of one file; `floating` is the company's zone, for times that name none. */
export class ZonesOfFile {
  readonly floating: Zone;
  readonly #definitions = new Map<string, readonly string[]>();
  readonly #known = new Map<string, Zone | null>();

  constructor(companyTimeZone: string, timeZones: readonly (readonly string[])[]) {
    this.floating = namedZone(companyTimeZone);
    for (const lines of timeZones) {
      const name = lines
        .map((line) => /^TZID[^:]*:(.*)$/i.exec(line)?.[1])
        .find((each) => each !== undefined);
      if (name !== undefined) this.#definitions.set(plain(name), lines);
    }
  }

  /** Null where nobody knows the name and the file does not define it. */
  find(tzid: string): Zone | null {
    const name = plain(tzid);
    const hit = this.#known.get(name);
    if (hit !== undefined) return hit;
    const found = this.#lookUp(name);
    this.#known.set(name, found);
    return found;
  }

  /**
   * A name that everybody knows beats the file's own definition: definitions are often shortened, out of date or wrong, and
   * Outlook goes by the name too. An abbreviation such as EST means too many things for that; there the definition wins.
   */
  #lookUp(name: string): Zone | null {
    const byName = nameToIana(name);
    const sure = byName !== null && (byName === "UTC" || name.includes("/") || name.includes(" "));
    if (sure) return namedZone(byName);
    const lines = this.#definitions.get(name);
    const defined = lines && definedZone(name, lines);
    if (defined) return defined;
    return byName === null ? null : namedZone(byName);
  }
}

function plain(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .replaceAll("\\,", ",")
    .replaceAll("\\;", ";");
}

/** Also `(UTC+01:00) Amsterdam, Berlin, …`, and names behind a path such as `/mozilla.org/20050126_1/Europe/Berlin`. */
function nameToIana(name: string): string | null {
  const whole = resolveTimeZone(name, WINDOWS_ZONES);
  if (whole !== null) return whole;
  const withoutOffset = name.replace(/^\((?:UTC|GMT)[^)]*\)\s*/i, "");
  if (withoutOffset !== name)
    return withoutOffset === "" ? null : resolveTimeZone(withoutOffset, WINDOWS_ZONES);
  const path = name.split("/");
  for (let at = 1; at < path.length - 1; at += 1) {
    const tail = resolveTimeZone(path.slice(at).join("/"), WINDOWS_ZONES);
    if (tail !== null) return tail;
  }
  return null;
}
