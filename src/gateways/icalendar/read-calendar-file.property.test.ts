// Daily and weekly series over both German clock changes against an expansion that shares no code with the reader.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { windowAt } from "../../core/time/window.ts";
import { readCalendarFile } from "./read-calendar-file.ts";

const ZONE = "Europe/Berlin";
const window = windowAt(Date.parse("2026-06-15T10:00:00Z"), ZONE, 6, 6);
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const series = fc.record({
  day: fc.integer({ min: -40, max: 330 }),
  startMinute: fc.integer({ min: 0, max: 1439 }),
  lengthMinutes: fc.integer({ min: 0, max: 1500 }),
  weekly: fc.boolean(),
  interval: fc.integer({ min: 1, max: 4 }),
  byDay: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
  count: fc.option(fc.integer({ min: 1, max: 60 })),
  excluded: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
  floating: fc.boolean(),
  folded: fc.boolean(),
});
type Series = typeof series extends fc.Arbitrary<infer T> ? T : never;

/** The first day is always one that the rule gives. */
function weekdaysOf(plan: Series): number[] {
  return [...new Set([...plan.byDay, firstDay(plan).dayOfWeek])];
}

function firstDay(plan: Series): Temporal.PlainDate {
  return Temporal.PlainDate.from("2026-01-01").add({ days: plan.day });
}

function firstStart(plan: Series): Temporal.PlainDateTime {
  return firstDay(plan).toPlainDateTime().add({ minutes: plan.startMinute });
}

function compact(wall: Temporal.PlainDateTime): string {
  return wall.toString().replaceAll(/[-:]/g, "").padEnd(15, "0");
}

function fileOf(plan: Series): string {
  const zone = plan.floating ? "" : `;TZID=${ZONE}`;
  const start = firstStart(plan);
  const rule = [
    `FREQ=${plan.weekly ? "WEEKLY" : "DAILY"}`,
    `INTERVAL=${plan.interval}`,
    ...(plan.weekly ? [`BYDAY=${weekdaysOf(plan).map((day) => WEEKDAYS[day - 1])}`] : []),
    ...(plan.count === null ? [] : [`COUNT=${plan.count}`]),
  ];
  const lines = [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "UID:property@example",
    "SUMMARY:Prüfung",
    `DTSTART${zone}:${compact(start)}`,
    `DTEND${zone}:${compact(start.add({ minutes: plan.lengthMinutes }))}`,
    `RRULE:${rule.join(";")}`,
    ...plan.excluded.map((days) => `EXDATE${zone}:${compact(start.add({ days }))}`),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  const folded = plan.folded ? lines.map((line) => line.replace(/(.{20})(?=.)/gu, "$1\r\n ")) : lines;
  return folded.join("\r\n");
}

/** Walks day by day and asks of each whether the series takes place on it. */
function expected(plan: Series): string[] {
  const first = firstDay(plan);
  const excluded = new Set(plan.excluded.map((days) => first.add({ days }).toString()));
  const found: string[] = [];
  let left = plan.count ?? Number.POSITIVE_INFINITY;
  for (let days = 0; days < 500 && left > 0; days += 1) {
    const date = first.add({ days });
    if (!takesPlace(plan, days, date)) continue;
    left -= 1;
    if (excluded.has(date.toString())) continue;
    const span = spanOn(plan, date);
    if (span) found.push(span);
  }
  return found;
}

function takesPlace(plan: Series, days: number, date: Temporal.PlainDate): boolean {
  if (!plan.weekly) return days % plan.interval === 0;
  const weeks = Math.floor((days + firstDay(plan).dayOfWeek - 1) / 7);
  return weeks % plan.interval === 0 && weekdaysOf(plan).includes(date.dayOfWeek);
}

/** Offsets come from JavaScript's own calendar in the zone, not from Temporal. */
function spanOn(plan: Series, date: Temporal.PlainDate): string | null {
  const wallStart = Date.parse(`${date}T00:00:00Z`) + plan.startMinute * 60_000;
  const start = instantOf(wallStart);
  const end = start.skipped
    ? start.ms + plan.lengthMinutes * 60_000
    : instantOf(wallStart + plan.lengthMinutes * 60_000).ms;
  const [from, to] = [Date.parse(window.start), Date.parse(window.end)];
  const inside = start.ms < to && (end > from || (end === start.ms && start.ms >= from));
  return inside ? `${new Date(start.ms).toISOString()}/${new Date(end).toISOString()}` : null;
}

function instantOf(wallMs: number): { ms: number; skipped: boolean } {
  // Summer time in 2026: 29 March 01:00 UTC to 25 October 01:00 UTC. No other change lies in reach of the window.
  const isSummer = (utcMs: number) => utcMs >= Date.UTC(2026, 2, 29, 1) && utcMs < Date.UTC(2026, 9, 25, 1);
  const [asSummer, asWinter] = [wallMs - 7_200_000, wallMs - 3_600_000];
  if (isSummer(asSummer)) return { ms: asSummer, skipped: false };
  return { ms: asWinter, skipped: isSummer(asWinter) };
}

describe("series over both clock changes", () => {
  it("take place when an independent expansion says so", () => {
    let checked = 0;
    fc.assert(
      fc.property(series, (plan) => {
        const { appointments } = readCalendarFile(fileOf(plan), { window, companyTimeZone: ZONE });
        const times = appointments.map(({ fields: { time } }) => {
          assert.equal(time.kind, "timed");
          return time.kind === "timed" ? `${iso(time.start)}/${iso(time.end)}` : "";
        });
        assert.deepEqual(times, expected(plan));
        checked += times.length;
      }),
      { numRuns: 400 },
    );
    assert.ok(checked > 5000);
  });
});

function iso(instant: string): string {
  return new Date(instant).toISOString();
}
