// Instants as the company's wall clock shows them, and back: the browser may stand in another zone.

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  FORMATS.set(zone, made);
  return made;
}

/** `2026-12-01T09:30:00`, without a zone. */
export function wallOf(instant: string, zone: string): string {
  return formatIn(zone).format(new Date(instant)).replace(" ", "T");
}

/** The instant when the company's clock shows this; of two in the night when it is put back, the first; in a gap, as far after it as before. */
export function instantOf(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall.length === 16 ? `${wall}:00` : wall.slice(0, 19)}Z`);
  const offsetAt = (at: number) => Date.parse(`${wallOf(new Date(at).toISOString(), zone)}Z`) - at;
  const earlier = offsetAt(asUtc - 86_400_000);
  const later = offsetAt(asUtc + 86_400_000);
  const first = asUtc - earlier;
  if (offsetAt(first) === earlier) return iso(first);
  const second = asUtc - later;
  return iso(offsetAt(second) === later ? second : first);
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Days later, of a date `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
