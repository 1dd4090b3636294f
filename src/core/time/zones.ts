// Between wall time in a zone and instants, and from the many names of a zone to its IANA name.

/** Windows zone names to IANA names, for example `W. Europe Standard Time` to `Europe/Berlin`; keys in lower case. */
export type WindowsZones = ReadonlyMap<string, string>;

/**
 * Wall time (`YYYY-MM-DDTHH:MM[:SS[.fff]]`) in an IANA zone as an instant, ISO 8601 UTC.
 * An hour that happens twice (clocks put back) is its first pass; one that never happens (clocks put forward) is read with
 * the offset from before the change, so 02:30 becomes 03:30. Both as RFC 5545 section 3.3.5 and Exchange have it.
 * Throws RangeError for a wall time or zone that does not exist.
 */
export function instantOfWallTime(wallTime: string, timeZone: string): string {
  return Temporal.PlainDateTime.from(wallTime, { overflow: "reject" })
    .toZonedDateTime(timeZone, { disambiguation: "compatible" })
    .toInstant()
    .toString();
}

/** An instant (ISO 8601 UTC) as wall time `YYYY-MM-DDTHH:MM:SS[.fff]` in an IANA zone. Throws RangeError as above. */
export function wallTimeOfInstant(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString();
}

/** True for wall times that the clocks jump over. */
export function isSkippedWallTime(wallTime: string, timeZone: string): boolean {
  const plain = Temporal.PlainDateTime.from(wallTime);
  return !plain.toZonedDateTime(timeZone).toPlainDateTime().equals(plain);
}

/** True if Temporal knows the zone by this name. Offsets such as `+01:00` are no names. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

const UTC_NAMES = new Set([
  "utc",
  "z",
  "gmt",
  "etc/utc",
  "etc/gmt",
  "tzone://microsoft/utc",
  "coordinated universal time",
]);

/**
 * The IANA name behind an IANA or Windows name, whatever its case; null where nobody knows it.
 * Windows names come first: `W. Europe Standard Time` is no IANA name, and none is both with different meanings.
 */
export function resolveTimeZone(name: string, windowsZones: WindowsZones): string | null {
  const wanted = name.trim();
  if (UTC_NAMES.has(wanted.toLowerCase())) return "UTC";
  const windows = windowsZones.get(wanted.toLowerCase());
  if (windows !== undefined) return windows;
  return isTimeZone(wanted) ? wanted : null;
}
