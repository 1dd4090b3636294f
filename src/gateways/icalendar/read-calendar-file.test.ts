// What real calendars hold and what becomes of it: every component ends up in one of the two lists.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Fault } from "../../core/fault.ts";
import { windowAt } from "../../core/time/window.ts";
import { type CalendarFileReading, readCalendarFile } from "./read-calendar-file.ts";

const COMPANY = "Europe/Berlin";
const window = windowAt(Date.parse("2026-03-01T10:00:00Z"), COMPANY, 2, 12);

/** Reads components (each a list of lines) and checks that none of them is lost. */
function read(...components: string[]): CalendarFileReading {
  const lines = components.flatMap((each) => each.trim().split(/\n\s*/));
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
  const reading = readCalendarFile(text, { window, companyTimeZone: COMPANY });
  const seen = [...reading.appointments, ...reading.notTakenOver].map((each) => each.component);
  const all = Array.from({ length: reading.components }, (_, index) => index + 1);
  assert.deepEqual(
    [...new Set(seen)].sort((a, b) => a - b),
    all,
    "a component was lost",
  );
  return reading;
}

function event(lines: string, uid = "a@example"): string {
  return `BEGIN:VEVENT\nUID:${uid}\nSUMMARY:Termin\n${lines.trim()}\nEND:VEVENT`;
}

/** Times of all appointments, short: `start/end` as instants or dates. */
function times(...components: string[]): string[] {
  return read(...components).appointments.map(({ fields: { time } }) =>
    time.kind === "allDay" ? `${time.startDate}/${time.endDate}` : `${time.start}/${time.end}`,
  );
}

const reasons = (...components: string[]) => read(...components).notTakenOver.map((each) => each.reason);
const onlyFields = (lines: string) => {
  const [first, ...more] = read(
    event(`DTSTART:20260302T080000Z\nDTEND:20260302T090000Z\n${lines}`),
  ).appointments;
  assert.equal(more.length, 0);
  assert.ok(first);
  return first.fields;
};

const TEN = "2026-03-02T09:00:00Z/2026-03-02T10:00:00Z";

describe("times", () => {
  it("takes UTC, floating times (the company's zone) and named zones", () => {
    assert.deepEqual(times(event("DTSTART:20260302T090000Z\nDTEND:20260302T100000Z")), [TEN]);
    assert.deepEqual(times(event("DTSTART:20260302T100000\nDTEND:20260302T110000")), [TEN]);
    assert.deepEqual(times(event("DTSTART;TZID=America/New_York:20260302T040000\nDURATION:PT1H")), [TEN]);
  });

  it("knows a zone by Windows names, display names, quotes and paths", () => {
    for (const name of [
      "W. Europe Standard Time",
      '"W. Europe Standard Time"',
      '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
      "(GMT+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien",
      "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
      "/mozilla.org/20050126_1/Europe/Berlin",
      "europe/berlin",
    ]) {
      assert.deepEqual(times(event(`DTSTART;TZID=${name}:20260302T100000\nDURATION:PT1H`)), [TEN], name);
    }
    const canberra = '"(GMT+10:00) Canberra, Melbourne, Sydney"';
    assert.deepEqual(times(event(`DTSTART;TZID=${canberra}:20260302T200000\nDURATION:PT1H`)), [TEN]);
  });

  const berlin = (tzid: string) => `
    BEGIN:VTIMEZONE\nTZID:${tzid}
    BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD
    BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT
    END:VTIMEZONE`;

  it("uses the file's own definition for a name that nobody knows", () => {
    const at = (wall: string) => `DTSTART;TZID=Customized Time Zone:${wall}\nDURATION:PT1H`;
    const zone = berlin("Customized Time Zone");
    assert.deepEqual(times(zone, event(at("20260302T100000"))), [TEN]);
    assert.deepEqual(times(zone, event(at("20260702T100000"))), [
      "2026-07-02T08:00:00Z/2026-07-02T09:00:00Z",
    ]);
    // Hours after a change, its offset holds already.
    assert.deepEqual(times(zone, event(at("20260329T100000"))), [
      "2026-03-29T08:00:00Z/2026-03-29T09:00:00Z",
    ]);
    assert.deepEqual(times(zone, event(at("20261025T100000"))), [
      "2026-10-25T09:00:00Z/2026-10-25T10:00:00Z",
    ]);
    // The skipped hour moves on, of the double hour the first counts: as with named zones.
    assert.deepEqual(times(zone, event(at("20260329T023000"))), [
      "2026-03-29T01:30:00Z/2026-03-29T02:30:00Z",
    ]);
    assert.deepEqual(times(zone, event(at("20261025T023000"))), [
      "2026-10-25T00:30:00Z/2026-10-25T01:30:00Z",
    ]);
  });

  it("believes a well-known name more than a definition that contradicts it", () => {
    const wrong = berlin("America/New_York");
    assert.deepEqual(times(wrong, event("DTSTART;TZID=America/New_York:20260302T040000\nDURATION:PT1H")), [
      TEN,
    ]);
  });

  it("does not guess a zone", () => {
    const [item] = read(event("DTSTART;TZID=Mittelerde:20260302T100000\nDURATION:PT1H")).notTakenOver;
    assert.equal(item?.reason, "unknownTimeZone");
    assert.equal(item?.detail, "Mittelerde");
  });

  it("takes all-day events in all their spellings", () => {
    const oneDay = ["2026-03-02/2026-03-03"];
    for (const lines of [
      "DTSTART;VALUE=DATE:20260302",
      "DTSTART:20260302",
      "DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303",
      "DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260302",
      "DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260302",
      "DTSTART;VALUE=DATE:20260302\nDURATION:P1D",
      "DTSTART;VALUE=DATE:20260302\nDURATION:PT24H",
      "DTSTART:20260302T000000\nDTEND:20260303T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    ]) {
      assert.deepEqual(times(event(lines)), oneDay, lines);
    }
    assert.deepEqual(times(event("DTSTART;VALUE=DATE:20260302\nDURATION:P2W")), ["2026-03-02/2026-03-16"]);
    assert.deepEqual(times(event("DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330")), [
      "2026-03-28/2026-03-30",
    ]);
  });

  it("takes events over midnight, without length, and with an end in another zone", () => {
    assert.deepEqual(times(event("DTSTART:20260302T220000\nDTEND:20260303T060000")), [
      "2026-03-02T21:00:00Z/2026-03-03T05:00:00Z",
    ]);
    assert.deepEqual(times(event("DTSTART:20260302T090000Z")), ["2026-03-02T09:00:00Z/2026-03-02T09:00:00Z"]);
    assert.deepEqual(
      times(event("DTSTART;TZID=Europe/Berlin:20260302T100000\nDTEND;TZID=Europe/London:20260302T100000")),
      [TEN],
    );
  });

  it("counts days of a duration on the calendar and hours on the clock", () => {
    assert.deepEqual(times(event("DTSTART:20260328T100000\nDURATION:P1D")), [
      "2026-03-28T09:00:00Z/2026-03-29T08:00:00Z",
    ]);
    assert.deepEqual(times(event("DTSTART:20260328T100000\nDURATION:PT24H")), [
      "2026-03-28T09:00:00Z/2026-03-29T09:00:00Z",
    ]);
  });

  it("lists what ends before it starts, has an impossible date or no start", () => {
    assert.deepEqual(reasons(event("DTSTART:20260302T090000Z\nDTEND:20260302T080000Z")), ["invalidTime"]);
    assert.deepEqual(reasons(event("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260301")), [
      "invalidTime",
    ]);
    assert.deepEqual(reasons(event("DTSTART:20260230T090000Z\nDTEND:20260302T080000Z")), ["invalidTime"]);
    assert.deepEqual(reasons(event("DTSTART:20260302T250000Z")), ["invalidTime"]);
    assert.deepEqual(reasons(event("DTSTART:20260302T090000Z\nDURATION:-PT1H")), ["invalidTime"]);
    assert.deepEqual(reasons(event("DTEND:20260302T090000Z")), ["noStart"]);
  });
});

describe("fields", () => {
  it("reads escaped characters, folded lines and umlauts", () => {
    const text = readCalendarFile(
      Buffer.from(
        "\uFEFFBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260302T090000Z\r\nSUMMARY:Wartung\\, K\r\n üche\r\n" +
          "DESCRIPTION:Zeile 1\\nZeile 2\\;  Straße\\Nund \\\\ Ende  \r\nLOCATION: Altstadt 5\\nLandshut \r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      ),
      { window, companyTimeZone: COMPANY },
    );
    const fields = text.appointments[0]?.fields;
    assert.equal(fields?.subject, "Wartung, Küche");
    assert.equal(fields?.notes, "Zeile 1\nZeile 2;  Straße\nund \\ Ende");
    assert.equal(fields?.location, "Altstadt 5, Landshut");
  });

  it("reads category, privacy and free or busy", () => {
    const fields = onlyFields("CATEGORIES:Notdienst,Heizung\nCLASS:PRIVATE\nTRANSP:TRANSPARENT");
    assert.equal(fields.category, "Notdienst");
    assert.match(fields.notes, /Weitere Kategorien: Heizung/);
    assert.equal(fields.private, true);
    assert.equal(fields.showAs, "free");
    assert.equal(onlyFields("CLASS:CONFIDENTIAL").private, true);
    assert.equal(onlyFields("CLASS:").private, false);
    assert.equal(onlyFields("STATUS:TENTATIVE").showAs, "tentative");
    assert.equal(onlyFields("TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:OOF").showAs, "oof");
    assert.equal(onlyFields("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE").showAs, "workingElsewhere");
    assert.equal(onlyFields("").showAs, "busy");
  });

  const alarm = (lines: string) => `BEGIN:VALARM\n${lines}\nEND:VALARM`;

  it("reads the reminder", () => {
    const minutes = (lines: string) => onlyFields(lines).reminderMinutes;
    assert.equal(minutes(""), null);
    assert.equal(minutes(alarm("ACTION:DISPLAY\nTRIGGER:-PT15M")), 15);
    assert.equal(minutes(alarm("ACTION:DISPLAY\nTRIGGER:-P1DT2H")), 1560);
    assert.equal(minutes(alarm("ACTION:DISPLAY\nTRIGGER:PT0S")), 0);
    assert.equal(minutes(alarm("ACTION:DISPLAY\nTRIGGER;RELATED=END:-PT90M")), 30);
    assert.equal(minutes(alarm("ACTION:AUDIO\nTRIGGER;VALUE=DATE-TIME:20260302T073000Z")), 30);
    assert.equal(minutes(alarm("ACTION:EMAIL\nTRIGGER:-PT5M") + alarm2), 10);
    assert.equal(minutes(alarm("ACTION:DISPLAY\nTRIGGER:PT5M")), null);
    assert.equal(minutes(alarm("ACTION:DISPLAY\nTRIGGER:soon")), null);
  });
  const alarm2 = `\n${alarm("ACTION:DISPLAY\nTRIGGER:-PT10M")}`;

  it("keeps people, links and attachments as text, so that nobody is mailed", () => {
    const { notes } = onlyFields(
      'DESCRIPTION:Text\nORGANIZER;CN=Eva Huber:mailto:eva@b.example\nATTENDEE;CN="Müller, Jan":mailto:jan@b.example\n' +
        "ATTENDEE:mailto:x@b.example\nURL:https://b.example/1\nATTACH:https://b.example/plan.pdf",
    );
    assert.equal(
      notes,
      "Text\n\nOrganisator: Eva Huber <eva@b.example>\nTeilnehmer: Müller, Jan <jan@b.example>, x@b.example\n" +
        "Link: https://b.example/1\nAnhang: https://b.example/plan.pdf",
    );
  });

  it("shortens what no mailbox takes, and keeps the whole text in the notes", () => {
    const long = "Heizung ".repeat(40).trim();
    const reading = read(event(`DTSTART:20260302T090000Z`).replace("SUMMARY:Termin", `SUMMARY:${long}`));
    const fields = reading.appointments[0]?.fields;
    assert.equal(fields?.subject.length, 255);
    assert.equal(fields?.notes, `Betreff: ${long}`);
    const emoji = read(event("DTSTART:20260302T090000Z").replace("Termin", "x".repeat(253) + "🔧".repeat(5)));
    assert.equal(emoji.appointments[0]?.fields.subject, `${"x".repeat(253)}…`);
  });

  it("falls back to the description in HTML, and to a subject for people", () => {
    assert.equal(
      onlyFields(
        "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Gas &amp\\; Wasser</p>Keller<br>links</body></html>",
      ).notes,
      "Gas & Wasser\nKeller\nlinks",
    );
    const [first] = read(event("DTSTART:20260302T090000Z").replace("SUMMARY:Termin\n", "")).appointments;
    assert.equal(first?.fields.subject, "(ohne Betreff)");
  });
});

describe("series", () => {
  const starts = (...components: string[]) => times(...components).map((each) => each.split("/")[0]);

  it("keeps the wall time over both clock changes", () => {
    const nights = times(
      event(
        "DTSTART;TZID=Europe/Berlin:20260328T220000\nDTEND;TZID=Europe/Berlin:20260329T060000\nRRULE:FREQ=DAILY;COUNT=2",
      ),
    );
    assert.deepEqual(nights, [
      "2026-03-28T21:00:00Z/2026-03-29T04:00:00Z",
      "2026-03-29T20:00:00Z/2026-03-30T04:00:00Z",
    ]);
    assert.deepEqual(
      starts(event("DTSTART;TZID=Europe/Berlin:20261024T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3")),
      ["2026-10-24T06:00:00Z", "2026-10-25T07:00:00Z", "2026-10-26T07:00:00Z"],
    );
  });

  it("keeps the length where the start falls into the skipped hour", () => {
    const lines =
      "DTSTART;TZID=Europe/Berlin:20260328T023000\nDTEND;TZID=Europe/Berlin:20260328T033000\nRRULE:FREQ=DAILY;COUNT=2";
    assert.deepEqual(times(event(lines)), [
      "2026-03-28T01:30:00Z/2026-03-28T02:30:00Z",
      "2026-03-29T01:30:00Z/2026-03-29T02:30:00Z",
    ]);
  });

  it("excludes and adds dates, in whatever type they are written", () => {
    const daily = "DTSTART;TZID=Europe/Berlin:20260302T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5";
    const exceptions =
      "EXDATE;TZID=Europe/Berlin:20260303T100000\nEXDATE:20260304T090000Z\nEXDATE;VALUE=DATE:20260305";
    assert.deepEqual(starts(event(`${daily}\n${exceptions}`)), [
      "2026-03-02T09:00:00Z",
      "2026-03-06T09:00:00Z",
    ]);
    assert.deepEqual(starts(event(`${daily}\nEXDATE:20260303T100000,20260304T100000`)).length, 3);
    assert.deepEqual(starts(event(`${daily}\nEXDATE;TZID=Europe/Berlin:20260303T110000`)).length, 5);
    assert.deepEqual(
      starts(
        event(
          "DTSTART:20260302T090000Z\nDURATION:PT1H\nRDATE:20260305T100000Z,20260310T100000Z\nRDATE;VALUE=PERIOD:20260311T100000Z/PT2H",
        ),
      ),
      ["2026-03-02T09:00:00Z", "2026-03-05T10:00:00Z", "2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z"],
    );
    assert.deepEqual(starts(event(`${daily}\nEXRULE:FREQ=DAILY;INTERVAL=2`)).length, 2);
  });

  it("gives a period its own length", () => {
    const lines =
      "DTSTART:20260302T090000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260303T090000Z/PT3H,20260304T090000Z/20260304T093000Z";
    assert.deepEqual(times(event(lines)), [
      TEN,
      "2026-03-03T09:00:00Z/2026-03-03T12:00:00Z",
      "2026-03-04T09:00:00Z/2026-03-04T09:30:00Z",
    ]);
    const backwards = lines.replace("20260304T093000Z", "20260304T083000Z");
    assert.deepEqual(reasons(event(backwards)), ["invalidTime"]);
  });

  it("observes UNTIL in whatever type it is written", () => {
    const until = (value: string) =>
      starts(
        event(`DTSTART;TZID=Europe/Berlin:20260302T233000\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL=${value}`),
      ).length;
    assert.equal(until("20260304T223000Z"), 3);
    assert.equal(until("20260304T222959Z"), 2);
    assert.equal(until("20260304"), 3);
    assert.equal(until("20260304T233000"), 3);
    const allDay = (value: string) =>
      starts(event(`DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;UNTIL=${value}`)).length;
    assert.equal(allDay("20260304"), 3);
    assert.equal(allDay("20260304T225959Z"), 3);
    assert.equal(allDay("20260303T230000Z"), 3);
  });

  it("bounds endless rules by the window and says what it left out", () => {
    const reading = read(
      event("DTSTART;TZID=Europe/Berlin:20200106T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"),
    );
    assert.equal(reading.appointments.length, 61);
    assert.equal(reading.appointments[0]?.fields.time.kind, "timed");
    const [line] = reading.notTakenOver;
    assert.deepEqual([line?.reason, line?.count, line?.endless], ["outsideWindow", 313, true]);
    const [bounded] = read(event("DTSTART:20260302T090000Z\nRRULE:FREQ=YEARLY;COUNT=4")).notTakenOver;
    assert.deepEqual([bounded?.count, bounded?.endless], [3, undefined]);
  });

  it("replaces, moves and cancels single occurrences", () => {
    const master = event(
      "DTSTART;TZID=Europe/Berlin:20260302T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4",
    );
    const moved = event(
      "RECURRENCE-ID;TZID=Europe/Berlin:20260303T100000\nDTSTART:20260310T120000Z\nDURATION:PT2H",
    );
    const cancelled = event("RECURRENCE-ID:20260304T090000Z\nDTSTART:20260304T090000Z\nSTATUS:CANCELLED");
    const reading = read(master, moved, cancelled);
    assert.deepEqual(starts(master, moved, cancelled), [
      "2026-03-02T09:00:00Z",
      "2026-03-05T09:00:00Z",
      "2026-03-10T12:00:00Z",
    ]);
    assert.equal(reading.appointments.at(-1)?.occurrence, "2026-03-03T09:00:00Z");
    assert.deepEqual(reasons(master, moved, cancelled), ["cancelled"]);
    // The order in the file does not matter.
    assert.equal(starts(cancelled, moved, master).length, 3);
  });

  it("matches a RECURRENCE-ID that is only a date", () => {
    const master = event(
      "DTSTART;TZID=Europe/Berlin:20260302T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2",
    );
    const moved = event("RECURRENCE-ID;VALUE=DATE:20260303\nDTSTART:20260310T120000Z");
    assert.deepEqual(starts(master, moved), ["2026-03-02T09:00:00Z", "2026-03-10T12:00:00Z"]);
  });

  it("applies a change to this and all following occurrences", () => {
    const master = event(
      "DTSTART;TZID=Europe/Berlin:20260302T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5",
    );
    const later = event(
      "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T100000\nDTSTART;TZID=Europe/Berlin:20260317T140000\nDURATION:PT3H\nLOCATION:neu",
    );
    const single = event(
      "RECURRENCE-ID;TZID=Europe/Berlin:20260323T100000\nDTSTART;TZID=Europe/Berlin:20260323T080000\nDURATION:PT1H",
    );
    assert.deepEqual(times(master, later, single), [
      "2026-03-02T09:00:00Z/2026-03-02T10:00:00Z",
      "2026-03-09T09:00:00Z/2026-03-09T10:00:00Z",
      "2026-03-17T13:00:00Z/2026-03-17T16:00:00Z",
      "2026-03-31T12:00:00Z/2026-03-31T15:00:00Z",
      "2026-03-23T07:00:00Z/2026-03-23T08:00:00Z",
    ]);
    const ended = event(
      "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T100000\nSTATUS:CANCELLED",
    );
    assert.equal(starts(master, ended).length, 2);
    assert.deepEqual(
      read(master, ended).notTakenOver.map((each) => [each.reason, each.count]),
      [["cancelled", 3]],
    );
  });

  it("lets the later of two such changes follow the earlier one", () => {
    const master = event("DTSTART:20260302T090000Z\nRRULE:FREQ=WEEKLY;COUNT=4");
    const change = (day: string, hour: string) =>
      event(`RECURRENCE-ID;RANGE=THISANDFUTURE:${day}T090000Z\nDTSTART:${day}T${hour}0000Z`);
    const [first, second] = [change("20260309", "11"), change("20260323", "12")];
    const expected = ["2026-03-02T09", "2026-03-09T11", "2026-03-16T11", "2026-03-23T12"];
    const hours = (...components: string[]) => starts(...components).map((each) => each?.slice(0, 13));
    assert.deepEqual(hours(master, first, second), expected);
    assert.deepEqual(hours(master, second, first).sort(), expected);
  });

  it("takes a changed occurrence whose series is not in the file", () => {
    const alone = event("RECURRENCE-ID:20260303T090000Z\nDTSTART:20260303T100000Z");
    assert.deepEqual(starts(alone), ["2026-03-03T10:00:00Z"]);
  });

  it("keeps changed occurrences although their series cannot be read", () => {
    const master = event("DTSTART:20260302T090000Z\nRRULE:FREQ=SOMETIMES");
    const moved = event("RECURRENCE-ID:20260303T090000Z\nDTSTART:20260303T100000Z");
    assert.deepEqual(starts(master, moved), ["2026-03-03T10:00:00Z"]);
    assert.deepEqual(reasons(master, moved), ["unsupportedRule"]);
  });

  it("lists a first day that the rule does not give, and rules that give too much or nothing", () => {
    // 2 March 2026 is a Monday.
    const stray =
      "DTSTART;TZID=Europe/Berlin:20260302T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2";
    assert.deepEqual(starts(event(stray)), ["2026-03-05T09:00:00Z", "2026-03-12T09:00:00Z"]);
    assert.deepEqual(reasons(event(stray)), ["startOutsideRule"]);
    assert.deepEqual(reasons(event("DTSTART:20260302T100000Z\nRRULE:FREQ=HOURLY")), ["tooManyOccurrences"]);
    assert.deepEqual(
      reasons(event("DTSTART:20260302T100000Z\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE:20260302T100000Z")),
      ["noOccurrence"],
    );
  });
});

describe("files", () => {
  const good = event("DTSTART:20260302T090000Z", "good@example");

  it("lists tasks, journals, free/busy and unknown components", () => {
    const other = (kind: string) => `BEGIN:${kind}\nUID:${kind}\nSUMMARY:x\nEND:${kind}`;
    assert.deepEqual(reasons(other("VTODO"), other("VJOURNAL"), other("VFREEBUSY"), other("X-NOTE"), good), [
      "task",
      "journalEntry",
      "freeBusy",
      "unknownComponent",
    ]);
  });

  it("lists cancelled events and answers", () => {
    assert.deepEqual(reasons(event("DTSTART:20260302T090000Z\nSTATUS:CANCELLED")), ["cancelled"]);
    assert.deepEqual(reasons(`METHOD:CANCEL\n${good}`), ["cancelled"]);
    assert.deepEqual(reasons(`METHOD:REPLY\n${good}`), ["reply"]);
  });

  it("does not let a broken component take the others with it", () => {
    const broken = [
      "BEGIN:VEVENT\nUID:1\nDTSTART:garbage\nEND:VEVENT",
      "BEGIN:VEVENT\nUID:2\nDTSTART\nEND:VEVENT",
    ];
    const open = "BEGIN:VEVENT\nUID:3\nDTSTART:20260302T090000Z";
    const reading = read(...broken, open, good);
    assert.deepEqual(
      reading.appointments.map((each) => each.uid),
      ["good@example"],
    );
    assert.deepEqual(
      reading.notTakenOver.map((each) => each.reason),
      ["invalidTime", "noStart", "unfinished"],
    );
  });

  it("ignores broken lines that say nothing about the appointment", () => {
    assert.equal(times(event("DTSTART:20260302T090000Z\nGEO:somewhere\nDTSTAMP:never\nX-A;B:1")).length, 1);
  });

  it("reads several calendars in one file", () => {
    assert.equal(
      times(good, "END:VCALENDAR\nBEGIN:VCALENDAR", event("DTSTART:20260303T090000Z", "b")).length,
      2,
    );
  });

  it("keeps events apart that share a UID, unless one is the newer version", () => {
    const two = [event("DTSTART;VALUE=DATE:20260302", "7"), event("DTSTART;VALUE=DATE:20260502", "7")];
    const reading = read(...two);
    assert.equal(reading.appointments.length, 2);
    assert.notEqual(reading.appointments[0]?.occurrence, reading.appointments[1]?.occurrence);
    const newer = event("SEQUENCE:2\nDTSTART;VALUE=DATE:20260303", "7");
    assert.deepEqual(times(two[0] ?? "", newer), ["2026-03-03/2026-03-04"]);
    assert.deepEqual(reasons(two[0] ?? "", newer), ["superseded"]);
    assert.deepEqual(reasons(two[0] ?? "", two[0] ?? ""), ["superseded"]);
    const changed = event("SEQUENCE:1\nLOCATION:neu\nDTSTART;VALUE=DATE:20260302", "7");
    for (const order of [
      [changed, two[0]],
      [two[0], changed],
    ]) {
      const [only, ...more] = read(...order.map((each) => each ?? "")).appointments;
      assert.deepEqual([only?.fields.location, more.length], ["neu", 0]);
    }
  });

  it("finds events without UID again by what they say", () => {
    const anonymous = good.replace("UID:good@example\n", "");
    const [first] = read(anonymous).appointments;
    const [second] = read(event("DTSTART:20260402T090000Z"), anonymous).appointments.slice(1);
    assert.ok(first);
    assert.equal(first.uid, second?.uid);
  });

  it("counts what lies outside of the window", () => {
    assert.deepEqual(reasons(event("DTSTART:20200302T090000Z")), ["outsideWindow"]);
  });

  it("refuses what is no calendar", () => {
    for (const text of ["", "%PDF-1.7", "BEGIN:VCARD\r\nEND:VCARD"]) {
      assert.throws(
        () => readCalendarFile(text, { window, companyTimeZone: COMPANY }),
        (thrown) => thrown instanceof Fault && thrown.code === "fileUnreadable" && thrown.kind === "refused",
      );
    }
    assert.deepEqual(read().components, 0);
  });
});
