// The rules of RFC 5545 with the dates that the RFC prints for them, rules without dates, and ical.js as a second opinion.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import ICAL from "ical.js";
import { parseRule } from "./recurrence-rule.ts";
import { expandRule } from "./rule-expansion.ts";

const plain = (text: string) => Temporal.PlainDateTime.from(text);

function expand(rule: string, start: string, most = 12, last = "2040-01-01"): string[] {
  const found: string[] = [];
  for (const each of expandRule(parseRule(rule), plain(start), Temporal.PlainDate.from(last))) {
    found.push(each.toString().slice(0, 16));
    if (found.length === most) break;
  }
  return found;
}

const dates = (rule: string, start: string, most = 12) =>
  expand(rule, start, most).map((each) => each.slice(0, 10));

describe("expandRule", () => {
  // RFC 5545, section 3.8.5.3; all start on 2 September 1997 unless said otherwise.
  const cases: [rule: string, start: string, expected: string][] = [
    ["FREQ=DAILY;COUNT=3", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04"],
    [
      "FREQ=DAILY;INTERVAL=10;COUNT=5",
      "1997-09-02",
      "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12",
    ],
    ["FREQ=YEARLY;BYMONTH=1;BYDAY=MO;COUNT=2", "1998-01-01", "1998-01-05 1998-01-12"],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,TH;WKST=SU",
      "1997-09-02",
      "1997-09-02 1997-09-04 1997-09-16 1997-09-18",
    ],
    ["FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07 1997-12-05"],
    [
      "FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU",
      "1997-09-07",
      "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25",
    ],
    ["FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22", "1997-09-22 1997-10-20 1997-11-17"],
    ["FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28"],
    ["FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1", "1997-09-30", "1997-09-30 1997-10-01 1997-10-31 1997-11-01"],
    ["FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "1997-06-10", "1997-06-10 1997-07-10 1998-06-10 1998-07-10"],
    [
      "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
      "1997-01-01",
      "1997-01-01 1997-04-10 1997-07-19 2000-01-01",
    ],
    ["FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"],
    ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17"],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "1997-09-02", "1998-02-13 1998-03-13 1998-11-13"],
    ["FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06"],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3",
      "1997-09-29",
      "1997-09-29 1997-10-30 1997-11-27",
    ],
    [
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
      "1996-11-05",
      "1996-11-05 2000-11-07 2004-11-02",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
      "1997-08-05",
      "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
      "1997-08-05",
      "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
      "2007-01-15",
      "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30",
    ],
    // Week 1 of 1998 begins in December 1997, week 53 exists in few years.
    ["FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=3", "1997-09-02", "1997-12-29 1999-01-04 2000-01-03"],
    ["FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;COUNT=2", "1997-09-02", "1998-12-28 2004-12-27"],
    // Dates that a month or a year does not have are left out, not moved.
    ["FREQ=YEARLY;COUNT=2", "2024-02-29", "2024-02-29 2028-02-29"],
    ["FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31"],
  ];
  for (const [rule, start, expected] of cases) {
    it(`${rule} from ${start}`, () => {
      assert.equal(dates(rule, `${start}T09:00`).join(" "), expected);
    });
  }

  it("gives several times a day, in order", () => {
    assert.deepEqual(expand("FREQ=DAILY;BYHOUR=15,9;BYMINUTE=0,30;COUNT=5", "1997-09-02T09:15"), [
      "1997-09-02T09:30",
      "1997-09-02T15:00",
      "1997-09-02T15:30",
      "1997-09-03T09:00",
      "1997-09-03T09:30",
    ]);
    assert.deepEqual(expand("FREQ=HOURLY;INTERVAL=3;COUNT=3", "1997-09-02T21:00"), [
      "1997-09-02T21:00",
      "1997-09-03T00:00",
      "1997-09-03T03:00",
    ]);
  });

  it("ends where no date fulfils the rule", () => {
    for (const frequency of ["HOURLY", "DAILY", "MONTHLY", "YEARLY"]) {
      const rule = `FREQ=${frequency};BYMONTH=2;BYMONTHDAY=30`;
      assert.deepEqual(expand(rule, "2026-01-01T09:00", 1, "2028-01-01"), []);
    }
  });

  it("agrees with ical.js wherever ical.js is right", () => {
    const rule = fc.record({
      frequency: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY"),
      interval: fc.integer({ min: 1, max: 5 }),
      byDay: fc.subarray(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
      weekStart: fc.constantFrom("MO", "SU"),
      day: fc.integer({ min: 0, max: 700 }),
    });
    fc.assert(
      fc.property(rule, ({ frequency, interval, byDay, weekStart, day }) => {
        const start = plain("2025-01-01T07:30:00").add({ days: day });
        const days = byDay.length > 0 && frequency !== "DAILY" ? `;BYDAY=${byDay}` : "";
        const text = `FREQ=${frequency};INTERVAL=${interval}${days};WKST=${weekStart};COUNT=20`;
        const iterator = ICAL.Recur.fromString(text).iterator(
          ICAL.Time.fromString(start.toString(), undefined as never),
        );
        const theirs = Array.from({ length: 20 }, () => iterator.next()?.toString().slice(0, 16));
        assert.deepEqual(expand(text, start.toString(), 20, "2080-01-01"), theirs, `${text} from ${start}`);
      }),
      { numRuns: 300 },
    );
  });
});

describe("parseRule", () => {
  it("refuses what it does not understand", () => {
    for (const rule of [
      "",
      "FREQ=MINUTELY",
      "FREQ=DAILY;COUNT=x",
      "FREQ=WEEKLY;BYDAY=XX",
      "FREQ=WEEKLY;BYDAY=",
      "FREQ=MONTHLY;BYMONTHDAY=32",
      "FREQ=MONTHLY;BYMONTHDAY=0",
      "FREQ=YEARLY;RSCALE=CHINESE",
      "FREQ=DAILY;UNTIL=tomorrow",
      "DAILY",
    ]) {
      assert.throws(() => parseRule(rule), RangeError, rule);
    }
  });

  it("takes an interval of 0 as 1, and lower case", () => {
    assert.deepEqual(dates("freq=daily;interval=0;count=2", "2026-01-01T09:00"), [
      "2026-01-01",
      "2026-01-02",
    ]);
  });
});
