// What makes the sample company believable, checked over several seeds, sizes and seasons.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import Holidays from "date-holidays";
import type { ImportedAppointment } from "../../contract/planning.ts";
import { windowAt } from "../../core/time/window.ts";
import { wallTimeOfInstant } from "../../core/time/zones.ts";
import { RESERVED_PHONE } from "./customers.ts";
import { DEMO_WINDOW, sampleCompany } from "./sample-company.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const ZONE = "Europe/Berlin";
const WORLDS = [
  { seed: 1, now: NOW },
  { seed: 2, now: Date.parse("2026-04-10T10:00:00Z") },
  { seed: 3, now: Date.parse("2027-07-31T22:30:00Z"), employees: 30 },
  { seed: 4, now: NOW, appointments: 300 },
] as const;

const HOLIDAYS = new Set(
  [2026, 2027]
    .flatMap((year) => new Holidays("DE", "BY", "KATH").getHolidays(year))
    .filter((each) => each.type === "public")
    .map((each) => each.date.slice(0, 10)),
);

type Span = { from: string; to: string };

/** Wall times; dates of all-day rows as midnights. */
function spanOf(row: ImportedAppointment): Span {
  const wall = (instant: string | null | undefined) => wallTimeOfInstant(instant ?? "", ZONE);
  if (row.all_day) return { from: `${row.start_date}T00:00:00`, to: `${row.end_date}T00:00:00` };
  return { from: wall(row.starts_at), to: wall(row.ends_at) };
}

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to;
const isOnCall = (row: ImportedAppointment) => row.category === "Notdienst";
const isAway = (row: ImportedAppointment) => row.all_day === true;

function rowsOf(rows: readonly ImportedAppointment[], employee: string): ImportedAppointment[] {
  return rows.filter((row) => row.employees.includes(employee));
}

for (const world of WORLDS) {
  describe(`sample company ${JSON.stringify(world)}`, () => {
    const { planning, sandbox } = sampleCompany(world);
    const work = planning.appointments.filter((row) => !isAway(row) && row.subject !== "Notdienst");

    it("books nobody twice", () => {
      for (const { id } of planning.employees) {
        const spans = rowsOf(work, id)
          .map(spanOf)
          .sort((a, b) => (a.from < b.from ? -1 : 1));
        for (const [index, span] of spans.entries()) {
          const next = spans[index + 1];
          assert.ok(!next || !overlap(span, next), `${id}: ${JSON.stringify([span, next])}`);
        }
      }
    });

    it("lets nobody work on a public holiday or a weekend, on-call duty excepted", () => {
      for (const row of work.filter((each) => !isOnCall(each))) {
        const day = spanOf(row).from.slice(0, 10);
        assert.ok(!HOLIDAYS.has(day), `${row.subject} on ${day}`);
        assert.ok(Temporal.PlainDate.from(day).dayOfWeek <= 5, `${row.subject} on ${day}`);
      }
    });

    it("plans nothing for whoever is away", () => {
      for (const { id } of planning.employees) {
        const own = rowsOf(planning.appointments, id);
        const away = own
          .filter((row) => isAway(row) && !/Feiertag|Betriebsurlaub/.test(row.subject))
          .map(spanOf);
        for (const row of own.filter((each) => !isAway(each))) {
          assert.ok(
            !away.some((span) => overlap(span, spanOf(row))),
            `${id}: ${row.subject} ${row.starts_at}`,
          );
        }
      }
    });

    it("names no phone number that belongs to somebody, and no address outside of example", () => {
      const phones = planning.appointments.flatMap((row) => row.customer_phone ?? []);
      assert.ok(phones.length > 100);
      for (const phone of phones) assert.match(phone, RESERVED_PHONE);
      const mails = [
        ...planning.users.flatMap((user) => [user.office365_email, user.office365_user_name]),
        ...sandbox.users.flatMap((user) => [user.mail, user.userPrincipalName]),
        ...sandbox.users.flatMap((user) =>
          user.events.flatMap((each) => (each.attendees ?? []).map((one) => one.emailAddress.address)),
        ),
      ];
      for (const mail of mails) assert.match(mail ?? "a@b.example", /^[a-z0-9.-]+@[a-z-]+\.example$/);
    });

    it("stays in the window, with valid times in quarters of an hour and ids that are UUIDs", () => {
      const window = windowAt(world.now, ZONE, DEMO_WINDOW.monthsPast, DEMO_WINDOW.monthsFuture);
      const ids = new Set<string>();
      for (const row of planning.appointments) {
        const { from, to } = spanOf(row);
        assert.ok(
          from < to && from < `${window.endDate}T` && to > `${window.startDate}T`,
          `${row.subject} ${from}`,
        );
        assert.match(from, /:(00|15|30|45):00$/);
        assert.match(row.id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.ok(row.employees.length > 0);
        ids.add(row.id);
      }
      assert.equal(ids.size, planning.appointments.length);
    });

    it("knows of no breakdown days before", () => {
      const limit = new Date(world.now + 2 * 86_400_000).toISOString();
      const early = planning.appointments.filter(
        (row) => row.category === "Störung" && (row.starts_at ?? "") > limit,
      );
      assert.deepEqual(early, []);
    });
  });
}

describe("sampleCompany", () => {
  const company = sampleCompany({ seed: 1, now: NOW });
  const { planning, sandbox } = company;

  it("has 12 employees with a believable number of appointments, and is the same every time", () => {
    assert.equal(planning.employees.length, 12);
    assert.deepEqual(sampleCompany({ seed: 1, now: NOW }), company);
    assert.notDeepEqual(sampleCompany({ seed: 2, now: NOW }).planning.appointments, planning.appointments);
    for (const { id, display_name } of planning.employees) {
      const count = rowsOf(planning.appointments, id).length;
      assert.ok(count >= 60 && count <= 220, `${display_name}: ${count}`);
    }
  });

  it("holds what a German business of this trade knows", () => {
    const subjects = planning.appointments.map((row) => row.subject).join("\n");
    for (const wanted of [
      /^Wartung Gastherme$/m,
      /^Heizungsausfall$/m,
      /^Rohrbruch$/m,
      /^(Badsanierung|Heizungstausch) \(Tag 2 von/m,
      /^Aufmaß$/m,
      /^Angebotstermin/m,
      /^Wärmepumpe Inbetriebnahme$/m,
      /^Urlaub$/m,
      /^Krank$/m,
      /^Berufsschule/m,
      /^Notdienst$/m,
      /^Feiertag: /m,
      /^Betriebsurlaub$/m,
      /^Besprechung Wochenplanung$/m,
      /^Innungsversammlung$/m,
      /^Notdiensteinsatz: /m,
    ]) {
      assert.match(subjects, wanted);
    }
    assert.ok(planning.appointments.some((row) => /\(Tag/.test(row.subject) && row.employees.length === 2));
    assert.ok(
      planning.appointments.some(
        (row) => row.subject === "Besprechung Wochenplanung" && row.employees.length >= 8,
      ),
    );
    const nights = planning.appointments.filter((row) => row.subject === "Notdienst").map(spanOf);
    assert.ok(nights.every(({ from, to }) => from.slice(0, 10) < to.slice(0, 10)));
    const jobs = planning.appointments.filter((row) => row.customer_name);
    assert.ok(jobs.every((row) => row.order_number && row.customer_phone && row.address));
  });

  it("has two logins that take no part, for two reasons", () => {
    assert.equal(planning.users.length, 14);
    const outside = planning.users.filter(
      (user) => user.employee_id === null || user.sync_kind !== "office365",
    );
    assert.deepEqual(
      outside.map((user) => [user.login, user.sync_kind, user.employee_id]),
      [
        ["werkstatt", "none", null],
        ["buchhaltung", "office365", null],
      ],
    );
    for (const user of planning.users.filter((each) => !outside.includes(each))) {
      assert.ok(user.active && user.without_password && user.office365_email);
      assert.ok(sandbox.users.some((each) => each.mail === user.office365_email));
      assert.deepEqual(
        user.planning_databases,
        planning.planningDatabases.map((each) => each.id),
      );
    }
  });

  it("fills the mailboxes with events of all classes", () => {
    const events = sandbox.users.flatMap((user) => user.events);
    assert.ok(events.some((each) => each.sensitivity === "private"));
    assert.ok(events.some((each) => each.recurrence && !each.attendees));
    assert.ok(events.some((each) => each.recurrence && each.isOnlineMeeting && each.attendees));
    const addresses = events.flatMap((each) => (each.attendees ?? []).map((one) => one.emailAddress.address));
    assert.ok(addresses.some((each) => each.endsWith("@muster-haustechnik.example")));
    assert.ok(addresses.some((each) => !each.endsWith("@muster-haustechnik.example")));
    for (const each of events) assert.ok(each.start.dateTime < each.end.dateTime, each.subject);
    assert.equal(sandbox.apps[0]?.secrets.length, 1);
  });

  it("grows and shrinks", () => {
    const large = sampleCompany({ seed: 1, now: NOW, employees: 60, appointments: 40 }).planning;
    assert.equal(large.employees.length, 60);
    assert.equal(new Set(large.users.map((user) => user.login)).size, 62);
    assert.equal(new Set(large.employees.map((each) => each.display_name)).size, 60);
    for (const { id } of large.employees) assert.equal(rowsOf(large.appointments, id).length, 40);
    const full = sampleCompany({ seed: 1, now: NOW, employees: 5, appointments: 300 }).planning;
    for (const { id } of full.employees) assert.equal(rowsOf(full.appointments, id).length, 300);
    assert.equal(sampleCompany({ seed: 1, now: NOW, employees: 1 }).planning.employees.length, 1);
    assert.equal(
      sampleCompany({ seed: 1, now: NOW, employees: 500, appointments: 3 }).planning.employees.length,
      500,
    );
  });
});
