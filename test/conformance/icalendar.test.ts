// Real iCalendar files as a mailbox's content (RFC 5545): what is taken over, how, and what is reported.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { ANNA, company, NOW, path, tenant } from "./tenant.ts";

const BERLIN = `BEGIN:VTIMEZONE
TZID:Mitteleuropa
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE`;

const FILE = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//DE
${BERLIN}
BEGIN:VEVENT
UID:einzeln
DTSTART;TZID=Mitteleuropa:20260902T100000
DTEND;TZID=Mitteleuropa:20260902T113000
SUMMARY:Heizung\\, Wartung
DESCRIPTION:Erste Zeile\\nZweite Zeile\\, mit einem sehr langen Text\\, der über
  mehrere Zeilen gefaltet ist\\; und weiter geht
LOCATION:Hauptstraße 1
CATEGORIES:Kunde,Wartung
CLASS:PRIVATE
BEGIN:VALARM
TRIGGER:-PT30M
ACTION:DISPLAY
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:ganztags
DTSTART;VALUE=DATE:20260907
DTEND;VALUE=DATE:20260910
SUMMARY:Urlaub
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:serie
DTSTART;TZID=Mitteleuropa:20261019T080000
DURATION:PT1H
RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261104T070000Z
EXDATE;TZID=Mitteleuropa:20261026T080000
SUMMARY:Frühbesprechung
END:VEVENT
BEGIN:VEVENT
UID:serie
RECURRENCE-ID;TZID=Mitteleuropa:20261021T080000
DTSTART;TZID=Mitteleuropa:20261021T143000
DTEND;TZID=Mitteleuropa:20261021T150000
SUMMARY:Frühbesprechung (verlegt)
END:VEVENT
BEGIN:VEVENT
UID:kompliziert
DTSTART;TZID=Europe/Berlin:20260901T070000
DTEND;TZID=Europe/Berlin:20260901T080000
RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=4
SUMMARY:Zweimal im Monat
END:VEVENT
BEGIN:VEVENT
UID:kaputt
DTSTART:20260902T100000Z
DTEND:20260902T090000Z
SUMMARY:Verkehrt
END:VEVENT
BEGIN:VTODO
UID:aufgabe
SUMMARY:Nicht für den Kalender
END:VTODO
END:VCALENDAR
`.replaceAll("\n", "\r\n");

describe("iCalendar files", () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-ics-"));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "anna.ics"), FILE);
  writeFileSync(
    join(folder, "company.json"),
    JSON.stringify(company([{ userPrincipalName: ANNA, ics: ["anna.ics"] }])),
  );
  const world = tenant({ company: join(folder, "company.json") });

  async function view(from: string, to: string): Promise<Event[]> {
    const list = world.graph.api(`/users/${ANNA}/calendarView?startDateTime=${from}&endDateTime=${to}`);
    return (
      await list
        .header("Prefer", 'outlook.timezone="Europe/Berlin", outlook.body-content-type="text"')
        .top(100)
        .get()
    ).value;
  }
  const notes = () => world.sandbox.control.loadReport.notes;

  // proof: sandbox | text unfolded and unescaped, zones by the offsets of VTIMEZONE | RFC 5545; sandbox: .ics files
  it("unfolds and unescapes text, and finds the zone by the offsets of its VTIMEZONE", async () => {
    const [single] = await view("2026-09-02T00:00:00Z", "2026-09-03T00:00:00Z");
    assert.equal(single?.subject, "Heizung, Wartung");
    assert.equal(single?.start?.dateTime, "2026-09-02T10:00:00.0000000");
    assert.equal(
      single?.body?.content,
      "Erste Zeile\r\nZweite Zeile, mit einem sehr langen Text, der über mehrere Zeilen gefaltet ist; und weiter geht",
    );
    assert.deepEqual(
      [single?.location?.displayName, single?.sensitivity, single?.reminderMinutesBeforeStart],
      ["Hauptstraße 1", "private", 30],
    );
    assert.deepEqual(single?.categories, ["Kunde", "Wartung"]);
    assert.equal(single?.iCalUId, "einzeln");
  });

  // proof: sandbox | all-day events float, their end is exclusive | RFC 5545; sandbox: .ics files
  it("keeps all-day events as floating dates with an exclusive end", async () => {
    const [holiday] = await view("2026-09-07T00:00:00Z", "2026-09-08T00:00:00Z");
    assert.equal(holiday?.isAllDay, true);
    assert.equal(holiday?.showAs, "free");
    assert.deepEqual(
      [holiday?.start?.dateTime?.slice(0, 10), holiday?.end?.dateTime?.slice(0, 10)],
      ["2026-09-07", "2026-09-10"],
    );
  });

  // proof: sandbox | RRULE, EXDATE and RECURRENCE-ID become a series with exceptions | RFC 5545; sandbox: .ics files
  it("makes a series of an RRULE, with EXDATE and RECURRENCE-ID, over a clock change", async () => {
    const items = await view("2026-10-19T00:00:00Z", "2026-11-30T00:00:00Z");
    const series = items.filter((each) => each.iCalUId === "serie");
    assert.deepEqual(
      series.map((each) => `${each.type} ${each.start?.dateTime?.slice(0, 16)}`),
      [
        "occurrence 2026-10-19T08:00",
        "exception 2026-10-21T14:30",
        "occurrence 2026-10-28T08:00",
        "occurrence 2026-11-02T08:00",
        "occurrence 2026-11-04T08:00",
      ],
    );
    const master: Event = await world.graph.api(path(ANNA, series[0]?.seriesMasterId)).get();
    assert.deepEqual(master.recurrence?.pattern?.daysOfWeek, ["monday", "wednesday"]);
  });

  // proof: sandbox | what Graph cannot express comes as single events, and is noted | sandbox: .ics files
  it("expands what Graph can't express, and says so", async () => {
    const items = await view("2026-09-01T00:00:00Z", "2027-01-01T00:00:00Z");
    const twice = items.filter((each) => each.subject === "Zweimal im Monat");
    assert.deepEqual(twice.map((each) => each.start?.dateTime?.slice(0, 10)).sort(), [
      "2026-09-01",
      "2026-09-15",
      "2026-10-01",
      "2026-10-15",
    ]);
    assert.ok(twice.every((each) => each.type === "singleInstance"));
    assert.match(
      notes().find((each) => each.outcome === "expanded")?.reason ?? "",
      /several days of the month; 4 single events/,
    );
  });

  // proof: sandbox | what is left out is reported with the reason | sandbox: .ics files
  it("reports what is left out, with the reason", () => {
    const skipped = notes().filter((each) => each.outcome === "skipped");
    assert.equal(skipped.length, 2);
    assert.match(skipped.map((each) => each.reason).join(), /events only.*ends .* before it starts/);
  });

  // proof: sandbox | a file that is no calendar is noted | sandbox: .ics files
  it("notes a file that is no calendar instead of stopping", () => {
    writeFileSync(join(folder, "bad.ics"), "Hallo");
    const report = world.sandbox.control.add(
      { users: [{ userPrincipalName: ANNA, ics: ["bad.ics"] }] },
      folder,
    );
    assert.match(report.notes[0]?.reason ?? "", /no readable iCalendar/);
  });

  // Each line: a rule, and its starts from 1 September 2026 at nine, worked out by hand.
  for (const [rule, type, starts] of [
    ["FREQ=DAILY;INTERVAL=3;COUNT=3", "daily", ["2026-09-01", "2026-09-04", "2026-09-07"]],
    [
      "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=5",
      "weekly",
      ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-07"],
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU;COUNT=3",
      "weekly",
      ["2026-09-01", "2026-09-13", "2026-09-15"],
    ],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=3", "weekly", ["2026-09-01", "2026-09-06", "2026-09-15"]],
    ["FREQ=MONTHLY;BYDAY=1TU;COUNT=2", "relativeMonthly", ["2026-09-01", "2026-10-06"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=2", "relativeMonthly", ["2026-09-01", "2026-10-01"]],
    ["FREQ=YEARLY;COUNT=2", "absoluteYearly", ["2026-09-01", "2027-09-01"]],
    ["FREQ=YEARLY;BYMONTH=9;BYDAY=1TU;COUNT=2", "relativeYearly", ["2026-09-01", "2027-09-07"]],
    ["FREQ=WEEKLY;BYDAY=TU;UNTIL=20260908T065959Z", "weekly", ["2026-09-01"]],
    ["FREQ=WEEKLY;BYDAY=TU;UNTIL=20260908T070000Z", "weekly", ["2026-09-01", "2026-09-08"]],
    ["FREQ=WEEKLY;BYDAY=TH;COUNT=2", "weekly", ["2026-09-03", "2026-09-10"]],
    ["FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", null, ["2026-09-30", "2026-10-31"]],
    ["FREQ=HOURLY;COUNT=2", null, ["2026-09-01", "2026-09-01"]],
  ] as [string, string | null, string[]][]) {
    // proof: sandbox | recurrence rules, each as a pattern or as single events | RFC 5545 3.3.10; sandbox: .ics files
    it(`takes ${rule} as ${type ?? "single events"} (RFC 5545, 3.3.10)`, async () => {
      const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:r\r\nDTSTART;TZID=Europe/Berlin:20260901T090000\r\nDTEND;TZID=Europe/Berlin:20260901T100000\r\nRRULE:${rule}\r\nSUMMARY:Regel\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
      writeFileSync(join(folder, "rule.ics"), text);
      world.sandbox.control.load(company([{ userPrincipalName: ANNA, ics: ["rule.ics"] }]), folder);
      const items = await view("2026-09-01T00:00:00Z", "2028-09-01T00:00:00Z");
      assert.deepEqual(items.map((each) => each.start?.dateTime?.slice(0, 10)).sort(), starts);
      const { value } = await world.graph.api(`/users/${ANNA}/events`).get();
      assert.equal(value[0].recurrence?.pattern.type ?? null, type);
    });
  }

  // proof: sandbox | a company is loaded by the sandbox's own clock | sandbox: clock
  it("loads by its own clock", () => {
    assert.ok(Math.abs(world.sandbox.core.clock.now() - NOW) < 60_000);
  });
});
