// Which components of a file belong together, and which are older versions of another one.
import type { Entry } from "./entry.ts";
import { firstMoment } from "./moments.ts";
import { keyOf } from "./series.ts";
import type { ZonesOfFile } from "./zones-of-file.ts";

export interface EventGroup {
  /**
   * Usually one. Several where a program gave one UID to events that have nothing to do with each other (seen in published
   * holiday calendars); then a discriminator, their start, tells them apart.
   */
  readonly masters: readonly { readonly entry: Entry; readonly discriminator: string }[];
  /** Components with RECURRENCE-ID. */
  readonly overrides: readonly Entry[];
  readonly superseded: readonly Entry[];
}

/** Groups by UID, in the order of the file. */
export function groupEntries(entries: readonly Entry[], zones: ZonesOfFile): EventGroup[] {
  const byUid = Map.groupBy(entries, (entry) => entry.uid);
  return [...byUid.values()].map((group) => {
    const isOverride = (entry: Entry) => entry.component.hasProperty("recurrence-id");
    const masters = newest(
      group.filter((entry) => !isOverride(entry)),
      (entry) => property(entry, "dtstart", zones),
    );
    const overrides = newest(group.filter(isOverride), (entry) => property(entry, "recurrence-id", zones));
    return {
      masters: current(masters.kept).map((entry) => ({
        entry,
        discriminator: current(masters.kept).length > 1 ? property(entry, "dtstart", zones) : "",
      })),
      overrides: overrides.kept,
      superseded: [
        ...masters.old,
        ...overrides.old,
        ...masters.kept.filter((entry) => !current(masters.kept).includes(entry)),
      ],
    };
  });
}

/** A higher SEQUENCE is a newer version of the same event, even if it was moved. Equal ones are different events. */
function current(masters: readonly Entry[]): Entry[] {
  const highest = Math.max(...masters.map((entry) => entry.sequence));
  return masters.filter((entry) => entry.sequence === highest);
}

/** Of those with one key the newest is kept; of equally new ones the last in the file. */
function newest(
  entries: readonly Entry[],
  keyOfEntry: (entry: Entry) => string,
): { kept: Entry[]; old: Entry[] } {
  const kept = [...Map.groupBy(entries, keyOfEntry).values()].flatMap((same) => {
    const sorted = [...same].sort(
      (a, b) => a.sequence - b.sequence || compareText(a.lastModified, b.lastModified),
    );
    return sorted.slice(-1);
  });
  return { kept, old: entries.filter((entry) => !kept.includes(entry)) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function property(entry: Entry, name: string, zones: ZonesOfFile): string {
  try {
    const moment = firstMoment(entry.component, name, zones);
    return moment ? keyOf(moment, zones.floating) : "";
  } catch {
    // It will be refused when it is read; here it only has to be told apart.
    return `${entry.ordinal}`;
  }
}
