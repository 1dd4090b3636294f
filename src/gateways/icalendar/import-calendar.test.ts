// Writing a file into planning: once, for an employee that exists, with every component accounted for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ImportedAppointment as ImportedRow } from "../../contract/planning.ts";
import { Fault } from "../../core/fault.ts";
import type { AppointmentId, EmployeeId, Version } from "../../core/model/ids.ts";
import { windowAt } from "../../core/time/window.ts";
import { type ImportTarget, importCalendar } from "./import-calendar.ts";
import { IMPORT_REASONS, importReasonSentence, notTakenOverSentence } from "./not-taken-over.ts";

const ANNA = "11111111-1111-4111-8111-111111111111" as EmployeeId;
const BERND = "22222222-2222-4222-8222-222222222222" as EmployeeId;

const FILE = `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:serie@example
SUMMARY:Besprechung
DTSTART;TZID=Europe/Berlin:20260302T070000
DURATION:PT30M
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:serie@example
RECURRENCE-ID;TZID=Europe/Berlin:20260309T070000
SUMMARY:Besprechung, verschoben
DTSTART;TZID=Europe/Berlin:20260310T070000
DURATION:PT30M
END:VEVENT
BEGIN:VTODO
UID:todo@example
SUMMARY:Material bestellen
END:VTODO
END:VCALENDAR
`;

function planning(): ImportTarget & { written: ImportedRow[] } {
  const written: ImportedRow[] = [];
  return {
    written,
    directory: async () => ({
      users: [],
      employees: [ANNA, BERND].map((id) => ({ id, displayName: id.slice(0, 1), active: true })),
      planningDatabases: [],
    }),
    rows: async (ids) =>
      new Map(
        written
          .filter((row) => ids.includes(row.id as AppointmentId))
          .map((row) => [
            row.id as AppointmentId,
            {
              kind: "unreadable" as const,
              appointment: {
                id: row.id as AppointmentId,
                version: "1" as Version,
                trashed: false,
                employees: [],
                problem: "invalidTime" as const,
              },
            },
          ]),
      ),
    importRows: async ({ appointments = [] }) => {
      written.push(...appointments);
    },
  };
}

const order = (target: ImportTarget, file: string | Uint8Array = FILE, employeeId: string = ANNA) => ({
  planning: target,
  file,
  fileName: "besprechung.ics",
  employeeId,
  window: windowAt(Date.parse("2026-03-01T10:00:00Z"), "Europe/Berlin", 1, 1),
  companyTimeZone: "Europe/Berlin",
});

describe("importCalendar", () => {
  it("writes every occurrence as a planned appointment of the employee", async () => {
    const target = planning();
    const outcome = await importCalendar(order(target));
    assert.deepEqual(
      outcome.imported.map((each) => [each.component, each.subject, each.start]),
      [
        [1, "Besprechung", "2026-03-02T06:00:00Z"],
        [1, "Besprechung", "2026-03-16T06:00:00Z"],
        [2, "Besprechung, verschoben", "2026-03-10T06:00:00Z"],
      ],
    );
    assert.deepEqual(outcome.notTakenOver, [
      { component: 3, uid: "todo@example", summary: "Material bestellen", reason: "task", detail: "VTODO" },
    ]);
    assert.equal(outcome.components, 3);
    assert.equal(target.written.length, 3);
    for (const row of target.written) {
      assert.equal(row.all_day, false);
      assert.equal(row.start_date, null);
      assert.equal(Date.parse(row.ends_at ?? "") - Date.parse(row.starts_at ?? ""), 1_800_000);
      assert.deepEqual(row.employees, [ANNA]);
      assert.match(row.id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("makes no second appointment of what is already there", async () => {
    const target = planning();
    const first = await importCalendar(order(target));
    const second = await importCalendar(order(target, Buffer.from(FILE.replaceAll("\n", "\r\n"))));
    assert.equal(target.written.length, 3);
    assert.deepEqual(second.imported, []);
    assert.deepEqual(second.alreadyThere, first.imported);
    const other = await importCalendar(order(target, FILE, BERND.toUpperCase()));
    assert.equal(other.imported.length, 3);
    assert.equal(target.written.length, 6);
  });

  it("knows an occurrence again that was moved in a newer file", async () => {
    const target = planning();
    await importCalendar(order(target));
    const moved = FILE.replace(
      "DTSTART;TZID=Europe/Berlin:20260310T",
      "DTSTART;TZID=Europe/Berlin:20260311T",
    );
    assert.equal((await importCalendar(order(target, moved))).imported.length, 0);
  });

  it("refuses an employee that nobody knows and a file that is no calendar, and writes nothing", async () => {
    const target = planning();
    const refused = (code: string, name: object) => (thrown: unknown) => {
      assert.ok(thrown instanceof Fault);
      assert.equal(thrown.kind, "refused");
      assert.equal(thrown.code, code);
      assert.deepEqual(thrown.detail, name);
      return true;
    };
    await assert.rejects(
      importCalendar(order(target, FILE, "nobody")),
      refused("employeeUnknown", { employee: "nobody" }),
    );
    await assert.rejects(
      importCalendar(order(target, "hello")),
      refused("fileUnreadable", { problem: "notICalendar", file: "besprechung.ics" }),
    );
    assert.equal(target.written.length, 0);
  });
});

describe("importReasonSentence", () => {
  it("has a sentence for each reason in both languages", () => {
    for (const reason of IMPORT_REASONS) {
      const [de, en] = [importReasonSentence(reason, "de"), importReasonSentence(reason, "en")];
      assert.ok(de.length > 5 && en.length > 5 && de !== en);
    }
  });
});

describe("notTakenOverSentence", () => {
  const item = {
    component: 4,
    uid: "a",
    summary: "Besprechung",
    reason: "outsideWindow",
    detail: "2026-01-05",
  } as const;

  it("names the entry, the reason and the detail", () => {
    assert.equal(
      notTakenOverSentence({ ...item, count: 313, endless: true }, "de"),
      "„Besprechung“ liegt außerhalb des Zeitraums (2026-01-05; 313 Termine, weitere ohne Ende)",
    );
    assert.equal(notTakenOverSentence(item, "en"), "“Besprechung” lies outside the window (2026-01-05)");
    const bare = { component: 4, uid: "", reason: "cancelled", detail: "" } as const;
    assert.equal(notTakenOverSentence(bare, "de"), "Eintrag 4 ist abgesagt");
  });
});
