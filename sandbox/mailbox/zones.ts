// Time zones by Windows or IANA name, and the step between wall time and instant.
// Graph takes both kinds of names (learn.microsoft.com/graph/api/resources/datetimetimezone).
import windowsIana from "windows-iana";

const known = new Map<string, string | null>();

/** The IANA name behind a Windows or IANA name, or null where there is no such zone. */
export function resolveZone(name: string): string | null {
  const hit = known.get(name);
  if (hit !== undefined) return hit;
  const found = lookUp(name);
  known.set(name, found);
  return found;
}

function lookUp(name: string): string | null {
  if (/^(utc|etc\/utc|etc\/gmt|tzone:\/\/microsoft\/utc)$/i.test(name)) return "UTC";
  const windows = windowsIana.findIana(name)[0];
  if (windows) return windows;
  // Offsets such as +01:00 are zones for Temporal, but not for Graph.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    Temporal.PlainDateTime.from("2000-01-01T00:00").toZonedDateTime(name);
    return name;
  } catch {
    return null;
  }
}

export function sameZone(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const [x, y] = [resolveZone(a), resolveZone(b)];
  if (x === null || y === null) return false;
  if (x === y) return true;
  const windowsOfX = windowsIana.findWindows(x)[0];
  return windowsOfX !== undefined && windowsOfX === windowsIana.findWindows(y)[0];
}

const UTC_ZONES = new Set(["UTC", "Etc/UTC", "Etc/GMT"]);

/** Wall time (`2026-03-01T10:00:00`, up to milliseconds) in a zone; a time in a gap moves on, a doubled one is the first. */
export function localToMs(local: string, iana: string): number {
  if (UTC_ZONES.has(iana)) return Date.parse(`${local}Z`);
  return Temporal.PlainDateTime.from(local).toZonedDateTime(iana, { disambiguation: "compatible" })
    .epochMilliseconds;
}

/** The wall time without an offset, with milliseconds. */
export function msToLocal(ms: number, iana: string): string {
  if (UTC_ZONES.has(iana)) return new Date(ms).toISOString().slice(0, 23);
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(iana)
    .toPlainDateTime()
    .toString({ smallestUnit: "millisecond" });
}

/** Seven fraction digits, as Graph writes a `dateTime`. */
export function graphDateTime(ms: number, iana: string): string {
  return `${msToLocal(ms, iana)}0000`;
}

/** An OData DateTimeOffset: UTC, trailing zeros of the fraction trimmed. */
export function graphInstant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, "Z");
}
