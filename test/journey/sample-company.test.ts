// The sample company on its way into the demo: the planning database and the sandbox take it as it is, everybody who should take
// part does, and the first cycle leaves nothing for the second.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkCompany } from "../../sandbox/company/company.ts";
import { startCore } from "../../sandbox/start.ts";
import { runCycle } from "../../src/engine/cycle.ts";
import { MemoryCalendar } from "../../src/gateways/memory/calendar.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { realEntropy, seededEntropy } from "../../src/gateways/system/entropy.ts";
import { DEMO_WINDOW, sampleCompany } from "../../src/main/sample-company/sample-company.ts";
import { SILENT, SYNC } from "../support/samples.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", timeZone: "Europe/Berlin" };
describe("the sample company in the sandbox", () => {
  for (const [seed, employees] of [
    [1, 12],
    [2, 1],
    [3, 60],
  ] as const) {
    it(`is taken as it is, ${employees} employees, seed ${seed}`, () => {
      const { sandbox } = sampleCompany({ seed, employees, now: NOW });
      const core = startCore({ seed: 1, now: NOW });
      const report = core.control.load(checkCompany(JSON.parse(JSON.stringify(sandbox))), ".");
      assert.deepEqual(report.notes, []);
      assert.equal(report.users, employees + 1);
      assert.equal(
        report.events,
        sandbox.users.reduce((sum, user) => sum + user.events.length, 0),
      );
      const invited = [...core.world.mailboxes.values()].filter((mailbox) =>
        [...mailbox.events()].some((event) => !event.isOrganizer),
      );
      assert.equal(invited.length > 3, employees > 3);
    });
  }
});

describe("the sample company in step", () => {
  it("gives every participant its appointments, and is quiet afterwards", async () => {
    const { planning: rows, sandbox } = sampleCompany({ seed: 1, now: NOW });
    const clock = { now: () => NOW, sleep: () => Promise.resolve() };
    const planning = await openPlanning({ file: ":memory:", company: COMPANY });
    const state = await openState({
      file: ":memory:",
      companyNumber: COMPANY.number,
      clock,
      entropy: realEntropy,
    });
    try {
      await planning.importRows(rows);
      const calendar = new MemoryCalendar();
      for (const { mail } of sandbox.users) calendar.open(mail);
      const ports = { planning, state, calendar, clock, entropy: seededEntropy(1), log: SILENT };
      const cycle = () =>
        runCycle(ports, {
          company: { Number: COMPANY.number, Name: COMPANY.name, TimeZone: COMPANY.timeZone },
          sync: {
            ...SYNC,
            MonthsPast: DEMO_WINDOW.monthsPast,
            MonthsFuture: DEMO_WINDOW.monthsFuture,
          },
          logins: null,
          dryRun: false,
          onProgress: () => undefined,
          signal: new AbortController().signal,
        });
      const report = await cycle();
      assert.deepEqual(report.skipped.map((each) => `${each.user} ${each.reason}`).sort(), [
        "buchhaltung noEmployee",
        "werkstatt syncKindNotOffice365",
      ]);
      assert.equal(report.participants.length, 12);
      for (const user of rows.users.slice(0, 12)) {
        const own = rows.appointments.filter(
          (row) => user.employee_id && row.employees.includes(user.employee_id),
        );
        const one = report.participants.find((each) => each.user === user.login);
        assert.deepEqual([one?.outcome, one?.created.office365, one?.parked], ["ok", own.length, []]);
      }
      const writes = calendar.writes.length;
      await cycle();
      assert.equal(calendar.writes.length, writes);
    } finally {
      await planning.close();
      await state.close();
    }
  });
});
