// The expansion of series against a second opinion: an independent RRULE library has to find the same starts
// for the same rule, whatever the pattern, the range, the zone and the time of day.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { loadInto, startCore } from "../../sandbox/start.ts";
import { ANNA, company, NOW } from "./tenant.ts";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const INDEXES = ["first", "second", "third", "fourth", "last"] as const;
const FROM = "2026-01-01T00:00:00Z";
const TO = "2030-12-31T00:00:00Z";

interface Rule {
  type: "daily" | "weekly" | "absoluteMonthly" | "relativeMonthly" | "absoluteYearly" | "relativeYearly";
  interval: number;
  daysOfWeek: (typeof DAYS)[number][];
  firstDayOfWeek: (typeof DAYS)[number];
  index: (typeof INDEXES)[number];
  dayOfMonth: number;
  month: number;
  range: "endDate" | "numbered" | "noEnd";
  count: number;
  lastsDays: number;
  day: number;
  time: string;
  zone: string;
}

const rules: fc.Arbitrary<Rule> = fc.record({
  type: fc.constantFrom(
    "daily",
    "weekly",
    "absoluteMonthly",
    "relativeMonthly",
    "absoluteYearly",
    "relativeYearly",
  ),
  interval: fc.integer({ min: 1, max: 5 }),
  daysOfWeek: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
  firstDayOfWeek: fc.constantFrom(...DAYS),
  index: fc.constantFrom(...INDEXES),
  dayOfMonth: fc.integer({ min: 1, max: 31 }),
  month: fc.integer({ min: 1, max: 12 }),
  range: fc.constantFrom("endDate", "numbered", "noEnd"),
  count: fc.integer({ min: 1, max: 40 }),
  lastsDays: fc.integer({ min: 0, max: 900 }),
  // From 2025 to 2027, so that series begin before and inside the window.
  day: fc.integer({ min: 0, max: 1000 }),
  // None that the clocks skip: RFC 5545 drops such an occurrence, Exchange does not (series.test.ts).
  time: fc.constantFrom("00:00", "03:30", "10:00", "23:45"),
  zone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"),
});

const dateAfter = (days: number) => Temporal.PlainDate.from("2025-01-01").add({ days }).toString();

function eventOf(rule: Rule) {
  const date = dateAfter(rule.day);
  const { type, interval, daysOfWeek, firstDayOfWeek, index, dayOfMonth, month } = rule;
  const start = { dateTime: `${date}T${rule.time}`, timeZone: rule.zone };
  return {
    subject: "Serie",
    start,
    end: start,
    recurrence: {
      pattern: { type, interval, daysOfWeek, firstDayOfWeek, index, dayOfMonth, month },
      range: {
        type: rule.range,
        startDate: date,
        endDate: dateAfter(rule.day + rule.lastsDays),
        numberOfOccurrences: rule.count,
      },
    },
  };
}

/** The same rule in the words of RFC 5545. A day that a month does not have is its last day, as in Outlook. */
function rruleOf(rule: Rule): string {
  const days = rule.daysOfWeek.map((name) => name.slice(0, 2).toUpperCase()).join(",");
  const tail = Array.from({ length: Math.max(1, rule.dayOfMonth - 27) }, (_, i) => rule.dayOfMonth - i);
  const monthDay = `BYMONTHDAY=${tail.join(",")};BYSETPOS=-1`;
  const position = rule.index === "last" ? -1 : INDEXES.indexOf(rule.index) + 1;
  const patterns = {
    daily: "FREQ=DAILY",
    weekly: `FREQ=WEEKLY;BYDAY=${days};WKST=${rule.firstDayOfWeek.slice(0, 2).toUpperCase()}`,
    absoluteMonthly: `FREQ=MONTHLY;${monthDay}`,
    relativeMonthly: `FREQ=MONTHLY;BYDAY=${days};BYSETPOS=${position}`,
    absoluteYearly: `FREQ=YEARLY;BYMONTH=${rule.month};${monthDay}`,
    relativeYearly: `FREQ=YEARLY;BYMONTH=${rule.month};BYDAY=${days};BYSETPOS=${position}`,
  };
  const last = Temporal.PlainDateTime.from(`${dateAfter(rule.day + rule.lastsDays)}T23:59:59`);
  const until = last.toZonedDateTime(rule.zone).toInstant().toString().replace(/[-:]/g, "");
  const ranges = { endDate: `;UNTIL=${until}`, numbered: `;COUNT=${rule.count}`, noEnd: "" };
  return `${patterns[rule.type]};INTERVAL=${rule.interval}${ranges[rule.range]}`;
}

function expected(rule: Rule): string[] {
  const begin = Temporal.PlainDateTime.from(`${dateAfter(rule.day)}T${rule.time}`).toZonedDateTime(rule.zone);
  const other = new RRuleTemporal({ rruleString: rruleOf(rule), dtstart: begin });
  const starts = other.between(new Date(FROM), new Date(TO), true);
  return starts.map((each) => new Date(each.epochMilliseconds).toISOString());
}

describe("expansion", () => {
  const core = startCore({ now: NOW, seed: 7 });
  loadInto(core, company());
  const call = async (method: string, url: string, body?: unknown) => {
    const headers = { "content-type": "application/json" };
    const request = {
      method,
      url: `/sandbox/graph/users/${ANNA}${url}`,
      headers,
      body: body === undefined ? "" : JSON.stringify(body),
    };
    return JSON.parse((await core.handle(request)).body);
  };

  async function actual(rule: Rule): Promise<string[]> {
    const made = await call("POST", "/events", eventOf(rule));
    const master = `/events/${encodeURIComponent(made.id)}`;
    const starts: string[] = [];
    for (let skip = 0; ; skip += 1000) {
      const window = `startDateTime=${FROM}&endDateTime=${TO}&$top=1000&$skip=${skip}`;
      const { value } = await call("GET", `${master}/instances?${window}`);
      starts.push(...value.map((each: Event) => `${each.start?.dateTime?.slice(0, 23)}Z`));
      if (value.length < 1000) return starts;
    }
  }

  // proof: GET events/{id}/instances | six patterns, three ranges, over clock changes, as an RRULE library has it | learn: outlook-schedule-recurring-events; RFC 5545 3.3.10
  it("agrees with an RRULE library on random rules", async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (rule) => {
        assert.deepEqual(await actual(rule), expected(rule), rruleOf(rule));
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
