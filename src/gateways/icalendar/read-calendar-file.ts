// A calendar file as appointments of the window, and a list of everything that became none. Nothing is lost silently: every
// component of the file stands in one of the two lists.

import { Fault } from "../../core/fault.ts";
import type { SharedFields } from "../../core/model/fields.ts";
import { overlapsWindow, type WindowSpan } from "../../core/time/window.ts";
import { cutComponents, type RawComponent } from "./components.ts";
import { type Entry, labelOf, readEntry } from "./entry.ts";
import { fieldsOf } from "./event-fields.ts";
import { type EventGroup, groupEntries } from "./event-groups.ts";
import { logicalLines } from "./lines.ts";
import { dateOf, instantMs } from "./moments.ts";
import { type NotTakenOver, Unusable } from "./not-taken-over.ts";
import { type Occurrence, type Override, occurrenceOf, readOverride, readSeries } from "./series.ts";
import { timeOf } from "./span.ts";
import { ZonesOfFile } from "./zones-of-file.ts";

export interface ImportedAppointment {
  /** Which entry of the file describes it, counted from 1. */
  readonly component: number;
  readonly uid: string;
  /** What tells the occurrences of one uid apart and stays the same when one is moved; empty for a single event. */
  readonly occurrence: string;
  readonly fields: SharedFields;
}

export interface CalendarFileReading {
  /** Entries in the file: events, tasks and everything else but zones. */
  readonly components: number;
  readonly appointments: readonly ImportedAppointment[];
  readonly notTakenOver: readonly NotTakenOver[];
}

export interface ReadingOptions {
  readonly window: WindowSpan;
  /** IANA; for times without zone and for dates that need one. */
  readonly companyTimeZone: string;
}

/** Faults: `fileUnreadable` (refused, `problem: notICalendar`) for what is no iCalendar file. */
export function readCalendarFile(file: Uint8Array | string, options: ReadingOptions): CalendarFileReading {
  const raw = cutComponents(logicalLines(file));
  if (raw.calendars === 0) throw new Fault("refused", "fileUnreadable", { problem: "notICalendar" });
  const zones = new ZonesOfFile(options.companyTimeZone, raw.timeZones);
  const reader = new Reader(zones, options.window);
  const entries = raw.entries.flatMap((each) => reader.entry(each));
  for (const group of groupEntries(entries, zones)) reader.group(group);
  return { components: raw.entries.length, ...reader.result() };
}

class Reader {
  readonly #zones: ZonesOfFile;
  readonly #window: WindowSpan;
  readonly #appointments: ImportedAppointment[] = [];
  readonly #notTakenOver: NotTakenOver[] = [];

  constructor(zones: ZonesOfFile, window: WindowSpan) {
    this.#zones = zones;
    this.#window = window;
  }

  result(): Pick<CalendarFileReading, "appointments" | "notTakenOver"> {
    const byComponent = (a: { component: number }, b: { component: number }) => a.component - b.component;
    return {
      appointments: this.#appointments.sort(byComponent),
      notTakenOver: this.#notTakenOver.sort(byComponent),
    };
  }

  entry(raw: RawComponent): Entry[] {
    try {
      return [readEntry(raw)];
    } catch (thrown) {
      this.#refuse({ ordinal: raw.ordinal, ...labelOf(raw) }, thrown);
      return [];
    }
  }

  group(group: EventGroup): void {
    for (const entry of group.superseded) this.#list(entry, "superseded", `SEQUENCE ${entry.sequence}`);
    const overrides = group.overrides.flatMap((entry) => this.#override(entry));
    const [owner] = group.masters.filter((each) => each.entry.rules.length > 0).concat(group.masters);
    for (const { entry, discriminator } of group.masters) {
      this.#series(entry, entry === owner?.entry ? overrides : [], discriminator);
    }
    if (owner) return;
    for (const override of overrides) {
      if (override.entry.cancelled)
        this.#list(override.entry, "cancelled", dateOf(override.original).toString());
      else this.#take([occurrenceOf(override, this.#zones.floating)], "", [override.entry], 0, false);
    }
  }

  #override(entry: Entry): Override[] {
    try {
      return [readOverride(entry, this.#zones)];
    } catch (thrown) {
      this.#refuse(entry, thrown);
      return [];
    }
  }

  #series(master: Entry, overrides: readonly Override[], discriminator: string): void {
    if (master.cancelled) {
      for (const entry of [master, ...overrides.map((each) => each.entry)])
        this.#list(entry, "cancelled", "");
      return;
    }
    try {
      const series = readSeries(master, overrides, this.#zones, this.#window);
      const entries = [master, ...overrides.map((each) => each.entry)];
      this.#take(series.occurrences, discriminator, entries, series.later, series.endless);
      const stray = series.strayStart && timeOf(series.strayStart, { kind: "days", days: 1 });
      if (
        series.strayStart &&
        stray &&
        series.occurrences.length > 0 &&
        overlapsWindow(stray, this.#window)
      ) {
        this.#list(master, "startOutsideRule", dateOf(series.strayStart).toString());
      }
    } catch (thrown) {
      this.#refuse(master, thrown);
      // What was changed by hand says itself when it takes place.
      for (const override of overrides) {
        if (override.entry.cancelled)
          this.#list(override.entry, "cancelled", dateOf(override.original).toString());
        else
          this.#take(
            [occurrenceOf(override, this.#zones.floating)],
            discriminator,
            [override.entry],
            0,
            false,
          );
      }
    }
  }

  /** `later` and `endless` belong to the last of the entries that reaches into the future: the first one. */
  #take(
    occurrences: readonly Occurrence[],
    discriminator: string,
    entries: readonly Entry[],
    later: number,
    endless: boolean,
  ): void {
    for (const entry of entries) {
      const own = occurrences.filter((each) => each.entry === entry);
      const behind = entry === entries[0] ? later : 0;
      this.#takeEntry(entry, own, discriminator, behind, endless && entry === entries[0]);
    }
  }

  #takeEntry(
    entry: Entry,
    own: readonly Occurrence[],
    discriminator: string,
    later: number,
    endless: boolean,
  ): void {
    if (entry.cancelled) {
      this.#list(entry, "cancelled", firstDate(own), own.length);
      return;
    }
    const inside: Occurrence[] = [];
    const outside: Occurrence[] = [];
    for (const each of own) {
      (overlapsWindow(timeOf(each.start, each.span), this.#window) ? inside : outside).push(each);
    }
    if (inside.length > 0) this.#appoint(entry, inside, discriminator);
    if (own.length === 0 && later === 0) this.#list(entry, "noOccurrence", "");
    else if (outside.length + later > 0 || endless) {
      this.#list(entry, "outsideWindow", firstDate(outside), outside.length + later, endless);
    }
  }

  #appoint(entry: Entry, occurrences: readonly Occurrence[], discriminator: string): void {
    const first = occurrences[0];
    if (!first) return;
    const time = timeOf(first.start, first.span);
    const startMs = instantMs(first.start, this.#zones.floating);
    const endMs = time.kind === "timed" ? Temporal.Instant.from(time.end).epochMilliseconds : startMs;
    const fields = fieldsOf(entry.component, this.#zones, startMs, endMs);
    for (const each of occurrences) {
      this.#appointments.push({
        component: entry.ordinal,
        uid: entry.uid,
        occurrence: [discriminator, each.key].filter((part) => part !== "").join("/"),
        fields: { time: timeOf(each.start, each.span), ...fields },
      });
    }
  }

  #refuse(entry: Pick<Entry, "ordinal" | "givenUid" | "summary">, thrown: unknown): void {
    if (!(thrown instanceof Unusable)) throw thrown;
    this.#list(entry, thrown.reason, thrown.message);
  }

  #list(
    entry: Pick<Entry, "ordinal" | "givenUid" | "summary">,
    reason: NotTakenOver["reason"],
    detail: string,
    count?: number,
    endless?: boolean,
  ): void {
    this.#notTakenOver.push({
      component: entry.ordinal,
      uid: entry.givenUid,
      ...(entry.summary === "" ? {} : { summary: entry.summary }),
      reason,
      detail,
      ...(count === undefined ? {} : { count }),
      ...(endless ? { endless } : {}),
    });
  }
}

function firstDate(occurrences: readonly Occurrence[]): string {
  return occurrences[0] ? dateOf(occurrences[0].start).toString() : "";
}
