// What the columns of an appointment and of the people may hold, and what is read from it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANNA } from "../support/samples.ts";
import { appointmentId, type Ground, type OpenGround, plan } from "./planning-ground.ts";

const ID = appointmentId(1);

async function read(ground: Ground, columns: string) {
  ground.erp.exec(`update appointment set ${columns}`);
  const row = (await ground.port.rows([ID])).get(ID);
  assert.equal(row?.kind, "readable", columns);
  return row.appointment;
}

export function planningValuesSuite(name: string, open: OpenGround): void {
  describe(`planning values on ${name}`, () => {
    it("reads times in their one form", async () => {
      await using ground = await open();
      plan(ground.erp, ID);
      const odd = await read(
        ground,
        "starts_at = '2026-10-25 02:30:00.1234567 +02:00', ends_at = '2026-10-25T02:30:00+01:00'",
      );
      assert.deepEqual(odd.fields.time, {
        kind: "timed",
        start: "2026-10-25T00:30:00.123Z",
        end: "2026-10-25T01:30:00Z",
      });
      const allDay = await read(ground, "all_day = 1, start_date = '2026-12-24', end_date = '2026-12-25'");
      assert.deepEqual(allDay.fields.time, {
        kind: "allDay",
        startDate: "2026-12-24",
        endDate: "2026-12-25",
      });
    });

    it("finds the nearest sense of everything else", async () => {
      await using ground = await open();
      plan(ground.erp, ID);
      assert.equal((await read(ground, "show_as = 'Tentative'")).fields.showAs, "tentative");
      assert.equal((await read(ground, "show_as = 'unsicher'")).fields.showAs, "busy");
      assert.equal(
        (await read(ground, "notes = 'a' || char(13, 10) || 'b' || char(13) || 'c'")).fields.notes,
        "a\nb\nc",
      );
      assert.equal((await read(ground, "category = '  '")).fields.category, null);
      assert.equal((await read(ground, "reminder_minutes = -1")).fields.reminderMinutes, null);
      assert.equal((await read(ground, "reminder_minutes = 0")).fields.reminderMinutes, 0);
      assert.equal((await read(ground, "reminder_minutes = 'bald'")).fields.reminderMinutes, null);
      assert.equal((await read(ground, "private = 'true'")).fields.private, true);
      assert.equal((await read(ground, "subject = 4711")).fields.subject, "4711");
      assert.equal((await read(ground, "order_number = ''")).header.orderNumber, null);
      assert.equal((await read(ground, "origin = 'OFFICE365'")).origin, "office365");
      assert.equal((await read(ground, "trashed_at = ''")).trashed, false);
      assert.equal((await read(ground, "locked_reason = 'meeting'")).lockedReason, null);
      assert.deepEqual((await read(ground, "attendees = '{'")).facts.attendees, []);
      assert.deepEqual(
        (await read(ground, `attendees = '[1, null, {}, {"address":"a@b.example"}]'`)).facts.attendees,
        [{ name: "", address: "a@b.example", response: "none" }],
      );
    });

    it("reads people, with ids in small letters and switches that nobody set", async () => {
      await using ground = await open();
      ground.erp.exec(`
        insert into planning_database values ('DB-1', 'Werkstatt');
        insert into app_user (id, login, employee_id, sync_kind, office365_email, without_password)
          values ('U-1', 'anna', '${ANNA.toUpperCase()}', 'Office365', ' anna@muster.example ', 1);
        insert into app_user (id, login, sync_kind, active) values ('u-2', 'bernd', 'imap', 0);
        insert into app_user_planning_database values ('u-1', 'db-1')`);
      // A row that outlived its database.
      ground.erp.exec("pragma foreign_keys = off");
      ground.erp.exec("insert into app_user_planning_database values ('u-1', 'db-0')");
      const directory = await ground.port.directory();
      assert.deepEqual(directory.planningDatabases, ["db-1"]);
      assert.equal(directory.employees.length, 3);
      assert.deepEqual(directory.users, [
        {
          id: "u-1",
          login: "anna",
          displayName: "",
          employeeId: ANNA,
          syncKind: "office365",
          office365UserName: null,
          office365Email: "anna@muster.example",
          withoutPassword: true,
          active: true,
          planningDatabases: ["db-1"],
        },
        {
          id: "u-2",
          login: "bernd",
          displayName: "",
          employeeId: null,
          syncKind: "none",
          office365UserName: null,
          office365Email: null,
          withoutPassword: false,
          active: false,
          planningDatabases: [],
        },
      ]);
    });

    it("imports people again by id, and leaves appointments alone that exist", async () => {
      await using ground = await open();
      const user = {
        id: "u-1",
        login: "anna",
        display_name: "Anna",
        employee_id: ANNA,
        sync_kind: "office365",
        office365_user_name: "anna@muster.example",
        office365_email: null,
        without_password: true,
        active: true,
        planning_databases: ["db-1"],
      } as const;
      const appointment = {
        id: ID,
        subject: "Wartung",
        all_day: true,
        start_date: "2026-12-24",
        end_date: "2026-12-25",
        employees: [ANNA],
      };
      const planningDatabases = [{ id: "db-1", name: "Werkstatt" }];
      await ground.port.importRows({ users: [user], planningDatabases, appointments: [appointment] });
      const again = {
        users: [{ ...user, active: false }],
        appointments: [{ ...appointment, subject: "anders" }],
      };
      await ground.port.importRows(again);
      const [stored] = (await ground.port.directory()).users;
      assert.deepEqual([stored?.active, stored?.planningDatabases], [false, ["db-1"]]);
      const row = (await ground.port.rows([ID])).get(ID);
      assert.equal(row?.kind, "readable");
      assert.deepEqual([row.appointment.fields.subject, row.appointment.employees], ["Wartung", [ANNA]]);
      const half = {
        appointments: [
          { ...appointment, id: appointmentId(2) },
          { ...appointment, id: appointmentId(3), employees: ["nobody"] },
        ],
      };
      await assert.rejects(ground.port.importRows(half), { code: "appointmentRefused" });
      assert.equal((await ground.port.rows([appointmentId(2)])).size, 0);
    });
  });
}
