// The planning port's promises, whatever database is behind it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PlanningRow } from "../../src/core/model/appointment.ts";
import type { AppointmentId, EmployeeId, Version } from "../../src/core/model/ids.ts";
import type { PlanningPort } from "../../src/engine/ports/planning.ts";
import { ANNA, BERND, FIELDS, ROW } from "../support/samples.ts";
import { appointmentId, CARLA, NEW_ROW, type OpenGround, WINDOW } from "./planning-ground.ts";

const stale = { name: "Fault", kind: "stale", code: "appointmentChanged" };

async function readable(port: PlanningPort, id: AppointmentId) {
  const row: PlanningRow | undefined = (await port.rows([id])).get(id);
  assert.equal(row?.kind, "readable");
  return row.appointment;
}

export function planningSuite(name: string, open: OpenGround): void {
  describe(`planning port on ${name}`, () => {
    it("gives back what was inserted", async () => {
      await using ground = await open();
      const version = await ground.port.insert(NEW_ROW);
      const { employees, modifiedAt, ...rest } = await readable(ground.port, NEW_ROW.id);
      const { employees: given, ...expected } = NEW_ROW;
      assert.deepEqual(rest, { ...expected, version, trashed: false });
      assert.deepEqual(employees, given);
      // By the database's clock, in whole seconds.
      assert.ok(Math.abs(Date.now() - (modifiedAt ?? 0)) < 60_000, String(modifiedAt));
    });

    it("inserts an id once: repeating it changes nothing and gives the version that stands", async () => {
      await using ground = await open();
      const version = await ground.port.insert(NEW_ROW);
      const again = await ground.port.insert({ ...NEW_ROW, fields: { ...FIELDS, subject: "anders" } });
      assert.equal(again, version);
      assert.equal((await readable(ground.port, NEW_ROW.id)).fields.subject, FIELDS.subject);
    });

    it("changes only what a patch names", async () => {
      await using ground = await open();
      const first = await ground.port.insert(NEW_ROW);
      const time = { kind: "allDay", startDate: "2026-12-24", endDate: "2026-12-27" } as const;
      const second = await ground.port.update(ROW.id, first, { fields: { time, private: true } });
      const moved = await readable(ground.port, ROW.id);
      assert.deepEqual(moved.fields, { ...FIELDS, time, private: true });
      assert.deepEqual(moved.facts, NEW_ROW.facts);
      assert.equal(moved.version, second);
      const third = await ground.port.update(ROW.id, second, {
        fields: { time: FIELDS.time, category: "Büro", reminderMinutes: 15, showAs: "oof", notes: "a\nb" },
        facts: { organizer: null, attendees: [], joinUrl: null, webUrl: null },
        origin: "planning",
        lock: { locked: false, lockedReason: null },
        seriesId: null,
        trashedAt: "2026-11-24T10:00:00Z",
      });
      const last = await readable(ground.port, ROW.id);
      const stored = ground.erp.prepare("select all_day, start_date, end_date from appointment").get();
      assert.deepEqual({ ...stored }, { all_day: 0, start_date: null, end_date: null });
      assert.deepEqual(last.fields.time, FIELDS.time);
      assert.deepEqual(
        [last.fields.category, last.fields.reminderMinutes, last.fields.showAs, last.fields.notes],
        ["Büro", 15, "oof", "a\nb"],
      );
      assert.deepEqual(
        [last.origin, last.locked, last.lockedReason, last.seriesId, last.trashed, last.version],
        ["planning", false, null, null, true, third],
      );
      assert.equal(last.facts.organizer, null);
      await ground.port.update(ROW.id, third, { trashedAt: null, fields: { reminderMinutes: null } });
      const restored = await readable(ground.port, ROW.id);
      assert.deepEqual([restored.trashed, restored.fields.reminderMinutes], [false, null]);
    });

    it("assigns and unassigns, and the version covers the assignments", async () => {
      await using ground = await open();
      const first = await ground.port.insert(NEW_ROW);
      const second = await ground.port.update(ROW.id, first, { assign: [CARLA, ANNA], unassign: [BERND] });
      assert.notEqual(second, first);
      assert.deepEqual((await readable(ground.port, ROW.id)).employees, [ANNA, CARLA]);
      const third = await ground.port.update(ROW.id, second, { unassign: [ANNA] });
      assert.notEqual(third, second);
      await assert.rejects(ground.port.update(ROW.id, second, { assign: [BERND] }), stale);
      assert.deepEqual((await readable(ground.port, ROW.id)).employees, [CARLA]);
    });

    it("writes only against the version that was read, and then nothing of it", async () => {
      await using ground = await open();
      const first = await ground.port.insert(NEW_ROW);
      await ground.port.update(ROW.id, first, { fields: { subject: "neu" } });
      const late = ground.port.update(ROW.id, first, { fields: { subject: "spät" }, assign: [CARLA] });
      await assert.rejects(late, stale);
      await assert.rejects(ground.port.remove(ROW.id, first), stale);
      const row = await readable(ground.port, ROW.id);
      assert.deepEqual([row.fields.subject, row.employees], ["neu", [ANNA, BERND]]);
      const gone = appointmentId(77);
      await assert.rejects(ground.port.update(gone, "1" as Version, { seriesId: "x" }), stale);
      await assert.rejects(ground.port.remove(gone, "1" as Version), stale);
    });

    it("keeps the version where a patch changes nothing", async () => {
      await using ground = await open();
      const first = await ground.port.insert(NEW_ROW);
      const through = await ground.port.latestChange();
      assert.equal(await ground.port.update(ROW.id, first, { fields: FIELDS, assign: [ANNA] }), first);
      assert.equal(await ground.port.update(ROW.id, first, {}), first);
      assert.deepEqual(await ground.port.latestChange(), through);
    });

    it("removes a row with its assignments, and lets it come back under its id with another version", async () => {
      await using ground = await open();
      const first = await ground.port.insert(NEW_ROW);
      await ground.port.remove(ROW.id, first);
      assert.equal((await ground.port.rows([ROW.id])).size, 0);
      const back = await ground.port.insert({ ...NEW_ROW, employees: [CARLA] });
      assert.notEqual(back, first);
      assert.deepEqual((await readable(ground.port, ROW.id)).employees, [CARLA]);
    });

    it("tells what a constraint refused, and writes nothing of it", async () => {
      await using ground = await open();
      ground.erp.exec(`create trigger erp_rule before update on appointment
        when new.subject = 'verboten' begin select raise(abort, 'Auftrag ist abgerechnet'); end`);
      const version = await ground.port.insert(NEW_ROW);
      await assert.rejects(
        ground.port.update(ROW.id, version, { unassign: [ANNA], fields: { subject: "verboten" } }),
        { name: "Fault", kind: "refused", code: "appointmentRefused" },
      );
      assert.deepEqual((await readable(ground.port, ROW.id)).employees, [ANNA, BERND]);
      const unknown = "00000000-0000-4000-8000-00000000dead" as EmployeeId;
      await assert.rejects(ground.port.update(ROW.id, version, { assign: [unknown] }), {
        code: "appointmentRefused",
      });
      assert.equal((await readable(ground.port, ROW.id)).version, version);
    });

    it("lets concurrent writers and readers take turns", async () => {
      await using ground = await open();
      const ids = Array.from({ length: 30 }, (_, index) => appointmentId(index));
      const versions = await Promise.all(ids.map((id) => ground.port.insert({ ...NEW_ROW, id })));
      const [rows, ...outcomes] = await Promise.all([
        ground.port.assigned(ANNA, WINDOW),
        ...ids.flatMap((id, index) => [
          ground.port
            .update(id, versions[index] as Version, { fields: { subject: "eins" } })
            .catch(() => null),
          ground.port
            .update(id, versions[index] as Version, { fields: { subject: "zwei" } })
            .catch(() => null),
        ]),
      ]);
      assert.equal(rows.length, 30);
      assert.equal(outcomes.filter((version) => version === null).length, 30);
    });
  });
}
