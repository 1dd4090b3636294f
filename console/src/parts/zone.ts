// Instants as the company's wall clock shows them, and back: the browser may stand in another zone. A wall time is a number here:
// milliseconds whose UTC reading is what the clock shows, so that days and minutes are plain arithmetic.

export const MINUTE = 60_000;
export const DAY = 86_400_000;
const HOUR = 3_600_000;

const FORMATS = new Map<string, Intl.DateTimeFormat>();
/** By zone and hour: zones change at full hours, and asking for each appointment would take most of the drawing. */
const OFFSETS = new Map<string, Map<number, number>>();

function offsetAt(at: number, zone: string): number {
  let known = OFFSETS.get(zone);
  if (known === undefined) {
    known = new Map();
    OFFSETS.set(zone, known);
  }
  const hour = Math.floor(at / HOUR);
  let offset = known.get(hour);
  if (offset === undefined) {
    offset = readOffset(hour * HOUR, zone);
    known.set(hour, offset);
  }
  return offset;
}

function readOffset(at: number, zone: string): number {
  let format = FORMATS.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    FORMATS.set(zone, format);
  }
  return Date.parse(`${format.format(at).replace(" ", "T")}Z`) - at;
}

/** What the company's clock shows at an instant (ISO 8601). */
export function wallOf(instant: string, zone: string): number {
  const at = Date.parse(instant);
  return at + offsetAt(at, zone);
}

/** The instant when the clock shows this; of two in the night when it is put back, the first; in a gap, as far after it as before. */
export function instantOf(wall: number, zone: string): string {
  const [earlier, later] = [offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)];
  if (offsetAt(wall - earlier, zone) === earlier) return iso(wall - earlier);
  return iso(offsetAt(wall - later, zone) === later ? wall - later : wall - earlier);
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Of a date `YYYY-MM-DD`, at midnight. */
export function wallOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** `YYYY-MM-DD` */
export function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** `HH:MM` */
export function clockOf(wall: number): string {
  return new Date(wall).toISOString().slice(11, 16);
}

/** Days later, of a date `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return dateOf(wallOfDate(date) + days * DAY);
}

export function nowOnTheWall(zone: string): number {
  return wallOf(new Date().toISOString(), zone);
}
