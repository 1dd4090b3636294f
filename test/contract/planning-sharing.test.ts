// The planning database is shared with an ERP: our reads use indexes, our writers wait and say so, ours and theirs do not mix.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Log } from "../../src/engine/log.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { ANNA } from "../support/samples.ts";
import { appointmentId, COMPANY, NEW_ROW, openFile, openMemory, plan, WINDOW } from "./planning-ground.ts";

describe("a shared planning database", () => {
  it("is read through indexes: never the whole of appointments, assignments or changes", async () => {
    await using ground = await openMemory();
    for (let number = 1; number <= 300; number++) plan(ground.erp, appointmentId(number));
    const statements = new Set<string>();
    const log = listening(statements);
    const port = await openPlanning({ file: ":memory:", company: COMPANY, database: ground.erp, log });
    await port.latestChange();
    await port.changesAfter(5);
    await port.rows([appointmentId(1), appointmentId(2)]);
    await port.assigned(ANNA, WINDOW);
    const version = await port.insert({ ...NEW_ROW, id: appointmentId(900) });
    await port.remove(
      appointmentId(900),
      await port.update(appointmentId(900), version, { unassign: [ANNA] }),
    );
    await port.trimChanges(10);
    const plans = [...statements].filter((sql) => /\b(select|update|delete)\b/.test(sql));
    assert.ok(plans.length >= 10, String(plans.length));
    for (const sql of plans) {
      const steps = ground.erp
        .prepare(`explain query plan ${sql}`)
        .all(...Array(sql.split("?").length - 1).fill(null));
      const scans = steps
        .map((step) => String(step.detail))
        .filter((detail) => /^SCAN (?!appointment_change_feed)/.test(detail));
      assert.deepEqual(scans, [], sql);
    }
  });

  it("says that it is busy when somebody keeps it locked, and works again afterwards", async () => {
    await using ground = await openFile();
    const port = await openPlanning({ file: ground.file, company: COMPANY, busyTimeoutMs: 20 });
    ground.erp.exec("begin immediate");
    const busy = { name: "Fault", kind: "unavailable", code: "planningBusy" };
    await assert.rejects(port.insert(NEW_ROW), busy);
    assert.equal(await port.latestChange(), 0);
    ground.erp.exec("rollback");
    await port.insert(NEW_ROW);
    await port.close();
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

function listening(statements: Set<string>): Log {
  const nothing = () => {};
  return {
    verbose: (_category, _message, detail) => {
      if (detail !== undefined && "sql" in detail) statements.add(String(detail.sql));
    },
    debug: nothing,
    information: nothing,
    warning: nothing,
    error: nothing,
  };
}
