// The planning database is shared with an ERP: our reads use indexes, our writers wait and say so, ours and theirs do not mix.
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import {
  appointmentId,
  COMPANY,
  NEW_ROW,
  openFile,
  openMemory,
  plan,
  wholeTableReads,
} from "./planning-ground.ts";

describe("a shared planning database", () => {
  it("is read through indexes: never the whole of appointments, assignments or changes", async () => {
    await using ground = await openMemory();
    for (let number = 1; number <= 300; number++) plan(ground.erp, appointmentId(number));
    assert.deepEqual(await wholeTableReads(ground.erp, ground.file), []);
  });

  it("says that it is busy when somebody keeps it locked, and works again afterwards", async () => {
    await using ground = await openFile();
    const port = await openPlanning({ file: ground.file, company: COMPANY, busyTimeoutMs: 20 });
    ground.erp.exec("begin immediate");
    const busy = { name: "Fault", kind: "unavailable", code: "planningBusy" };
    await assert.rejects(port.insert(NEW_ROW), busy);
    assert.deepEqual(await port.latestChange(), { sequence: 0, fingerprint: null });
    ground.erp.exec("rollback");
    await port.insert(NEW_ROW);
    await port.close();
  });

  it("opens while somebody writes, if there is nothing to do", async () => {
    await using ground = await openFile();
    ground.erp.exec("begin immediate");
    await (await openPlanning({ file: ground.file, company: COMPANY, busyTimeoutMs: 20 })).close();
    ground.erp.exec("rollback");
  });

  it("never finds on writing that somebody wrote since it began: it has the lock from its first read", async () => {
    await using ground = await openFile();
    const erp = new DatabaseSync(ground.file, { timeout: 0 });
    const { id } = NEW_ROW;
    let version = await ground.port.insert(NEW_ROW);
    let refused = 0;
    for (let moment = 0; moment < 60; moment++) {
      const updating = ground.port.update(id, version, { seriesId: `series-${moment}` }).catch(String);
      for (let turn = 0; turn < moment; turn++) await null;
      try {
        erp.exec(`update appointment set location = 'Hof ${moment}'`);
      } catch {
        refused++;
      }
      assert.doesNotMatch(await updating, /planningBusy/);
      version = (await ground.port.rows([id])).get(id)?.appointment.version as typeof version;
    }
    assert.ok(refused > 0 && refused < 60, String(refused));
    erp.close();
  });

  it("reads one state although the ERP writes meanwhile", async () => {
    await using ground = await openFile();
    plan(ground.erp, appointmentId(1));
    const reading = ground.port.rows([appointmentId(1)]);
    ground.erp.exec("delete from appointment");
    const rows = await reading;
    const row = rows.get(appointmentId(1));
    assert.ok(row === undefined || row.appointment.employees.length === 1);
  });

  it("closes its file and leaves a connection open that was given to it", async () => {
    await using ground = await openMemory();
    const port = await openPlanning({ file: ":memory:", company: COMPANY, database: ground.erp });
    await port.close();
    assert.equal(ground.erp.isOpen, true);
  });
});
