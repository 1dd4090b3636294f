// What a mailbox remembers of an event's past, so that delta can tell what changed since a position: where the
// event lay, and which occurrences of a series changed by themselves.
import { LAST_DAY, parseDay } from "../recurrence/civil.ts";
import { seriesDays } from "../recurrence/occurrences.ts";
import type { Span, StoredEvent } from "./event.ts";

const DAY_MS = 86_400_000;

/** Where an event lay from a position on; a series from its first occurrence to its last. */
export interface Stretch extends Span {
  since: number;
}

/** The occurrences that were changed or deleted by themselves after the whole had last changed, each by its date with the position. */
export interface OwnChanges {
  since: number;
  dates: Record<string, number>;
}

/** Notes the change that is about to become the newest of the mailbox, at `position`: of the whole, or of one occurrence. */
export function noteChange(event: StoredEvent, position: number, date: string | null): void {
  if (date === null) event.ownChanges = null;
  else {
    event.ownChanges ??= { since: event.seq, dates: {} };
    event.ownChanges.dates[date] = position;
  }
  const { start, end } = spanOf(event);
  const last = event.stretches.at(-1);
  if (last?.start.ms === start.ms && last.end.ms === end.ms) return;
  event.stretches.push({ since: position, start, end });
}

function spanOf(event: StoredEvent): Span {
  const { start, end } = event.fields;
  const moved = Object.values(event.series?.exceptions ?? {}).map(({ fields }) => fields);
  const starts = [start, ...moved.flatMap((fields) => fields.start ?? [])].map(({ ms }) => ms);
  const ends = [end, ...moved.flatMap((fields) => fields.end ?? [])].map(({ ms }) => ms);
  if (event.series) ends.push(lastDay(event) * DAY_MS + DAY_MS + (end.ms - start.ms));
  return { start: { ms: Math.min(...starts) }, end: { ms: Math.max(...ends) } };
}

function lastDay(event: StoredEvent): number {
  const { type, endDate } = event.fields.recurrence?.range ?? {};
  if (type === "noEnd") return LAST_DAY;
  if (type === "endDate" && endDate) return Math.min(parseDay(endDate), LAST_DAY);
  return [...seriesDays(event)].at(-1) ?? parseDay(new Date(event.fields.start.ms).toISOString());
}
