// Real calendar files on their way: imported into a real planning database, synchronised, and compared with the calendar.
// A second import and a second cycle must find nothing left to do.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CalendarEvent } from "../../src/core/model/event.ts";
import type { EmployeeId } from "../../src/core/model/ids.ts";
import { windowAt } from "../../src/core/time/window.ts";
import { runCycle } from "../../src/engine/cycle.ts";
import { importCalendar } from "../../src/gateways/icalendar/import-calendar.ts";
import { MemoryCalendar } from "../../src/gateways/memory/calendar.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { realEntropy, seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SILENT, SYNC as SYNC_DEFAULTS } from "../support/samples.ts";
import { calendarFiles } from "./calendar-files.ts";
import { tryCalendarFile } from "./try-calendar-file.ts";

const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: "Europe/Berlin" };
const EMAIL = "anna@muster.example";
const EMPLOYEE = "00000000-0000-4000-8000-000000000001" as EmployeeId;
const SYNC = { ...SYNC_DEFAULTS, PrivateEvents: "Full" } as const;

/** A business of one, in memory. */
async function business(now: number) {
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const planning = await openPlanning({ file: ":memory:", company: COMPANY });
  const state = await openState({
    file: ":memory:",
    companyNumber: COMPANY.number,
    clock,
    entropy: realEntropy,
  });
  const calendar = new MemoryCalendar();
  calendar.open(EMAIL);
  await planning.importRows({
    employees: [{ id: EMPLOYEE, personnel_number: "1", display_name: "Anna", colour: null, active: true }],
    users: [
      {
        id: "00000000-0000-4000-8000-000000000002",
        login: "anna",
        display_name: "Anna",
        employee_id: EMPLOYEE,
        sync_kind: "office365",
        office365_user_name: EMAIL,
        office365_email: EMAIL,
        without_password: true,
        active: true,
      },
    ],
  });
  const ports = { planning, state, calendar, clock, entropy: seededEntropy(1), log: SILENT };
  const options = {
    company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: COMPANY.timeZone },
    sync: SYNC,
    logins: null,
    dryRun: false,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };
  const window = windowAt(now, COMPANY.timeZone, SYNC.MonthsPast, SYNC.MonthsFuture);
  return {
    calendar,
    window,
    planning,
    cycle: () => runCycle(ports, options),
    import: (file: Uint8Array, fileName: string) =>
      importCalendar({
        planning,
        file,
        fileName,
        employeeId: EMPLOYEE,
        window,
        companyTimeZone: COMPANY.timeZone,
      }),
    close: async () => {
      await planning.close();
      await state.close();
    },
  };
}

describe("real calendars", () => {
  const files = calendarFiles();

  it("are there to be tried", () => {
    assert.ok(files.length >= 8);
  });

  for (const { name, bytes, now } of files) {
    it(name, async () => {
      const world = await business(now);
      try {
        const outcome = await world.import(bytes, name);
        const seen = new Set([...outcome.imported, ...outcome.notTakenOver].map((each) => each.component));
        assert.equal(seen.size, outcome.components, "every component is accounted for");
        assert.ok(outcome.imported.length > 0);
        const again = await world.import(bytes, name);
        assert.deepEqual(again.imported, []);
        assert.equal(again.alreadyThere.length, outcome.imported.length);

        const [report] = (await world.cycle()).participants;
        assert.equal(report?.outcome, "ok");
        assert.deepEqual(report?.parked, []);
        assert.equal(report?.created.office365, outcome.imported.length);
        assert.deepEqual(await onBoard(world), inOutlook(world.calendar.events(EMAIL)));

        const writes = world.calendar.writes.length;
        const change = await world.planning.latestChange();
        await world.cycle();
        assert.equal(world.calendar.writes.length, writes);
        assert.deepEqual(await world.planning.latestChange(), change);
      } finally {
        await world.close();
      }
    });
  }
});

describe("calendars through the command line and HTTPS", () => {
  // The others go the same way with scripts/try-real-calendars.ts; each takes seconds.
  const telling = ["custom-zone.ics", "nights.ics", "series-with-exceptions.ics", "machbar_16_feb_2019.ics"];
  const files = calendarFiles().filter(({ name }) => telling.includes(name));

  for (const file of files) {
    it(`${file.name} comes out equal in the mailbox, and a second sync writes nothing`, async () => {
      const { imported, events, differences, secondWrites } = await tryCalendarFile(file);
      assert.deepEqual(differences, []);
      assert.ok(imported > 0);
      assert.equal(events, imported);
      assert.equal(secondWrites, 0);
    });
  }
});

async function onBoard({ planning, window }: Awaited<ReturnType<typeof business>>): Promise<string[]> {
  const rows = await planning.assigned(EMPLOYEE, window);
  return rows
    .map((row) => {
      assert.equal(row.kind, "readable");
      return row.kind === "readable" ? comparable(row.appointment) : "";
    })
    .sort();
}

function inOutlook(events: readonly CalendarEvent[]): string[] {
  return events.map(comparable).sort();
}

/** Everything synchronised, in one text. */
function comparable({ fields }: Pick<CalendarEvent, "fields">): string {
  const { time } = fields;
  const when =
    time.kind === "allDay" ? [time.startDate, time.endDate] : [Date.parse(time.start), Date.parse(time.end)];
  return JSON.stringify([
    when,
    fields.subject,
    fields.location,
    fields.notes,
    fields.category,
    fields.showAs,
    fields.private,
  ]);
}
