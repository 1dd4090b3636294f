// Which calendar files the journeys try: a folder of real ones where there is one, else a collection as nasty as those.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const OWN = join(import.meta.dirname, "ics");
const BESIDE_THE_CHECKOUT = resolve(import.meta.dirname, "../../../shared/data/ics");

export interface CalendarFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** A present for which most of the file lies in the window: amid its events. Epoch milliseconds. */
  readonly now: number;
}

/** Our own collection always; and the real ones from `TERMIN_SYNC_CALENDARS` or from beside the checkout. */
export function calendarFiles(): CalendarFile[] {
  const real = process.env.TERMIN_SYNC_CALENDARS ?? BESIDE_THE_CHECKOUT;
  return [OWN, ...(existsSync(real) ? [real] : [])].flatMap(filesOf);
}

export function filesOf(folder: string): CalendarFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ics"));
  return names.sort().map((name) => {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    return { name, path, bytes, now: middleOf(bytes.toString("latin1")) };
  });
}

/** More than this apart, and no window holds first and last; then the median shows the most. */
const FAR_APART_MS = 500 * 86_400_000;

function middleOf(text: string): number {
  const events = text.split("BEGIN:VEVENT").slice(1);
  const starts = events
    .flatMap(
      (event) =>
        /^DTSTART[^:\n]*(?:"[^"]*")?[^:\n]*:(\d{4})(\d\d)(\d\d)/m.exec(event)?.slice(1, 4).join("-") ?? [],
    )
    .map((date) => Date.parse(`${date}T10:00:00Z`))
    .filter((ms) => Number.isFinite(ms))
    .sort((a, b) => a - b);
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("A calendar without any start.");
  return last - first < FAR_APART_MS
    ? Math.round((first + last) / 2)
    : (starts[Math.floor(starts.length / 2)] ?? first);
}
