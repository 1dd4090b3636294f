// The change feed and the reading of rows, through the port.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AppointmentId, EmployeeId } from "../../src/core/model/ids.ts";
import { ANNA, BERND } from "../support/samples.ts";
import {
  appointmentId,
  CARLA,
  feed,
  type Ground,
  NEW_ROW,
  numbered,
  type OpenGround,
  plan,
  WINDOW,
} from "./planning-ground.ts";

export function planningFeedSuite(name: string, open: OpenGround): void {
  describe(`planning feed on ${name}`, () => {
    it("begins at 0, and tells each appointment once, in the order of its first change", async () => {
      await using ground = await open();
      const nothing = { through: numbered(0), appointmentIds: [], incomplete: false, restored: false };
      assert.deepEqual(await ground.port.latestChange(), nothing.through);
      assert.deepEqual(await ground.port.changesAfter(nothing.through), nothing);
      plan(ground.erp, appointmentId(2));
      plan(ground.erp, appointmentId(1));
      ground.erp.exec("update appointment set subject = 'neu'");
      const through = await ground.port.latestChange();
      const expected = { ...nothing, through, appointmentIds: [appointmentId(2), appointmentId(1)] };
      assert.deepEqual(await ground.port.changesAfter(numbered(0)), expected);
      const beforeLast = numbered(through.sequence - 1);
      assert.deepEqual((await ground.port.changesAfter(beforeLast)).appointmentIds.length, 1);
      assert.deepEqual(await ground.port.changesAfter(through), { ...expected, appointmentIds: [] });
    });

    it("tells whoever has not read anything that everything is to be read", async () => {
      await using ground = await open();
      plan(ground.erp, appointmentId(1));
      const through = await ground.port.latestChange();
      const everything = { through, appointmentIds: [], incomplete: true, restored: false };
      assert.deepEqual(await ground.port.changesAfter(null), everything);
    });

    it("forgets what was trimmed, never goes back, and says so to whoever had not read it", async () => {
      await using ground = await open();
      plan(ground.erp, appointmentId(1));
      const first = await ground.port.latestChange();
      const before = numbered(first.sequence - 1);
      await ground.port.trimChanges(first.sequence);
      assert.deepEqual(feed(ground.erp), ["assign 1"]);
      assert.deepEqual(await ground.port.latestChange(), first);
      assert.equal((await ground.port.changesAfter(first)).incomplete, false);
      assert.equal((await ground.port.changesAfter(before)).incomplete, true);
      await ground.port.trimChanges(before.sequence);
      assert.equal((await ground.port.changesAfter(before)).incomplete, true);
      plan(ground.erp, appointmentId(2));
      const changes = await ground.port.changesAfter(first);
      assert.deepEqual(changes.appointmentIds, [appointmentId(2)]);
      assert.ok(changes.through.sequence > first.sequence);
    });

    it("trims no further than the feed goes", async () => {
      await using ground = await open();
      plan(ground.erp, appointmentId(1));
      await ground.port.trimChanges(1_000_000);
      const through = await ground.port.latestChange();
      plan(ground.erp, appointmentId(2));
      assert.deepEqual((await ground.port.changesAfter(through)).appointmentIds, [appointmentId(2)]);
    });

    it("keeps what stands at the positions that somebody else has", async () => {
      await using ground = await open();
      for (const number of [1, 2, 3]) plan(ground.erp, appointmentId(number));
      await ground.port.trimChanges(5, [2, 4, 77]);
      assert.deepEqual(feed(ground.erp), ["assign 1", "assign 2", "insert 3", "assign 3"]);
      assert.equal((await ground.port.changesAfter(numbered(4))).incomplete, true);
      await ground.port.trimChanges(6, [4]);
      assert.deepEqual(feed(ground.erp), ["assign 2", "assign 3"]);
    });

    it("says that a position ahead of the feed has to start again (a restored backup)", async () => {
      await using ground = await open();
      plan(ground.erp, appointmentId(1));
      const through = await ground.port.latestChange();
      const everything = { through, appointmentIds: [], incomplete: true, restored: true };
      assert.deepEqual(await ground.port.changesAfter(numbered(through.sequence + 5)), everything);
    });

    it("knows a restored backup by what stands at the position, however far it has gone since", async () => {
      await using ground = await open();
      plan(ground.erp, appointmentId(1), []);
      const sequence = ground.erp.prepare("select seq from sqlite_sequence").get()?.seq ?? 0;
      plan(ground.erp, appointmentId(2), []);
      const read = await ground.port.latestChange();
      // What the backup has not was never there: numbers are given once more.
      ground.erp.exec(`delete from appointment where id = '${appointmentId(2)}';
        delete from appointment_change where seq > ${sequence};
        update sqlite_sequence set seq = ${sequence} where name = 'appointment_change'`);
      plan(ground.erp, appointmentId(3), []);
      const through = await ground.port.latestChange();
      assert.equal(through.sequence, read.sequence);
      assert.notEqual(through.fingerprint, read.fingerprint);
      const everything = { through, appointmentIds: [], incomplete: true, restored: true };
      assert.deepEqual(await ground.port.changesAfter(read), everything);
      plan(ground.erp, appointmentId(4));
      assert.equal((await ground.port.changesAfter(read)).restored, true);
      await ground.port.trimChanges(1_000_000, [read.sequence]);
      assert.equal((await ground.port.changesAfter(read)).restored, true);
      assert.equal((await ground.port.changesAfter(through)).restored, false);
      // An earlier release did not remember what stood there, and kept nothing of what it trimmed.
      assert.equal((await ground.port.changesAfter(numbered(read.sequence))).restored, false);
      ground.erp.exec(`delete from appointment_change where seq = ${read.sequence}`);
      assert.equal((await ground.port.changesAfter(read)).restored, false);
    });

    it("reads rows by id in any number and leaves out what does not exist", async () => {
      await using ground = await open();
      const ids = Array.from({ length: 901 }, (_, index) => appointmentId(index));
      ground.erp.exec("begin");
      for (const id of ids) plan(ground.erp, id, [ANNA, BERND]);
      ground.erp.exec("commit");
      const rows = await ground.port.rows([...ids, ...ids, appointmentId(5000)]);
      assert.equal(rows.size, 901);
      assert.deepEqual(rows.get(appointmentId(900))?.appointment.employees, [ANNA, BERND]);
      assert.equal((await ground.port.rows([])).size, 0);
    });

    it("reads ids in capitals as the same ids", async () => {
      await using ground = await open();
      const id = "ABCDEF00-0000-4000-8000-00000000ABCD";
      plan(ground.erp, id, [ANNA.toUpperCase()]);
      const small = id.toLowerCase() as AppointmentId;
      assert.deepEqual((await ground.port.changesAfter(numbered(0))).appointmentIds, [small]);
      const noted = ground.erp.prepare("select distinct appointment_id as id from appointment_change").all();
      assert.deepEqual(
        noted.map((row) => row.id),
        [small],
      );
      assert.deepEqual((await ground.port.rows([small])).get(small)?.appointment.employees, [ANNA]);
      assert.deepEqual(await assigned(ground), [small]);
      const version = (await ground.port.rows([small])).get(small)?.appointment.version;
      assert.ok(version !== undefined);
      assert.equal(await ground.port.insert({ ...NEW_ROW, id: small }), version);
      const changed = await ground.port.update(small, version, { assign: [ANNA, BERND], seriesId: "s" });
      await ground.port.remove(small, changed);
      assert.equal(ground.erp.prepare("select count(*) as n from appointment_employee").get()?.n, 0);
    });

    it("gives an employee's rows that touch the window, by start, then id", async () => {
      await using ground = await open();
      const at = (number: number, columns: string) => {
        plan(ground.erp, appointmentId(number));
        ground.erp.exec(`update appointment set ${columns} where id = '${appointmentId(number)}'`);
      };
      at(9, "starts_at = '2026-11-25T08:00:00Z'");
      at(8, "starts_at = '2026-11-25 09:00:00+01:00', ends_at = '2026-11-25T10:00:00.000Z'");
      at(7, "all_day = 1, start_date = '2026-11-25', end_date = '2026-11-26'");
      at(1, "starts_at = '2026-05-01T00:00:00Z', ends_at = '2026-05-23T22:00:00Z'"); // ends where the window starts
      at(2, "starts_at = '2026-05-01T00:00:00Z', ends_at = '2026-05-23T22:00:00.001Z'");
      at(3, "starts_at = '2028-01-24T23:00:00Z', ends_at = '2028-01-25T00:00:00Z'"); // starts where it ends
      at(4, "starts_at = '2028-01-24 23:59:59+01:00', ends_at = '2028-02-25T00:00:00Z'");
      at(5, "all_day = 1, start_date = '2026-05-23', end_date = '2026-05-24'");
      at(6, "trashed_at = '2026-11-24T10:00:00Z'");
      plan(ground.erp, appointmentId(10), [BERND]);
      plan(ground.erp, appointmentId(11), []);
      assert.deepEqual(await assigned(ground), [2, 7, 8, 9, 4].map(appointmentId));
      assert.deepEqual(await assigned(ground, BERND), [appointmentId(10)]);
      assert.deepEqual(await assigned(ground, CARLA), []);
    });

    it("gives unreadable rows wherever their time lies, last", async () => {
      await using ground = await open();
      const times = [
        "starts_at = '2020-01-01T10:00:00'", // no offset
        "starts_at = '2020-02-31T10:00:00Z', ends_at = '2020-03-31T10:00:00Z'", // no such day
        "starts_at = '2020-01-02T10:00:00Z', ends_at = '2020-01-01T10:00:00Z'", // ends first
        "starts_at = null",
        "ends_at = ''",
        "starts_at = 'morgen', ends_at = '2020-01-01T10:00:00Z'",
        "all_day = 1, start_date = '2020-01-02', end_date = '2020-01-02'", // no length
        "all_day = 1, start_date = '2020-02-30', end_date = '2020-03-02'",
        "all_day = 1, start_date = '2020-01-02'",
      ];
      times.forEach((columns, index) => {
        plan(ground.erp, appointmentId(index));
        ground.erp.exec(`update appointment set ${columns} where id = '${appointmentId(index)}'`);
      });
      plan(ground.erp, appointmentId(99));
      const rows = await ground.port.assigned(ANNA, WINDOW);
      assert.deepEqual(
        rows.map((row) => row.appointment.id),
        [99, ...times.keys()].map(appointmentId),
      );
      assert.ok(
        rows.slice(1).every((row) => row.kind === "unreadable" && row.appointment.problem === "invalidTime"),
      );
    });
  });
}

async function assigned(ground: Ground, employee: EmployeeId = ANNA): Promise<readonly AppointmentId[]> {
  return (await ground.port.assigned(employee, WINDOW)).map((row) => row.appointment.id);
}
