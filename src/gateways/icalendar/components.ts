// Cuts a file into its components, each for itself, so that a broken one does not take the others with it.
import { quoteZoneName } from "./lines.ts";

/** One entry of a calendar: an event, a task, …; its lines without BEGIN and END. */
export interface RawComponent {
  /** In lower case: `vevent`, `vtodo`, … */
  readonly kind: string;
  /** Counts the entries of the whole file from 1. */
  readonly ordinal: number;
  readonly lines: readonly string[];
  /** METHOD of its calendar in upper case; empty where there is none. */
  readonly method: string;
  /** BEGIN without END: the rest of it may be missing. */
  readonly unfinished: boolean;
}

export interface RawCalendars {
  readonly calendars: number;
  readonly entries: readonly RawComponent[];
  /** Lines of each VTIMEZONE, inclusive of its parts. */
  readonly timeZones: readonly (readonly string[])[];
}

/** Components that stand directly in a calendar: their BEGIN ends whatever was left open before. */
const ENTRIES = new Set(["vevent", "vtodo", "vjournal", "vfreebusy", "vtimezone", "vavailability", "vpoll"]);

interface Open {
  kind: string;
  lines: string[];
  inner: string[];
}

export function cutComponents(lines: readonly string[]): RawCalendars {
  const cutter = new Cutter();
  for (const line of lines) cutter.take(line);
  return cutter.finish();
}

class Cutter {
  readonly #entries: RawComponent[] = [];
  readonly #timeZones: string[][] = [];
  #calendars = 0;
  #inCalendar = false;
  #method = "";
  #open: Open | null = null;

  take(line: string): void {
    const bracket = /^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$/i.exec(line);
    const kind = bracket?.[2]?.toLowerCase() ?? "";
    if (!bracket) this.#property(line);
    else if (bracket[1]?.toUpperCase() === "BEGIN") this.#begin(kind, line);
    else this.#end(kind, line);
  }

  finish(): RawCalendars {
    this.#close(true);
    return { calendars: this.#calendars, entries: this.#entries, timeZones: this.#timeZones };
  }

  #property(line: string): void {
    if (this.#open) this.#open.lines.push(quoteZoneName(line));
    else if (this.#inCalendar && /^METHOD:/i.test(line)) this.#method = line.slice(7).trim().toUpperCase();
  }

  #begin(kind: string, line: string): void {
    if (kind === "vcalendar") {
      this.#close(true);
      this.#calendars += 1;
      this.#inCalendar = true;
      this.#method = "";
    } else if (this.#open && !ENTRIES.has(kind)) {
      this.#open.inner.push(kind);
      this.#open.lines.push(line);
    } else if (this.#inCalendar) {
      this.#close(true);
      this.#open = { kind, lines: [], inner: [] };
    }
  }

  #end(kind: string, line: string): void {
    if (kind === "vcalendar") {
      this.#close(true);
      this.#inCalendar = false;
    } else if (this.#open?.inner.includes(kind)) {
      while (this.#open.inner.pop() !== kind);
      this.#open.lines.push(line);
    } else if (this.#open?.kind === kind) {
      this.#close(this.#open.inner.length > 0);
    }
  }

  #close(unfinished: boolean): void {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    if (open.kind === "vtimezone") {
      if (!unfinished) this.#timeZones.push(open.lines);
      return;
    }
    const ordinal = this.#entries.length + 1;
    const { kind, lines } = open;
    this.#entries.push({ kind, ordinal, lines, method: this.#method, unfinished });
  }
}
