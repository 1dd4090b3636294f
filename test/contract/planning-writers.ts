// An ERP writes with plain SQL, through any tool, enforcing nothing: the triggers notice everything, once.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANNA, BERND } from "../support/samples.ts";
import {
  appointmentId,
  CARLA,
  type ErpSettings,
  feed,
  type Ground,
  openFile,
  plan,
} from "./planning-ground.ts";

const ONE = appointmentId(1);
const TWO = appointmentId(2);

export function planningWritersSuite(name: string, settings: ErpSettings): void {
  const open = () => openFile(settings);
  describe(`plain SQL, ${name}`, () => {
    it("fills everything but id, subject and time", async () => {
      await using ground = await open();
      plan(ground.erp, ONE);
      const row = { ...ground.erp.prepare("select * from appointment").get() };
      const { created_at, modified_at, row_version, ...rest } = row;
      assert.match(String(created_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      // The assignment that follows is a change of the row, and a second may have begun in between.
      assert.ok(String(modified_at) >= String(created_at));
      assert.equal(row_version, 2);
      assert.deepEqual(rest, {
        id: ONE,
        subject: "Wartung",
        location: "",
        notes: "",
        all_day: 0,
        starts_at: "2026-11-25T08:00:00Z",
        ends_at: "2026-11-25T10:00:00Z",
        start_date: null,
        end_date: null,
        category: null,
        show_as: "busy",
        private: 0,
        reminder_minutes: null,
        order_number: null,
        customer_name: null,
        customer_phone: null,
        address: null,
        trashed_at: null,
        origin: "planning",
        locked: 0,
        locked_reason: null,
        organizer: null,
        attendees: "[]",
        join_url: null,
        web_url: null,
        series_id: null,
      });
    });

    it("notes insert, update, delete, assign and unassign, each once", async () => {
      await using ground = await open();
      plan(ground.erp, ONE, [ANNA, BERND]);
      assert.deepEqual(feed(ground.erp), ["insert 1", "assign 1", "assign 1"]);
      assert.deepEqual(changesOf(ground, "update appointment set subject = 'neu', notes = 'x'"), [
        "update 1",
      ]);
      assert.deepEqual(changesOf(ground, "update appointment set trashed_at = '2026-11-24T10:00:00Z'"), [
        "update 1",
      ]);
      assert.deepEqual(changesOf(ground, `delete from appointment_employee where employee_id = '${BERND}'`), [
        "unassign 1",
      ]);
      assert.deepEqual(changesOf(ground, "delete from appointment"), ["delete 1"]);
      assert.equal(count(ground, "appointment_employee"), 0);
    });

    it("notes a change of any column, and keeps a creation time that was given", async () => {
      await using ground = await open();
      ground.erp.exec(
        `insert into appointment (id, subject, created_at) values ('${ONE}', 'x', '2020-01-01T00:00:00Z')`,
      );
      const kept = new Set(["id", "created_at", "modified_at", "row_version"]);
      const columns = ground.erp.prepare("select name from pragma_table_info('appointment')").all();
      const watched = columns.map((row) => String(row.name)).filter((column) => !kept.has(column));
      assert.equal(watched.length, 25);
      for (const column of watched)
        assert.deepEqual(changesOf(ground, `update appointment set ${column} = 77`), ["update 1"], column);
      const created = ground.erp.prepare("select created_at as c from appointment").get();
      assert.equal(created?.c, "2020-01-01T00:00:00Z");
    });

    it("raises version and modification time with every change, also of an assignment", async () => {
      await using ground = await open();
      plan(ground.erp, ONE);
      let last = versionOf(ground);
      for (const sql of [
        "update appointment set subject = 'neu'",
        `insert into appointment_employee values ('${ONE}', '${BERND}')`,
        `update appointment_employee set employee_id = '${CARLA}' where employee_id = '${BERND}'`,
        `delete from appointment_employee where employee_id = '${CARLA}'`,
        "update appointment set locked = 1",
      ]) {
        ground.erp.exec("update appointment set modified_at = '2000-01-01T00:00:00Z'");
        ground.erp.exec(sql);
        const version = versionOf(ground);
        assert.ok(version > last, sql);
        assert.notEqual(
          ground.erp.prepare("select modified_at as m from appointment").get()?.m,
          "2000-01-01T00:00:00Z",
        );
        last = version;
      }
    });

    it("notices every row of one statement, and nothing of a transaction that was rolled back", async () => {
      await using ground = await open();
      plan(ground.erp, ONE);
      plan(ground.erp, TWO);
      assert.deepEqual(changesOf(ground, "update appointment set location = 'Hof'"), [
        "update 1",
        "update 2",
      ]);
      const before = await ground.port.latestChange();
      ground.erp.exec("begin; update appointment set location = 'weg'; delete from appointment; rollback");
      assert.deepEqual(await ground.port.latestChange(), before);
      assert.deepEqual(changesOf(ground, "delete from appointment"), ["delete 1", "delete 2"]);
    });

    it("does not count saving a row as it was, and leaves `changes()` to the writer", async () => {
      await using ground = await open();
      plan(ground.erp, ONE);
      assert.deepEqual(changesOf(ground, "update appointment set subject = subject, locked = locked"), []);
      assert.deepEqual(changesOf(ground, "update appointment set row_version = 1, modified_at = null"), []);
      const saved = ground.erp.prepare("update appointment set subject = 'neu', row_version = 1").run();
      assert.equal(saved.changes, 1);
      assert.ok(versionOf(ground) > 1);
    });

    it("notices INSERT OR REPLACE, with a version that never was", async () => {
      await using ground = await open();
      plan(ground.erp, ONE, [ANNA, BERND]);
      const last = versionOf(ground);
      const replace = `insert or replace into appointment (id, subject, starts_at, ends_at)
        values ('${ONE.toUpperCase()}', 'neu', '2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z')`;
      const changes = changesOf(ground, replace);
      // Whether the replaced row counts as deleted, and its assignments with it, is the connection's own setting.
      const recursive = settings.recursiveTriggers === true;
      assert.deepEqual(changes, recursive ? ["delete 1", "insert 1"] : ["insert 1"]);
      assert.equal(count(ground, "appointment_employee"), recursive ? 0 : 2);
      assert.ok(versionOf(ground) > last);
      assert.equal(count(ground, "appointment"), 1);
    });

    it("notices UPSERT and INSERT OR IGNORE for what they do", async () => {
      await using ground = await open();
      plan(ground.erp, ONE);
      const values = `(id, subject, starts_at, ends_at) values ('${ONE}', 'neu', 'x', 'y')`;
      assert.deepEqual(changesOf(ground, `insert or ignore into appointment ${values}`), []);
      const upsert = `insert into appointment ${values} on conflict (id) do update set subject = excluded.subject`;
      assert.deepEqual(changesOf(ground, upsert), ["update 1"]);
      assert.equal(
        ground.erp.prepare("select starts_at as s from appointment").get()?.s,
        "2026-11-25T08:00:00Z",
      );
      const again = `insert or replace into appointment_employee values ('${ONE}', '${ANNA}')`;
      assert.ok(changesOf(ground, again).includes("assign 1"));
      assert.equal(count(ground, "appointment_employee"), 1);
    });

    it("takes another id for another appointment, and its assignments along", async () => {
      await using ground = await open();
      plan(ground.erp, ONE, [ANNA, BERND]);
      const changes = changesOf(ground, `update appointment set id = '${TWO}', subject = 'neu'`);
      assert.deepEqual(changes.slice(0, 2), ["delete 1", "insert 2"]);
      assert.ok(!changes.some((change) => change.startsWith("update")));
      const rows = await ground.port.rows([ONE, TWO]);
      assert.deepEqual([...rows.keys()], [TWO]);
      assert.deepEqual(rows.get(TWO)?.appointment.employees, [ANNA, BERND]);
      assert.deepEqual(changesOf(ground, "update appointment set id = upper(id)"), []);
    });

    it("notices both appointments when an assignment moves from one to the other", async () => {
      await using ground = await open();
      plan(ground.erp, ONE, [ANNA]);
      plan(ground.erp, TWO, [BERND]);
      const moved = `update appointment_employee set appointment_id = '${TWO}' where appointment_id = '${ONE}'`;
      assert.deepEqual(changesOf(ground, moved), ["unassign 1", "assign 2"]);
      const replaced = `update or replace appointment_employee set employee_id = '${ANNA}'`;
      assert.ok(changesOf(ground, replaced).includes("unassign 2"));
      assert.deepEqual((await ground.port.rows([TWO])).get(TWO)?.appointment.employees, [ANNA]);
    });

    it("keeps assignments when a table of people is emptied and filled again", async () => {
      await using ground = await open();
      plan(ground.erp, ONE, [ANNA]);
      const refill = `begin; delete from employee;
        insert into employee (id, display_name) values ('${ANNA}', 'Anna'), ('${BERND}', 'Bernd'); commit`;
      assert.deepEqual(changesOf(ground, refill), []);
      assert.equal(count(ground, "appointment_employee"), 1);
    });

    it("takes assignments before their appointment, and NULL where a default was meant", async () => {
      await using ground = await open();
      ground.erp.exec(`begin;
        insert into appointment_employee values ('${ONE}', '${ANNA}');
        insert into appointment (id, subject, location, notes, all_day, show_as, private, origin, locked, attendees,
            created_at, modified_at, row_version, starts_at, ends_at)
          values ('${ONE}', null, null, null, null, null, null, null, null, null, null, null, null,
            '2026-11-25T08:00:00Z', '2026-11-25T08:00:00Z');
        commit`);
      const row = (await ground.port.rows([ONE])).get(ONE);
      assert.equal(row?.kind, "readable");
      const { fields, employees, origin, locked, facts } = row.appointment;
      assert.deepEqual(fields, {
        time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T08:00:00Z" },
        subject: "",
        location: "",
        notes: "",
        category: null,
        showAs: "busy",
        private: false,
        reminderMinutes: null,
      });
      assert.deepEqual([employees, origin, locked, facts.attendees], [[ANNA], "planning", false, []]);
      const kept = ground.erp
        .prepare("select created_at as c, modified_at as m, row_version as v from appointment")
        .get();
      assert.ok(kept?.c && kept.m && kept.v);
    });
  });
}

/** The feed's rows that one statement made. */
function changesOf(ground: Ground, sql: string): readonly string[] {
  const newest = ground.erp.prepare("select coalesce(max(seq), 0) as n from appointment_change").get();
  ground.erp.exec(sql);
  return feed(ground.erp, Number(newest?.n));
}

function versionOf(ground: Ground): number {
  return Number(ground.erp.prepare("select row_version as v from appointment").get()?.v);
}

function count(ground: Ground, table: string): number {
  return Number(ground.erp.prepare(`select count(*) as n from ${table}`).get()?.n);
}
